"""What products and the suitability gate register."""

from __future__ import annotations


def register() -> None:
    """Fill the registries."""
