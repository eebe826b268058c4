"""Every step of a session against every verb, and of helping: what the table lists works, everything else is refused."""

from __future__ import annotations

import pytest

from devices.domain import smart
from devices.domain.smart import assisting
from devices.enums.smart import (
    ASSIST_MOVES,
    ASSIST_STEPS,
    ASSISTING,
    ENDED,
    LIVE,
    SMART_MOVES,
    SMART_NOTES,
    STEPS,
    AssistMode,
    AssistStatus,
    IdentityKind,
    SmartEnd,
)
from devices.enums.smart import SmartStatus as S
from devices.errors.smart import IllegalAssistMove, IllegalSmartMove, InputMissing
from devices.models.smart import SmartSession, SmartStep
from lobby.branches.actors import SYSTEM
from tests.devices.smart.conftest import SECOND, TYPED
from tests.undone import undone

CARD = {"kind": IdentityKind.CARD, "given": "6222021234567890"}


@pytest.fixture
def act(machine, transfer, helper, at):
    """Carry a verb out as whoever may."""
    customer = {"by": machine.actor, "at": at}
    verbs = {
        "identify": lambda s: smart.identify(s, **customer, **CARD),
        "choose": lambda s: smart.choose(s, **customer, service=transfer),
        "submit": lambda s: smart.submit(s, **customer),
        "confirm": lambda s: smart.confirm(s, **customer),
        "back": lambda s: smart.back(s, **customer),
        "abort": lambda s: smart.abort(s, **customer, reason=SmartEnd.CUSTOMER),
        "fault": lambda s: smart.fault(s, by=SYSTEM, at=at),
        "hand_over": lambda s: smart.hand_over(s, by=helper, at=at),
        "answer": lambda s: smart.answer(s, **customer, key="amount", value="500"),
        "ask_help": lambda s: smart.ask_help(s, **customer),
        "touch": lambda s: smart.touch(s, **customer),
    }
    assert set(verbs) == set(SMART_MOVES) | set(SMART_NOTES)
    return lambda verb, session: verbs[verb](session)


@pytest.mark.parametrize("status", S)
def test_every_step_against_every_verb(brought_to, act, machine, at, status, subtests):
    pk = brought_to(status).pk
    for verb in SMART_MOVES:
        with subtests.test(verb=verb), undone():
            try_verb(verb, SmartSession.objects.get(pk=pk), act, machine, at)


def try_verb(verb, session, act, machine, at):
    status = S(session.status)
    sources, target = SMART_MOVES[verb]

    if status not in sources:
        with pytest.raises(IllegalSmartMove):
            act(verb, session)
        assert SmartSession.objects.get(pk=session.pk).status == status
    elif verb == "submit":
        with pytest.raises(InputMissing):
            act(verb, session)
        for key, value in TYPED.items():
            smart.answer(session, by=machine.actor, at=at, key=key, value=value)
        assert act(verb, session).status == target
    else:
        assert act(verb, session).status == (target or STEPS[STEPS.index(status) - 1])


@pytest.mark.parametrize("status", S)
def test_what_is_written_without_a_move_has_its_steps(brought_to, act, status, subtests):
    pk = brought_to(status).pk
    for verb in SMART_NOTES:
        with subtests.test(verb=verb), undone():
            try_note(verb, SmartSession.objects.get(pk=pk), act)


def try_note(verb, session, act):
    status = S(session.status)
    if status in SMART_NOTES[verb]:
        act(verb, session)
    else:
        with pytest.raises(IllegalSmartMove):
            act(verb, session)
    assert SmartSession.objects.get(pk=session.pk).status == status


def test_the_table_covers_the_states():
    assert {target for _sources, target in SMART_MOVES.values() if target} == set(S) - {S.IDENTIFY}
    assert set(LIVE) | set(ENDED) == set(S)
    assert not any(set(sources) & set(ENDED) for sources, _target in SMART_MOVES.values())


