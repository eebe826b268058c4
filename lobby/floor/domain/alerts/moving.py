"""The one way in which an alert changes its state."""

from __future__ import annotations

import datetime as dt
from typing import Any

from lobby.branches.calendar import business_date
from lobby.branches.models import Branch, BranchPolicy
from lobby.branches.policies import policy_of
from lobby.floor import kinds
from lobby.floor.domain.joined import forget_stale
from lobby.floor.enums import ALERT_MOVES, AlertStatus
from lobby.floor.errors import IllegalAlertMove
from lobby.floor.models import Alert


def locked(alert: Alert) -> Alert:
    """Read the alert again with its row locked, after what its kind locks first (1 statement, more for such kinds)."""
    kinds.lock_subject(alert.kind, alert.subject_id)
    rows = Alert.objects.select_for_update(no_key=True, of=("self",)).select_related("branch", "accepted_by", "person")
    found = rows.get(pk=alert.pk)
    forget_stale(found, "accepted_by", "person")
    return found


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
