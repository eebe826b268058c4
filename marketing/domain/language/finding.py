"""What the language check found."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class Finding:
    """Words of a text that a guard refuses: where they stand in the text as given, why, and what to say instead."""

    guard: str
    start: int
    end: int
    text: str
    reason: str | Promise
    way_out: str | Promise
