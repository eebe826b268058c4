"""News of the pre-review. What was found stays in the review."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from queueing.events.tickets import TicketEvent


@dataclass(frozen=True, kw_only=True)
class PreReviewSaved(TicketEvent):
    """Papers were looked at; `lacking` required ones are not ready."""

    type: ClassVar[str] = "prereview.saved"
    lacking: int


@dataclass(frozen=True, kw_only=True)
class PreReviewPassed(TicketEvent):
    """Every required document is present and copied."""

    type: ClassVar[str] = "prereview.passed"
