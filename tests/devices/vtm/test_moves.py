"""Every state of a video session against every verb: what the table lists works, everything else is refused."""

from __future__ import annotations

import pytest

from devices.domain import vtm
from devices.enums.vtm import ENDED, LINKED, OPEN, VTM_MOVES, VTM_NOTES, WITH_AGENT, LiveCheck, VtmDocument, VtmEnd
from devices.enums.vtm import VtmStatus as S
from devices.errors.vtm import AgentBusy, AuthorisationNeeded, CallGone, IllegalVtmMove
from devices.models.vtm import VtmSession, VtmStep
from lobby.branches.actors import SYSTEM
from tests.devices.vtm.drawings import DRAWING
from tests.undone import undone

# The clock alone queues up; every other move has a verb of its own.
VERBS = sorted(set(VTM_MOVES) - {"queue_up"})
SHOWN = {"document": VtmDocument.PASSPORT, "tail": "1234", "live_check": LiveCheck.PASSED}


@pytest.fixture
def act(machine, agent, authoriser, at):
    """Carry a verb out as whoever may."""
    serving, customer = {"by": agent.actor, "at": at}, {"by": machine.actor, "at": at}
    verbs = {
        "connect": lambda s: vtm.connect(s, agent=agent, at=at),
        "check_identity": lambda s: vtm.check_identity(s, **serving, **SHOWN),
        "accept_identity": lambda s: vtm.accept_identity(s, **serving),
        "refuse_identity": lambda s: vtm.refuse_identity(s, **serving, reason="another face"),
        "begin_business": lambda s: vtm.begin_business(s, **serving),
        "ask_authorisation": lambda s: vtm.ask_authorisation(s, **serving),
        "approve": lambda s: vtm.approve(s, authoriser=authoriser, at=at),
        "correct": lambda s: vtm.correct(s, authoriser=authoriser, at=at, reason="amount"),
        "refuse": lambda s: vtm.refuse(s, authoriser=authoriser, at=at, reason="not sure"),
        "ask_signature": lambda s: vtm.ask_signature(s, **serving),
        "sign": lambda s: vtm.sign(s, **customer, image=DRAWING),
        "complete": lambda s: vtm.rate(s, **customer, rating=None),
        "cancel": lambda s: vtm.cancel(s, **customer, reason=VtmEnd.LEFT),
        "drop": lambda s: vtm.drop(s, by=SYSTEM, at=at),
        "resume": lambda s: vtm.resume(s, **customer),
        "give_up": lambda s: vtm.give_up(s, **serving),
    }
    assert sorted(verbs) == VERBS
    return lambda verb, session: verbs[verb](session)


def refusals(session, verb):
    """What refuses a verb in a state; an agent who has a session is busy before the call's state is looked at."""
    if verb != "connect":
        return IllegalVtmMove
    return AgentBusy if session.status in WITH_AGENT else CallGone


@pytest.mark.parametrize("status", S)
def test_every_state_against_every_verb(brought_to, act, agent, status, subtests):
    """Getting to a state is what costs, so all verbs are tried on one session."""
    pk = brought_to(status).pk
    for verb in VERBS:
        with subtests.test(verb=verb), undone():
            try_verb(act, agent, VtmSession.objects.get(pk=pk), verb)


def try_verb(act, agent, session, verb):
    status = S(session.status)
    if session.agent_id is None and verb != "connect":
        # So that the state alone refuses.
        VtmSession.objects.filter(pk=session.pk).update(agent=agent)

    sources, target = VTM_MOVES[verb]

    if status in sources and verb == "ask_signature":
        with pytest.raises(AuthorisationNeeded):
            act(verb, session)
    elif status in sources:
        assert act(verb, session).status == (target or S.CONNECTED)
    else:
        with pytest.raises(refusals(session, verb)):
            act(verb, session)
        assert VtmSession.objects.get(pk=session.pk).status == status


def test_the_table_covers_the_states():
    assert {target for _sources, target in VTM_MOVES.values() if target} == set(S) - {S.REQUESTED}
    assert set(OPEN) | set(ENDED) == set(S)
    assert not any(set(sources) & set(ENDED) for sources, _target in VTM_MOVES.values())


@pytest.mark.parametrize("status", S)
def test_what_is_written_without_a_move_has_its_states(brought_to, machine, agent, at, status, subtests):
    pk = brought_to(status).pk
    for verb in VTM_NOTES:
        with subtests.test(verb=verb), undone():
            try_note(VtmSession.objects.get(pk=pk), verb, machine, agent, at)


def try_note(session, verb, machine, agent, at):
    status = S(session.status)
    if session.agent_id is None:
        VtmSession.objects.filter(pk=session.pk).update(agent=agent)
    serving, customer = {"by": agent.actor, "at": at}, {"by": machine.actor, "at": at}
    notes = {
        "type_in": lambda: vtm.type_in(session, **customer, typed={"need": "new card"}),
        "describe": lambda: vtm.describe(session, **serving, amount=60_000),
        "read_out": lambda: vtm.read_out(session, **serving),
        "understand": lambda: vtm.understand(session, **customer),
        "signal": lambda: vtm.beat(session, **customer),
    }
    if status == S.DISCLOSING and verb == "understand":
        vtm.read_out(session, **serving)

    if status in VTM_NOTES[verb]:
        notes[verb]()
    else:
        with pytest.raises(IllegalVtmMove):
            notes[verb]()
    assert VtmSession.objects.get(pk=session.pk).status == status


@pytest.mark.parametrize("status", LINKED)
def test_a_lost_line_goes_on_at_the_same_step(brought_to, machine, at, status):
    session = brought_to(status)

    dropped = vtm.drop(session, by=SYSTEM, at=at)
    assert (dropped.status, dropped.resumes_to, dropped.drops) == (S.DROPPED, status, 1)

    assert vtm.resume(session, by=machine.actor, at=at).status == status


def test_the_whole_way_leaves_a_complete_record(brought_to, machine, agent, authoriser):
    session = brought_to(S.COMPLETED)

    assert [step.verb for step in VtmStep.objects.filter(session=session)] == [
        "request",
        "queue_up",
        "connect",
        "check_identity",
        "accept_identity",
        "begin_business",
        "ask_authorisation",
        "approve",
        "sign",
        "complete",
    ]
    assert (session.agent, session.authoriser, session.rating) == (agent, authoriser, 5)
    assert session.recording_ref
    assert session.signature_sha256
    assert session.understood_at
    assert session.document_tail == "1234"
