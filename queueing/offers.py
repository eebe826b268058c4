"""The registry of what apps above offer beside a visit, such as the draft of a complaint (S137)."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from django.utils.functional import Promise

from queueing.models import Ticket, Visit


@dataclass(frozen=True, kw_only=True)
class Offer:
    """One thing to begin from a visit, or from one of its tickets where `ticket_address` says how.

    It is shown for upset customers alone with `is_for_upset`, and to those alone who hold `permission`.
    """

    name: str
    title: str | Promise
    icon: str
    address: Callable[[Visit], str]
    ticket_address: Callable[[Ticket], str] | None = None
    permission: str = ""
    is_for_upset: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """An offer as the dialog shows it."""

    title: str
    icon: str
    address: str


_offers: dict[str, Offer] = {}


def register(offer: Offer) -> None:
    """Add an offer; called from `AppConfig.ready()`. Raises ValueError for a name that is taken."""
    if _offers.setdefault(offer.name, offer) != offer:
        raise ValueError(f"two offers are named {offer.name}")


def links_for(visit: Visit, *, is_upset: bool, held: Collection[str] = ()) -> list[Link]:
    """What somebody with these permissions can begin from a visit; nothing where no app offers anything."""
    return [
        Link(str(one.title), one.icon, one.address(visit)) for one in shown(held) if is_upset or not one.is_for_upset
    ]


def links_for_ticket(ticket: Ticket, *, held: Collection[str] = ()) -> list[Link]:
    """The same from one ticket."""
    return [
        Link(str(one.title), one.icon, one.ticket_address(ticket))
        for one in shown(held)
        if one.ticket_address is not None
    ]


def shown(held: Collection[str]) -> list[Offer]:
    """The offers of somebody with these permissions."""
    return [one for one in _offers.values() if not one.permission or one.permission in held]
