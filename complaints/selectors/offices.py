"""Complaints of all branches, as the offices above them see them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from complaints.enums.board import ClockFilter
from complaints.enums.cases import OPEN_STEPS
from complaints.models import Complaint
from complaints.selectors.board import FIGURES, Card, cards_of, page_of, with_states
from lobby.branches.models import Branch


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
    rows = list(
        with_states(found.filter(step__in=OPEN_STEPS), at=at)
        .order_by()
        .values("branch")
        .annotate(**FIGURES)
        .order_by("-overdue", "-major", "-open", "branch")[:most]
        .values_list("branch", *FIGURES)
    )
    branches = Branch.objects.in_bulk([row[0] for row in rows])
    return [BranchLine(branches[row[0]], *row[1:]) for row in rows]


def pressing(found: QuerySet[Complaint], *, at: dt.datetime, after: str = "") -> tuple[list[Card], str]:
    """What an office looks at first: overdue or major, due first on top; the key of the next page (3 queries)."""
    wished = with_states(found.filter(step__in=OPEN_STEPS), at=at)
    shown, after = page_of(wished.filter(Q(clock_state=ClockFilter.OVERDUE) | Q(is_major=True)), after)
    return cards_of(shown, at=at), after
