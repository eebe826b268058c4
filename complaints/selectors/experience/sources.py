"""What the scores of touchpoints are made of: each source is rows of a period and what each row adds, 0 to 1.

A source is written as a figure of the registry is, and where there is such a figure its rows and measure are used. The
formula of every score is on the page and in docs/experience.md: 100 times the mean of its sources' means by their weights,
sources without rows left out.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from complaints.enums.cases import ClockKind
from complaints.enums.experience import Stage, Touchpoint
from complaints.enums.follow import Satisfaction
from complaints.kpis.ratings import answered, rated, share_of_best
from complaints.selectors.experience.rows import (
    advised,
    cared_for,
    clocks,
    in_time,
    nps,
    numbers,
    rated_advice,
    return_calls,
    seen_by_visitors,
    served,
    waited,
    waited_long,
    where,
)
from complaints.selectors.experience.source import Source
from lobby.branches.enums import ServiceFamily
from lobby.floor.enums.checks import CheckValue
from queueing.enums import ReturnReason, TicketStatus
from queueing.kpis import triage, waits
from queueing.models import Ticket

T = Touchpoint
PAPERS = (ReturnReason.FORM, ReturnReason.DOCUMENT, ReturnReason.IDENTITY, ReturnReason.COPY)


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
