"""Which rule says when to get in touch: a branch's own instead of the bank's, the most particular first."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Q

from lobby.branches.enums import ServiceFamily
from lobby.branches.models import Branch
from lobby.customers.enums import Tier
from marketing.enums.follow import FollowUpKind
from marketing.models import FollowUpRule
from queueing.enums import Outcome

K = FollowUpKind
# What ships: who was served only in part or in vain is asked soon, who spoke about money after a week.
SHIPPED: tuple[dict[str, Any], ...] = (
    {"kind": K.VISIT, "outcome": Outcome.NOT_POSSIBLE, "days": 1},
    {"kind": K.VISIT, "outcome": Outcome.PARTLY, "days": 3},
    {"kind": K.VISIT, "service_family": ServiceFamily.WEALTH, "outcome": Outcome.COMPLETED, "days": 7},
    {"kind": K.VISIT, "service_family": ServiceFamily.LOAN, "outcome": Outcome.COMPLETED, "days": 7},
    {"kind": K.MEETING, "days": 7},
    {"kind": K.CADENCE, "tier": Tier.VIP, "days": 30},
    {"kind": K.CADENCE, "tier": Tier.GOLD, "days": 60},
    {"kind": K.CADENCE, "tier": Tier.STANDARD, "days": 180},
)


def install() -> None:
    """Write the bank's rules that are not there yet; what the bank changed stays (1 query, and 1 for each new one)."""
    names = ("kind", "service_family", "outcome", "tier")
    known = set(FollowUpRule.objects.filter(branch=None).values_list(*names))
    for position, values in enumerate(SHIPPED):
        if tuple(str(values.get(name, "")) for name in names) not in known:
            FollowUpRule.objects.create(position=position, **values)


def rules_of(branch: Branch, kind: str) -> list[FollowUpRule]:
    """The rules of a kind that count at a branch, the most particular first (1 query)."""
    found = FollowUpRule.objects.filter(Q(branch=branch) | Q(branch=None), kind=kind)
    own = [one for one in found if one.branch_id is not None]
    rules = [one for one in (own or found) if one.is_active]
    return sorted(rules, key=lambda one: (-particular(one), one.position, one.pk))


def particular(rule: FollowUpRule) -> int:
    """How many things it asks for."""
    return sum(1 for asked in (rule.service_family, rule.outcome, rule.tier) if asked)


def rule_for(
    rules: Iterable[FollowUpRule], *, service_family: str = "", outcome: str = "", tier: str = ""
) -> FollowUpRule | None:
    """The first rule that fits; what a rule leaves empty fits everything."""
    said = {"service_family": service_family, "outcome": outcome, "tier": tier}
    return next((one for one in rules if all(getattr(one, name) in ("", said[name]) for name in said)), None)
