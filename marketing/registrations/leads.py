"""What leads, referrals, contributions register."""

from __future__ import annotations


def register() -> None:
    """Fill the registries."""
