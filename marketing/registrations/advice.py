"""What the wealth manager's desk register."""

from __future__ import annotations


def register() -> None:
    """Fill the registries."""
