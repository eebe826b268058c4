"""What complaints offer to the floors below."""

from __future__ import annotations

from complaints.registrations import capture, cases, clocks, follow


def register() -> None:
    """Fill the registries; called once when Django starts."""
    cases.register()
    follow.register()
    capture.register()
    clocks.register()
