"""The rows that touchpoints are scored by, and what each row adds, 0 to 1."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import Exists, Expression, F, FloatField, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast

from complaints.enums.cases import ClockKind
from complaints.enums.experience import LINK_AT, Touchpoint
from complaints.enums.follow import CallResult
from complaints.enums.ratings import NPS_HIGHEST
from complaints.kpis.ratings import rated
from complaints.models import CallbackTry, ComplaintClock, Rating
from lobby.branches.enums import Complexity, ServiceFamily
from lobby.floor.enums.checks import HANDED_IN, CheckKind, CheckValue
from lobby.floor.models import ItemResult
from lobby.kpi.measures import counts
from lobby.kpi.periods import Period
from queueing.enums import TicketStatus
from queueing.kpis import waits
from queueing.kpis.measures import WAIT_S
from queueing.models import CareAction, Ticket

Rows = Callable[[Period], QuerySet[Any]]
ADVICE = (ServiceFamily.WEALTH, ServiceFamily.LOAN)


def numbers(period: Period) -> QuerySet[Ticket]:
    """Every number that was given out."""
    rows = Ticket.objects.filter(**period.of_branch_and_days, is_without_number=False)
    return rows.annotate(wait_s=WAIT_S).select_related("service")


def waited(period: Period) -> QuerySet[Ticket]:
    """Tickets that were called, or whose customer left before."""
    return waits.tickets(period).filter(Q(first_called_at__isnull=False) | Q(status=TicketStatus.ABANDONED))


def advised(period: Period) -> QuerySet[Ticket]:
    """Those for wealth and loan business."""
    return waited(period).filter(service__family__in=ADVICE)


def waited_long(period: Period) -> QuerySet[Ticket]:
    """Those who waited over the long-wait line of their day."""
    return waited(period).filter(Q(wait_s__gt=period.threshold("long_wait_s")))


def served(period: Period) -> QuerySet[Ticket]:
    """Tickets that were served."""
    return waits.tickets(period).filter(status=TicketStatus.DONE)


def rated_advice(period: Period) -> QuerySet[Rating]:
    """Ratings of wealth and loan business."""
    return rated(period).filter(service__family__in=ADVICE)


def seen_by_visitors(touchpoint: Touchpoint) -> Rows:
    """Lines about a touchpoint of mystery visits that were released."""
    links = [link for link, where in LINK_AT.items() if where == touchpoint]
    about = Q(*(("item__code__startswith", f"{link}.") for link in links), _connector=Q.OR)

    def rows(period: Period) -> QuerySet[ItemResult]:
        found = ItemResult.objects.filter(
            about,
            run__branch=period.branch,
            run__day__range=(period.first, period.last),
            run__kind=CheckKind.MYSTERY,
            run__status__in=HANDED_IN,
            run__released_at__isnull=False,
            value__in=(CheckValue.OK, CheckValue.ISSUE),
        )
        return found.select_related("item", "run")

    return rows


def clocks(kind: ClockKind) -> Rows:
    """Clocks of complaints that came in within the period and were due or met."""

    def rows(period: Period) -> QuerySet[ComplaintClock]:
        found = ComplaintClock.objects.filter(
            kind=kind,
            is_met__isnull=False,
            complaint__branch=period.branch,
            complaint__day__range=(period.first, period.last),
        )
        return found.select_related("complaint__branch")

    return rows


def return_calls(period: Period) -> QuerySet[CallbackTry]:
    """Return calls that were answered."""
    rows = CallbackTry.objects.filter(**period.of_branch_and_days, result=CallResult.ANSWERED)
    return rows.select_related("visit__complaint__branch")


def in_time(period: Period) -> Expression:
    """1 for somebody called within the target of the service's complexity, else 0; who left waited in vain."""
    simple = Q(service__complexity=Complexity.SIMPLE, wait_s__lte=period.threshold("wait_simple_target_s"))
    complex_ = Q(service__complexity=Complexity.COMPLEX, wait_s__lte=period.threshold("wait_complex_target_s"))
    return counts((simple | complex_) & ~Q(status=TicketStatus.ABANDONED))


def cared_for(period: Period) -> Expression:
    """1 where somebody apologised, explained or brought something, else 0."""
    return counts(Q(Exists(CareAction.objects.filter(ticket=OuterRef("pk"), undone_at__isnull=True))))


def nps(period: Period) -> Expression:
    """An answer from 0 to 10 as a part of 10."""
    return Cast(F("nps"), FloatField()) / Value(float(NPS_HIGHEST))


def where(condition: Q) -> Callable[[Period], Expression]:
    """1 for rows of which it holds, else 0."""
    return lambda period: counts(condition)
