"""Which way to propose. Pure rules over plain values: no query, no clock.

The first rule that has an answer decides. Machines are proposed by their finish, never by a target: elderly customers
and those who prefer the counter are not nudged (R19, N10), and everybody may choose another way.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum

from lobby.branches.enums import Channel, RoutingOrder, ServiceFamily
from lobby.branches.models import Device, Zone
from queueing.enums.triage import MACHINES

RANKS = {Channel.SELF_SERVICE: "device", Channel.SMART_COUNTER: "device", Channel.VTM: "vtm"}


class Why(Enum):
    """Why a way was proposed."""

    ONLY = "only"
    CARE = "care"
    WISH = "wish"
    WEALTH = "wealth"
    KNOWN = "known"
    SOONEST = "soonest"
    ORDER = "order"


@dataclass(frozen=True, slots=True)
class Option:
    """One way to be served. Seconds are predicted; `is_open` is false where nobody serves this need now.

    `needs_escort`: a first use that somebody has to accompany, and nobody can.
    """

    channel: Channel
    service_s: int
    wait_p50_s: int = 0
    wait_p90_s: int = 0
    zone: Zone | None = None
    device: Device | None = None
    is_open: bool = True
    is_first_use: bool = False
    needs_escort: bool = False

    @property
    def finish_s(self) -> int:
        """Seconds until the customer is done."""
        return self.wait_p50_s + self.service_s

    @property
    def is_machine(self) -> bool:
        """Whether no member of staff of the branch serves there."""
        return self.channel in MACHINES

    @property
    def rank(self) -> str:
        """Its word in the branch's order; a wealth desk ranks as a counter."""
        return RANKS.get(self.channel, "counter")


@dataclass(frozen=True, slots=True)
class Asker:
    """What routing may know of a customer; `guided` are the machines once used with help."""

    is_elderly: bool = False
    prefers_counter: bool = False
    needs_care: bool = False
    guided: frozenset[Channel] = frozenset()

    @property
    def is_protected(self) -> bool:
        """Never nudged to a machine, and in no diversion figure."""
        return self.is_elderly or self.prefers_counter


@dataclass(frozen=True, slots=True)
class Case:
    """A need with the ways it can be served, soonest first, and the branch's own settings."""

    asker: Asker
    family: str
    options: tuple[Option, ...]
    margin_s: int = 0
    order: tuple[str, ...] = field(default=tuple(RoutingOrder.DEVICE_VTM_COUNTER.split(",")))

    @property
    def open(self) -> list[Option]:
        """The ways that work now; all of them when none does, so that there is always one to wait for."""
        ready = [option for option in self.options if option.is_open and not option.needs_escort]
        return ready or list(self.options)

    @property
    def with_people(self) -> list[Option]:
        """The open ways with a member of staff, those of the closed ones where there are none."""
        served = [option for option in self.open if not option.is_machine]
        return served or [option for option in self.options if not option.is_machine]

    @property
    def about_as_soon(self) -> list[Option]:
        """The open ways that end within the margin of the soonest."""
        soonest = min(option.finish_s for option in self.open)
        return [option for option in self.open if option.finish_s <= soonest + self.margin_s]


@dataclass(frozen=True, slots=True)
class Choice:
    """The proposed way and the rule's reason."""

    option: Option
    why: Why


Rule = Callable[[Case], Choice | None]


def only_way(case: Case) -> Choice | None:
    """A single way needs no weighing."""
    return Choice(case.options[0], Why.ONLY) if len(case.options) == 1 else None


def care_by_people(case: Case) -> Choice | None:
    """Elderly and other customers with a claim to care go to people, who serve them first (S413)."""
    if not (case.asker.is_elderly or case.asker.needs_care) or not case.with_people:
        return None
    return Choice(soonest(case.with_people), Why.CARE)


def counter_as_wished(case: Case) -> Choice | None:
    """Whoever prefers the counter goes there (R19)."""
    wished = case.asker.prefers_counter and case.with_people
    return Choice(soonest(case.with_people), Why.WISH) if wished else None


def wealth_to_its_desk(case: Case) -> Choice | None:
    """Advice on wealth is given by a wealth manager (S414)."""
    desks = [option for option in case.options if option.channel == Channel.WEALTH_DESK]
    return Choice(desks[0], Why.WEALTH) if case.family == ServiceFamily.WEALTH and desks else None


def machine_they_know(case: Case) -> Choice | None:
    """Among ways about as soon, a machine that the customer was once led through (S412)."""
    known = [option for option in case.about_as_soon if option.channel in case.asker.guided]
    return Choice(soonest(known), Why.KNOWN) if known else None


def order_within_margin(case: Case) -> Choice:
    """Among ways about as soon the first of the branch's order (S210), which outside the margin is the soonest."""
    ranked = sorted(case.about_as_soon, key=lambda option: (case.order.index(option.rank), option.finish_s))
    is_soonest = ranked[0].finish_s == min(option.finish_s for option in case.open)
    return Choice(ranked[0], Why.SOONEST if is_soonest else Why.ORDER)


RULES: list[Rule] = [
    wealth_to_its_desk,
    care_by_people,
    counter_as_wished,
    only_way,
    machine_they_know,
    order_within_margin,
]


def choose(case: Case) -> Choice:
    """What the first rule with an answer proposes; there is at least one option."""
    return next(choice for rule in RULES if (choice := rule(case)) is not None)


def soonest(options: list[Option]) -> Option:
    """The way that ends first."""
    return min(options, key=lambda option: option.finish_s)


def at_own_wish(case: Case, option: Option) -> bool:
    """Whether this way stands there only for a customer who asks for it."""
    return option.is_machine and (case.asker.is_protected or case.asker.needs_care)
