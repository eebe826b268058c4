"""What the clocks of a branch are reckoned by: its zone, its openings, and the terms of what is open there."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.forms import model_to_dict

from complaints.enums.cases import OPEN_STEPS
from complaints.enums.clocks import BASIS, BASIS_EVERY_S
from complaints.models import ClockBasis, Complaint, ComplaintTerms
from lobby.branches.calendar import DAYS_AHEAD, business_date, openings
from lobby.branches.models import Branch
from lobby.floor.domain import deadlines
from lobby.floor.models import Deadline

# Columns of the terms that nothing is reckoned by.
APART = ("id", "effective_from")


def watch_basis(branch: Branch, *, at: dt.datetime) -> None:
    """Look after it from now on, as long as something is open at the branch (1 query, 7 statements the first time)."""
    subject = ("branch", branch.pk)
    if Deadline.objects.filter(subject_type="branch", subject_id=branch.pk, kind=BASIS, done_at=None).exists():
        return
    values = {"values": basis_of(branch, at=at), "looked_at": at, "reckoned_upto": None}
    ClockBasis.objects.update_or_create(branch=branch, defaults=values)
    due_at = at + dt.timedelta(seconds=BASIS_EVERY_S)
    deadlines.set_deadline(BASIS, branch_id=branch.pk, subject=subject, due_at=due_at)


def basis_of(branch: Branch, *, at: dt.datetime) -> dict[str, Any]:
    """What counts now (3 queries)."""
    found = openings(branch, business_date(branch, at) - dt.timedelta(days=1), DAYS_AHEAD)
    used = ComplaintTerms.objects.filter(
        pk__in=Complaint.objects.filter(branch=branch, step__in=OPEN_STEPS).values("terms")
    )
    return {
        "zone": {"name": branch.timezone},
        "days": {
            f"{date}": [one.opens_at and one.opens_at.isoformat(), one.closes_at and one.closes_at.isoformat()]
            for date, one in found.items()
        },
        "terms": {f"{row.pk}": {k: str(v) for k, v in model_to_dict(row).items() if k not in APART} for row in used},
    }


def differs(old: dict[str, Any], new: dict[str, Any]) -> bool:
    """Whether something known before has changed; a day or a row of terms that comes to be known has not."""
    return any(old[part][name] != value for part in new for name, value in new[part].items() if name in old[part])
