"""What campaigns and events register."""

from __future__ import annotations


def register() -> None:
    """Fill the registries."""
