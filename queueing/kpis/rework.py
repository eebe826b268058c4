"""Rework and repeat trips: K18 and K19 of the bank's list (S417, S106).

Customers served without a number count here: rework is about service, not about waiting.
"""

from __future__ import annotations

import datetime as dt

from django.db.models import Exists, Expression, OuterRef, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from lobby.kpi.enums import Direction, Method, Unit
from lobby.kpi.measures import counts
from lobby.kpi.periods import Period
from lobby.kpi.registry import Kpi, Split
from queueing.enums import Outcome, ReturnReason, TicketStatus
from queueing.models import Ticket, Visit

REPEAT_WITHIN = dt.timedelta(days=7)  # S106
PAPERS = (ReturnReason.DOCUMENT, ReturnReason.IDENTITY, ReturnReason.COPY, ReturnReason.FORM)


def served(period: Period) -> QuerySet[Ticket]:
    """Tickets whose service began, those without a number included: rework is about service, not about waiting."""
    rows = Ticket.objects.filter(**period.of_branch_and_days, started_at__isnull=False)
    return rows.exclude(status=TicketStatus.CANCELLED).select_related("service", "counter")


def visits_of_known(period: Period) -> QuerySet[Visit]:
    """Visits of customers who are known and took a ticket: nobody else can be recognised on coming again."""
    visits = Visit.objects.filter(**period.of_branch_and_days, customer__isnull=False)
    return visits.filter(Exists(Ticket.objects.filter(visit=OuterRef("pk")))).prefetch_related("tickets__service")


def was_returned(period: Period) -> Expression:
    """1 for a ticket that was sent back at least once, else 0."""
    return counts(Q(return_count__gt=0))


def is_repeat_trip(period: Period) -> Expression:
    """1 for a visit within seven days after one for the same service that failed for want of papers, else 0.

    A visit failed so when a ticket of it ended as not possible, or its customer left, with such a reason on it.
    """
    failed = Q(outcome=Outcome.NOT_POSSIBLE) | Q(status=TicketStatus.ABANDONED)
    earlier = Ticket.objects.filter(
        failed,
        return_reason__in=PAPERS,
        customer=OuterRef("customer"),
        service=OuterRef("service"),
        ended_at__lte=OuterRef("visit__arrived_at"),
        ended_at__gte=OuterRef("visit__arrived_at") - REPEAT_WITHIN,
    ).exclude(visit=OuterRef("visit"))
    again = Ticket.objects.filter(Exists(earlier), visit=OuterRef("pk"))
    return counts(Q(Exists(again)))


def unknown_visits(period: Period) -> str:
    """How many came whom nobody can recognise."""
    n = Visit.objects.filter(**period.of_branch_and_days, customer__isnull=True).count()
    words = ngettext(
        "{n} visit of an unknown customer is left out.", "{n} visits of unknown customers are left out.", n
    )
    return words.format(n=n)


def reason_words(value: str) -> str | Promise:
    """Why tickets were sent back."""
    return ReturnReason(value).label if value else _("not sent back")


KPIS = [
    Kpi(
        code="K18",
        name=_("Rework"),
        meaning=_(
            "Share of served tickets that were sent back to complete something; reasons are ranked by their last."
        ),
        unit=Unit.PERCENT,
        direction=Direction.LOW,
        method=Method.SHARE,
        rows=served,
        measure=was_returned,
        moment="started_at",
        listing="queueing/head/_kpi_rework.html",
        order=("-measure", "-return_count", "pk"),
        split=Split(name=_("reason"), column="return_reason", labels=reason_words, of_whole=True),
    ),
    Kpi(
        code="K19",
        name=_("Repeat trips"),
        meaning=_(
            "Share of visits within seven days after one for the same service that failed because papers were missing."
        ),
        unit=Unit.PERCENT,
        direction=Direction.LOW,
        method=Method.SHARE,
        rows=visits_of_known,
        measure=is_repeat_trip,
        moment="arrived_at",
        listing="queueing/head/_kpi_repeats.html",
        order=("-measure", "pk"),
        aside=unknown_visits,
    ),
]
