"""The board of complaints: what is open, by step, what is due first on top. Every figure comes from one statement."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import (
    Case,
    CharField,
    Count,
    DateTimeField,
    DurationField,
    ExpressionWrapper,
    F,
    FilteredRelation,
    Q,
    QuerySet,
    Value,
    When,
    Window,
)
from django.db.models.functions import Coalesce, Least, RowNumber

from complaints.enums.board import ClockFilter
from complaints.enums.cases import OPEN_STEPS, ClockKind, ClockState, Step
from complaints.enums.follow import SubTaskStatus
from complaints.models import Complaint, ComplaintClock, SubTask
from complaints.selectors.clocks import ShownClock, as_shown
from lobby.branches.models import Branch, Staff

CARDS_A_COLUMN = 12
CARDS_A_PAGE = 60
MOST_OWNERS = 100
# What a card shows. Names, contact and words are not read for a board.
CARD_FIELDS = (
    *("number", "step", "owner", "branch", "receipt_channel", "severity", "is_major", "reopened_count"),
    *("received_at", "step_since", "step_due_at", "owner__name", "owner__username", "branch__code", "branch__timezone"),
    *("branch__name_zh", "branch__name_en"),
)
MARKS = {
    ClockState.RUNNING: "fine",
    ClockState.AMBER: "attention",
    ClockState.OVERDUE: "late",
    ClockState.MET: "off",
    ClockState.MISSED: "late",
    ClockState.ENDED: "off",
}


@dataclass(frozen=True, slots=True)
class Filters:
    """What the address asks for; empty means everything."""

    owner: int | None = None
    clock: str = ""
    step: str = ""
    channel: str = ""
    severity: str = ""
    major: bool = False

    @property
    def condition(self) -> Q:
        """The same for a query that has `with_clocks`."""
        wished = {
            "owner": self.owner,
            "clock_state": self.clock,
            "step": self.step,
            "receipt_channel": self.channel,
            "severity": self.severity,
            "is_major": self.major,
        }
        return Q(**{name: value for name, value in wished.items() if value})


@dataclass(frozen=True, slots=True)
class Card:
    """One open complaint on a board."""

    complaint: Complaint
    clocks: list[ShownClock]
    overdue_tasks: int = 0

    @property
    def mark(self) -> str:
        """The worst of its running clocks."""
        marks = {MARKS[clock.state] for clock in self.clocks if clock.is_running}
        return next((one for one in ("late", "attention", "fine") if one in marks), "off")


@dataclass(frozen=True, slots=True)
class Column:
    """The complaints of one step: how many the filters leave, the first of them, where the next page begins."""

    step: Step
    count: int
    cards: list[Card]
    after: str = ""

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.count - len(self.cards)


@dataclass(frozen=True, slots=True)
class Figures:
    """What is open altogether, whatever the filters."""

    open: int = 0
    overdue: int = 0
    soon: int = 0
    major: int = 0
    by_step: dict[str, int] = field(default_factory=dict)
    shown: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Board:
    """The board of one branch."""

    figures: Figures
    columns: list[Column]
    owners: list[tuple[int, str, int]]


def board(found: QuerySet[Complaint], filters: Filters, *, at: dt.datetime, after: str = "") -> Board:
    """The open complaints among those that a person may see (5 queries, for ten as for ten thousand).

    With a step asked for it is one long column, read page by page from the key `after` on.
    """
    opened = with_clocks(found.filter(step__in=OPEN_STEPS), at=at)
    figures = figures_of(opened, filters)
    wished = opened.filter(filters.condition)
    if filters.step:
        rows = page_of(wished, after)
        columns = [(Step(filters.step), rows[:CARDS_A_PAGE], len(rows) > CARDS_A_PAGE)]
    else:
        place = Window(RowNumber(), partition_by="step", order_by=[F("next_due_at"), F("pk")])
        rows = list(ordered(wished.annotate(place=place).filter(place__lte=CARDS_A_COLUMN)))
        columns = [(step, [one for one in rows if one.step == step], False) for step in OPEN_STEPS]
    cards = {card.complaint.pk: card for card in cards_of(rows, at=at)}
    return Board(
        figures=figures,
        columns=[
            Column(
                step,
                figures.shown.get(step, 0),
                [cards[one.pk] for one in shown],
                key_of(shown[-1]) if goes_on else "",
            )
            for step, shown, goes_on in columns
        ],
        owners=owners_of(found),
    )


def with_clocks(found: QuerySet[Complaint], *, at: dt.datetime) -> QuerySet[Complaint]:
    """Complaints with `clock_state`, the worse of their running clocks, and `next_due_at`, what is due first."""
    running = {
        kind: FilteredRelation("clocks", condition=Q(clocks__kind=kind, clocks__stopped_at__isnull=True))
        for kind in ClockKind
    }
    overdue, soon, runs = Q(), Q(), Q()
    for kind in ClockKind:
        overdue |= Q(**{f"{kind}__due_at__lt": at})
        soon |= Q(**{f"{kind}_soon_at__lte": at})
        runs |= Q(**{f"{kind}__isnull": False})
    states = Case(
        When(overdue, then=Value(ClockFilter.OVERDUE.value)),
        When(soon, then=Value(ClockFilter.SOON.value)),
        When(runs, then=Value(ClockFilter.RUNNING.value)),
        default=Value(ClockFilter.STOPPED.value),
        output_field=CharField(),
    )
    due = Least(*(f"{kind}__due_at" for kind in ClockKind))
    return (
        found.annotate(**running)
        .annotate(**{f"{kind}_soon_at": soon_at(kind) for kind in ClockKind})
        .annotate(clock_state=states, next_due_at=Coalesce(due, "step_due_at", "step_since"))
    )


def soon_at(kind: str) -> ExpressionWrapper:
    """When a running clock turns amber: at so many per cent of its time, as the terms say."""
    share = ExpressionWrapper(
        (F(f"{kind}__due_at") - F(f"{kind}__started_at")) * F("terms__amber_percent") / Value(100),
        output_field=DurationField(),
    )
    return ExpressionWrapper(F(f"{kind}__started_at") + share, output_field=DateTimeField())


def figures_of(opened: QuerySet[Complaint], filters: Filters) -> Figures:
    """Every count of the board (1 query)."""
    C = ClockFilter
    rows = list(
        opened.order_by()
        .values("step")
        .annotate(
            n=Count("pk"),
            shown=Count("pk", filter=filters.condition) if filters.condition else Count("pk"),
            overdue=Count("pk", filter=Q(clock_state=C.OVERDUE)),
            soon=Count("pk", filter=Q(clock_state=C.SOON)),
            major=Count("pk", filter=Q(is_major=True)),
        )
        .values_list("step", "n", "shown", "overdue", "soon", "major")
    )
    return Figures(
        open=sum(row[1] for row in rows),
        overdue=sum(row[3] for row in rows),
        soon=sum(row[4] for row in rows),
        major=sum(row[5] for row in rows),
        by_step={row[0]: row[1] for row in rows},
        shown={row[0]: row[2] for row in rows},
    )


def ordered(found: QuerySet[Complaint]) -> QuerySet[Complaint]:
    """What is due first on top, with what a card needs and no more."""
    return found.select_related(None).select_related("owner", "branch").only(*CARD_FIELDS).order_by("next_due_at", "pk")


def page_of(found: QuerySet[Complaint], after: str) -> list[Complaint]:
    """One page of cards behind a key, and one more to know whether it goes on (1 query)."""
    if after:
        due_at, pk = keyed(after)
        found = found.filter(Q(next_due_at__gt=due_at) | Q(next_due_at=due_at, pk__gt=pk))
    return list(ordered(found)[: CARDS_A_PAGE + 1])


EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
MICROSECOND = dt.timedelta(microseconds=1)


def key_of(complaint: Complaint) -> str:
    """Where the next page begins: behind the moment and id of the last card."""
    due_at: dt.datetime = complaint.next_due_at  # type: ignore[attr-defined]
    return f"{(due_at - EPOCH) // MICROSECOND}-{complaint.pk}"


def keyed(after: str) -> tuple[dt.datetime, int]:
    """The moment and id of a key that the form has checked."""
    moment, pk = after.split("-")
    return EPOCH + int(moment) * MICROSECOND, int(pk)


def cards_of(complaints: Iterable[Complaint], *, at: dt.datetime) -> list[Card]:
    """Complaints as cards, each with its latest clock of either kind and overdue tasks (2 queries, none for none)."""
    rows = list(complaints)
    if not rows:
        return []
    clocks, tasks = clocks_of(rows, at=at), overdue_tasks(rows, at=at)
    return [Card(one, clocks.get(one.pk, []), tasks.get(one.pk, 0)) for one in rows]


def clocks_of(complaints: Iterable[Complaint], *, at: dt.datetime) -> dict[int, list[ShownClock]]:
    """The latest clock of either kind of each complaint, the first feedback before the legal one (1 query)."""
    clocks = ComplaintClock.objects.filter(complaint__in=[one.pk for one in complaints])
    latest = clocks.select_related("complaint__terms").order_by("complaint", "kind", "-started_at", "-pk")
    found: dict[int, list[ShownClock]] = {}
    for clock in latest.distinct("complaint", "kind"):
        found.setdefault(clock.complaint_id, []).append(as_shown(clock, at, clock.complaint.terms))
    return found


def overdue_tasks(complaints: Iterable[Complaint], *, at: dt.datetime) -> dict[int, int]:
    """How many departments' tasks of each are overdue (1 query)."""
    late = SubTask.objects.filter(
        complaint__in=[one.pk for one in complaints], status=SubTaskStatus.OPEN, due_at__lt=at
    )
    return dict(late.order_by().values_list("complaint").annotate(n=Count("pk")))


