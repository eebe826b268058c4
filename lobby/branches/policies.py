"""The policy in force: dated rows, the newest one not in the future counts."""

from __future__ import annotations

import datetime as dt

from lobby.branches.models import Branch, BranchPolicy
from lobby.branches.prepared import Parameter, Prepared

IN_FORCE = Prepared(
    lambda: BranchPolicy.objects.filter(branch_id=Parameter("branch"), effective_from__lte=Parameter("date")).order_by(
        "-effective_from"
    )[:1]
)


def policy_of(branch: Branch, date: dt.date) -> BranchPolicy:
    """Return the thresholds in force on a business day (1 query); built-in defaults before the first row."""
    return IN_FORCE.first(branch=branch.pk, date=date) or BranchPolicy(branch=branch, effective_from=date)
