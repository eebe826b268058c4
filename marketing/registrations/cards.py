"""What the customer card's pages register."""

from __future__ import annotations


def register() -> None:
    """Fill the registries."""
