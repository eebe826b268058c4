"""What the language check and its guards register."""

from __future__ import annotations


def register() -> None:
    """Fill the registries."""
