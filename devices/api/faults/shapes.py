"""What the calls about faults answer, and the answers themselves."""

from __future__ import annotations

import datetime as dt
from typing import Any

from rest_framework import serializers
from rest_framework.serializers import BooleanField, CharField, ChoiceField, DateTimeField, IntegerField

from devices.enums.faults import FaultKind, FaultSource, FaultStatus, FaultStepKind
from devices.models.faults import FaultStep
from devices.selectors.faults import Detail, Line
from lobby.branches.api.moments import moment
from lobby.branches.models import Staff

Shape = serializers.Serializer[Any]


class FaultStepShape(Shape):
    """One line of a fault's history; `by` is a user name, null for the system and the machine."""

    kind = ChoiceField(FaultStepKind.choices)
    level = IntegerField()
    note = CharField()
    parts = CharField()
    helped = BooleanField(allow_null=True)
    at = DateTimeField()
    by = CharField(allow_null=True)


class FaultShape(Shape):
    """A fault. `level` says who helps: 1 the branch, 2 the regional branch, 3 head office."""

    id = IntegerField()
    branch = CharField()
    device = CharField()
    kind = ChoiceField(FaultKind.choices)
    level = IntegerField(min_value=1, max_value=3)
    status = ChoiceField(FaultStatus.choices)
    source = ChoiceField(FaultSource.choices)  # type: ignore[assignment]
    note = CharField()
    reporter = CharField(allow_null=True)
    handler = CharField(allow_null=True)
    repeats = IntegerField()
    opened_at = DateTimeField()
    last_seen_at = DateTimeField()
    accepted_at = DateTimeField(allow_null=True)
    fixed_at = DateTimeField(allow_null=True)
    verified_at = DateTimeField(allow_null=True)
    closed_at = DateTimeField(allow_null=True)
    due_at = DateTimeField(allow_null=True, help_text="When its next clock rings")
    downtime_s = IntegerField()
    duplicate_of = IntegerField(allow_null=True)
    spare = CharField(allow_null=True, help_text="Code of the machine that stands ready instead")


class FaultDetailShape(FaultShape):
    """A fault with its history and the code of its first-fix card."""

    card = CharField(allow_null=True)
    steps = FaultStepShape(many=True)


def fault_answer(line: Line) -> dict[str, Any]:
    """A fault as lists have it."""
    fault = line.fault
    return {
        "id": fault.pk,
        "branch": fault.branch.code,
        "device": fault.device.code,
        "kind": fault.kind,
        "level": fault.level,
        "status": fault.status,
        "source": fault.source,
        "note": fault.text,
        "reporter": user_name(fault.reporter),
        "handler": user_name(fault.handler),
        "repeats": fault.repeats,
        "opened_at": moment(fault.opened_at),
        "last_seen_at": moment(fault.last_seen_at),
        "accepted_at": moment(fault.accepted_at),
        "fixed_at": moment(fault.fixed_at),
        "verified_at": moment(fault.verified_at),
        "closed_at": moment(fault.closed_at),
        "due_at": moment(line.due_at),
        "downtime_s": fault.downtime_s,
        "duplicate_of": fault.duplicate_of_id,
        "spare": line.spare.code if line.spare else None,
    }


def detail_answer(detail: Detail) -> dict[str, Any]:
    """A fault in full."""
    return {
        **fault_answer(detail.line),
        "card": detail.card.item.code if detail.card else None,
        "steps": [step_answer(step) for step in detail.steps],
    }


def step_answer(step: FaultStep) -> dict[str, Any]:
    """One line of its history."""
    at: dt.datetime = step.at
    return {
        "kind": step.kind,
        "level": step.level,
        "note": step.text,
        "parts": step.parts,
        "helped": step.helped,
        "at": moment(at),
        "by": user_name(step.by),
    }


def user_name(staff: Staff | None) -> str | None:
    """Whom programs know somebody as."""
    return staff.username if staff else None