def owners_of(found: QuerySet[Complaint]) -> list[tuple[int, str, int]]:
    """Who has open complaints and how many, the most first (1 query)."""
    rows = found.filter(step__in=OPEN_STEPS).order_by().values_list("owner", "owner__name")
    return list(rows.annotate(n=Count("pk")).order_by("-n", "owner__name")[:MOST_OWNERS])


@dataclass(frozen=True, slots=True)
class BranchLine:
    """The open complaints of one branch, for the offices above."""

    branch: Branch
    open: int
    overdue: int
    soon: int
    major: int


def branch_lines(found: QuerySet[Complaint], *, at: dt.datetime, most: int = 100) -> list[BranchLine]:
    """Branches with open complaints, the most overdue first (2 queries)."""
    C = ClockFilter
    rows = list(
        with_clocks(found.filter(step__in=OPEN_STEPS), at=at)
        .order_by()
        .values("branch")
        .annotate(
            n=Count("pk"),
            overdue=Count("pk", filter=Q(clock_state=C.OVERDUE)),
            soon=Count("pk", filter=Q(clock_state=C.SOON)),
            major=Count("pk", filter=Q(is_major=True)),
        )
        .order_by("-overdue", "-major", "-n", "branch")[:most]
        .values_list("branch", "n", "overdue", "soon", "major")
    )
    branches = Branch.objects.in_bulk([row[0] for row in rows])
    return [BranchLine(branches[row[0]], *row[1:]) for row in rows]


