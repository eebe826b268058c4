"""News of products and of who may sell them."""

from dataclasses import dataclass
from typing import ClassVar

from lobby.live.events import Event


@dataclass(frozen=True, kw_only=True)
class ProductChanged(Event):
    """A product was added, changed, offered or stopped, or its evidence has changed; `changed` names fields."""

    type: ClassVar[str] = "product.changed"
    subject_type: ClassVar[str] = "product"
    product: int
    code: str
    status: str
    verb: str
    changed: list[str]


@dataclass(frozen=True, kw_only=True)
class QualificationChanged(Event):
    """Somebody may sell a kind of product from one day to another."""

    type: ClassVar[str] = "qualification.changed"
    subject_type: ClassVar[str] = "qualification"
    qualification: int
    staff: int
    kind: str
    valid_from: str
    valid_until: str
