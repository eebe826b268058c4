"""From invited to bought: an event's funnel (S016) and its guests."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When
from django.utils.translation import pgettext_lazy

from marketing.enums.campaigns import GuestStatus
from marketing.enums.leads import LeadStatus
from marketing.models import Event, EventGuest

G = GuestStatus
# The documents claim that seven in ten guests buy: shown as what it is, a figure without a source (S016).
REFERENCE_PERCENT = 70
WON = Q(lead__status=LeadStatus.WON)
SUITABLE = Q(lead__suitability__is_allowed=True) | (WON & Q(lead__suitability__isnull=True))
BOUGHT = WON & (Q(lead__suitability__isnull=True) | Q(lead__suitability__is_allowed=True))


@dataclass(frozen=True, slots=True)
class Funnel:
    """How many guests came to each stage; every number is a count of rows."""

    invited: int = 0
    signed_up: int = 0
    attended: int = 0
    lead: int = 0
    suitable: int = 0
    bought: int = 0

    @property
    def conversion(self) -> float | None:
        """Bought of a hundred who were there (K24); None while nobody was."""
        return round(100 * self.bought / self.attended, 1) if self.attended else None

    @property
    def stages(self) -> list[tuple[str, int]]:
        """Names and numbers in order."""
        return [(str(words), getattr(self, name)) for name, words in STAGES.items()]


STAGES = {
    "invited": pgettext_lazy("funnel", "invited"),
    "signed_up": pgettext_lazy("funnel", "signed up"),
    "attended": pgettext_lazy("funnel", "were there"),
    "lead": pgettext_lazy("funnel", "with a lead"),
    "suitable": pgettext_lazy("funnel", "suitable"),
    "bought": pgettext_lazy("funnel", "bought"),
}


def funnels(events: Iterable[Event]) -> dict[int, Funnel]:
    """The funnels of some events (1 query for any number)."""
    was_there = Q(status=G.ATTENDED)
    counted: Any = (
        EventGuest.objects.filter(event__in=[one.pk for one in events])
        .order_by()
        .values("event")
        .annotate(
            invited=Count("pk"),
            signed_up=Count("pk", filter=Q(status__in=(G.GOING, G.WAITING, G.ATTENDED))),
            attended=Count("pk", filter=was_there),
            with_lead=Count("pk", filter=was_there & Q(lead__isnull=False)),
            suitable=Count("pk", filter=was_there & SUITABLE),
            bought=Count("pk", filter=was_there & BOUGHT),
        )
    )
    return {row.pop("event"): Funnel(lead=row.pop("with_lead"), **row) for row in [dict(found) for found in counted]}


def guests_of(event: Event) -> QuerySet[EventGuest]:
    """The list of an event: who comes, who waits in order, who has not answered, who does not come (1 query)."""
    order = [G.ATTENDED, G.GOING, G.WAITING, G.INVITED, G.DECLINED]
    place = Case(*[When(status=status, then=Value(n)) for n, status in enumerate(order)], output_field=IntegerField())
    rows = EventGuest.objects.filter(event=event).select_related("customer", "lead", "branch")
    return rows.annotate(place=place).order_by("place", "answered_at", "pk")