def pressing(found: QuerySet[Complaint], *, at: dt.datetime, after: str = "") -> tuple[list[Card], str]:
    """What an office looks at first: overdue or major, due first on top, page by page (3 queries)."""
    wished = with_clocks(found.filter(step__in=OPEN_STEPS), at=at)
    rows = page_of(wished.filter(Q(clock_state=ClockFilter.OVERDUE) | Q(is_major=True)), after)
    shown = rows[:CARDS_A_PAGE]
    return cards_of(shown, at=at), key_of(shown[-1]) if len(rows) > CARDS_A_PAGE else ""


def owned_by(staff: Staff, found: QuerySet[Complaint]) -> int:
    """How many open complaints are the person's own (1 query)."""
    return found.filter(owner=staff, step__in=OPEN_STEPS).count()


def listed(found: QuerySet[Complaint], wished: Mapping[str, Any], *, at: dt.datetime) -> list[Card]:
    """What a program asked for, in the order it came in (3 queries)."""
    step = wished.get("step")
    rows = with_clocks(found, at=at)
    if step != "any":
        rows = rows.filter(step__in=OPEN_STEPS if step is None else [step])
    names = {"clock": "clock_state", "channel": "receipt_channel", "severity": "severity"}
    rows = rows.filter(**{column: wished[name] for name, column in names.items() if wished.get(name)})
    if wished.get("after"):
        rows = rows.filter(pk__gt=wished["after"])
    return cards_of(
        rows.select_related(None)
        .select_related("owner", "branch")
        .only(*CARD_FIELDS)
        .order_by("pk")[: wished["limit"]],
        at=at,
    )
