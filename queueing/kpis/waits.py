"""Waits, triage and leaving: K01–K04, K20 with its coverage, and K29 of the bank's list.

Left out everywhere: cancelled tickets (a number given in error is cancelled, a customer who goes has left) and customers
served without a number, who neither waited nor were told a wait.
"""

from __future__ import annotations

from django.db.models import Expression, ExpressionWrapper, F, FloatField, Q, QuerySet
from django.db.models.functions import Abs
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from lobby.branches.enums import Complexity
from lobby.branches.models import BranchPolicy
from lobby.kpi.enums import Direction, Method, Unit
from lobby.kpi.measures import counts
from lobby.kpi.periods import Period
from lobby.kpi.registry import Kpi, Split
from queueing.enums import ENDED, PriorityClass, Source, TicketStatus
from queueing.kpis.measures import WAIT_S
from queueing.models import Ticket, Visit

TRIAGE_SHARE = 95.0  # per cent, proposed beside S408
ESTIMATE_ERROR_MIN = 3.0  # minutes, proposed beside S415
COVERED = (87.0, 95.0)  # per cent of waits within the "at most" told: fewer is a broken word, more is no help
TICKETS = "queueing/head/_kpi_tickets.html"
LONGEST_FIRST = ("-wait_s", "pk")


def tickets(period: Period) -> QuerySet[Ticket]:
    """Tickets of the period that count, with `wait_s`, the seconds waited for the first call."""
    counted = Ticket.objects.filter(**period.of_branch_and_days, is_without_number=False)
    return counted.exclude(status=TicketStatus.CANCELLED).annotate(wait_s=WAIT_S).select_related("service", "counter")


def called(period: Period) -> QuerySet[Ticket]:
    """Tickets that were called; a ticket is called on the business day it was issued on."""
    return tickets(period).filter(first_called_at__isnull=False)


def called_simple(period: Period) -> QuerySet[Ticket]:
    """Called tickets of simple services."""
    return called(period).filter(service__complexity=Complexity.SIMPLE)


def called_complex(period: Period) -> QuerySet[Ticket]:
    """Called tickets of complex services."""
    return called(period).filter(service__complexity=Complexity.COMPLEX)


def ended(period: Period) -> QuerySet[Ticket]:
    """Tickets that came to an end, people who left included; not those a device served, whose wait is not recorded."""
    at_a_device = Q(status=TicketStatus.DONE, first_called_at__isnull=True)
    return tickets(period).filter(status__in=ENDED).exclude(at_a_device)


def quoted(period: Period) -> QuerySet[Ticket]:
    """Called tickets that were told a wait at issue, not one that counts from the opening of a counter."""
    return called(period).filter(quoted_p50_s__isnull=False, quote_needs_opening=False)


def triaged_by_staff(period: Period) -> QuerySet[Visit]:
    """Visits that a member of staff greeted and gave a number, so that the triage clock ran (S408)."""
    visits = Visit.objects.filter(**period.of_branch_and_days, triage_seconds__isnull=False)
    return visits.prefetch_related("tickets__service")


def wait_measure(period: Period) -> Expression:
    """Seconds waited."""
    return ExpressionWrapper(F("wait_s"), FloatField())


def is_long_wait(period: Period) -> Expression:
    """1 for a wait over the long-wait line of its day (S100), else 0."""
    return counts(Q(wait_s__gt=period.threshold("long_wait_s")))


def is_triaged_on_time(period: Period) -> Expression:
    """1 for a triage within the target of its day, else 0."""
    return counts(Q(triage_seconds__lte=period.threshold("triage_target_s")))


def has_left(period: Period) -> Expression:
    """1 for a customer who left, else 0."""
    return counts(Q(status=TicketStatus.ABANDONED))


def estimate_error(period: Period) -> Expression:
    """Seconds between the wait told at issue and the real one, either way."""
    return Abs(F("quoted_p50_s") - F("wait_s"), output_field=FloatField())


def is_covered(period: Period) -> Expression:
    """1 for a wait within the longest told at issue, else 0."""
    return counts(Q(wait_s__lte=F("quoted_p90_s")))


def simple_target(policy: BranchPolicy) -> float:
    """Minutes (S190)."""
    return policy.wait_simple_target_s / 60


def complex_target(policy: BranchPolicy) -> float:
    """Minutes (S190)."""
    return policy.wait_complex_target_s / 60


