"""The policy in force: dated rows, the newest one not in the future counts."""

from __future__ import annotations

import datetime as dt

from lobby.branches.models import Branch, BranchPolicy


def policy_of(branch: Branch, date: dt.date) -> BranchPolicy:
    """Return the thresholds in force on a business day (1 query); built-in defaults before the first row."""
    rows = BranchPolicy.objects.filter(branch=branch, effective_from__lte=date).order_by("-effective_from")
    return rows.first() or BranchPolicy(branch=branch, effective_from=date)
