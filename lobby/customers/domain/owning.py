"""Who looks after a customer: by tier, grade and load (S178)."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Count

from lobby.branches.access import staff_with_role
from lobby.branches.actors import Actor
from lobby.branches.enums import RoleCode
from lobby.branches.models import Branch, Staff
from lobby.customers.domain import consenting
from lobby.customers.domain.tables import one_of
from lobby.customers.errors.cards import NobodyFree, OwnerFull, OwnerUnfit
from lobby.customers.events.cards import OwnerAssigned
from lobby.customers.models import Customer, OwnerRule
from lobby.live import journal

OWNERS = (RoleCode.RM, RoleCode.WM)


@dataclass(slots=True)
class Loads:
    """The people of a branch who own customers, and how many of a tier each has."""

    people: dict[int, str]
    counts: dict[tuple[int, str], int] = field(default_factory=lambda: defaultdict(int))

    def least(self, rule: OwnerRule) -> int | None:
        """Whoever of the grade has the fewest and is not full."""
        free = [
            (self.counts[pk, rule.tier], pk)
            for pk, grade in self.people.items()
            if grade == rule.grade and self.counts[pk, rule.tier] < rule.most
        ]
        return min(free)[1] if free else None


def loads_of(branch: Branch | int) -> Loads:
    """How busy the owners of a branch are (2 queries)."""
    place = branch if isinstance(branch, Branch) else Branch(pk=branch)
    people = dict(staff_with_role(place, OWNERS).values_list("pk", "grade"))
    owned = Customer.objects.filter(branch=place, owner__in=people, closed_on__isnull=True)
    loads = Loads(people)
    for row in owned.values("owner", "tier").annotate(n=Count("pk")).order_by():
        loads.counts[row["owner"], row["tier"]] = row["n"]
    return loads


def rules_held() -> dict[str, OwnerRule]:
    """Rules by tier, locked in one order so that two who assign cannot both take the last place (1 query)."""
    return {one.tier: one for one in OwnerRule.objects.select_for_update(no_key=True).order_by("pk")}


def assign(customer: Customer, *, by: Actor, at: dt.datetime, owner: Staff | None = None) -> Customer:
    """Give the customer an owner: the one named, or who the rule of the tier finds with the fewest.

    Raises OwnerUnfit for somebody who owns no customers here, OwnerFull, NobodyFree.
    """
    with journal.unit(by=by, at=at):
        # The card first: so does an import that finds owners for a thousand of them.
        customer = consenting.locked(customer)
        rule = rules_held().get(customer.tier)
        loads = loads_of(customer.branch_id)
        chosen = owner.pk if owner else (loads.least(rule) if rule else None)
        if chosen is None:
            raise NobodyFree
        if chosen not in loads.people:
            raise OwnerUnfit
        if customer.owner_id == chosen:
            return customer
        if rule and loads.counts[chosen, customer.tier] >= rule.most:
            raise OwnerFull
        customer.owner_id = chosen
        customer.save(update_fields=["owner"])
        journal.record(OwnerAssigned(branch_id=customer.branch_id, customer=customer.pk, owner=chosen))
    return customer


def assign_new(customers: list[int], *, by: Actor, at: dt.datetime) -> int:
    """Owners for those of some cards whose tier has a rule and who have none; returns how many found one.

    Who finds nobody free stays without until somebody assigns an owner.
    """
    alone = Customer.objects.filter(
        one_of("pk", customers),
        owner__isnull=True,
        closed_on__isnull=True,
        tier__in=OwnerRule.objects.values("tier"),
    )
    waiting = list(alone.order_by("pk").values_list("pk", "branch_id", "tier"))
    if not waiting:
        return 0
    rules, found = rules_held(), defaultdict(list)
    loads = {branch: loads_of(branch) for branch in {branch for _pk, branch, _tier in waiting}}
    for pk, branch, tier in waiting:
        chosen = loads[branch].least(rules[tier])
        if chosen is not None:
            loads[branch].counts[chosen, tier] += 1
            found[chosen].append(pk)
            journal.record(OwnerAssigned(branch_id=branch, customer=pk, owner=chosen))
    for owner, owned in found.items():
        Customer.objects.filter(one_of("pk", owned)).update(owner=owner)
    return sum(len(owned) for owned in found.values())
