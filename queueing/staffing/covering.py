"""From what groups of services need to which desks are open: the fewest that cover every group."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass

from queueing.staffing.needs import Group, Needs


@dataclass(frozen=True, slots=True)
class Desk:
    """A counter that could be open, with what would be served there; `slots` None = at any time."""

    key: Hashable
    services: Group
    slots: frozenset[int] | None = None

    def is_able(self, slot: int) -> bool:
        """Whether it could be open in a slot."""
        return self.slots is None or slot in self.slots


@dataclass(frozen=True, slots=True)
class Plan:
    """Open desks by slot, and by how many counters each slot falls short of what it needs (0 = nothing)."""

    open: Sequence[Sequence[Desk]]
    short: Sequence[int]

    @property
    def counters(self) -> list[int]:
        """How many desks are open in each slot."""
        return [len(desks) for desks in self.open]


def plan(needs: Needs, desks: Sequence[Desk], *, minimum: int, most: int | None = None) -> Plan:
    """Open as few desks as cover the needs of each slot, never fewer than `minimum` nor more than there are, or `most`.

    A desk that is open stays open where another would do as well, so people are not sent to and fro.
    """
    opened: list[list[Desk]] = []
    short: list[int] = []
    before: set[Hashable] = set()
    for slot in range(needs.slots):
        able = [desk for desk in desks if desk.is_able(slot)]
        need = needs.at(slot)
        chosen = topped_up(cover(need, able, before), able, before, minimum)[:most]
        opened.append(chosen)
        short.append(max(deficits(need, chosen).values(), default=0))
        before = {desk.key for desk in chosen}
    return Plan(opened, short)


def cover(need: Mapping[Group, int], desks: Sequence[Desk], before: Collection[Hashable]) -> list[Desk]:
    """Open desks one by one, each time where most is missing; then close again what is not needed after all."""
    chosen: list[Desk] = []
    left = list(desks)
    while missing := {group: lack for group, lack in deficits(need, chosen).items() if lack}:
        best = max(left, key=lambda desk: (gain(desk, missing), desk.key in before), default=None)
        if best is None or not gain(best, missing):
            break
        chosen.append(best)
        left.remove(best)
    lacks = deficits(need, chosen)
    for desk in sorted(chosen, key=lambda desk: (desk.key in before, len(desk.services))):
        fewer = [one for one in chosen if one is not desk]
        if deficits(need, fewer) == lacks:
            chosen = fewer
    return chosen


def topped_up(chosen: list[Desk], desks: Sequence[Desk], before: Collection[Hashable], minimum: int) -> list[Desk]:
    """At least `minimum` desks while there are any, the broadest first."""
    spare = sorted(
        (desk for desk in desks if desk not in chosen), key=lambda desk: (desk.key not in before, -len(desk.services))
    )
    return chosen + spare[: max(0, minimum - len(chosen))]


def gain(desk: Desk, missing: Mapping[Group, int]) -> int:
    """How much of what is missing a desk would mend, groups that miss more counting more."""
    return sum(lack for group, lack in missing.items() if group & desk.services)


def deficits(need: Mapping[Group, int], desks: Collection[Desk]) -> dict[Group, int]:
    """By how many able desks each group falls short, 0 where it does not."""
    return {group: max(0, count - sum(bool(group & desk.services) for desk in desks)) for group, count in need.items()}
