"""The registry of what apps above offer beside a visit, such as the draft of a complaint (S137)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise

from queueing.models import Visit


@dataclass(frozen=True, kw_only=True)
class Offer:
    """One thing to begin from a visit. It is shown for upset customers alone with `is_for_upset`."""

    name: str
    title: str | Promise
    icon: str
    address: Callable[[Visit], str]
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


def links_for(visit: Visit, *, is_upset: bool) -> list[Link]:
    """What can be begun from a visit; nothing where no app offers anything."""
    shown = (one for one in _offers.values() if is_upset or not one.is_for_upset)
    return [Link(str(one.title), one.icon, one.address(visit)) for one in shown]
