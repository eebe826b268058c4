"""What the calls about incidents answer, and the answers themselves."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers
from rest_framework.serializers import BooleanField, CharField, ChoiceField, DateTimeField, IntegerField

from lobby.branches.api.moments import moment
from lobby.floor.enums import ReminderStatus
from lobby.floor.enums.incidents import IncidentKind, IncidentSeverity, IncidentStatus, StepKind
from lobby.floor.models import Incident
from lobby.floor.selectors.incidents import board

Shape = serializers.Serializer[Any]


class IncidentTaskShape(Shape):
    """A task of an incident; `owner` is a user name, null while it is the team's."""

    id = IntegerField()
    text = CharField()
    status = ChoiceField(ReminderStatus.choices)
    team = CharField()
    owner = CharField(allow_null=True)
    due_at = DateTimeField()


class IncidentStepShape(Shape):
    """Something done, with its time."""

    kind = ChoiceField(StepKind.choices)
    note = CharField()
    at = DateTimeField()


class IncidentShape(Shape):
    """An incident. `severity` says how grave it is (R20), `response_level` who helps; the two are apart."""

    id = IntegerField()
    branch = CharField()
    kind = ChoiceField(IncidentKind.choices)
    severity = ChoiceField(IncidentSeverity.choices, allow_null=True)
    response_level = IntegerField(min_value=1, max_value=3)
    status = ChoiceField(IncidentStatus.choices)
    is_drill = BooleanField()
    zone = CharField(allow_null=True)
    note = CharField()
    reported_at = DateTimeField()
    classified_at = DateTimeField(allow_null=True)
    activated_at = DateTimeField(allow_null=True)
    contained_at = DateTimeField(allow_null=True)
    recovered_at = DateTimeField(allow_null=True)
    reviewed_at = DateTimeField(allow_null=True)
    ended_at = DateTimeField(allow_null=True)
    tasks = IncidentTaskShape(many=True)
    steps = IncidentStepShape(many=True)


class ReportedShape(Shape):
    """What the reporter hears, who may not see more of it than this."""

    id = IntegerField()
    kind = ChoiceField(IncidentKind.choices)
    status = ChoiceField(IncidentStatus.choices)
    is_drill = BooleanField()
    reported_at = DateTimeField()


def reported_answer(incident: Incident) -> dict[str, Any]:
    """The short answer."""
    return {
        "id": incident.pk,
        "kind": incident.kind,
        "status": incident.status,
        "is_drill": incident.is_drill,
        "reported_at": moment(incident.reported_at),
    }


def incident_answer(card: board.Card) -> dict[str, Any]:
    """An incident with its tasks and steps."""
    incident = card.incident
    return {
        **reported_answer(incident),
        "branch": incident.branch.code,
        "severity": incident.severity or None,
        "response_level": incident.response_level,
        "zone": incident.zone.code if incident.zone else None,
        "note": incident.note,
        "classified_at": moment(incident.classified_at),
        "activated_at": moment(incident.activated_at),
        "contained_at": moment(incident.contained_at),
        "recovered_at": moment(incident.recovered_at),
        "reviewed_at": moment(incident.reviewed_at),
        "ended_at": moment(incident.ended_at),
        "tasks": [
            {
                "id": line.task.pk,
                "text": line.words,
                "status": line.task.status,
                "team": line.task.team,
                "owner": line.task.owner.username if line.task.owner else None,
                "due_at": moment(line.task.due_at),
            }
            for line in card.tasks
        ],
        "steps": [{"kind": step.kind, "note": step.note, "at": moment(step.at)} for step in card.steps],
    }
