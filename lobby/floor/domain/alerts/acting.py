"""Accepting, resolving and taking the resolving back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from lobby.branches.actors import SYSTEM, Actor
from lobby.branches.models import Staff
from lobby.floor import kinds
from lobby.floor.domain import deadlines
from lobby.floor.domain.alerts.moving import check_move, locked, move, news_of, policy_at
from lobby.floor.enums.alerts import AlertStatus
from lobby.floor.errors import AlertOpenAgain, IllegalAlertMove, TooLate
from lobby.floor.errors.handing import NotYours
from lobby.floor.events import AlertAccepted, AlertReopened, AlertResolved
from lobby.floor.events.alerts import AlertWidened
from lobby.floor.models import Alert
from lobby.floor.selectors.reached import roles_reaching_others
from lobby.live import journal


def accept(alert: Alert, *, by: Actor, at: dt.datetime) -> Alert:
    """Somebody takes care of it; the accept timer stops. Raises IllegalAlertMove, NotYours for whom it is about."""
    with journal.unit(by=by, at=at):
        alert = locked(alert)
        check_move(alert, "accept")
        if alert.apart_from_id is not None and alert.apart_from_id == by.staff_id:
            raise NotYours
        move(alert, "accept", accepted_at=at, accepted_by_id=by.staff_id)
        deadlines.stop(subject=("alert", alert.pk), at=at)
        journal.record(AlertAccepted(**news_of(alert)))
    return alert


def resolve(alert: Alert, *, by: Actor, at: dt.datetime, reason: str = "") -> Alert:
    """It is over; the next time is a new episode. Raises IllegalAlertMove."""
    with journal.unit(by=by, at=at):
        return end(locked(alert), by=by, at=at, reason=reason)


def end(alert: Alert, *, by: Actor, at: dt.datetime, reason: str) -> Alert:
    """End an alert whose row is locked (2 statements)."""
    over = {"resolved_at": at, "resolved_by_id": by.staff_id, "resolve_reason": reason.strip()[:120]}
    move(alert, "resolve", snoozed_until=None, **over)
    deadlines.stop(subject=("alert", alert.pk), at=at)
    journal.record(AlertResolved(**news_of(alert), reason=alert.resolve_reason))
    return alert


def resolve_about(
    subject: tuple[str, int], *, at: dt.datetime, reason: str, among: Iterable[str] | None = None
) -> list[Alert]:
    """End the open alerts about a subject because their cause is gone (1 query when there are none).

    Rows are locked before they are judged: what somebody resolves meanwhile is left out.
    """
    about = Alert.objects.filter(subject_type=subject[0], subject_id=subject[1], resolved_at__isnull=True)
    if among is not None:
        about = about.filter(kind__in=list(among))
    with journal.unit(by=SYSTEM, at=at):
        return [
            end(alert, by=SYSTEM, at=at, reason=reason) for alert in about.select_for_update(no_key=True).order_by("pk")
        ]


def keep_apart(subject: tuple[str, int], person: Staff, *, at: dt.datetime) -> list[Alert]:
    """It turned out that a subject is about somebody: its open alerts are none of theirs any more.

    What asked them by name or was accepted by them ends and is returned, so that the caller asks somebody else. Call it
    in a unit (1 query when nothing is open).
    """
    about = Alert.objects.filter(subject_type=subject[0], subject_id=subject[1], resolved_at__isnull=True)
    ended = []
    for alert in about.select_for_update(no_key=True, of=("self",)).select_related("branch").order_by("pk"):
        if person.pk in (alert.person_id, alert.accepted_by_id):
            ended.append(end(alert, by=SYSTEM, at=at, reason="about whom it asked"))
            continue
        above = kinds.alert_kind(alert.kind).escalation
        alert.roles = roles_reaching_others(alert.branch, alert.roles, above, without=person.pk)
        alert.apart_from = person
        alert.save(update_fields=["roles", "apart_from"])
        journal.record(AlertWidened(**news_of(alert), reach=alert.reach))
    return ended


def reopen(alert: Alert, *, by: Actor, at: dt.datetime) -> Alert:
    """Take one's own resolving back; the alert is one's own then. Raises IllegalAlertMove, TooLate, AlertOpenAgain."""
    with journal.unit(by=by, at=at):
        alert = locked(alert)
        check_move(alert, "reopen")
        if alert.resolved_by_id != by.staff_id or alert.resolved_by_id is None:
            raise IllegalAlertMove(status=AlertStatus(alert.status).label)
        assert alert.resolved_at is not None
        if at - alert.resolved_at > dt.timedelta(seconds=policy_at(alert.branch, at).undo_within_s):
            raise TooLate
        check_not_open_again(alert)
        move(
            alert,
            "reopen",
            accepted_at=alert.accepted_at or at,
            accepted_by_id=alert.accepted_by_id or by.staff_id,
            resolved_at=None,
            resolved_by_id=None,
            resolve_reason="",
        )
        journal.record(AlertReopened(**news_of(alert)))
    return alert


def check_not_open_again(alert: Alert) -> None:
    """One open alert an episode."""
    same = Alert.objects.filter(
        branch=alert.branch_id,
        kind=alert.kind,
        subject_type=alert.subject_type,
        subject_id=alert.subject_id,
        resolved_at__isnull=True,
    )
    if same.exists():
        raise AlertOpenAgain
