"""What the agent of a session does: identity, risk notice, business. Nobody else may (R15, S173d)."""

from __future__ import annotations

import datetime as dt

from devices.domain.vtm.moving import check_agent, check_move, check_note, locked, move, note
from devices.domain.vtm.risk import is_disclosed, needs_authorisation, needs_disclosure, risk_text
from devices.enums.vtm import LiveCheck, VtmDocument, VtmEnd
from devices.errors.vtm import (
    AuthorisationNeeded,
    IdentityMissing,
    NoRiskText,
    NotDisclosed,
    VtmReasonMissing,
)
from devices.models.vtm import VtmSession
from lobby.branches.actors import Actor
from lobby.live import journal

TAIL = 4
LONGEST_REASON = 200


def check_identity(
    session: VtmSession, *, by: Actor, at: dt.datetime, document: VtmDocument, tail: str, live_check: LiveCheck
) -> VtmSession:
    """Note what was shown and what the live check said; no picture, no number. Raises NotYourSession, IllegalVtmMove."""
    with journal.unit(by=by, at=at):
        session = locked(session)
        check_agent(session, by)
        return move(
            session,
            "check_identity",
            by=by,
            at=at,
            document=document,
            document_tail=tail.strip()[-TAIL:],
            live_check=live_check,
        )


def accept_identity(session: VtmSession, *, by: Actor, at: dt.datetime) -> VtmSession:
    """The customer is who they say. Raises NotYourSession, IllegalVtmMove, IdentityMissing for a failed live check."""
    with journal.unit(by=by, at=at):
        session = locked(session)
        check_agent(session, by)
        check_move(session, "accept_identity")
        if session.live_check not in {LiveCheck.PASSED, LiveCheck.NO_CAMERA}:
            raise IdentityMissing
        return move(session, "accept_identity", by=by, at=at)


def refuse_identity(session: VtmSession, *, by: Actor, at: dt.datetime, reason: str) -> VtmSession:
    """The identity is not certain enough. Raises NotYourSession, IllegalVtmMove, VtmReasonMissing."""
    reason = given(reason)
    with journal.unit(by=by, at=at):
        session = locked(session, with_subject=True)
        check_agent(session, by)
        return move(session, "refuse_identity", by=by, at=at, end_reason=VtmEnd.IDENTITY, end_text=reason)


def describe(
    session: VtmSession, *, by: Actor, at: dt.datetime, amount: int | None, is_high_risk: bool = False
) -> VtmSession:
    """Say how much it is about and whether it is risky; what the service makes risky stays so.

    A larger amount or a new risk has to be told anew. Raises NotYourSession, IllegalVtmMove.
    """
    with journal.unit(by=by, at=at):
        session = locked(session)
        check_agent(session, by)
        check_note(session, "describe")
        before = (session.amount, session.is_high_risk)
        session.amount, session.is_high_risk = amount, session.is_high_risk or is_high_risk
        if before != (session.amount, session.is_high_risk):
            session.risk_version = session.risk_read_at = session.understood_at = None
        return note(session, "describe", "amount", "is_high_risk", "risk_version", "risk_read_at", "understood_at")


def read_out(session: VtmSession, *, by: Actor, at: dt.datetime) -> VtmSession:
    """The agent has read the approved text out, which the machine shows. Raises NotYourSession, IllegalVtmMove, NoRiskText."""
    with journal.unit(by=by, at=at):
        session = locked(session)
        check_agent(session, by)
        check_note(session, "read_out")
        text = risk_text(session, at=at)
        if text is None:
            raise NoRiskText
        if session.risk_version_id != text.pk:
            session.understood_at = None
        session.risk_version, session.risk_read_at = text, at
        return note(session, "read_out", "risk_version", "risk_read_at", "understood_at")


def begin_business(session: VtmSession, *, by: Actor, at: dt.datetime) -> VtmSession:
    """Go on from the risk notice. Raises NotYourSession, IllegalVtmMove, NotDisclosed while it is needed and not understood."""
    with journal.unit(by=by, at=at):
        session = locked(session)
        check_agent(session, by)
        check_move(session, "begin_business")
        check_disclosed(session)
        return move(session, "begin_business", by=by, at=at)


def ask_signature(session: VtmSession, *, by: Actor, at: dt.datetime) -> VtmSession:
    """The business is entered: the customer signs. Raises NotYourSession, IllegalVtmMove, NotDisclosed, AuthorisationNeeded."""
    with journal.unit(by=by, at=at):
        session = locked(session)
        check_agent(session, by)
        check_move(session, "ask_signature")
        check_disclosed(session)
        if needs_authorisation(session):
            raise AuthorisationNeeded
        return move(session, "ask_signature", by=by, at=at)


def check_disclosed(session: VtmSession) -> None:
    """Raises NotDisclosed while the risk has to be told and the customer has not said that it was understood."""
    if needs_disclosure(session) and not is_disclosed(session):
        raise NotDisclosed


def given(reason: str) -> str:
    """A reason as it is kept. Raises VtmReasonMissing."""
    if not reason.strip():
        raise VtmReasonMissing
    return reason.strip()[:LONGEST_REASON]
