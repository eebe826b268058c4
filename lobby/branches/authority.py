"""The limits in force for a person, and those that are shipped."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q

from lobby.branches.enums import AuthorityAction, RoleCode
from lobby.branches.models import AuthorityLimit, Branch

A = AuthorityAction
# role, action, at one time, one person in a month: cautious figures of our own, for the bank to confirm or change.
SHIPPED: list[tuple[RoleCode, AuthorityAction, int, int | None]] = [
    (RoleCode.TELLER, A.FEE_WAIVER, 20, 200),
    (RoleCode.TELLER, A.FEE_REFUND, 20, 200),
    (RoleCode.TELLER, A.FAST_APPROVAL, 5_000, 100_000),
    (RoleCode.LM, A.FEE_WAIVER, 50, 500),
    (RoleCode.LM, A.FEE_REFUND, 50, 500),
    (RoleCode.TELLER_LEAD, A.FEE_WAIVER, 200, 2_000),
    (RoleCode.TELLER_LEAD, A.FEE_REFUND, 200, 2_000),
    (RoleCode.TELLER_LEAD, A.FAST_APPROVAL, 50_000, None),
    (RoleCode.HEAD, A.FEE_WAIVER, 1_000, 10_000),
    (RoleCode.HEAD, A.FEE_REFUND, 1_000, 10_000),
    (RoleCode.HEAD, A.FAST_APPROVAL, 200_000, None),
    (RoleCode.TELLER_LEAD, A.COMPENSATION, 200, 2_000),
    (RoleCode.HEAD, A.COMPENSATION, 2_000, 20_000),
    (RoleCode.BR_OPS, A.COMPENSATION, 20_000, 200_000),
    (RoleCode.HO, A.COMPENSATION, 200_000, None),
]
SHIPPED_FROM = dt.date(2026, 1, 1)


@dataclass(frozen=True, slots=True)
class Limit:
    """What a person may decide alone, in yuan; no cap is None. Without any row it is nothing at all."""

    amount: Decimal = Decimal(0)
    month_cap: Decimal | None = None


def install_limits() -> int:
    """Write the shipped limits for the whole bank where the role and action have none; returns how many (2 queries)."""
    known = set(AuthorityLimit.objects.filter(branch=None).values_list("role", "action"))
    rows = [
        AuthorityLimit(
            role=role,
            action=action,
            amount_limit=amount,
            month_cap=cap,
            effective_from=SHIPPED_FROM,
            is_default=True,
        )
        for role, action, amount, cap in SHIPPED
        if (role, action) not in known
    ]
    return len(AuthorityLimit.objects.bulk_create(rows))


def limit_of(branch: Branch, roles: Iterable[str], action: str, *, date: dt.date) -> Limit:
    """The limit of somebody with these roles: that of the role which may decide most (1 query).

    For each role a branch's own row comes before the whole bank's, a newer one before an older one.
    """
    begun = AuthorityLimit.objects.filter(Q(branch=branch) | Q(branch=None), role__in=list(roles), action=action)
    in_force = begun.filter(effective_from__lte=date)
    by_role: dict[str, AuthorityLimit] = {}
    for row in sorted(in_force, key=lambda one: (one.branch_id is None, -one.effective_from.toordinal())):
        if row.effective_until is None or row.effective_until >= date:
            by_role.setdefault(row.role, row)
    best = max(by_role.values(), key=lambda row: row.amount_limit, default=None)
    return Limit(best.amount_limit, best.month_cap) if best else Limit()