def kiosk_visits(period: Period) -> str:
    """How many came by the kiosk, where no triage clock runs."""
    visits = Visit.objects.filter(
        **period.of_branch_and_days, triage_seconds__isnull=True, tickets__source=Source.KIOSK
    )
    n = visits.distinct().count()
    words = ngettext("{n} visit by the kiosk is not timed.", "{n} visits by the kiosk are not timed.", n)
    return words.format(n=n)


def conditional_quotes(period: Period) -> str:
    """How many were told a time that counts from the opening of a counter."""
    n = called(period).filter(quote_needs_opening=True).count()
    words = ngettext(
        "{n} ticket given before a counter was open for it is left out.",
        "{n} tickets given before a counter was open for them are left out.",
        n,
    )
    return words.format(n=n) if n else ""


def class_words(value: str) -> str | Promise:
    """A priority class in words."""
    return PriorityClass(value).label


KPIS = [
    Kpi(
        code="K01",
        name=_("Average wait, simple services"),
        meaning=_("Minutes from number to first call, without the time a customer asked to wait longer."),
        unit=Unit.MINUTES,
        direction=Direction.LOW,
        method=Method.MEAN,
        rows=called_simple,
        measure=wait_measure,
        moment="first_called_at",
        target=simple_target,
        listing=TICKETS,
        order=LONGEST_FIRST,
        place=1,
    ),
    Kpi(
        code="K02",
        name=_("Average wait, complex services"),
        meaning=_("Minutes from number to first call, without the time a customer asked to wait longer."),
        unit=Unit.MINUTES,
        direction=Direction.LOW,
        method=Method.MEAN,
        rows=called_complex,
        measure=wait_measure,
        moment="first_called_at",
        target=complex_target,
        listing=TICKETS,
        order=LONGEST_FIRST,
        place=2,
    ),
    Kpi(
        code="K03",
        name=_("Long waits"),
        meaning=_("Share of ended tickets that waited over the long-wait line; people who left are included."),
        unit=Unit.PERCENT,
        direction=Direction.LOW,
        method=Method.SHARE,
        rows=ended,
        measure=is_long_wait,
        moment="issued_at",
        listing=TICKETS,
        order=LONGEST_FIRST,
        place=3,
    ),
    Kpi(
        code="K04",
        name=_("Triage on time"),
        meaning=_("Share of customers greeted by lobby staff who had their number within the triage time."),
        unit=Unit.PERCENT,
        direction=Direction.HIGH,
        method=Method.SHARE,
        rows=triaged_by_staff,
        measure=is_triaged_on_time,
        moment="arrived_at",
        target=lambda policy: TRIAGE_SHARE,
        listing="queueing/head/_kpi_visits.html",
        order=("-triage_seconds", "pk"),
        aside=kiosk_visits,
        place=4,
    ),
    Kpi(
        code="K20",
        name=_("Estimate error"),
        meaning=_("Median minutes between the wait told at issue and the real one, too long or too short."),
        unit=Unit.MINUTES,
        direction=Direction.LOW,
        method=Method.MEDIAN,
        rows=quoted,
        measure=estimate_error,
        moment="first_called_at",
        target=lambda policy: ESTIMATE_ERROR_MIN,
        listing=TICKETS,
        order=("-measure", "pk"),
        aside=conditional_quotes,
        place=5,
    ),
    Kpi(
        code="K20C",
        name=_("Estimates kept"),
        meaning=_(
            "Share of customers who waited no longer than the longest wait told at issue, meant for nine in ten."
        ),
        unit=Unit.PERCENT,
        direction=Direction.HIGH,
        method=Method.SHARE,
        rows=quoted,
        measure=is_covered,
        moment="first_called_at",
        target=lambda policy: COVERED[0],
        ceiling=lambda policy: COVERED[1],
        listing=TICKETS,
        order=("measure", "-wait_s", "pk"),
        aside=conditional_quotes,
        place=6,
    ),
    Kpi(
        code="K29",
        name=_("Left before service"),
        meaning=_(
            "Share of issued tickets whose customer left; at the end of the day everyone still waiting has left."
        ),
        unit=Unit.PERCENT,
        direction=Direction.LOW,
        method=Method.SHARE,
        rows=tickets,
        measure=has_left,
        moment="issued_at",
        listing=TICKETS,
        order=("-measure", "-wait_s", "pk"),
        split=Split(name=_("class"), column="priority", labels=class_words),
    ),
]
