"""Alerts: those that ask the caller, and what the caller does about them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any, ClassVar

from django.utils import timezone
from rest_framework.request import Request
from rest_framework.response import Response

from lobby.branches.access import branch_for
from lobby.branches.api.authentication import person_of, staff_of
from lobby.branches.api.bodies import read_query
from lobby.branches.api.idempotency import Answer
from lobby.branches.api.views import ApiView
from lobby.branches.enums import Permission
from lobby.branches.models import Staff
from lobby.floor.access.alerts import alert_for, asks, roles_at
from lobby.floor.api.day_answers import alert_answer
from lobby.floor.api.day_bodies import AlertDoneBody, AlertHandOverBody, AlertQuery, AlertSnoozeBody
from lobby.floor.api.day_shapes import AlertShape
from lobby.floor.domain import alerts
from lobby.floor.enums import AlertStatus
from lobby.floor.errors.handing import NotAtBranch
from lobby.floor.models import Alert
from lobby.live.posting import Call, PostView

MOST = 200


class BranchAlerts(ApiView):
    """The alerts that ask the caller now, worst first; with `status=resolved` the newest that were."""

    about = "alerts"
    operation = "alert-list"
    query = AlertQuery
    answers = {200: AlertShape(many=True)}

    def get(self, request: Request, code: str) -> Response:
        """List alerts."""
        status, at = read_query(AlertQuery, request).get("status"), timezone.now()
        staff = staff_of(person_of(request))
        branch = branch_for(staff, code, Permission.FLOOR_VIEW)
        mine = Alert.objects.filter(asks(staff, branch, roles_at(staff, branch), at=at), branch=branch)
        mine = mine.select_related("branch", "person", "accepted_by")
        if status == AlertStatus.RESOLVED:
            found = mine.filter(resolved_at__isnull=False).order_by("-raised_at", "-pk")
        else:
            found = mine.filter(resolved_at__isnull=True).order_by("urgency", "raised_at", "pk")
            found = found.filter(status=status) if status else found
        return Response([alert_answer(alert) for alert in found[:MOST]])


class AlertVerb(PostView):
    """One verb on an alert that the caller may act on."""

    about = "alerts"
    answers = {200: AlertShape}
    verb: ClassVar[Callable[..., Alert]]

    def act(self, call: Call, alert_id: int) -> Answer:
        """Fetch, move, answer."""
        alert = alert_for(staff_of(call.person), alert_id)
        moved = type(self).verb(alert, by=call.by, at=call.at, **self.wishes(call))
        return Answer(200, alert_answer(moved))

    def wishes(self, call: Call) -> dict[str, Any]:
        """What the body says, as the verb takes it."""
        return call.values


class AcceptAlert(AlertVerb):
    """The caller takes care of it; the accept timer stops."""

    operation, verb = "alert-accept", alerts.accept


class SnoozeAlert(AlertVerb):
    """Put off what the caller accepted, three times and for two hours at most."""

    operation, verb, body = "alert-snooze", alerts.snooze, AlertSnoozeBody

    def wishes(self, call: Call) -> dict[str, Any]:
        """The moment."""
        return {"until": call.at + dt.timedelta(minutes=call.values["minutes"])}


class FinishAlert(AlertVerb):
    """It is over; the next time is a new episode."""

    operation, verb, body = "alert-done", alerts.resolve, AlertDoneBody


class HandOverAlert(AlertVerb):
    """Ask one person of the branch by name; the accept timer starts anew for them."""

    operation, verb, body = "alert-hand-over", alerts.hand_over, AlertHandOverBody

    def wishes(self, call: Call) -> dict[str, Any]:
        """The person."""
        return {"to": person_named(call.values["to"]), "reason": call.values["reason"]}


def person_named(username: str) -> Staff:
    """A member of staff by user name (1 query). Raises NotAtBranch; whether they work there is the verb's to say."""
    found = Staff.objects.filter(username=username, is_active=True).first()
    if found is None:
        raise NotAtBranch(name=username)
    return found
