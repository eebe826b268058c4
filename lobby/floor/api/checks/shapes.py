"""Runs and their items as the API tells them."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers
from rest_framework.serializers import BooleanField, CharField, ChoiceField, DateTimeField, IntegerField

from lobby.branches.api.moments import moment
from lobby.branches.models import Staff
from lobby.floor.access.checks import run_for
from lobby.floor.enums.checks import CheckKind, CheckStatus, CheckValue
from lobby.floor.models import ChecklistRun
from lobby.floor.selectors.checks.runs import Row, sheet_of

Shape = serializers.Serializer[Any]


class CheckRunShape(Shape):
    """A run of a checklist; `counts` once it is handed in and, where two must act, signed by both."""

    id = IntegerField()
    branch = CharField()
    checklist = CharField(help_text="Code of the checklist")
    version = IntegerField()
    kind = ChoiceField(CheckKind.choices)
    name = CharField()
    day = serializers.DateField()
    slot = IntegerField()
    subject = CharField(help_text="Empty for the branch, else such as `counter:3`")
    status = ChoiceField(CheckStatus.choices)
    opens_at = DateTimeField()
    due_at = DateTimeField(allow_null=True)
    missed_at = DateTimeField(allow_null=True)
    submitted_at = DateTimeField(allow_null=True)
    submitted_by = CharField(allow_null=True)
    second_by = CharField(allow_null=True)
    decided_by = CharField(allow_null=True)
    note = CharField(help_text="Of whoever signed it off or sent it back")
    is_late = BooleanField()
    counts = BooleanField()


class CheckPhotoShape(Shape):
    """A photo of an issue."""

    id = IntegerField()
    name = CharField()


class CheckItemShape(Shape):
    """An item of a run with its answer; one for each person where the item is about everybody on duty."""

    item = CharField(help_text="Code of the item")
    group = CharField()
    text = CharField()
    answer = CharField(help_text="`tick` or `count`")
    minimum = IntegerField(allow_null=True)
    person = IntegerField(allow_null=True)
    value = ChoiceField(CheckValue.choices, allow_null=True)
    count = IntegerField(allow_null=True)
    note = CharField()
    reason = CharField()
    answered_by = CharField(allow_null=True)
    answered_at = DateTimeField(allow_null=True)
    action = CharField(help_text="What an issue led to, such as `task`; empty for nothing yet")
    action_subject = CharField(help_text="Such as `reminder:12`")
    photos = CheckPhotoShape(many=True)


class FullCheckRunShape(CheckRunShape):
    """A run with its items."""

    items = CheckItemShape(many=True)


def run_told(run: ChecklistRun) -> dict[str, Any]:
    """A run as the API tells it."""
    return {
        "id": run.pk,
        "branch": run.branch.code,
        "checklist": run.template.code,
        "version": run.version.number,
        "kind": run.kind,
        "name": run.version.name,
        "day": run.day.isoformat(),
        "slot": run.slot,
        "subject": f"{run.subject_type}:{run.subject_id}" if run.subject_type else "",
        "status": run.status,
        "opens_at": moment(run.opens_at),
        "due_at": moment(run.due_at),
        "missed_at": moment(run.missed_at),
        "submitted_at": moment(run.submitted_at),
        "submitted_by": run.submitted_by.name if run.submitted_by else None,
        "second_by": run.second_by.name if run.second_by else None,
        "decided_by": run.decided_by.name if run.decided_by else None,
        "note": run.decision_note,
        "is_late": run.is_late,
        "counts": run.counts,
    }


def item_told(row: Row) -> dict[str, Any]:
    """An item with its answer as the API tells it."""
    item, result = row.item, row.result
    return {
        "item": item.code,
        "group": item.group,
        "text": item.text,
        "answer": item.answer,
        "minimum": item.minimum,
        "person": row.person.pk if row.person else None,
        "value": result.value if result else None,
        "count": result.count if result else None,
        "note": result.note if result else "",
        "reason": result.reason if result else "",
        "answered_by": result.answered_by.name if result else None,
        "answered_at": moment(result.answered_at) if result else None,
        "action": result.action if result else "",
        "action_subject": f"{result.action_type}:{result.action_id}" if result and result.action else "",
        "photos": [{"id": photo.pk, "name": photo.name} for photo in row.photos],
    }


def full(staff: Staff, run_id: int) -> dict[str, Any]:
    """A run with its items. Raises NotFound."""
    run = run_for(staff, run_id)
    return {**run_told(run), "items": [item_told(row) for row in sheet_of(run).rows]}
