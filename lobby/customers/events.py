"""News about customer cards; never a name."""

from dataclasses import dataclass
from typing import ClassVar

from lobby.live.events import Event


@dataclass(frozen=True, kw_only=True)
class CustomerAdded(Event):
    """A customer card was made."""

    type: ClassVar[str] = "customer.added"
    subject_type: ClassVar[str] = "customer"
    customer: int
