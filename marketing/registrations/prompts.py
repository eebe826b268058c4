"""What prompts, scenarios, refusals register."""

from __future__ import annotations


def register() -> None:
    """Fill the registries."""
