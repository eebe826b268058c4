"""The morning briefing over the API: read it, close it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import CharField, ChoiceField, DateField, DateTimeField, IntegerField

from lobby.branches.access import branch_for
from lobby.branches.api.authentication import person_of, staff_of
from lobby.branches.api.idempotency import Answer
from lobby.branches.api.views import ApiView
from lobby.branches.calendar import business_date
from lobby.branches.enums import Permission
from lobby.branches.models import Branch
from lobby.floor.access.briefing import branch_to_lead
from lobby.floor.domain import briefing
from lobby.floor.enums.briefing import BriefingStatus, GoalKind, Traffic, Weather
from lobby.floor.models import Briefing
from lobby.floor.selectors import briefing as selectors
from lobby.live.posting import Call, PostView

Shape = serializers.Serializer[Any]


class DayGoalShape(Shape):
    """A goal of the day with what was reached so far; `staff` is null for the branch's."""

    id = IntegerField()
    kind = ChoiceField(GoalKind.choices)
    product = CharField()
    target = IntegerField(min_value=1)
    done = IntegerField(min_value=0)
    staff = CharField(allow_null=True)


class BriefingShape(Shape):
    """The briefing of the running business day."""

    day = DateField()
    status = ChoiceField(BriefingStatus.choices)
    weather = ChoiceField(Weather.choices, allow_null=True)
    traffic = ChoiceField(Traffic.choices, allow_null=True)
    agreed = CharField(help_text="What was agreed with the back office")
    topics = CharField()
    attendees = serializers.ListField(child=CharField(), help_text="User names")
    goals = DayGoalShape(many=True)
    closed_at = DateTimeField(allow_null=True)
    closed_by = CharField(allow_null=True)


class OneBriefing(ApiView):
    """Today's briefing, empty before its first word."""

    about = "briefing"
    operation = "briefing-get"
    answers = {200: BriefingShape}

    def get(self, request: Request, code: str) -> Response:
        """Read the briefing."""
        branch = branch_for(person_of(request), code, Permission.FLOOR_VIEW)
        date = business_date(branch, timezone.now())
        return Response(briefing_answer(branch, date))


class CloseBriefing(PostView):
    """Close today's briefing; it needs attendees and a goal of the branch."""

    about = "briefing"
    operation = "briefing-close"
    answers = {200: BriefingShape}

    def act(self, call: Call, code: str) -> Answer:
        """Close and answer it."""
        branch = branch_to_lead(staff_of(call.person), code)
        held = briefing.close(branch, by=call.by, at=call.at)
        return Answer(200, briefing_answer(branch, held.date))


def briefing_answer(branch: Branch, date: dt.date) -> dict[str, Any]:
    """The briefing of a day as the API tells it (3 queries)."""
    found = selectors.briefing_of(branch, date)
    shown = found or Briefing(branch=branch, date=date)
    return {
        "day": date.isoformat(),
        "status": shown.status,
        "weather": shown.weather or None,
        "traffic": shown.traffic or None,
        "agreed": shown.agreed,
        "topics": shown.topics,
        "attendees": [person.username for person in selectors.attendees_of(found)],
        "goals": [
            {
                "id": line.goal.pk,
                "kind": line.goal.kind,
                "product": line.goal.product,
                "target": line.goal.target,
                "done": line.done,
                "staff": line.goal.staff.username if line.goal.staff else None,
            }
            for line in selectors.branch_goals(branch, date)
        ],
        "closed_at": shown.closed_at.isoformat() if shown.closed_at else None,
        "closed_by": shown.closed_by.username if shown.closed_by else None,
    }
