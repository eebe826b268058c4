"""Reading stock: what may be given out, what has expired, what was moved."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Q, QuerySet, Sum

from lobby.branches.calendar import local
from lobby.branches.models import Branch
from lobby.floor.models import Material, StockLot, StockMove


def today(branch: Branch, at: dt.datetime) -> dt.date:
    """The calendar date on the branch's wall clock: printed dates end at its midnight."""
    return local(branch, at).date()


def is_expired(lot: StockLot, branch: Branch, at: dt.datetime) -> bool:
    """Whether the lot's last day is over."""
    return lot.expires_on is not None and lot.expires_on < today(branch, at)


def usable(branch: Branch, at: dt.datetime) -> Q:
    """The lots of which something may be given out."""
    return Q(quantity__gt=0) & (Q(expires_on=None) | Q(expires_on__gte=today(branch, at)))


def on_hand(material: Material, *, at: dt.datetime) -> int:
    """How many may be given out (1 query)."""
    lots = StockLot.objects.filter(usable(material.branch, at), material=material)
    return lots.aggregate(left=Sum("quantity"))["left"] or 0


def active_materials(branch: Branch | int) -> QuerySet[Material]:
    """What a branch keeps, by kind and name."""
    return Material.objects.filter(branch=branch, is_active=True).order_by("kind", "code")


@dataclass(slots=True)
class Shelf:
    """A material as the page shows it, with the lots that are not empty."""

    material: Material
    on_hand: int = 0
    expired: int = 0
    expires_today: int = 0
    next_expiry: dt.date | None = None
    lots: list[StockLot] = field(default_factory=list)

    @property
    def is_low(self) -> bool:
        """Whether less is there than wanted."""
        return self.on_hand < self.material.minimum

    def add(self, lot: StockLot, today: dt.date) -> None:
        """Count a lot in."""
        self.lots.append(lot)
        if lot.expires_on is not None and lot.expires_on < today:
            self.expired += lot.quantity
            return
        self.on_hand += lot.quantity
        if lot.expires_on is not None:
            self.next_expiry = min(lot.expires_on, self.next_expiry or lot.expires_on)
            self.expires_today += lot.quantity if lot.expires_on == today else 0


def shelves(branch: Branch, materials: Iterable[Material], *, at: dt.datetime) -> list[Shelf]:
    """Materials with what is there of each (1 query beside the materials' own)."""
    found = {material.pk: Shelf(material) for material in materials}
    date = today(branch, at)
    lots = StockLot.objects.filter(material__in=list(found), quantity__gt=0).order_by("expires_on", "pk")
    for lot in lots:
        found[lot.material_id].add(lot, date)
    return list(found.values())


def moves_of(material: Material, limit: int = 12) -> list[StockMove]:
    """The newest moves of a material (1 query)."""
    moves = StockMove.objects.filter(lot__material=material).select_related("by", "lot")
    return list(moves.order_by("-at", "-pk")[:limit])


def by_kind(shelves: Iterable[Shelf]) -> dict[str, list[Shelf]]:
    """The rows of the page under the words of their kinds."""
    groups: dict[str, list[Shelf]] = defaultdict(list)
    for shelf in shelves:
        groups[str(shelf.material.get_kind_display())].append(shelf)
    return dict(groups)
