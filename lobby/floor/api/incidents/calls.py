"""Calls: report, list, read, and every verb."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from rest_framework.request import Request
from rest_framework.response import Response

from lobby.branches.access import branch_for, can
from lobby.branches.api.authentication import person_of, staff_of
from lobby.branches.api.bodies import read_query
from lobby.branches.api.idempotency import Answer
from lobby.branches.api.views import ApiView
from lobby.branches.enums import Permission
from lobby.branches.errors import Forbidden
from lobby.branches.models import Branch, Staff, Zone
from lobby.floor.access.incidents import incident_for, incident_to_activate, incident_to_close, incidents_for
from lobby.floor.api.incidents import bodies
from lobby.floor.api.incidents.shapes import IncidentShape, ReportedShape, incident_answer, reported_answer
from lobby.floor.domain.incidents import closing, levels, notes, reporting, responding
from lobby.floor.errors.incidents import UnknownOnRoster, UnknownZone
from lobby.floor.models import Incident
from lobby.floor.selectors.incidents import board
from lobby.floor.selectors.incidents.duty import people_of
from lobby.live.posting import Call, PostView

P = Permission


class BranchIncidents(PostView):
    """GET: incidents of the branch that the caller may see, newest first.

    POST: report one. The same thing reported again before it is classified answers the first report.
    """

    about = "incidents"
    operation = {"GET": "incident-list", "POST": "incident-report"}
    query = bodies.IncidentListQuery
    body = bodies.IncidentReportBody
    answers = {"GET": {200: IncidentShape(many=True)}, "POST": {201: ReportedShape}}

    def get(self, request: Request, code: str) -> Response:
        """List incidents."""
        staff, wished = staff_of(person_of(request)), read_query(bodies.IncidentListQuery, request)
        branch = branch_for(staff, code, P.INCIDENT_REPORT)
        found = incidents_for(staff).filter(branch=branch)
        status = wished.get("status")
        if status in ("open", "ended"):
            found = found.filter(ended_at__isnull=status == "open")
        elif status:
            found = found.filter(status=status)
        cards = board.cards_of(found.order_by("-reported_at", "-pk")[: wished["limit"]])
        return Response([incident_answer(card) for card in cards])

    def act(self, call: Call, code: str) -> Answer:
        """Report; an exercise is for who may lead."""
        staff = staff_of(call.person)
        branch = branch_for(staff, code, P.INCIDENT_REPORT)
        values = dict(call.values)
        if values["is_drill"] and not can(staff, branch, P.INCIDENT_COMMAND):
            raise Forbidden
        zone = zone_named(branch, values.pop("zone", None))
        found = reporting.report(branch, by=call.by, at=call.at, zone=zone, **values)
        return Answer(201, reported_answer(found))


class OneIncident(ApiView):
    """An incident with its tasks and steps."""

    about = "incidents"
    operation = "incident-read"
    answers = {200: IncidentShape}

    def get(self, request: Request, incident_id: int) -> Response:
        """Read it."""
        staff = staff_of(person_of(request))
        return Response(incident_answer(card_for(staff, incident_for(staff, incident_id))))


def card_for(staff: Staff, incident: Incident) -> board.Card:
    """The card of one incident; what the caller's own verb hid from them is still answered once."""
    return board.cards_of(Incident.objects.filter(pk=incident.pk))[0]


def as_commander(staff: Staff, incident_id: int) -> Incident:
    """Fetch for who leads."""
    return incident_for(staff, incident_id, P.INCIDENT_COMMAND)


def as_classifier(staff: Staff, incident_id: int) -> Incident:
    """Fetch for who may say what it is."""
    return incident_for(staff, incident_id, P.INCIDENT_CLASSIFY)


class IncidentVerb(PostView):
    """One verb: how the incident is fetched decides who may do it."""

    about = "incidents"
    answers = {200: IncidentShape}
    fetch: ClassVar[Callable[[Staff, int], Incident]]
    verb: ClassVar[Callable[..., object]]

    def act(self, call: Call, incident_id: int) -> Answer:
        """Fetch, act, answer."""
        staff = staff_of(call.person)
        incident = type(self).fetch(staff, incident_id)
        type(self).verb(incident, by=call.by, at=call.at, **self.values(incident, call.values))
        return Answer(200, incident_answer(card_for(staff, incident)))

    def values(self, incident: Incident, sent: dict[str, Any]) -> dict[str, Any]:
        """What the verb is given."""
        return sent


class Classify(IncidentVerb):
    """Say what it is and how grave; Ⅰ and Ⅱ put their plan in force at once."""

    operation, fetch, verb, body = "incident-classify", as_classifier, reporting.classify, bodies.ClassifyBody


class Activate(IncidentVerb):
    """Put the plan of an incident of severity Ⅲ in force."""

    operation, fetch, verb = "incident-activate", incident_to_activate, responding.activate


class Contain(IncidentVerb):
    """Everybody is safe, or service goes on another way."""

    operation, fetch, verb = "incident-contain", as_commander, responding.contain


class Recover(IncidentVerb):
    """Service is back; the report is due."""

    operation, fetch, verb = "incident-recover", as_commander, responding.recover


class Report(IncidentVerb):
    """Write fields of the report."""

    operation, fetch, verb, body = "incident-write", as_classifier, closing.write_report, bodies.WrittenReportBody


class Review(IncidentVerb):
    """The report is whole; fields may come along."""

    operation, fetch, verb, body = "incident-review", as_commander, closing.review, bodies.WrittenReportBody


class Close(IncidentVerb):
    """It is over; severity Ⅰ is closed by the regional branch."""

    operation, fetch, verb = "incident-close", incident_to_close, closing.close


class FalseAlarm(IncidentVerb):
    """There was nothing."""

    operation, fetch, verb = "incident-false-alarm", as_commander, reporting.call_false_alarm
    body = bodies.FalseAlarmBody


class Level(IncidentVerb):
    """Call the next office; the level only rises."""

    operation, fetch, verb, body = "incident-level", as_commander, levels.raise_level, bodies.LevelBody


class Step(IncidentVerb):
    """Note something done just now."""

    operation, fetch, verb, body = "incident-step", incident_for, notes.take_step, bodies.StepBody


class RollCallAnswer(IncidentVerb):
    """Say where somebody, or everybody of a zone, is."""

    operation, fetch, verb, body = "incident-roll-call", incident_for, notes.answer_roll_call, bodies.RollCallBody

    def values(self, incident: Incident, sent: dict[str, Any]) -> dict[str, Any]:
        """Look up the person or zone."""
        found: dict[str, Any] = {"state": sent["state"], "zone": zone_named(incident.branch, sent.get("zone"))}
        if "staff" in sent:
            found["staff"] = people_of(incident.branch).filter(username=sent["staff"]).first()
            if found["staff"] is None:
                raise UnknownOnRoster
        return found


def zone_named(branch: Branch, code: str | None) -> Zone | None:
    """A zone by code (0–1 query). Raises UnknownZone."""
    if code is None:
        return None
    zone = Zone.objects.filter(branch=branch, code=code).first()
    if zone is None:
        raise UnknownZone
    return zone