def test_no_step_is_skipped(brought_to, machine, at):
    session = brought_to(S.IDENTIFY)

    with pytest.raises(IllegalSmartMove) as refusal:
        smart.confirm(session, by=machine.actor, at=at)

    assert refusal.value.status == 409


def test_the_whole_way_leaves_the_times_of_its_steps_and_nothing_that_was_typed(begin, machine, transfer, at):
    session = begin()
    customer = {"by": machine.actor}
    smart.identify(session, **customer, **CARD, at=at + 10 * SECOND)
    smart.choose(session, **customer, service=transfer, at=at + 25 * SECOND)
    for key, value in TYPED.items():
        smart.answer(session, **customer, key=key, value=value, at=at + 40 * SECOND)
    at_the_summary = smart.submit(session, **customer, at=at + 55 * SECOND)
    assert at_the_summary.entries == TYPED
    assert at_the_summary.tail == "7890"

    done = smart.confirm(session, **customer, at=at + 70 * SECOND)

    assert (done.typed, done.tail, done.form_id, done.is_routine) == ("", "", None, True)
    steps = SmartStep.objects.filter(session=session)
    assert [(one.step, one.left_by, one.seconds) for one in steps] == [
        ("identify", "identify", 10),
        ("select", "choose", 15),
        ("input", "submit", 30),
        ("confirm", "confirm", 15),
    ]


@pytest.mark.parametrize("status", [S.ABORTED, S.FAULTED, S.HANDED_OVER, S.DONE])
def test_whatever_ends_it_wipes_it(brought_to, status):
    ended = SmartSession.objects.get(pk=brought_to(status).pk)

    assert (ended.typed, ended.tail, ended.form_id) == ("", "", None)
    assert ended.ended_at is not None


def test_one_step_back_gives_up_what_belonged_to_it(brought_to, machine, at):
    session = brought_to(S.CONFIRM)
    customer = {"by": machine.actor, "at": at}

    entry = smart.back(session, **customer, key="amount")
    assert (entry.status, entry.entries) == (S.INPUT, {"holder": "Zhang Ming", "note": ""})
    choice = smart.back(session, **customer)
    assert (choice.status, choice.service, choice.typed) == (S.SELECT, None, "")
    first = smart.back(session, **customer)
    assert (first.status, first.tail, first.identity) == (S.IDENTIFY, "", "")
    with pytest.raises(IllegalSmartMove):
        smart.back(session, **customer)


@pytest.fixture
def assist_at(machine, helper, at):
    """Help that was brought to a state by the ordinary verbs."""

    def bring(status):
        assist = assisting.begin(machine, by=helper, at=at, mode=AssistMode.BRIEF)
        walk = [assisting.ask_need, assisting.go_along, assisting.begin_help]
        for verb in walk[: ASSIST_STEPS.index(status)]:
            assist = verb(assist, by=helper, at=at)
        if status == AssistStatus.END:
            assist = assisting.finish(assist, by=helper, at=at, is_clear=True)
        assert assist.status == status
        return assist

    return bring


@pytest.mark.parametrize("verb", ASSIST_MOVES)
@pytest.mark.parametrize("status", AssistStatus)
def test_every_state_of_helping_against_every_verb(assist_at, helper, at, status, verb):
    assist = assist_at(status)
    sources, target = ASSIST_MOVES[verb]
    more = {"is_clear": True} if verb in {"finish", "break_off"} else {}

    if status in sources:
        assert getattr(assisting, verb)(assist, by=helper, at=at, **more).status == target
    else:
        with pytest.raises(IllegalAssistMove):
            getattr(assisting, verb)(assist, by=helper, at=at, **more)


@pytest.mark.parametrize("status", AssistStatus)
def test_the_mode_of_helping_changes_until_the_end(assist_at, helper, at, status):
    assist = assist_at(status)

    if status in ASSISTING:
        assert assisting.set_mode(assist, by=helper, at=at, mode=AssistMode.FULL).mode == AssistMode.FULL
    else:
        with pytest.raises(IllegalAssistMove):
            assisting.set_mode(assist, by=helper, at=at, mode=AssistMode.FULL)
