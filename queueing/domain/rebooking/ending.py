"""What ends offers that nobody answered: time, and the end of the outage."""

from __future__ import annotations

import datetime as dt

from django.db.models import QuerySet

from lobby.branches.actors import SYSTEM, Actor
from lobby.floor.domain import deadlines
from lobby.floor.events.outages import OutageEnded
from lobby.floor.models import Deadline
from lobby.live import journal
from lobby.live.events import Event
from queueing.domain.rebooking.moving import news_of
from queueing.domain.rebooking.offering import EXPIRY
from queueing.enums.outages import OFFER_MOVES
from queueing.events.outages import OfferEvent, OfferExpiredUnanswered, OfferWithdrawn
from queueing.models import Rebooking, RebookingOffer


def when_it_expires(deadline: Deadline, at: dt.datetime) -> None:
    """The time to answer is over: whoever has not answered keeps the place in the queue (3 statements)."""
    close(RebookingOffer.objects.filter(rebooking=deadline.subject_id), "expire", OfferExpiredUnanswered, at=at)


def when_outage_ends(event: Event, by: Actor, at: dt.datetime) -> None:
    """Service is back: open offers are withdrawn and their clocks stop (1 query where nothing was offered)."""
    assert isinstance(event, OutageEnded)
    rounds = list(Rebooking.objects.filter(outage=event.outage).values_list("pk", flat=True))
    if rounds:
        close(RebookingOffer.objects.filter(rebooking__in=rounds), "withdraw", OfferWithdrawn, at=at)
        for one in rounds:
            deadlines.stop(subject=("rebooking", one), at=at)


def close(offers: QuerySet[RebookingOffer], verb: str, news: type[OfferEvent], *, at: dt.datetime) -> int:
    """Take one move with every open offer; returns how many (2–3 statements)."""
    sources, target = OFFER_MOVES[verb]
    rows = offers.filter(status__in=sources).select_related("rebooking__place")
    found = list(rows.select_for_update(no_key=True, of=("self",)).order_by("pk"))
    RebookingOffer.objects.filter(pk__in=[one.pk for one in found]).update(status=target, answered_at=at)
    with journal.unit(by=SYSTEM, at=at):
        for one in found:
            journal.record(news(**news_of(one)))
    return len(found)


def register() -> None:
    """Follow clocks and outages."""
    deadlines.register(EXPIRY, when_it_expires)
    journal.subscribe("outage.ended", when_outage_ends)
