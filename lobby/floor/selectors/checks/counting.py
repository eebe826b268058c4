"""Whether a check is done, for whatever waits for it."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q

from lobby.branches.models import Branch
from lobby.floor.enums.checks import HANDED_IN, CheckKind
from lobby.floor.models import ChecklistRun, ChecklistTemplate

Subject = tuple[str, int]


def known_to_branch(to_run: str = "") -> Q:
    """Runs that the branch may know of: not mystery visits before they are released (S197c).

    `to_run` leads from the rows to the run, such as `run__`.
    """
    return ~Q(**{f"{to_run}kind": CheckKind.MYSTERY}) | Q(**{f"{to_run}released_at__isnull": False})


def is_handed_in(kind: str, subject: Subject, date: dt.date) -> bool:
    """Whether a run of this kind about `("counter", 3)` or `("branch", 1)` counts on a business day (1 query).

    A run that two must sign counts when both have.
    """
    counted = Q(version__needs_two=False) | Q(second_by__isnull=False)
    return ChecklistRun.objects.filter(counted, kind=kind, day=date, status__in=HANDED_IN, **about(subject)).exists()


def has_template(kind: str, branch: Branch) -> bool:
    """Whether the branch has an active, published checklist of this kind (1 query); without one nothing is gated."""
    mine = Q(branch=branch) | Q(branch__isnull=True)
    active = ChecklistTemplate.objects.filter(mine, kind=kind, is_active=True)
    return active.filter(versions__published_at__isnull=False).exists()


def about(subject: Subject) -> dict[str, object]:
    """The columns that hold a subject; a branch's own runs have none beside it."""
    kind, pk = subject
    return {"branch": pk, "subject_type": ""} if kind == "branch" else {"subject_type": kind, "subject_id": pk}
