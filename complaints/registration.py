"""What complaints offer to the floors below."""

from __future__ import annotations


def register() -> None:
    """Fill the registries; called once when Django starts."""
