"""Raising alerts and what people and the clock do with them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from lobby.branches.actors import SYSTEM, Actor
from lobby.branches.calendar import business_date
from lobby.branches.enums import RoleCode
from lobby.branches.models import Branch, BranchPolicy, Staff, Zone
from lobby.branches.policies import policy_of
from lobby.floor import kinds
from lobby.floor.domain import deadlines
from lobby.floor.enums import ALERT_MOVES, AlertStatus, Severity
from lobby.floor.errors import AlertOpenAgain, IllegalAlertMove, NobodyAbove, TooLate
from lobby.floor.events import AlertAccepted, AlertEscalated, AlertRaised, AlertReopened, AlertResolved
from lobby.floor.models import Alert, Deadline
from lobby.live import journal

ACCEPT_TIMER = "alert.accept"


def raise_alert(
    branch: Branch,
    kind: str,
    *,
    by: Actor,
    at: dt.datetime,
    subject: tuple[str, int],
    values: Mapping[str, Any] | None = None,
    severity: Severity | None = None,
    zone: Zone | None = None,
    roles: Iterable[str] | None = None,
    person: Staff | None = None,
) -> Alert:
    """Call for somebody; while the episode lasts, raising it again returns the open alert and changes nothing.

    `subject` is type and id, `values` fill the kind's text; `roles` replace the kind's own, `person` is asked as well.
    Raises KeyError for a kind that nobody registered.
    """
    what = kinds.alert_kind(kind)
    with journal.unit(by=by, at=at):
        alert, is_new = Alert.objects.get_or_create(
            branch=branch,
            kind=kind,
            subject_type=subject[0],
            subject_id=subject[1],
            resolved_at=None,
            defaults={
                "severity": severity or what.severity,
                "roles": list(what.roles if roles is None else roles),
                "person": person,
                "zone": zone,
                "values": dict(values or {}),
                "raised_at": at,
            },
        )
        if is_new:
            start_timer(alert, what, at=at)
            journal.record(AlertRaised(**news_of(alert), roles=alert.roles))
    return alert


def start_timer(alert: Alert, kind: kinds.AlertKind, *, at: dt.datetime) -> None:
    """Let the next role hear of it when nobody accepts in time (0–3 statements)."""
    if not kind.is_timed or next_role(alert) is None:
        return
    policy = policy_at(alert.branch, at)
    deadlines.set_deadline(
        ACCEPT_TIMER,
        branch_id=alert.branch_id,
        subject=("alert", alert.pk),
        due_at=accept_by(alert, policy, at),
        policy=policy,
    )


def accept(alert: Alert, *, by: Actor, at: dt.datetime) -> Alert:
    """Somebody takes care of it; the accept timer stops. Raises IllegalAlertMove."""
    with journal.unit(by=by, at=at):
        alert = move(locked(alert), "accept", accepted_at=at, accepted_by_id=by.staff_id)
        deadlines.stop(subject=("alert", alert.pk), at=at)
        journal.record(AlertAccepted(**news_of(alert)))
    return alert


def escalate(alert: Alert, *, by: Actor, at: dt.datetime) -> Alert:
    """The next role hears of it: lobby manager, then branch head. Raises IllegalAlertMove, NobodyAbove."""
    with journal.unit(by=by, at=at):
        alert = locked(alert)
        check_move(alert, "escalate")
        role = next_role(alert)
        if role is None:
            raise NobodyAbove
        move(alert, "escalate", roles=[*alert.roles, role.value], level=alert.level + 1, escalated_at=at)
        journal.record(AlertEscalated(**news_of(alert), level=alert.level, role=role.value))
    return alert


def resolve(alert: Alert, *, by: Actor, at: dt.datetime, reason: str = "") -> Alert:
    """It is over; the next time is a new episode. Raises IllegalAlertMove."""
    with journal.unit(by=by, at=at):
        alert = move(
            locked(alert), "resolve", resolved_at=at, resolved_by_id=by.staff_id, resolve_reason=reason.strip()
        )
        deadlines.stop(subject=("alert", alert.pk), at=at)
        journal.record(AlertResolved(**news_of(alert), reason=alert.resolve_reason))
    return alert


def resolve_about(
    subject: tuple[str, int], *, at: dt.datetime, reason: str, among: Iterable[str] | None = None
) -> list[Alert]:
    """End the open alerts about a subject because their cause is gone (1 query when there are none)."""
    about = Alert.objects.filter(subject_type=subject[0], subject_id=subject[1], resolved_at__isnull=True)
    if among is not None:
        about = about.filter(kind__in=list(among))
    with journal.unit(by=SYSTEM, at=at):
        return [resolve(alert, by=SYSTEM, at=at, reason=reason) for alert in about.order_by("pk")]


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


def when_not_accepted(deadline: Deadline, at: dt.datetime) -> dt.datetime | None:
    """The accept timer rang: escalate, and ring again for the role after that one."""
    alert = locked(Alert(pk=deadline.subject_id))
    if alert.status not in ALERT_MOVES["escalate"][0] or next_role(alert) is None:
        return None
    alert = escalate(alert, by=SYSTEM, at=at)
    deadline.escalated_at = at
    policy = deadline.policy or policy_at(alert.branch, at)
    return accept_by(alert, policy, at) if next_role(alert) else None


def accept_by(alert: Alert, policy: BranchPolicy, at: dt.datetime) -> dt.datetime:
    """When the accept timer that starts at `at` rings."""
    seconds: int = getattr(policy, kinds.alert_kind(alert.kind).accept_within)
    return at + dt.timedelta(seconds=max(1, seconds))


def next_role(alert: Alert) -> RoleCode | None:
    """The first role above that has not heard of it."""
    escalation = kinds.alert_kind(alert.kind).escalation
    return next((role for role in escalation if role not in alert.roles), None)


def locked(alert: Alert) -> Alert:
    """Read the alert again with its row locked (1 statement)."""
    return Alert.objects.select_for_update(of=("self",)).select_related("branch").get(pk=alert.pk)


def check_move(alert: Alert, verb: str) -> AlertStatus:
    """Return the state the verb leads to; raises IllegalAlertMove when the table does not list it."""
    sources, target = ALERT_MOVES[verb]
    if alert.status not in sources:
        raise IllegalAlertMove(status=AlertStatus(alert.status).label)
    return target


def move(alert: Alert, verb: str, **fields: Any) -> Alert:
    """Take the verb's move and save it with the named fields (1 statement). The row must be locked."""
    alert.status = check_move(alert, verb)
    for name, value in fields.items():
        setattr(alert, name, value)
    alert.save(update_fields=["status", *fields])
    return alert


def policy_at(branch: Branch, at: dt.datetime) -> BranchPolicy:
    """The thresholds in force at a moment (1 query)."""
    return policy_of(branch, business_date(branch, at))


def news_of(alert: Alert) -> dict[str, Any]:
    """The values that every alert event carries."""
    return {
        "branch_id": alert.branch_id,
        "alert": alert.pk,
        "kind": alert.kind,
        "severity": alert.severity,
        "about": f"{alert.subject_type}:{alert.subject_id}",
    }
