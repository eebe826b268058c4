"""The line is lost, comes back or not; somebody hangs up; the machine fails."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from devices.domain.states import held_usable
from devices.domain.vtm.customer import close_unrated
from devices.domain.vtm.moving import (
    check_agent,
    check_customer,
    check_move,
    check_note,
    expect_sign_of_life,
    locked,
    move,
)
from devices.domain.vtm.requesting import cancel
from devices.domain.vtm.serving import given
from devices.enums.vtm import LINKED, OPEN, UNANSWERED, VtmEnd, VtmStatus
from devices.errors.vtm import CannotResume
from devices.models.vtm import VtmSession
from lobby.branches.actors import Actor
from lobby.branches.policies import policy_of
from lobby.live import journal


def beat(session: VtmSession, *, by: Actor, at: dt.datetime) -> None:
    """The machine says that it is there (2 statements). Raises CustomerActs, IllegalVtmMove."""
    with journal.unit(by=by, at=at):
        session = locked(session)
        check_customer(session, by)
        check_note(session, "signal")
        if session.status in LINKED:
            expect_sign_of_life(session, at=at)


def drop(session: VtmSession, *, by: Actor, at: dt.datetime, reason: VtmEnd = VtmEnd.LINE) -> VtmSession:
    """The line is lost; it can be taken up again for `vtm_resume_s`. Raises IllegalVtmMove."""
    with journal.unit(by=by, at=at):
        session = locked(session)
        check_move(session, "drop")
        return move(
            session,
            "drop",
            by=by,
            at=at,
            resumes_to=session.status,
            drops=session.drops + 1,
            end_reason=reason,
        )


def resume(session: VtmSession, *, by: Actor, at: dt.datetime) -> VtmSession:
    """Go on at the same step. Raises NotYourSession, CustomerActs, IllegalVtmMove, CannotResume."""
    with journal.unit(by=by, at=at):
        # A machine that is reported on is held before its customers, so it comes first here as well.
        is_usable = held_usable(session.device_id, at=at, service=session.service)
        session = locked(session, with_subject=True)
        check_party(session, by)
        check_move(session, "resume")
        within = policy_of(session.branch, session.day).vtm_resume_s
        if at - session.since > dt.timedelta(seconds=within) or not is_usable:
            raise CannotResume
        return move(session, "resume", by=by, at=at, end_reason="")


def give_up(
    session: VtmSession, *, by: Actor, at: dt.datetime, reason: VtmEnd | None = None, text: str = ""
) -> VtmSession:
    """A lost line does not come back: the session has failed. Raises IllegalVtmMove."""
    with journal.unit(by=by, at=at):
        session = locked(session, with_subject=True)
        return move(session, "give_up", by=by, at=at, end_reason=reason or session.end_reason, end_text=text)


def hang_up(session: VtmSession, *, by: Actor, at: dt.datetime) -> VtmSession:
    """The customer ends it on the machine, whatever the step; rating is skipped. Raises CustomerActs, IllegalVtmMove."""
    with journal.unit(by=by, at=at):
        session = locked(session, with_subject=True)
        check_customer(session, by)
        if session.status in UNANSWERED:
            return cancel(session, by=by, at=at, reason=VtmEnd.CUSTOMER)
        if session.status == VtmStatus.RATING:
            return move(session, "complete", by=by, at=at)
        return cut(session, by=by, at=at, reason=VtmEnd.CUSTOMER)


def end_early(session: VtmSession, *, by: Actor, at: dt.datetime, reason: str) -> VtmSession:
    """The agent cannot do it and says why. Raises NotYourSession, IllegalVtmMove, VtmReasonMissing."""
    reason = given(reason)
    with journal.unit(by=by, at=at):
        session = locked(session, with_subject=True)
        check_agent(session, by)
        return cut(session, by=by, at=at, reason=VtmEnd.AGENT, text=reason)


def cut(session: VtmSession, *, by: Actor, at: dt.datetime, reason: VtmEnd, text: str = "") -> VtmSession:
    """End a session in which two speak: as the table has it, over a lost line. Raises IllegalVtmMove."""
    if session.status != VtmStatus.DROPPED:
        session = drop(session, by=by, at=at, reason=reason)
    return give_up(session, by=by, at=at, reason=reason, text=text)


def break_off(device_id: int, *, able: Collection[str], by: Actor, at: dt.datetime) -> None:
    """The machine can do no more than `able`: whoever speaks may go on when it is back, whoever waits is let go.

    1 query when nobody is there.
    """
    there = VtmSession.objects.filter(device=device_id, status__in=OPEN).exclude(service__code__in=able)
    for session in there.order_by("pk"):
        with journal.unit(by=by, at=at):
            session = locked(session, with_subject=True)
            if session.status in UNANSWERED:
                cancel(session, by=by, at=at, reason=VtmEnd.DEVICE)
            elif session.status in LINKED:
                drop(session, by=by, at=at, reason=VtmEnd.DEVICE)
            elif session.status == VtmStatus.RATING:
                close_unrated(session, at=at)


def check_party(session: VtmSession, by: Actor) -> None:
    """Raises CustomerActs or NotYourSession unless the session's machine or its agent acts."""
    if by.kind == "device":
        check_customer(session, by)
    else:
        check_agent(session, by)
