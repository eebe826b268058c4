"""Smart counters against counters: how many use them (K06, S127), how long it takes there (K17, S128b).

Elderly customers and those who prefer the counter are in none of them (R19, N10): nobody has a number to push them by.
"""

from __future__ import annotations

from typing import Any

from django.db.models import (
    Exists,
    Expression,
    ExpressionWrapper,
    F,
    FloatField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)
from django.db.models.functions import ExtractYear
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from devices.enums.smart import SmartStatus
from devices.models.smart import SmartSession
from lobby.branches.enums import Channel
from lobby.kpi.enums import Direction, Method, Unit
from lobby.kpi.measures import counts, seconds
from lobby.kpi.periods import Period
from lobby.kpi.registry import Kpi, Split
from queueing.enums import Outcome, TicketStatus, Trait
from queueing.kpis.measures import Median
from queueing.models import RoutingDecision, Ticket

USAGE_TARGET = 75.0  # per cent, S127
TIME_TARGET = 50.0  # per cent of the counter's time, S128b
LISTING = "queueing/head/_kpi_smart.html"
PROTECTED = [Trait.ELDERLY.value, Trait.PREFERS_COUNTER.value]


def served(period: Period) -> QuerySet[Any]:
    """Customers served at a counter or a smart counter whom a machine may be counted for, with `is_smart`."""
    mine = SmartSession.objects.filter(subject_type="ticket", subject_id=OuterRef("pk"))
    done = Ticket.objects.filter(**period.of_branch_and_days, status=TicketStatus.DONE, outcome=Outcome.COMPLETED)
    done = done.annotate(is_smart=Exists(mine.filter(status=SmartStatus.DONE)))
    done = done.filter(Q(is_smart=True) | Q(session__isnull=False))
    return unprotected(done, mine, period).select_related("service", "counter")


def unprotected(tickets: QuerySet[Any], mine: QuerySet[SmartSession], period: Period) -> QuerySet[Any]:
    """Without those who are elderly or prefer the counter, as stated, as the card says, as triage or a reader knew."""
    decided = RoutingDecision.objects.filter(ticket=OuterRef("pk"), is_protected=True)
    aged = tickets.annotate(
        age=ExtractYear("day") - F("customer__birth_year"), elderly_from=period.threshold("elderly_from_age")
    )
    return (
        aged.exclude(traits__overlap=PROTECTED)
        .exclude(Q(customer__isnull=False) & Q(customer__prefers_counter=True))
        .exclude(Q(customer__birth_year__isnull=False) & Q(age__gte=F("elderly_from")))
        .exclude(Exists(decided))
        .exclude(Exists(mine.filter(is_counted=False)))
    )


def coverable(period: Period) -> QuerySet[Any]:
    """Those of them whose business a smart counter can do."""
    return served(period).filter(service__channels__contains=[Channel.SMART_COUNTER])


def at_smart_counters(period: Period) -> QuerySet[Any]:
    """Those who were served at a smart counter, where counters served somebody with the same business as well.

    Each with `smart_s` and `counter_s`, the medians of its service on both sides.
    """
    found = smart_side(period)
    medians = {
        "smart_s": median_of(smart_side(period), F("took_s")),
        "counter_s": median_of(at_counters(period), seconds(F("ended_at") - F("started_at")) - F("held_s")),
    }
    return found.annotate(**medians).filter(counter_s__gt=0)


def smart_side(period: Period) -> QuerySet[Any]:
    """Those who were served at a smart counter, with `took_s` from the first step to the last."""
    mine = SmartSession.objects.filter(subject_type="ticket", subject_id=OuterRef("pk"), status=SmartStatus.DONE)
    took = mine.annotate(s=seconds(F("ended_at") - F("started_at"))).order_by("-pk").values("s")[:1]
    return coverable(period).filter(is_smart=True).annotate(took_s=Subquery(took, output_field=FloatField()))


def at_counters(period: Period) -> QuerySet[Any]:
    """Those who were served at a counter with business that a smart counter can do."""
    return coverable(period).filter(is_smart=False, started_at__isnull=False)


def median_of(tickets: QuerySet[Any], took: Any) -> Subquery:
    """The median of a ticket's own service among the given ones, None where there are none."""
    same = tickets.order_by().filter(service=OuterRef("service")).values("service")
    return Subquery(same.annotate(half=Median(took)).values("half"), output_field=FloatField())


def is_smart(period: Period) -> Expression:
    """1 for a smart counter, 0 for a counter."""
    return counts(Q(is_smart=True))


def share_of_counter_time(period: Period) -> Expression:
    """The median at smart counters as a part of the one at counters, of the same business."""
    return ExpressionWrapper(F("smart_s") / F("counter_s"), output_field=FloatField())


def counter_side(period: Period) -> str:
    """How many stand on the other side of the ratio."""
    n = at_counters(period).count()
    return ngettext("Compared with {n} customer at counters.", "Compared with {n} customers at counters.", n).format(
        n=n
    )


def service_words(value: Any) -> str | Promise:
    """A service's code as it is."""
    return str(value)


KPIS = [
    Kpi(
        code="K06",
        name=_("Smart counter use"),
        meaning=_(
            "Share of business that smart counters can do which was done there; elderly and counter-preferring customers "
            "are left out."
        ),
        unit=Unit.PERCENT,
        direction=Direction.HIGH,
        method=Method.SHARE,
        rows=coverable,
        measure=is_smart,
        moment="issued_at",
        listing=LISTING,
        order=("measure", "-ended_at", "pk"),
        target=lambda policy: USAGE_TARGET,
        split=Split(name=_("service"), column="service__code", labels=service_words),
    ),
    Kpi(
        code="K06A",
        name=_("Smart counter use, of all business"),
        meaning=_("The same over all business, also what smart counters cannot do."),
        unit=Unit.PERCENT,
        direction=Direction.HIGH,
        method=Method.SHARE,
        rows=served,
        measure=is_smart,
        moment="issued_at",
        listing=LISTING,
        order=("measure", "-ended_at", "pk"),
    ),
    Kpi(
        code="K17",
        name=_("Time at smart counters"),
        meaning=_(
            "Median time at a smart counter as a part of the median at counters for the same business; over several kinds of "
            "business the mean of their ratios, each by its number at smart counters."
        ),
        unit=Unit.PERCENT,
        direction=Direction.LOW,
        method=Method.MEAN,
        rows=at_smart_counters,
        measure=share_of_counter_time,
        moment="issued_at",
        listing=LISTING,
        order=("-measure", "pk"),
        target=lambda policy: TIME_TARGET,
        aside=counter_side,
        split=Split(name=_("service"), column="service__code", labels=service_words),
    ),
]
