"""Outages, other branches and offers as the API tells them."""

from __future__ import annotations

from typing import Any

from lobby.branches.api.moments import moment
from lobby.branches.models import Service
from lobby.floor.models import Outage
from queueing.models import Rebooking, RebookingOffer
from queueing.selectors.alternatives import Alternative
from queueing.selectors.outages import OFFERS


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
