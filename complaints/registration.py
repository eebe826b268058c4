"""What complaints offer to the floors below."""

from __future__ import annotations

from complaints.registrations import board, capture, cases, clocks, experience, follow, ratings


def register() -> None:
    """Fill the registries; called once when Django starts."""
    board.register()
    cases.register()
    follow.register()
    capture.register()
    clocks.register()
    ratings.register()
    experience.register()
