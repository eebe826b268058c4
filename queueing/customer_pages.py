"""The registry of what apps above put before customers: on the ticket's page, when its day is over, on the kiosk."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise

from lobby.branches.models import Device
from queueing.models import Ticket


@dataclass(frozen=True, kw_only=True)
class Part:
    """A live panel of the ticket's page, with its style sheet and module.

    `after(ticket, moment)` is the address where the same can still be done once the ticket's day is over, "" for
    nothing; `title` names it there.
    """

    panel: str
    title: str | Promise
    icon: str
    style: str
    script: str
    after: Callable[[Ticket, dt.datetime], str]


@dataclass(frozen=True, kw_only=True)
class KioskWay:
    """Something else than a number that the kiosk's first page leads to."""

    name: str
    title: str | Promise
    icon: str
    address: Callable[[Device], str]


@dataclass(frozen=True, kw_only=True)
class TicketWay:
    """One thing that the customer can begin from the ticket's page, whether its day is over or not; "" = not this one."""

    name: str
    title: str | Promise
    icon: str
    address: Callable[[Ticket], str]


@dataclass(frozen=True, slots=True)
class Link:
    """A way on as a page shows it."""

    title: str
    icon: str
    address: str


_parts: dict[str, Part] = {}
_kiosk_ways: dict[str, KioskWay] = {}
_ticket_ways: dict[str, TicketWay] = {}


def register(part: Part) -> None:
    """Add a part; called from `AppConfig.ready()`. Raises ValueError for a panel that is taken."""
    if _parts.setdefault(part.panel, part) != part:
        raise ValueError(f"two parts of the ticket's page show the panel {part.panel}")


def register_kiosk(way: KioskWay) -> None:
    """Add a way of the kiosk; called from `AppConfig.ready()`. Raises ValueError for a name that is taken."""
    if _kiosk_ways.setdefault(way.name, way) != way:
        raise ValueError(f"two ways of the kiosk are named {way.name}")


def register_for_ticket(way: TicketWay) -> None:
    """Add a way of the ticket's page; called from `AppConfig.ready()`. Raises ValueError for a name that is taken."""
    if _ticket_ways.setdefault(way.name, way) != way:
        raise ValueError(f"two ways of the ticket's page are named {way.name}")


def parts() -> list[Part]:
    """The parts of the ticket's page, in order of registration."""
    return list(_parts.values())


def after(ticket: Ticket, *, at: dt.datetime) -> list[Link]:
    """What can still be done about a ticket whose day is over."""
    found = ((part, part.after(ticket, at)) for part in _parts.values())
    return [Link(str(part.title), part.icon, address) for part, address in found if address]


def kiosk_links(kiosk: Device) -> list[Link]:
    """The other ways of a kiosk."""
    return [Link(str(way.title), way.icon, way.address(kiosk)) for way in _kiosk_ways.values()]


def ticket_links(ticket: Ticket) -> list[Link]:
    """What the customer can begin from the page of a ticket."""
    found = ((way, way.address(ticket)) for way in _ticket_ways.values())
    return [Link(str(way.title), way.icon, address) for way, address in found if address]
