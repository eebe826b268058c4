"""The registry of what stands on a customer's portrait (LM-7) beside the card itself: other parts of marketing fill it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from lobby.branches.models import Staff
from lobby.customers.models import Customer
from queueing.models import Ticket


@dataclass(frozen=True, kw_only=True)
class Part:
    """A section of the portrait, drawn by `template` with what `context` returns as `part`; None = nothing to show.

    Sections come in order of `place`, and for those alone who hold `permission`.
    """

    name: str
    template: str
    place: int
    context: Callable[[Customer, Staff, dt.datetime], dict[str, Any] | None]
    permission: str = ""
    styles: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Way:
    """Something to begin from the portrait, with the ticket that it was opened from; an address of "" is not shown."""

    name: str
    title: str | Promise
    icon: str
    place: int
    address: Callable[[Customer, Ticket | None], str]
    permission: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """A template with what it shows."""

    template: str
    context: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Link:
    """A way on as the page shows it."""

    title: str
    icon: str
    address: str


_parts: dict[str, Part] = {}
_ways: dict[str, Way] = {}


def register(part: Part) -> None:
    """Add a section; called from `AppConfig.ready()`. Raises ValueError for a name that is taken."""
    if _parts.setdefault(part.name, part) != part:
        raise ValueError(f"two parts of the portrait are named {part.name}")


def register_way(way: Way) -> None:
    """Add a way on; called from `AppConfig.ready()`. Raises ValueError for a name that is taken."""
    if _ways.setdefault(way.name, way) != way:
        raise ValueError(f"two ways on from the portrait are named {way.name}")


def parts_for(held: Collection[str]) -> list[Part]:
    """The sections of somebody with these permissions, in order."""
    return sorted((one for one in _parts.values() if may(one.permission, held)), key=lambda one: one.place)


def shown(parts: list[Part], customer: Customer, staff: Staff, *, at: dt.datetime) -> list[Shown]:
    """The sections with what they show."""
    found = ((part.template, part.context(customer, staff, at)) for part in parts)
    return [Shown(template, context) for template, context in found if context is not None]


def links_for(held: Collection[str], customer: Customer, ticket: Ticket | None) -> list[Link]:
    """What somebody with these permissions can begin, in order."""
    ways = sorted((one for one in _ways.values() if may(one.permission, held)), key=lambda one: one.place)
    found = ((way, way.address(customer, ticket)) for way in ways)
    return [Link(str(way.title), way.icon, address) for way, address in found if address]


def may(permission: str, held: Collection[str]) -> bool:
    """Whether something is for somebody with these permissions."""
    return not permission or permission in held
