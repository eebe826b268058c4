"""News of stock."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from lobby.live.events import Event


@dataclass(frozen=True, kw_only=True)
class StockEvent(Event):
    """A quantity changed; `on_hand` is what may be given out afterwards."""

    subject_type: ClassVar[str] = "material"
    material: int
    code: str
    change: int
    on_hand: int


@dataclass(frozen=True, kw_only=True)
class StockReceived(StockEvent):
    """Something came in."""

    type: ClassVar[str] = "stock.received"


@dataclass(frozen=True, kw_only=True)
class StockIssued(StockEvent):
    """Something was given out, put into a folder or lost."""

    type: ClassVar[str] = "stock.issued"
    reason: str


@dataclass(frozen=True, kw_only=True)
class StockTakenBack(StockEvent):
    """Giving out was taken back."""

    type: ClassVar[str] = "stock.taken_back"


@dataclass(frozen=True, kw_only=True)
class StockCounted(StockEvent):
    """Somebody counted; the change is the difference to what was written."""

    type: ClassVar[str] = "stock.counted"


@dataclass(frozen=True, kw_only=True)
class StockRemoved(StockEvent):
    """What had expired was thrown away."""

    type: ClassVar[str] = "stock.removed"


@dataclass(frozen=True, kw_only=True)
class StockExpired(StockEvent):
    """A lot's last day is over."""

    type: ClassVar[str] = "stock.expired"
