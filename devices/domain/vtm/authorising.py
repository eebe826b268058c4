"""A second person looks at it: approves, sends back, or refuses. Never the agent (S173d)."""

from __future__ import annotations

import datetime as dt

from devices.domain.vtm.moving import check_agent, check_move, locked, move
from devices.domain.vtm.risk import needs_authorisation
from devices.domain.vtm.serving import check_disclosed, given
from devices.enums.vtm import Decision, VtmEnd
from devices.errors.vtm import AuthorisationNotNeeded, SameAuthoriser
from devices.models.vtm import Authorisation, VtmSession
from lobby.branches.actors import Actor
from lobby.branches.models import Staff
from lobby.live import journal

LONGEST_NOTE = 200


def ask_authorisation(session: VtmSession, *, by: Actor, at: dt.datetime, note: str = "") -> VtmSession:
    """Hand it to the authorisers. Raises NotYourSession, IllegalVtmMove, NotDisclosed, AuthorisationNotNeeded."""
    with journal.unit(by=by, at=at):
        session = locked(session)
        check_agent(session, by)
        check_move(session, "ask_authorisation")
        check_disclosed(session)
        if not needs_authorisation(session):
            raise AuthorisationNotNeeded
        assert session.agent_id is not None  # check_agent
        Authorisation.objects.create(
            session=session,
            agent_id=session.agent_id,
            amount=session.amount,
            note=note.strip()[:LONGEST_NOTE],
            asked_at=at,
        )
        return move(session, "ask_authorisation", by=by, at=at)


def approve(session: VtmSession, *, authoriser: Staff, at: dt.datetime) -> VtmSession:
    """The customer may sign. Raises IllegalVtmMove, SameAuthoriser."""
    with journal.unit(by=authoriser.actor, at=at):
        session = asked(session, "approve", authoriser)
        answer(session, authoriser, Decision.APPROVED, "", at=at)
        return move(session, "approve", by=authoriser.actor, at=at, authoriser=authoriser)


def correct(session: VtmSession, *, authoriser: Staff, at: dt.datetime, reason: str) -> VtmSession:
    """Back to the agent, who corrects it and asks again. Raises IllegalVtmMove, SameAuthoriser, VtmReasonMissing."""
    reason = given(reason)
    with journal.unit(by=authoriser.actor, at=at):
        session = asked(session, "correct", authoriser)
        answer(session, authoriser, Decision.CORRECTED, reason, at=at)
        return move(session, "correct", by=authoriser.actor, at=at)


def refuse(session: VtmSession, *, authoriser: Staff, at: dt.datetime, reason: str) -> VtmSession:
    """It is not done. Raises IllegalVtmMove, SameAuthoriser, VtmReasonMissing."""
    reason = given(reason)
    with journal.unit(by=authoriser.actor, at=at):
        session = asked(session, "refuse", authoriser, ends=True)
        answer(session, authoriser, Decision.REFUSED, reason, at=at)
        return move(
            session,
            "refuse",
            by=authoriser.actor,
            at=at,
            authoriser=authoriser,
            end_reason=VtmEnd.REFUSED,
            end_text=reason,
        )


def asked(session: VtmSession, verb: str, authoriser: Staff, *, ends: bool = False) -> VtmSession:
    """The session, locked, if this person may decide on it now. Raises IllegalVtmMove, SameAuthoriser."""
    session = locked(session, with_subject=ends)
    check_move(session, verb)
    if authoriser.pk == session.agent_id:
        raise SameAuthoriser
    return session


def answer(session: VtmSession, authoriser: Staff, decision: Decision, reason: str, *, at: dt.datetime) -> None:
    """Write the decision under the open question (1 statement)."""
    question = Authorisation.objects.filter(session=session, decided_at__isnull=True)
    question.update(authoriser=authoriser, decision=decision, reason=reason, decided_at=at)
