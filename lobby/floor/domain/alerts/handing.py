"""Handing an alert over to somebody, and putting off one that was accepted."""

from __future__ import annotations

import datetime as dt

from lobby.branches.access import can
from lobby.branches.actors import Actor
from lobby.branches.models import Staff
from lobby.floor import kinds
from lobby.floor.domain import deadlines
from lobby.floor.domain.alerts.moving import check_move, locked, move, news_of
from lobby.floor.domain.alerts.raising import set_timer
from lobby.floor.enums.alerts import MAX_SNOOZES, AlertStatus, Reach
from lobby.floor.errors import IllegalAlertMove, ReasonMissing, SnoozesUsedUp
from lobby.floor.errors.alerts import AlertSnoozeTooLong
from lobby.floor.errors.handing import AlreadyTheirs, NotAtBranch, NotYours, ToOneself
from lobby.floor.events.alerts import AlertHandedOver, AlertSnoozed, AlertWoken
from lobby.floor.models import Alert, Deadline
from lobby.live import journal

SNOOZE_TIMER = "alert.snooze"
MAX_SNOOZE = dt.timedelta(hours=2)


def hand_over(alert: Alert, *, to: Staff, by: Actor, at: dt.datetime, reason: str) -> Alert:
    """Ask one person of the branch by name; the accept timer starts anew for them, and after that everybody is asked.

    Raises ReasonMissing, ToOneself, NotAtBranch, AlreadyTheirs, IllegalAlertMove.
    """
    if not reason.strip():
        raise ReasonMissing
    with journal.unit(by=by, at=at):
        alert = locked(alert)
        check_move(alert, "hand_over")
        check_receiver(alert, to, by)
        deadlines.stop(subject=("alert", alert.pk), at=at)
        move(
            alert,
            "hand_over",
            person=to,
            reach=Reach.PERSON,
            asked=[*alert.asked, to.pk],
            accepted_at=None,
            accepted_by=None,
            snoozed_until=None,
        )
        set_timer(alert, at=at)
        journal.record(AlertHandedOver(**news_of(alert), to=to.pk, reason=reason.strip()))
    return alert


def check_receiver(alert: Alert, to: Staff, by: Actor) -> None:
    """Somebody else, who works here and does not have it yet (1–2 queries)."""
    if to.pk in (by.staff_id, alert.apart_from_id):
        raise ToOneself
    if to.pk == alert.accepted_by_id or (alert.reach == Reach.PERSON and to.pk == alert.person_id):
        raise AlreadyTheirs(name=to.name)
    if not can(to, alert.branch, kinds.needed_for_alert(alert.kind)):
        raise NotAtBranch(name=to.name)


def snooze(alert: Alert, *, by: Actor, at: dt.datetime, until: dt.datetime) -> Alert:
    """Take an alert that one accepted off one's own feed until a moment, three times and for two hours at most.

    The others still see whose it is. One that nobody accepted cannot be put off: its timer runs on.
    Raises AlertSnoozeTooLong, IllegalAlertMove, NotYours, SnoozesUsedUp.
    """
    if not at < until <= at + MAX_SNOOZE:
        raise AlertSnoozeTooLong
    with journal.unit(by=by, at=at):
        alert = locked(alert)
        check_move(alert, "snooze")
        if alert.accepted_by_id != by.staff_id:
            raise NotYours
        if alert.snoozed_until is not None:
            raise IllegalAlertMove(status=AlertStatus(alert.status).label)
        if alert.snoozes >= MAX_SNOOZES:
            raise SnoozesUsedUp(count=alert.snoozes)
        move(alert, "snooze", snoozed_until=until, snoozes=alert.snoozes + 1)
        deadlines.set_deadline(SNOOZE_TIMER, branch_id=alert.branch_id, subject=("alert", alert.pk), due_at=until)
        journal.record(AlertSnoozed(**news_of(alert), until=until.isoformat()))
    return alert


def when_snoozed(deadline: Deadline, at: dt.datetime) -> None:
    """The time is over: it is back in the feed."""
    alert = locked(Alert(pk=deadline.subject_id))
    if alert.snoozed_until is not None:
        move(alert, "wake", snoozed_until=None)
        journal.record(AlertWoken(**news_of(alert)))
