"""What the page of waiting and care shows (LM-5), and one visit in full."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from django.db.models import Prefetch

from lobby.branches.calendar import business_date, day_bounds
from lobby.branches.models import Branch, BranchPolicy, Staff
from lobby.branches.policies import policy_of
from lobby.floor.models import Loan
from lobby.live import journal
from lobby.live.models import Entry
from queueing.domain.care.companions import able_at
from queueing.enums import CALLABLE
from queueing.enums.care import Signal, StageKind
from queueing.models import CareAction, EarlyWarning, Ticket, UpsetFlag, Visit, VisitNote, VisitStage
from queueing.selectors.order import calling_order

ROWS = 60
FOLLOW_UPS = 20
# Whom this page is for: nobody else's language of care is asked.
GIVEN = Prefetch(
    "care_actions", CareAction.objects.filter(undone_at__isnull=True).select_related("by_staff"), to_attr="given"
)


@dataclass(frozen=True, slots=True)
class CareRow:
    """Somebody who waits: why at this place, and what was done for them, oldest first."""

    ticket: Ticket
    why: str
    policy: BranchPolicy

    @property
    def attention_s(self) -> int:
        """Seconds from which the wait is over its target."""
        return self.policy.wait_target_s(self.ticket.service.complexity)

    @property
    def late_s(self) -> int:
        """Seconds from which it is a long wait."""
        return self.policy.long_wait_s

    @property
    def given(self) -> list[CareAction]:
        """Acts of care that stand."""
        return self.ticket.given  # type: ignore[attr-defined]

    @property
    def quiet_until(self) -> dt.datetime | None:
        """Until when the wait raises no alert."""
        return max((one.quiet_until for one in self.given), default=None)


@dataclass(frozen=True, slots=True)
class Watched:
    """A visit on the early-warning list, or one for which a host is asked."""

    visit: Visit
    signals: list[str]
    flag: UpsetFlag | None
    ticket: Ticket | None


@dataclass(frozen=True, slots=True)
class VisitDetail:
    """One visit: its tickets, who owns which part, what was done and noted."""

    visit: Visit
    tickets: list[Ticket]
    stages: list[VisitStage]
    notes: list[VisitNote]
    flag: UpsetFlag | None
    people: list[Staff]
    loans: list[Loan]
    signals: list[str]
    timeline: list[Entry] = field(default_factory=list)

    @property
    def newest(self) -> Ticket | None:
        """The ticket that the customer holds."""
        return self.tickets[-1] if self.tickets else None

    @property
    def is_watched(self) -> bool:
        """Whether it may become a complaint: on the early-warning list, or upset."""
        return bool(self.signals) or self.flag is not None

    @property
    def is_open(self) -> bool:
        """Whether the customer is still here."""
        return self.visit.ended_at is None


def waiting_rows(branch: Branch, *, at: dt.datetime) -> tuple[list[CareRow], int]:
    """Who waits, longest first, and how many there are (6 queries)."""
    date = business_date(branch, at)
    policy = policy_of(branch, date)
    whys = {place.ticket.pk: place for place in calling_order(branch, at=at)}
    waiting = Ticket.objects.filter(branch=branch, day=date, status__in=CALLABLE)
    rows = waiting.select_related("service", "visit__helper", "visit__companion").prefetch_related(GIVEN)
    found = rows.order_by("waits_since", "pk")[:ROWS]
    shown = [CareRow(one, whys[one.pk].why if one.pk in whys else "", policy) for one in found]
    return shown, len(whys)


def watched(branch: Branch) -> list[Watched]:
    """Visits on the early-warning list and those that wait for a host, oldest first (4 queries)."""
    warned = EarlyWarning.objects.filter(branch=branch, ended_at__isnull=True)
    signals = dict(warned.order_by("raised_at").values_list("visit", "signals"))
    flags = {
        one.visit_id: one
        for one in UpsetFlag.objects.filter(branch=branch, ended_at__isnull=True).select_related("room", "zone", "host")
    }
    ids = [*signals, *(pk for pk in flags if pk not in signals)]
    tickets = Prefetch("tickets", Ticket.objects.select_related("service").order_by("pk"))
    visits = Visit.objects.in_bulk(ids)
    tickets_of: dict[int, Ticket] = {}
    for ticket in tickets.queryset.filter(visit__in=ids):  # type: ignore[union-attr]
        tickets_of[ticket.visit_id] = ticket
    return [
        Watched(visits[pk], [str(Signal(one).label) for one in signals.get(pk, [])], flags.get(pk), tickets_of.get(pk))
        for pk in ids
    ]


def to_follow_up(branch: Branch, *, at: dt.datetime) -> list[VisitStage]:
    """Visits of today that were served and wait for a last word, longest first (2 queries)."""
    stages = VisitStage.objects.filter(
        visit__branch=branch, visit__day=business_date(branch, at), kind=StageKind.FOLLOW_UP, ended_at__isnull=True
    )
    tickets = Prefetch("visit__tickets", Ticket.objects.select_related("service").order_by("-pk"), to_attr="newest")
    return list(stages.select_related("owner", "visit").prefetch_related(tickets).order_by("began_at")[:FOLLOW_UPS])


def visit_detail(visit: Visit) -> VisitDetail:
    """Everything about one visit (8 queries at most)."""
    start, _end = day_bounds(visit.branch, visit.day)
    warned = EarlyWarning.objects.filter(visit=visit, ended_at__isnull=True).values_list("signals", flat=True).first()
    return VisitDetail(
        visit=visit,
        tickets=list(visit.tickets.select_related("service", "counter").prefetch_related(GIVEN).order_by("pk")),
        stages=list(visit.stages.select_related("owner")),
        notes=list(visit.quick_notes.select_related("by_staff")),
        flag=UpsetFlag.objects.filter(visit=visit, ended_at__isnull=True)
        .select_related("room", "zone", "host", "flagged_by")
        .first(),
        signals=[str(Signal(one).label) for one in warned or ()],
        people=list(able_at(visit.branch).order_by("name")),
        loans=list(Loan.objects.filter(subject_type="visit", subject_id=visit.pk).select_related("material")),
        timeline=journal.timeline("visit", visit.pk, visit.branch_id, start),
    )
