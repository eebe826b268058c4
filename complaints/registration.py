"""What complaints offer to the floors below."""

from __future__ import annotations

from complaints.registrations import ratings


def register() -> None:
    """Fill the registries; called once when Django starts."""
    ratings.register()
