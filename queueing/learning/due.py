"""Which branches are to be trained now: each once a night, late after an outage, never twice at a time.

A row is claimed for an hour. Whoever works on it ends the claim; where a worker died or the message was lost, the row is
due again when the hour is over. A message that comes twice or too late finds another claim and does nothing.
"""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from lobby.branches.calendar import business_date, day_bounds
from lobby.branches.models import Branch
from queueing.learning.trials import train_branch
from queueing.models import CounterSession, Ticket, WaitModel

CLAIMED_FOR = dt.timedelta(hours=1)
# Branches of one time zone are spread over three hours after the end of their business day.
SPREAD_MINUTES = 180


def claim_due(*, at: dt.datetime, at_once: int) -> list[int]:
    """Claim branches whose training is due, longest ago first; returns their ids. Side by side nobody gets the same.

    Not more than `at_once` are under way together, so that trainings never take every worker from what cannot wait.
    """
    add_branches_at_work(at=at)
    with transaction.atomic():
        free = max(0, at_once - WaitModel.objects.filter(claimed_at__isnull=False, due_at__gt=at).count())
        due = (
            WaitModel.objects.filter(due_at__lte=at).order_by("due_at").select_for_update(no_key=True, skip_locked=True)
        )
        claimed = list(due.values_list("branch_id", flat=True)[:free])
        WaitModel.objects.filter(branch__in=claimed).update(claimed_at=at, due_at=at + CLAIMED_FOR)
    return claimed


def train_claimed(branch_id: int, *, claimed_at: dt.datetime, at: dt.datetime) -> bool:
    """Train a claimed branch; False when the claim has passed to somebody else or is done."""
    mine = WaitModel.objects.filter(branch=branch_id, claimed_at=claimed_at)
    model = mine.select_related("branch").first()
    if model is None:
        return False
    learned = train_branch(model.branch, at=at) if has_news(model) else {}
    return mine.update(**learned, claimed_at=None, due_at=next_night(model.branch, at)) == 1


def has_news(model: WaitModel) -> bool:
    """Whether a whole business day with tickets has ended since the last training (0–1 query)."""
    if model.tried_at is None:
        return True
    tried = business_date(model.branch, model.tried_at)
    return Ticket.objects.filter(branch=model.branch_id, day__gte=tried).exists()


def next_night(branch: Branch, at: dt.datetime) -> dt.datetime:
    """When the branch is trained next: some time after its business day has ended."""
    _begin, end = day_bounds(branch, business_date(branch, at))
    return end + dt.timedelta(minutes=branch.pk % SPREAD_MINUTES)


def add_branches_at_work(*, at: dt.datetime) -> None:
    """Give a row to branches that work and have none yet (1 query, 2 more where there are some)."""
    working = CounterSession.objects.filter(closed_at__isnull=True).values("branch")
    new = Branch.objects.filter(pk__in=working, wait_model__isnull=True)
    rows = [WaitModel(branch=branch, due_at=next_night(branch, at)) for branch in new]
    if rows:
        WaitModel.objects.bulk_create(rows, ignore_conflicts=True)
