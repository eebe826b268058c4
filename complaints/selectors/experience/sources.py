"""What the scores of touchpoints are made of: each source is rows of a period and what each row adds, 0 to 1.

A source is written as a figure of the registry is, and where there is such a figure its rows and measure are used. The
formula of every score is on the page and in docs/experience.md: 100 times the mean of its sources' means by their weights,
sources without rows left out.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, Expression, F, FloatField, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from complaints.enums.cases import ClockKind
from complaints.enums.experience import LINK_AT, Segment, Stage, Touchpoint
from complaints.enums.follow import CallResult, Satisfaction
from complaints.enums.ratings import NPS_HIGHEST
from complaints.kpis.ratings import answered, rated, share_of_best
from complaints.models import CallbackTry, ComplaintClock, Rating
from lobby.branches.enums import Complexity, ServiceFamily
from lobby.customers.models import Tier
from lobby.floor.enums.checks import HANDED_IN, CheckKind, CheckValue
from lobby.floor.models import ItemResult
from lobby.kpi.measures import counts
from lobby.kpi.periods import Period
from queueing.enums import ReturnReason, TicketStatus, Trait
from queueing.kpis import triage, waits
from queueing.kpis.measures import WAIT_S
from queueing.models import CareAction, Ticket

T = Touchpoint
Rows = Callable[[Period], QuerySet[Any]]
ADVICE = (ServiceFamily.WEALTH, ServiceFamily.LOAN)
PAPERS = (ReturnReason.FORM, ReturnReason.DOCUMENT, ReturnReason.IDENTITY, ReturnReason.COPY)


@dataclass(frozen=True, kw_only=True)
class Source:
    """Rows behind a touchpoint, or behind a stage that has none.

    `visit` and `service` lead from a row to them, None where a row belongs to no customer or business in particular: such
    rows count for everybody only. `moment` orders the list of rows; `complaint` leads to a complaint, which not everybody
    sees.
    """

    name: str
    title: str | Promise
    meaning: str | Promise
    stage: Stage
    touchpoint: Touchpoint | None
    rows: Rows
    measure: Callable[[Period], Expression]
    moment: str
    visit: str | None = None
    service: str | None = None
    corporate: Q | None = None
    weight: int = 1
    complaint: str | None = None

    def of(self, segment: Segment) -> Q | None:
        """The rows of a segment; None where nobody knows whose they are."""
        if segment == Segment.ALL:
            return Q(pk__isnull=False)
        if segment == Segment.CORPORATE:
            if self.service is not None:
                return Q(**{f"{self.service}family": ServiceFamily.CORPORATE})
            return self.corporate
        if self.visit is None:
            return None
        if segment == Segment.VIP:
            return Q(**{f"{self.visit}customer__tier": Tier.VIP})
        return Q(**{f"{self.visit}traits__contains": [Trait.ELDERLY]})


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


OF_COMPANIES = Q(Exists(Ticket.objects.filter(visit=OuterRef("pk"), service__family=ServiceFamily.CORPORATE)))
TICKET: dict[str, Any] = {"visit": "visit__", "service": "service__"}
COMPLAINT: dict[str, Any] = {
    "visit": "complaint__visit__",
    "service": "complaint__service__",
    "complaint": "complaint",
    "stage": Stage.LEAVE,
    "touchpoint": T.COMPLAIN,
}


def mystery(touchpoint: Touchpoint, stage: Stage) -> Source:
    """What mystery visitors saw at a touchpoint."""
    return Source(
        name=f"mystery-{touchpoint}",
        title=_("Mystery visits"),
        meaning=_("share of released lines that were ok"),
        stage=stage,
        touchpoint=touchpoint,
        rows=seen_by_visitors(touchpoint),
        measure=where(Q(value=CheckValue.OK)),
        moment="answered_at",
    )


SOURCES: tuple[Source, ...] = (
    Source(
        name="triage",
        title=_("Triage on time"),
        meaning=_("share of customers greeted by staff who had their number within the triage time"),
        stage=Stage.ARRIVE,
        touchpoint=T.GUIDE,
        rows=waits.triaged_by_staff,
        measure=waits.is_triaged_on_time,
        moment="arrived_at",
        visit="",
        corporate=OF_COMPANIES,
    ),
    Source(
        name="machines",
        title=_("Machines that could do it"),
        meaning=_("share of customers sent to a machine who did not have to come back from it"),
        stage=Stage.ARRIVE,
        touchpoint=T.GUIDE,
        rows=triage.gone_there,
        measure=lambda period: 1.0 - triage.has_failed(period),
        moment="at",
        visit="ticket__visit__",
        service="service__",
    ),
    mystery(T.GUIDE, Stage.ARRIVE),
    Source(
        name="numbers",
        title=_("Right number at once"),
        meaning=_("share of numbers that were not given in error and cancelled"),
        stage=Stage.ARRIVE,
        touchpoint=T.NUMBER,
        rows=numbers,
        measure=where(~Q(status=TicketStatus.CANCELLED)),
        moment="issued_at",
        **TICKET,
    ),
    Source(
        name="told",
        title=_("Told how long it takes"),
        meaning=_("share of numbers with an estimate of the wait"),
        stage=Stage.ARRIVE,
        touchpoint=T.NUMBER,
        rows=numbers,
        measure=where(Q(quoted_p50_s__isnull=False)),
        moment="issued_at",
        **TICKET,
    ),
    Source(
        name="waits",
        title=_("Called in time"),
        meaning=_("share called within the target for simple or complex services; who left waited in vain"),
        stage=Stage.WAIT,
        touchpoint=T.WAIT,
        rows=waited,
        measure=in_time,
        moment="issued_at",
        weight=2,
        **TICKET,
    ),
    Source(
        name="estimates",
        title=_("Estimates kept"),
        meaning=_("share who waited no longer than the longest wait told at issue"),
        stage=Stage.WAIT,
        touchpoint=T.WAIT,
        rows=waits.quoted,
        measure=waits.is_covered,
        moment="issued_at",
        **TICKET,
    ),
    Source(
        name="care",
        title=_("Looked after in a long wait"),
        meaning=_("share of long waits with an act of care"),
        stage=Stage.WAIT,
        touchpoint=T.WAIT,
        rows=waited_long,
        measure=cared_for,
        moment="issued_at",
        **TICKET,
    ),
    mystery(T.WAIT, Stage.WAIT),
    Source(
        name="ratings",
        title=_("Ratings"),
        meaning=_("mean mark, 5 of 5 = 100"),
        stage=Stage.HANDLE,
        touchpoint=T.HANDLE,
        rows=rated,
        measure=share_of_best,
        moment="given_at",
        weight=2,
        **TICKET,
    ),
    Source(
        name="first-time",
        title=_("Done at the first go"),
        meaning=_("share of served customers who were not sent back"),
        stage=Stage.HANDLE,
        touchpoint=T.HANDLE,
        rows=served,
        measure=where(Q(return_count=0)),
        moment="ended_at",
        **TICKET,
    ),
    mystery(T.HANDLE, Stage.HANDLE),
    Source(
        name="papers",
        title=_("Papers told at once"),
        meaning=_("share of served customers who were not sent back for a form or paper"),
        stage=Stage.HANDLE,
        touchpoint=T.CONSULT,
        rows=served,
        measure=where(~Q(return_reason__in=PAPERS)),
        moment="ended_at",
        **TICKET,
    ),
    mystery(T.CONSULT, Stage.HANDLE),
    Source(
        name="advice-ratings",
        title=_("Ratings of advice"),
        meaning=_("mean mark for wealth and loan business, 5 of 5 = 100"),
        stage=Stage.CONTACT,
        touchpoint=None,
        rows=rated_advice,
        measure=share_of_best,
        moment="given_at",
        weight=2,
        **TICKET,
    ),
    Source(
        name="advice-waits",
        title=_("Advisers were there in time"),
        meaning=_("share called within the target for wealth and loan business"),
        stage=Stage.CONTACT,
        touchpoint=None,
        rows=advised,
        measure=in_time,
        moment="issued_at",
        **TICKET,
    ),
    Source(
        name="stayed",
        title=_("Served before leaving"),
        meaning=_("share of numbers whose customer did not leave before being served"),
        stage=Stage.LEAVE,
        touchpoint=T.LEAVE,
        rows=waits.ended,
        measure=where(~Q(status=TicketStatus.ABANDONED)),
        moment="ended_at",
        **TICKET,
    ),
    Source(
        name="recommend",
        title=_("Would recommend us"),
        meaning=_("mean answer from 0 to 10, 10 = 100"),
        stage=Stage.LEAVE,
        touchpoint=T.LEAVE,
        rows=answered,
        measure=nps,
        moment="given_at",
        **TICKET,
    ),
    mystery(T.LEAVE, Stage.LEAVE),
    Source(
        name="first-feedback",
        title=_("First feedback in time"),
        meaning=_("share of complaints with feedback within the first clock"),
        rows=clocks(ClockKind.FIRST_FEEDBACK),
        measure=where(Q(is_met=True)),
        moment="started_at",
        **COMPLAINT,
    ),
    Source(
        name="legal",
        title=_("Decided in time"),
        meaning=_("share of complaints decided within the legal clock"),
        rows=clocks(ClockKind.LEGAL),
        measure=where(Q(is_met=True)),
        moment="started_at",
        **COMPLAINT,
    ),
    Source(
        name="satisfied",
        title=_("Satisfied in the return call"),
        meaning=_("share of answered return calls with a satisfied customer"),
        rows=return_calls,
        measure=where(Q(satisfaction=Satisfaction.SATISFIED)),
        moment="at",
        weight=2,
        **{
            **COMPLAINT,
            "visit": "visit__complaint__visit__",
            "service": "visit__complaint__service__",
            "complaint": "visit__complaint",
        },
    ),
)
BY_NAME: dict[str, Source] = {source.name: source for source in SOURCES}
