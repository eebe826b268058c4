"""Outage mode: declare, change, end, where else to go, and offers of another time."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone
from rest_framework.request import Request
from rest_framework.response import Response

from lobby.branches.access import branch_for
from lobby.branches.api.authentication import person_of, staff_of
from lobby.branches.api.idempotency import Answer
from lobby.branches.enums import Permission
from lobby.branches.models import Branch
from lobby.floor.domain import outages
from lobby.floor.domain.outages import Reach, Terms
from lobby.floor.enums.outages import OutageScope
from lobby.floor.errors.incidents import UnknownOnRoster
from lobby.floor.models import Outage
from lobby.floor.selectors.incidents.duty import people_of
from lobby.live.posting import Call, PostView
from queueing.access import offer_for, outage_for
from queueing.api.outage_answers import offer_answer, outage_answer, place_answer, rebooking_answer
from queueing.api.outage_shapes import (
    DeclareOutageBody,
    OfferShape,
    OutageBody,
    OutageNowShape,
    OutageShape,
    RebookBody,
    RebookingShape,
)
from queueing.api.tickets import service_of
from queueing.domain.rebooking import answering, offering
from queueing.errors.outages import NotAnAlternative
from queueing.models import RebookingOffer
from queueing.selectors.alternatives import alternatives
from queueing.selectors.outages import running


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
