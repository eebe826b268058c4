"""Suspicious acts and order events."""

from __future__ import annotations

import datetime as dt
from typing import Any

from lobby.branches.actors import Actor
from lobby.branches.models import Branch, Zone
from lobby.floor.domain import deadlines
from lobby.floor.domain.alerts import raise_alert, resolve_about
from lobby.floor.domain.alerts.moving import policy_at
from lobby.floor.domain.incidents.reporting import report as report_incident
from lobby.floor.enums.incidents import IncidentKind
from lobby.floor.enums.security import (
    SUSPICION_MOVES,
    Behaviour,
    OrderAction,
    OrderKind,
    OrderOutcome,
    SuspicionStatus,
)
from lobby.floor.errors.incidents import IllegalSuspicionMove
from lobby.floor.events.security import (
    OrderLogged,
    SuspicionCleared,
    SuspicionForgotten,
    SuspicionMadeCase,
    SuspicionReported,
)
from lobby.floor.models import Deadline, OrderEvent, SuspiciousReport
from lobby.floor.wording import check_words
from lobby.live import journal

SUSPICION = "security.suspicion"
EXPIRY = "suspicion.expiry"


def report_suspicion(
    branch: Branch, *, by: Actor, at: dt.datetime, behaviour: Behaviour, zone: Zone | None = None, note: str = ""
) -> SuspiciousReport:
    """An act of the list was seen: security and the head hear of it without a sound. Raises AppearanceNoted (N18)."""
    note = check_words(note)
    with journal.unit(by=by, at=at):
        found = SuspiciousReport.objects.create(
            branch=branch, behaviour=behaviour, zone=zone, note=note, at=at, by_id=by.staff_id
        )
        policy = policy_at(branch, at)
        deadlines.set_deadline(
            EXPIRY,
            branch_id=branch.pk,
            subject=("suspicion", found.pk),
            due_at=at + dt.timedelta(days=max(1, policy.suspicion_kept_days)),
            policy=policy,
        )
        journal.record(SuspicionReported(**news_of(found)))
        raise_alert(branch, SUSPICION, by=by, at=at, subject=("suspicion", found.pk), zone=zone)
    return found


def clear_up(found: SuspiciousReport, *, by: Actor, at: dt.datetime, outcome: str) -> SuspiciousReport:
    """There was nothing to it, or it ended; what came of it is noted. Raises IllegalSuspicionMove, AppearanceNoted."""
    outcome = check_words(outcome)
    with journal.unit(by=by, at=at):
        found = move(locked(found), "clear_up", outcome=outcome)
        resolve_about(("suspicion", found.pk), at=at, reason="cleared")
        journal.record(SuspicionCleared(**news_of(found)))
    return found


def open_case(found: SuspiciousReport, *, by: Actor, at: dt.datetime) -> SuspiciousReport:
    """Make it a security incident; from then on it is kept with it. Raises IllegalSuspicionMove."""
    with journal.unit(by=by, at=at):
        found = locked(found)
        check_move(found, "open_case")
        incident = report_incident(found.branch, by=by, at=at, kind=IncidentKind.SECURITY, zone=found.zone)
        move(found, "open_case", incident=incident)
        deadlines.stop(subject=("suspicion", found.pk), at=at)
        resolve_about(("suspicion", found.pk), at=at, reason="case")
        journal.record(SuspicionMadeCase(**news_of(found), incident=incident.pk))
    return found


def when_it_expires(deadline: Deadline, at: dt.datetime) -> None:
    """Its time is over and no case was opened: forget it."""
    found = (
        SuspiciousReport.objects.select_for_update(no_key=True).filter(pk=deadline.subject_id, incident=None).first()
    )
    if found is not None:
        resolve_about(("suspicion", found.pk), at=at, reason="expired")
        journal.record(SuspicionForgotten(**news_of(found)))
        found.delete()


def log_order(
    branch: Branch,
    *,
    by: Actor,
    at: dt.datetime,
    kind: OrderKind,
    action: OrderAction,
    outcome: OrderOutcome,
    zone: Zone | None = None,
    note: str = "",
) -> OrderEvent:
    """Something disturbed the order of the hall; keep what was done. Raises AppearanceNoted."""
    note = check_words(note)
    with journal.unit(by=by, at=at):
        event = OrderEvent.objects.create(
            branch=branch,
            kind=kind,
            action=action,
            outcome=outcome,
            zone=zone,
            note=note,
            at=at,
            by_id=by.staff_id,
        )
        journal.record(OrderLogged(branch_id=branch.pk, order=event.pk, kind=kind, action=action, outcome=outcome))
    return event


def locked(found: SuspiciousReport) -> SuspiciousReport:
    """Read the report again with its row locked (1 statement)."""
    rows = SuspiciousReport.objects.select_for_update(no_key=True, of=("self",)).select_related("branch", "zone")
    return rows.get(pk=found.pk)


def check_move(found: SuspiciousReport, verb: str) -> SuspicionStatus:
    """Return the state the verb leads to; raises IllegalSuspicionMove when the table does not list it."""
    sources, target = SUSPICION_MOVES[verb]
    if found.status not in sources:
        raise IllegalSuspicionMove(status=SuspicionStatus(found.status).label)
    return target


def move(found: SuspiciousReport, verb: str, **fields: Any) -> SuspiciousReport:
    """Take the verb's move and save it with the named fields (1 statement). The row must be locked."""
    found.status = check_move(found, verb)
    for name, value in fields.items():
        setattr(found, name, value)
    found.save(update_fields=["status", *fields])
    return found


def news_of(found: SuspiciousReport) -> dict[str, Any]:
    """The values that every event of a suspicious report carries."""
    return {"branch_id": found.branch_id, "suspicion": found.pk}
