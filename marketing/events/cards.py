"""News about looking after customers; never what is kept."""

from dataclasses import dataclass
from typing import ClassVar

from lobby.live.events import Event


@dataclass(frozen=True, kw_only=True)
class CareChanged(Event):
    """A memo or a day to remember changed."""

    type: ClassVar[str] = "customer.care_changed"
    subject_type: ClassVar[str] = "customer"
    customer: int
