"""What triage offers to the floors below."""

from __future__ import annotations

from lobby.live import journal
from queueing.domain import failing


def register() -> None:
    """Fill the registries."""
    journal.subscribe("device.status_changed", failing.bring_back)
