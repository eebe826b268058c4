"""Outage mode: declare, change, end, where else to go, and offers of another time."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BooleanField, CharField, ChoiceField, DateTimeField, IntegerField

from lobby.branches.access import branch_for
from lobby.branches.api.authentication import person_of, staff_of
from lobby.branches.api.bodies import MAX_BIGINT, Body, Choice, Flag, Text, Whole
from lobby.branches.api.idempotency import Answer
from lobby.branches.api.moments import Moment, moment
from lobby.branches.enums import Channel, Permission
from lobby.branches.models import Branch, Service
from lobby.floor.domain import outages
from lobby.floor.domain.outages import Reach, Terms
from lobby.floor.enums.outages import OutageScope, OutageStatus
from lobby.floor.errors.incidents import UnknownOnRoster
from lobby.floor.models import Outage
from lobby.floor.selectors.incidents.duty import people_of
from lobby.live.posting import Call, PostView
from queueing.access import offer_for, outage_for
from queueing.api.bodies import service_code
from queueing.api.shapes import Shape
from queueing.api.tickets import service_of
from queueing.domain.rebooking import answering, offering
from queueing.enums.outages import OfferStatus
from queueing.errors.outages import NotAnAlternative
from queueing.models import Rebooking, RebookingOffer
from queueing.selectors.alternatives import Alternative, alternatives
from queueing.selectors.outages import OFFERS, running

MOST_TICKETS = 500


class OutageShape(Shape):
    """An outage; `services` are codes of what is affected."""

    id = IntegerField()
    incident = IntegerField()
    status = ChoiceField(OutageStatus.choices)
    is_drill = BooleanField()
    scope = ChoiceField(OutageScope.choices)
    channel = CharField(allow_null=True)
    services = serializers.ListField(child=CharField())
    notice = CharField(help_text="Code of the approved message that screens show")
    explainer = CharField(help_text="User name")
    since = DateTimeField()
    expected_at = DateTimeField(allow_null=True)
    ended_at = DateTimeField(allow_null=True)


class ElsewhereLineShape(Shape):
    """The wait of somebody who would come now."""

    service = CharField()
    waiting = IntegerField(min_value=0)
    p50_s = IntegerField(min_value=0)
    p90_s = IntegerField(min_value=0)


class ElsewhereShape(Shape):
    """An open branch that serves what has failed here."""

    branch = CharField()
    lines = ElsewhereLineShape(many=True)


class OutageNowShape(Shape):
    """What runs at a branch, and where customers can go meanwhile."""

    outages = OutageShape(many=True)
    alternatives = ElsewhereShape(many=True)


class OfferShape(Shape):
    """What one ticket is offered."""

    id = IntegerField()
    ticket = IntegerField()
    status = ChoiceField(OfferStatus.choices)
    branch = CharField()
    service = CharField()
    slot = DateTimeField()
    appointment = IntegerField(allow_null=True)
    code = CharField(allow_null=True, help_text="What the customer enters at the kiosk then")


class RebookingShape(Shape):
    """Offers made together."""

    id = IntegerField()
    expires_at = DateTimeField()
    offers = OfferShape(many=True)


class OutageBody(Body):
    """What has failed, what is told, who explains."""

    scope = Choice(OutageScope.choices)
    channel = Choice(Channel.choices, required=False, help_text="For one channel")
    services = serializers.ListField(child=service_code(), max_length=50, default=list, help_text="For some services")
    notice = Text(max_length=40, default="screen-outage")
    explainer = Text(max_length=150, help_text="User name")
    expected_at = Moment(required=False, help_text="Left out: not known")


class DeclareOutageBody(OutageBody):
    """The same with what is said once."""

    since = Moment(required=False, help_text="Left out: now")
    note = Text(max_length=300, required=False)
    drill = Flag(default=False)


class RebookBody(Body):
    """What to offer to whom."""

    branch = Text(max_length=20, required=False, help_text="Code of another branch; left out: a later time here")
    minutes = Whole(min_value=5, max_value=120, default=15)
    tickets = serializers.ListField(
        child=Whole(min_value=1, max_value=MAX_BIGINT),
        max_length=MOST_TICKETS,
        required=False,
        help_text="Left out: everybody who waits",
    )


class BranchOutage(PostView):
    """GET: what runs and where else to go. POST: declare an outage."""

    about = "outages"
    operation = {"GET": "outage-read", "POST": "outage-declare"}
    body = DeclareOutageBody
    answers = {"GET": {200: OutageNowShape}, "POST": {201: OutageShape}}

    def get(self, request: Request, code: str) -> Response:
        """For everybody who sees the floor."""
        branch = branch_for(person_of(request), code, Permission.FLOOR_VIEW)
        found, at = running(branch), timezone.now()
        places = alternatives(found[0], at=at) if found else []
        return Response(
            {"outages": [outage_answer(one) for one in found], "alternatives": [place_answer(one) for one in places]}
        )

    def act(self, call: Call, code: str) -> Answer:
        """Declare it."""
        branch = branch_for(call.person, code, Permission.OUTAGE_RUN)
        staff_of(call.person)
        made = outages.declare(
            branch,
            by=call.by,
            at=call.at,
            reach=reach_of(branch, call.values),
            terms=terms_of(branch, call.values),
            note=call.values.get("note", ""),
            is_drill=call.values["drill"],
        )
        return Answer(201, outage_answer(made))


class ChangeOutage(PostView):
    """Say what is known now; everything that is not sent again is as if it were left out."""

    about = "outages"
    operation = "outage-change"
    body = OutageBody
    answers = {200: OutageShape}

    def act(self, call: Call, outage_id: int) -> Answer:
        """Change it."""
        outage = outage_for(call.person, outage_id)
        reach, terms = reach_of(outage.branch, call.values), terms_of(outage.branch, call.values)
        return Answer(200, outage_answer(outages.change(outage, by=call.by, at=call.at, reach=reach, terms=terms)))


class EndOutage(PostView):
    """Service is back: screens are clean, numbers are issued, open offers are withdrawn, the incident is recovered."""

    about = "outages"
    operation = "outage-end"
    answers = {200: OutageShape}

    def act(self, call: Call, outage_id: int) -> Answer:
        """End it."""
        return Answer(200, outage_answer(outages.end(outage_for(call.person, outage_id), by=call.by, at=call.at)))


class RebookWaiting(PostView):
    """Offer those who wait for what has failed another time or place; they answer on their phones."""

    about = "outages"
    operation = "outage-rebook"
    body = RebookBody
    answers = {201: RebookingShape}

    def act(self, call: Call, outage_id: int) -> Answer:
        """Offer it."""
        outage, values = outage_for(call.person, outage_id), call.values
        made = offering.offer(
            outage,
            by=call.by,
            at=call.at,
            tickets=values.get("tickets"),
            place=place_named(outage, values.get("branch"), at=call.at),
            minutes=values["minutes"],
        )
        return Answer(201, rebooking_answer(made))


class OfferVerb(PostView):
    """What a customer without a phone says."""

    about = "outages"
    answers = {200: OfferShape}

    def act(self, call: Call, offer_id: int) -> Answer:
        """Fetch through the person, call one verb and answer."""
        return Answer(200, offer_answer(self.change(call, offer_for(call.person, offer_id))))

    def change(self, call: Call, offer: RebookingOffer) -> RebookingOffer:
        """Call one verb."""
        raise NotImplementedError


class AcceptOffer(OfferVerb):
    """Book it and end the ticket. When the time is taken meanwhile the answer is the offer of the next one, still open."""

    operation = "rebooking-accept"

    def change(self, call: Call, offer: RebookingOffer) -> RebookingOffer:
        """Accept."""
        return answering.accept(offer, by=call.by, at=call.at)


class DeclineOffer(OfferVerb):
    """The customer goes on waiting in the same place."""

    operation = "rebooking-decline"

    def change(self, call: Call, offer: RebookingOffer) -> RebookingOffer:
        """Decline."""
        return answering.decline(offer, by=call.by, at=call.at)


def reach_of(branch: Branch, values: dict[str, Any]) -> Reach:
    """What has failed (a query for each service). Raises UnknownService."""
    chosen = tuple(service_of(branch, code).pk for code in values["services"])
    return Reach(OutageScope(values["scope"]), values.get("channel", ""), chosen)


def terms_of(branch: Branch, values: dict[str, Any]) -> Terms:
    """What is told (1 query). Raises UnknownOnRoster."""
    explainer = people_of(branch).filter(username=values["explainer"]).first()
    if explainer is None:
        raise UnknownOnRoster
    return Terms(values["notice"], explainer, values.get("since"), values.get("expected_at"))


def place_named(outage: Outage, code: str | None, *, at: dt.datetime) -> Branch | None:
    """One of the alternatives by code. Raises NotAnAlternative."""
    if code is None or code == outage.branch.code:
        return None
    found = next((one.branch for one in alternatives(outage, at=at) if one.branch.code == code), None)
    if found is None:
        raise NotAnAlternative
    return found


def outage_answer(outage: Outage) -> dict[str, Any]:
    """An outage as the API tells it (1 query)."""
    services = Service.objects.filter(pk__in=outage.services).order_by("position", "code")
    return {
        "id": outage.pk,
        "incident": outage.incident_id,
        "status": outage.status,
        "is_drill": outage.is_drill,
        "scope": outage.scope,
        "channel": outage.channel or None,
        "services": list(services.values_list("code", flat=True)),
        "notice": outage.notice,
        "explainer": outage.explainer.username,
        "since": moment(outage.since),
        "expected_at": moment(outage.expected_at),
        "ended_at": moment(outage.ended_at),
    }


def place_answer(place: Alternative) -> dict[str, Any]:
    """An alternative."""
    return {
        "branch": place.branch.code,
        "lines": [
            {
                "service": line.service.code,
                "waiting": line.waiting,
                "p50_s": line.wait.p50_s,
                "p90_s": line.wait.p90_s,
            }
            for line in place.lines
            if line.wait is not None
        ],
    }


def rebooking_answer(made: Rebooking) -> dict[str, Any]:
    """Offers made together (1 query)."""
    offers = OFFERS.filter(rebooking=made).order_by("pk")
    return {"id": made.pk, "expires_at": moment(made.expires_at), "offers": [offer_answer(one) for one in offers]}


def offer_answer(offer: RebookingOffer) -> dict[str, Any]:
    """An offer."""
    booked = offer.appointment
    return {
        "id": offer.pk,
        "ticket": offer.ticket_id,
        "status": offer.status,
        "branch": offer.rebooking.place.code,
        "service": offer.service.code,
        "slot": moment(offer.slot_at),
        "appointment": booked.pk if booked else None,
        "code": booked.code if booked else None,
    }
