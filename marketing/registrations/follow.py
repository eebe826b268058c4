"""What follow-up and messages register."""

from __future__ import annotations


def register() -> None:
    """Fill the registries."""
