"""Complaints as figures: settled at first contact, answered in time, satisfied, listened to, promises kept, the work.

K11, K12, K13, K14, K15, K33 and K37 of the bank's list.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.db.models import (
    Avg,
    Exists,
    Expression,
    ExpressionWrapper,
    F,
    FloatField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
)
from django.db.models.fields import DateTimeField
from django.db.models.functions import Cast, Coalesce, Least, Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from complaints.enums.cases import ClockKind, EntryKind, Step
from complaints.enums.follow import CallResult, CloseCode, PromiseStatus, Satisfaction
from complaints.models import CallbackTry, Closing, Complaint, ComplaintClock, ComplaintEntry, ComplaintStep, Promise
from lobby.branches.calendar import day_bounds
from lobby.branches.models import Staff
from lobby.kpi.enums import Direction, Method, Unit
from lobby.kpi.measures import counts, seconds
from lobby.kpi.periods import Period
from lobby.kpi.registry import Kpi
from queueing.enums import TicketStatus
from queueing.models import Ticket

FIRST_CONTACT_TARGET = 90.0  # per cent, S183
SATISFIED_TARGET = 98.0  # per cent, S185
WHOLE = 100.0
ONE_DAY = Value(dt.timedelta(days=1))
CASES, CLOCKS = "complaints/follow/_kpi_complaints.html", "complaints/follow/_kpi_clocks.html"
CALLS, PROMISES = "complaints/follow/_kpi_calls.html", "complaints/follow/_kpi_promises.html"


def apart(way: str = "") -> Callable[[QuerySet[Any], Staff], QuerySet[Any]]:
    """Rows without those of a complaint about the person; `way` leads to it (R01)."""
    about = f"{way}about_staff"
    return lambda rows, staff: rows.filter(Q(**{f"{about}__isnull": True}) | ~Q(**{about: staff}))


def complaints(period: Period) -> QuerySet[Complaint]:
    """Complaints by the day they came in; what was joined to another counts there."""
    rows = Complaint.objects.filter(**period.of_branch_and_days).exclude(step=Step.MERGED)
    return rows.select_related("owner").annotate(minutes=effort())


def registered(period: Period) -> QuerySet[Complaint]:
    """Those that were registered; one that was not accepted is none."""
    steps = ComplaintStep.objects.filter(complaint=OuterRef("pk"), step=Step.REGISTERED)
    return complaints(period).filter(Exists(steps)).exclude(step=Step.NOT_ACCEPTED)


def ended(period: Period) -> QuerySet[Complaint]:
    """Those whose work is done."""
    return complaints(period).filter(step__in=(Step.CLOSED, Step.WITHDRAWN))


def at_first_contact(period: Period) -> Expression:
    """1 for a complaint settled on the spot, closed, and not opened again within the days of its terms."""
    quiet = ExpressionWrapper(
        OuterRef("at") + OuterRef("complaint__terms__fcr_days") * ONE_DAY, output_field=DateTimeField()
    )
    again = ComplaintStep.objects.filter(complaint=OuterRef("complaint"), step=Step.ANALYSING, began_at__lte=quiet)
    kept = Closing.objects.filter(~Exists(again), complaint=OuterRef("pk"))
    settled = ComplaintEntry.objects.filter(complaint=OuterRef("pk"), kind=EntryKind.MOVED, values__verb="settle")
    return counts(Q(Exists(settled)) & Q(Exists(kept)))


def emotion_first(period: Period) -> Expression:
    """1 for a complaint in which feelings were heard before the facts were written down."""
    return counts(Q(emotion_at__isnull=False) & (Q(facts_at__isnull=True) | Q(emotion_at__lte=F("facts_at"))))


def effort() -> Expression:
    """Minutes of work in all steps of a complaint (S102)."""
    steps = ComplaintStep.objects.filter(complaint=OuterRef("pk")).order_by().values("complaint")
    return Coalesce(Subquery(steps.annotate(total=Sum("effort_minutes")).values("total")), 0)


def effort_multiple(period: Period) -> Expression:
    """How many mean services of the same days the work in a complaint comes to; nothing where nobody was served."""
    served = Ticket.objects.filter(**period.of_branch_and_days, started_at__isnull=False, ended_at__isnull=False)
    taken = seconds(F("ended_at") - F("started_at")) - Cast(F("held_s"), FloatField())
    mean = served.exclude(status=TicketStatus.CANCELLED).order_by().values("branch").annotate(mean=Avg(taken))
    minutes = ExpressionWrapper(F("minutes") * 60.0, output_field=FloatField())
    return ExpressionWrapper(minutes / Subquery(mean.filter(mean__gt=0).values("mean")), output_field=FloatField())


def clocks_of(kind: ClockKind, period: Period) -> QuerySet[ComplaintClock]:
    """Clocks by the day on which they stopped or were due, whichever was first; what ended without being due is none."""
    start, end = day_bounds(period.branch, period.first)[0], day_bounds(period.branch, period.last)[1]
    is_over = Q(is_met__isnull=False) | Q(stopped_at__isnull=True, due_at__lte=Now())
    rows = ComplaintClock.objects.filter(is_over, complaint__branch=period.branch, kind=kind)
    settled = rows.annotate(settled_at=Least("stopped_at", "due_at")).filter(settled_at__gte=start, settled_at__lt=end)
    return settled.select_related("complaint__owner")


def in_time(period: Period) -> Expression:
    """1 for a clock that was met."""
    return counts(Q(is_met=True))


def answered(period: Period) -> QuerySet[CallbackTry]:
    """Return calls that customers answered, by the day of the call."""
    rows = CallbackTry.objects.filter(**period.of_branch_and_days, result=CallResult.ANSWERED)
    return rows.select_related("visit__complaint", "by")


def not_reached(period: Period) -> str:
    """How many complaints were closed because nobody answered."""
    start, end = day_bounds(period.branch, period.first)[0], day_bounds(period.branch, period.last)[1]
    rows = Closing.objects.filter(complaint__branch=period.branch, code=CloseCode.UNREACHED)
    n = rows.filter(at__gte=start, at__lt=end).count()
    words = ngettext("{n} customer was not reached.", "{n} customers were not reached.", n)
    return words.format(n=n) if n else ""


def due_promises(period: Period) -> QuerySet[Promise]:
    """Promises by the day they were due; one that ended with a withdrawn complaint is none."""
    over = Q(overdue_at__isnull=False) | Q(ended_by__isnull=False)
    return Promise.objects.filter(over, **period.of_branch_and_days).select_related("complaint", "owner")


def called_off(period: Period) -> str:
    """How many count as not kept because they were called off."""
    n = due_promises(period).filter(status=PromiseStatus.CALLED_OFF).count()
    words = ngettext("{n} promise was called off.", "{n} promises were called off.", n)
    return words.format(n=n) if n else ""


def reference(words: object) -> str:
    """A figure that others report and nobody here set."""
    return str(words)


KPIS = [
    Kpi(
        code="K11",
        name=_("Solved at first contact"),
        meaning=_(
            "Share of registered complaints settled on the spot, closed, and not opened again within seven days."
        ),
        unit=Unit.PERCENT,
        direction=Direction.HIGH,
        method=Method.SHARE,
        rows=registered,
        measure=at_first_contact,
        moment="received_at",
        listing=CASES,
        seen_by=apart(),
        order=("measure", "-received_at"),
        target=lambda policy: FIRST_CONTACT_TARGET,
    ),
    Kpi(
        code="K12",
        name=_("First feedback in time"),
        meaning=_("Share of complaints whose customer had a first feedback within 24 hours."),
        unit=Unit.PERCENT,
        direction=Direction.HIGH,
        method=Method.SHARE,
        rows=lambda period: clocks_of(ClockKind.FIRST_FEEDBACK, period),
        measure=in_time,
        moment="settled_at",
        listing=CLOCKS,
        seen_by=apart("complaint__"),
        order=("measure", "due_at"),
        target=lambda policy: WHOLE,
    ),
    Kpi(
        code="K13",
        name=_("Satisfied with the handling"),
        meaning=_("Share of customers who answered the return call and said that they are satisfied."),
        unit=Unit.PERCENT,
        direction=Direction.HIGH,
        method=Method.SHARE,
        rows=answered,
        measure=lambda period: counts(Q(satisfaction=Satisfaction.SATISFIED)),
        moment="at",
        listing=CALLS,
        seen_by=apart("visit__complaint__"),
        order=("measure", "-at"),
        target=lambda policy: SATISFIED_TARGET,
        aside=not_reached,
    ),
    Kpi(
        code="K14",
        name=_("Feelings before facts"),
        meaning=_("Share of complaints in which the customer was listened to before the facts were written down."),
        unit=Unit.PERCENT,
        direction=Direction.HIGH,
        method=Method.SHARE,
        rows=complaints,
        measure=emotion_first,
        moment="received_at",
        listing=CASES,
        seen_by=apart(),
        order=("measure", "-received_at"),
        aside=lambda period: reference(_("For reference: 85 %.")),
    ),
    Kpi(
        code="K15",
        name=_("Decided within the legal time"),
        meaning=_("Share of decisions told by the legal deadline, lawful extensions included."),
        unit=Unit.PERCENT,
        direction=Direction.HIGH,
        method=Method.SHARE,
        rows=lambda period: clocks_of(ClockKind.LEGAL, period),
        measure=in_time,
        moment="settled_at",
        listing=CLOCKS,
        seen_by=apart("complaint__"),
        order=("measure", "due_at"),
        target=lambda policy: WHOLE,
    ),
    Kpi(
        code="K33",
        name=_("Promises kept"),
        meaning=_("Share of promises to customers that were kept by the time they were due; called off is not kept."),
        unit=Unit.PERCENT,
        direction=Direction.HIGH,
        method=Method.SHARE,
        rows=due_promises,
        measure=lambda period: counts(Q(status=PromiseStatus.KEPT)),
        moment="due_at",
        listing=PROMISES,
        seen_by=apart("complaint__"),
        order=("measure", "due_at"),
        aside=called_off,
    ),
    Kpi(
        code="K37",
        name=_("Work in a complaint"),
        meaning=_(
            "Minutes of work in a complaint that ended, as a multiple of the mean time of a service in these days."
        ),
        unit=Unit.MULTIPLE,
        direction=Direction.LOW,
        method=Method.MEAN,
        rows=ended,
        measure=effort_multiple,
        moment="received_at",
        listing=CASES,
        seen_by=apart(),
        order=("-measure", "-received_at"),
        aside=lambda period: reference(_("For reference: 5 to 10 times.")),
    ),
]
