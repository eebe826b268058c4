"""The board of complaints: what is open, by step, what is due first on top. Every figure comes from one statement."""

from __future__ import annotations

import datetime as dt
from collections import Counter as Tally
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
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
from lobby.branches.models import Staff

CARDS_A_COLUMN = 8
CARDS_A_PAGE = 60
MOST_OWNERS = 100
# What a card shows. Names, contact and words are not read for a board.
CARD_FIELDS = (
    *("number", "step", "owner", "branch", "receipt_channel", "severity", "is_major", "reopened_count"),
    *("received_at", "step_since", "step_due_at", "owner__name", "owner__username", "branch__code", "branch__timezone"),
    *("branch__name_zh", "branch__name_en", "terms", "terms__amber_percent"),
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
    own: int = 0


@dataclass(frozen=True, slots=True)
class Board:
    """The board of one branch; `owners` are id, name and number of open complaints."""

    columns: list[Column]
    owners: list[tuple[int, str, int]]

    @property
    def count(self) -> int:
        """How many the filters leave."""
        return sum(column.count for column in self.columns)


def board(found: QuerySet[Complaint], filters: Filters, *, at: dt.datetime, after: str = "") -> Board:
    """The open complaints among those that a person may see (5 queries, for ten as for ten thousand).

    With a step asked for it is one long column, read page by page from the key `after` on.
    """
    opened = found.filter(step__in=OPEN_STEPS)
    # States are reckoned for every row: only where somebody asks for one.
    rows = with_states(opened, at=at) if filters.clock else with_clocks(opened)
    counts, owners = counted(rows if filters.clock else opened, filters)
    wished = rows.filter(filters.condition)
    shown, after = page_of(wished, after) if filters.step else (first_of_each(wished), "")
    cards = cards_of(shown, at=at)
    steps = [Step(filters.step)] if filters.step else OPEN_STEPS
    columns = [
        Column(step, counts[step], [card for card in cards if card.complaint.step == step], after) for step in steps
    ]
    return Board(columns, owners)


def counted(opened: QuerySet[Complaint], filters: Filters) -> tuple[Tally[str], list[tuple[int, str, int]]]:
    """How many the filters leave in each step; who has how many, the most first, whatever the filters (1 query)."""
    wished = Count("pk", filter=filters.condition) if filters.condition else Count("pk")
    rows = opened.order_by().values_list("step", "owner", "owner__name").annotate(n=Count("pk"), wished=wished)
    steps: Tally[str] = Tally()
    owned: Tally[tuple[int, str]] = Tally()
    for step, owner, name, n, left in rows:
        steps[step] += left
        owned[owner, name] += n
    owners = [(owner, name, n) for (owner, name), n in sorted(owned.items(), key=lambda one: (-one[1], one[0][1]))]
    return steps, owners[:MOST_OWNERS]


def first_of_each(wished: QuerySet[Any]) -> list[Complaint]:
    """The first few of each step (2 queries): ids are numbered first, for ten thousand rows with all they hold are slow."""
    place = Window(RowNumber(), partition_by="step", order_by=[F("next_due_at"), F("pk")])
    ids = list(wished.values_list("pk").annotate(place=place).filter(place__lte=CARDS_A_COLUMN))
    places = dict(ids)
    rows = with_cards(Complaint.objects.filter(pk__in=places))
    return sorted(rows, key=lambda one: (one.step, places[one.pk]))


def with_clocks(found: QuerySet[Complaint]) -> QuerySet[Any]:
    """Complaints with their running clocks by kind, and `next_due_at`: when the first of them is due, else the step."""
    running = {
        kind.value: FilteredRelation("clocks", condition=Q(clocks__kind=kind, clocks__stopped_at__isnull=True))
        for kind in ClockKind
    }
    due = Least(*(f"{kind}__due_at" for kind in ClockKind))
    return found.alias(**running).alias(next_due_at=Coalesce(due, "step_due_at", "step_since"))


def with_states(found: QuerySet[Complaint], *, at: dt.datetime) -> QuerySet[Any]:
    """The same with `clock_state`, the worse of the running clocks."""
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
    moments = {f"{kind}_soon_at": soon_at(kind) for kind in ClockKind}
    return with_clocks(found).alias(**moments).alias(clock_state=states)


def soon_at(kind: str) -> ExpressionWrapper:
    """When a running clock turns amber: at so many per cent of its time, as the terms say."""
    share = ExpressionWrapper(
        (F(f"{kind}__due_at") - F(f"{kind}__started_at")) * F("terms__amber_percent") / Value(100),
        output_field=DurationField(),
    )
    return ExpressionWrapper(F(f"{kind}__started_at") + share, output_field=DateTimeField())


def figures_of(found: QuerySet[Complaint], *, staff: Staff, at: dt.datetime) -> Figures:
    """What is open of these, and how many of them are the person's own (1 query)."""
    opened = with_states(found.filter(step__in=OPEN_STEPS), at=at)
    return Figures(**opened.aggregate(**FIGURES, own=Count("pk", filter=Q(owner=staff))))


FIGURES = {
    "open": Count("pk"),
    "overdue": Count("pk", filter=Q(clock_state=ClockFilter.OVERDUE)),
    "soon": Count("pk", filter=Q(clock_state=ClockFilter.SOON)),
    "major": Count("pk", filter=Q(is_major=True)),
}


def with_cards(found: QuerySet[Complaint]) -> QuerySet[Any]:
    """With what a card needs and no more."""
    return found.select_related(None).select_related("owner", "branch", "terms").only(*CARD_FIELDS)


def page_of(found: QuerySet[Any], after: str) -> tuple[list[Complaint], str]:
    """One page behind a key, and the key of the next one, empty at the end (1 query)."""
    if after:
        due_at, pk = keyed(after)
        behind = Q(next_due_at__gt=due_at) | Q(next_due_at=due_at, pk__gt=pk)
        found = found.filter(behind)
    rows = list(with_cards(found).annotate(due_at=F("next_due_at")).order_by("next_due_at", "pk")[: CARDS_A_PAGE + 1])
    shown = rows[:CARDS_A_PAGE]
    return shown, key_of(shown[-1]) if len(rows) > CARDS_A_PAGE else ""


EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
MICROSECOND = dt.timedelta(microseconds=1)


def key_of(complaint: Complaint) -> str:
    """Where the next page begins: behind the moment and id of the last card."""
    due_at: dt.datetime = complaint.due_at  # type: ignore[attr-defined]
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
    terms = {one.pk: one.terms for one in complaints}
    latest = ComplaintClock.objects.filter(complaint__in=terms).order_by("complaint", "kind", "-started_at", "-pk")
    found: dict[int, list[ShownClock]] = {}
    for clock in latest.distinct("complaint", "kind"):
        found.setdefault(clock.complaint_id, []).append(as_shown(clock, at, terms[clock.complaint_id]))
    return found


def overdue_tasks(complaints: Iterable[Complaint], *, at: dt.datetime) -> dict[int, int]:
    """How many departments' tasks of each are overdue (1 query)."""
    late = SubTask.objects.filter(
        complaint__in=[one.pk for one in complaints], status=SubTaskStatus.OPEN, due_at__lt=at
    )
    return dict(late.order_by().values_list("complaint").annotate(n=Count("pk")))


def listed(found: QuerySet[Complaint], wished: Mapping[str, Any], *, at: dt.datetime) -> list[Card]:
    """What a program asked for, in the order it came in (3 queries)."""
    step = wished.get("step")
    rows = with_states(found, at=at) if wished.get("clock") else found
    if step != "any":
        rows = rows.filter(step__in=OPEN_STEPS if step is None else [step])
    names = {"clock": "clock_state", "channel": "receipt_channel", "severity": "severity"}
    rows = rows.filter(**{column: wished[name] for name, column in names.items() if wished.get(name)})
    if wished.get("after"):
        rows = rows.filter(pk__gt=wished["after"])
    return cards_of(with_cards(rows).order_by("pk")[: wished["limit"]], at=at)
