"""Figures of triage. Elderly customers and those who prefer the counter are in none about machines (R19, N10)."""

from __future__ import annotations

from django.db.models import Expression, F, FloatField, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce, Greatest, Least, NullIf
from django.utils.translation import gettext_lazy as _

from lobby.kpi.enums import Direction, Method, Unit
from lobby.kpi.measures import counts, seconds
from lobby.kpi.periods import Period
from lobby.kpi.registry import Kpi
from queueing.enums import TicketStatus, VisitStatus
from queueing.enums.triage import Offer
from queueing.models import RoutingDecision, Ticket, Visit

DECISIONS = "queueing/head/_kpi_decisions.html"


def decisions(period: Period) -> QuerySet[RoutingDecision]:
    """Decisions about customers whom a machine may be offered."""
    made = RoutingDecision.objects.filter(**period.of_branch_and_days, is_protected=False)
    return made.select_related("ticket", "service", "device")


def offered(period: Period) -> QuerySet[RoutingDecision]:
    """Decisions with the offer of a machine."""
    return decisions(period).exclude(offer="")


def gone_there(period: Period) -> QuerySet[RoutingDecision]:
    """Offers that were accepted, whether the machine could do it or not."""
    return decisions(period).filter(offer__in=[Offer.ACCEPTED, Offer.FAILED])


def guessed(period: Period) -> QuerySet[RoutingDecision]:
    """Decisions before which somebody guessed the need."""
    made = RoutingDecision.objects.filter(**period.of_branch_and_days, guess__isnull=False)
    return made.select_related("ticket__service", "service", "device", "guess")


def ended_visits(period: Period) -> QuerySet[Visit]:
    """Visits in which somebody was served."""
    over = (VisitStatus.FINISHED, VisitStatus.FOLLOWED_UP)
    visits = Visit.objects.filter(**period.of_branch_and_days, status__in=over, ended_at__isnull=False)
    return visits.prefetch_related("tickets__service")


def is_offered(period: Period) -> Expression:
    """1 where a machine was offered, else 0."""
    return counts(~Q(offer=""))


def is_accepted(period: Period) -> Expression:
    """1 where the offer was accepted, else 0."""
    return counts(Q(offer__in=[Offer.ACCEPTED, Offer.FAILED]))


def has_failed(period: Period) -> Expression:
    """1 where the machine could not do it, else 0."""
    return counts(Q(offer=Offer.FAILED))


def was_right(period: Period) -> Expression:
    """1 where the guess was what the customer came for, else 0."""
    return counts(Q(guess=F("ticket__service")))


def value_time(period: Period) -> Expression:
    """The part of a visit in which the customer was served, at a counter or at a machine (S431)."""
    at_machine = (
        RoutingDecision.objects.filter(ticket=OuterRef("pk"), offer=Offer.ACCEPTED).order_by("-pk").values("at")
    )
    began = Coalesce("started_at", Subquery(at_machine[:1]))
    done = Ticket.objects.filter(visit=OuterRef("pk"), status=TicketStatus.DONE).order_by().values("visit")
    served = done.annotate(s=Sum(seconds(F("ended_at") - began) - F("held_s"), output_field=FloatField())).values("s")
    whole = NullIf(seconds(F("ended_at") - F("arrived_at")), Value(0.0))
    share = Coalesce(Subquery(served, output_field=FloatField()), Value(0.0)) / whole
    return Least(Value(1.0), Greatest(Value(0.0), Coalesce(share, Value(0.0))), output_field=FloatField())


KPIS = [
    Kpi(
        code="D01",
        name=_("Machines offered"),
        meaning=_(
            "Share of triaged customers to whom a machine was proposed; elderly and counter-preferring left out."
        ),
        unit=Unit.PERCENT,
        direction=Direction.HIGH,
        method=Method.SHARE,
        rows=decisions,
        measure=is_offered,
        moment="at",
        listing=DECISIONS,
        order=("-at", "pk"),
    ),
    Kpi(
        code="D02",
        name=_("Offers accepted"),
        meaning=_("Share of offered machines that the customer went to; elderly and counter-preferring left out."),
        unit=Unit.PERCENT,
        direction=Direction.HIGH,
        method=Method.SHARE,
        rows=offered,
        measure=is_accepted,
        moment="at",
        listing=DECISIONS,
        order=("measure", "-at", "pk"),
    ),
    Kpi(
        code="D03",
        name=_("Machines that could not do it"),
        meaning=_(
            "Share of accepted offers from which the customer came back; elderly and counter-preferring left out."
        ),
        unit=Unit.PERCENT,
        direction=Direction.LOW,
        method=Method.SHARE,
        rows=gone_there,
        measure=has_failed,
        moment="at",
        listing=DECISIONS,
        order=("-measure", "-at", "pk"),
    ),
    Kpi(
        code="D04",
        name=_("First guess right"),
        meaning=_("Share of guesses at the need, made before asking, that named what the customer came for."),
        unit=Unit.PERCENT,
        direction=Direction.HIGH,
        method=Method.SHARE,
        rows=guessed,
        measure=was_right,
        moment="at",
        listing="queueing/head/_kpi_guesses.html",
        order=("measure", "-at", "pk"),
    ),
    Kpi(
        code="D05",
        name=_("Time that serves"),
        meaning=_("Average part of a visit in which the customer was served; the rest is triage, wait and rework."),
        unit=Unit.PERCENT,
        direction=Direction.HIGH,
        method=Method.SHARE,
        rows=ended_visits,
        measure=value_time,
        moment="arrived_at",
        listing="queueing/head/_kpi_visit_time.html",
        order=("measure", "pk"),
    ),
]
