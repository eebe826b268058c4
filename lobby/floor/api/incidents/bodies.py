"""What the calls about incidents take."""

from __future__ import annotations

from lobby.branches.api.bodies import Body, Choice, Flag, QueryWhole, Text, Whole
from lobby.branches.api.moments import Moment
from lobby.floor.enums.incidents import (
    CallState,
    IncidentKind,
    IncidentSeverity,
    IncidentStatus,
    StepKind,
)


class IncidentReportBody(Body):
    """A new incident."""

    kind = Choice(choices=IncidentKind.choices)
    zone = Text(max_length=20, required=False, help_text="Code of a zone")
    note = Text(max_length=300, required=False)
    is_drill = Flag(default=False, help_text="An exercise; for who may lead")


class IncidentListQuery(Body):
    """Which incidents are listed."""

    status = Choice(choices=[("open", "open"), ("ended", "ended"), *IncidentStatus.choices], required=False)
    limit = QueryWhole(min_value=1, max_value=200, default=50)


class ClassifyBody(Body):
    """How grave it is, and what it is when it was reported as something else."""

    severity = Choice(choices=IncidentSeverity.choices)
    kind = Choice(choices=IncidentKind.choices, required=False)


class FalseAlarmBody(Body):
    """Why it was none."""

    reason = Text(max_length=200)


class LevelBody(Body):
    """Whom to call: 2 the regional branch, 3 the head office."""

    level = Whole(min_value=2, max_value=3)
    reason = Text(max_length=120, required=False)


class StepBody(Body):
    """What was done just now."""

    kind = Choice(choices=StepKind.choices)
    note = Text(max_length=200, required=False)


class RollCallBody(Body):
    """Where one member of staff (user name) or everybody of a zone (code) is."""

    state = Choice(choices=CallState.choices)
    staff = Text(max_length=40, required=False)
    zone = Text(max_length=20, required=False)


class WrittenReportBody(Body):
    """Fields of the report (R20); what is left out stays as it is."""

    place = Text(max_length=200, required=False)
    happened_at = Moment(required=False)
    cause = Text(max_length=2000, required=False)
    nature = Text(max_length=2000, required=False)
    amount = Text(max_length=200, required=False, help_text="Amounts and people concerned")
    harm = Text(max_length=2000, required=False)
    reaction = Text(max_length=2000, required=False)
    trend = Text(max_length=2000, required=False)
    measures = Text(max_length=2000, required=False)
    improvement = Text(max_length=2000, required=False)
