"""Raising many alerts at once, for sweeps over many rows."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from lobby.branches.actors import Actor
from lobby.branches.models import Branch, Staff
from lobby.floor import kinds
from lobby.floor.enums import AlertStatus
from lobby.floor.enums.alerts import Reach
from lobby.floor.events import AlertRaised
from lobby.live import journal

# What is open already stays as it is.
RAISE = """
    INSERT INTO floor_alert (
        branch_id, kind, subject_type, subject_id, severity, status, roles, person_id, reach, asked, apart_from_id,
        values, level, raised_at, snoozes, resolve_reason
    )
    SELECT a.branch, a.kind, a.subject_type, a.subject_id, a.severity, %(status)s,
        ARRAY(SELECT jsonb_array_elements_text(a.roles)), a.person, a.reach,
        CASE WHEN a.person IS NULL THEN '{}' ELSE ARRAY[a.person] END, a.apart_from, a.words, 0, %(at)s, 0, ''
    FROM jsonb_to_recordset(%(calls)s) AS a (
        branch bigint, kind text, subject_type text, subject_id bigint, severity text, roles jsonb, person bigint,
        reach text, apart_from bigint, words jsonb
    )
    ON CONFLICT (subject_type, subject_id, kind, branch_id) WHERE resolved_at IS NULL DO NOTHING
    RETURNING id, branch_id, kind, severity, subject_type || ':' || subject_id, roles
"""


@dataclass(frozen=True, slots=True)
class Call:
    """An alert as `raise_alert` takes it, of a kind without a timer and without a role above."""

    branch: Branch
    kind: str
    subject: tuple[str, int]
    values: Mapping[str, Any]
    roles: Sequence[str]
    person: Staff | None = None
    apart_from: Staff | None = None


def raise_many(calls: Sequence[Call], *, by: Actor, at: dt.datetime) -> int:
    """Call for people about many subjects; returns how many alerts are new (1 statement for all).

    Raises ValueError for a kind that escalates.
    """
    if not calls:
        return 0
    with journal.unit(by=by, at=at), connection.cursor() as cursor:
        sent = json.dumps([row_of(call) for call in calls])
        cursor.execute(RAISE, {"status": AlertStatus.RAISED, "at": at, "calls": sent})
        new = cursor.fetchall()
        for alert, branch_id, kind, severity, about, roles in new:
            news = {"branch_id": branch_id, "alert": alert, "kind": kind, "severity": severity, "about": about}
            journal.record(AlertRaised(**news, roles=roles))
    return len(new)


def row_of(call: Call) -> dict[str, Any]:
    """An alert's columns; without roles it reaches the person alone."""
    what = kinds.alert_kind(call.kind)
    if what.is_timed or what.escalation:
        raise ValueError(f"{call.kind} is timed: raise it with raise_alert")
    return {
        "branch": call.branch.pk,
        "kind": call.kind,
        "subject_type": call.subject[0],
        "subject_id": call.subject[1],
        "severity": what.severity,
        "roles": list(call.roles),
        "person": call.person.pk if call.person is not None else None,
        "reach": Reach.ROLES if call.roles else Reach.PERSON,
        "apart_from": call.apart_from.pk if call.apart_from is not None else None,
        "words": dict(call.values),
    }
