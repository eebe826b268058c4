"""News of the suitability gate; ids and rules alone."""

from dataclasses import dataclass
from typing import ClassVar

from lobby.live.events import Event


@dataclass(frozen=True, kw_only=True)
class SuitabilityRefused(Event):
    """Something was not offered, because rules spoke against it."""

    type: ClassVar[str] = "suitability.refused"
    subject_type: ClassVar[str] = "suitability_check"
    suitability_check: int
    customer: int | None
    product: int
    surface: str
    rules: list[str]
