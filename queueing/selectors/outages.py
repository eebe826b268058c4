"""What the outage page and the customer's phone show of offers."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q

from lobby.branches.calendar import business_date
from lobby.branches.models import Branch, Service
from lobby.floor.enums.outages import OutageStatus
from lobby.floor.models import Outage
from queueing.enums import CALLABLE
from queueing.enums.outages import OfferStatus
from queueing.models import RebookingOffer, Ticket

OFFERS = RebookingOffer.objects.select_related("rebooking__place", "rebooking__branch", "service", "appointment")


@dataclass(frozen=True, slots=True)
class Asked:
    """A ticket that waits for what has failed, or has been rebooked, with its newest offer."""

    ticket: Ticket
    offer: RebookingOffer | None

    @property
    def may_be_asked(self) -> bool:
        """Whether it waits and has no open offer."""
        is_open = self.offer is not None and self.offer.status == OfferStatus.OFFERED
        return self.ticket.status in CALLABLE and not is_open


def running(branch: Branch) -> list[Outage]:
    """The outage of a branch and the drill of one, as they run (1 query)."""
    rows = Outage.objects.filter(branch=branch, status=OutageStatus.RUNNING)
    return list(rows.select_related("branch", "explainer", "declared_by", "incident").order_by("is_drill", "pk"))


def past(branch: Branch, *, most: int = 10) -> list[Outage]:
    """The latest outages that are over (1 query)."""
    rows = Outage.objects.filter(branch=branch, status=OutageStatus.ENDED).select_related("ended_by", "explainer")
    return list(rows.order_by("-since", "-pk")[:most])


def names_of(outages: list[Outage]) -> dict[int, list[Service]]:
    """What each outage affects (1 query, none without outages)."""
    wanted = {pk for outage in outages for pk in outage.services}
    if not wanted:
        return {}
    services = list(Service.objects.filter(pk__in=wanted).order_by("position", "code"))
    return {outage.pk: [one for one in services if one.pk in outage.services] for outage in outages}


def asked(outage: Outage, *, at: dt.datetime) -> list[Asked]:
    """Who waits for what has failed, in calling order, then who has been rebooked (3 queries)."""
    offers: dict[int, RebookingOffer] = {}
    for offer in OFFERS.filter(rebooking__outage=outage).order_by("pk"):
        offers[offer.ticket_id] = offer
    waiting = Ticket.objects.filter(
        branch=outage.branch_id,
        day=business_date(outage.branch, at),
        status__in=CALLABLE,
        service__in=outage.services,
    )
    rows = list(waiting.select_related("service").order_by("-goes_first", "queue_at", "pk"))
    booked = [pk for pk, offer in offers.items() if offer.status == OfferStatus.ACCEPTED]
    rows += list(Ticket.objects.filter(pk__in=booked).select_related("service").order_by("number"))
    return [Asked(ticket, offers.get(ticket.pk)) for ticket in rows]


def offer_of(ticket_id: int) -> RebookingOffer | None:
    """The offer that the customer reads, None when there is none to read any more (1 query)."""
    is_open = Q(status=OfferStatus.OFFERED, ticket__status__in=CALLABLE)
    found = OFFERS.filter(is_open | Q(status=OfferStatus.ACCEPTED), ticket=ticket_id)
    return found.order_by("-pk").first()


def is_asked(ticket: Ticket) -> bool:
    """Whether the customer has an offer to answer (1 query)."""
    found = offer_of(ticket.pk)
    return found is not None and found.status == OfferStatus.OFFERED
