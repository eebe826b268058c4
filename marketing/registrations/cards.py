"""What the customer card's pages register."""

from __future__ import annotations

from lobby.customers import families
from marketing.enums.products import Family


def register() -> None:
    """Fill the registries."""
    families.register(Family.values)
