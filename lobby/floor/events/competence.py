"""News of competence. Neither the quality nor the rating: those are for the person and whoever rates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from lobby.live.events import Event

SUBJECT = "competence-rating"


@dataclass(frozen=True, kw_only=True)
class CompetenceRated(Event):
    """Somebody was rated."""

    subject_type: ClassVar[str] = SUBJECT
    type: ClassVar[str] = "competence.rated"
    rating: int

    @property
    def subject_id(self) -> int:
        """The rating."""
        return self.rating
