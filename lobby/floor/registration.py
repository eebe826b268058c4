"""What the floor offers to the floors below, and its own kinds."""

from lobby.floor import kinds
from lobby.floor.domain import alerts, deadlines, reminders


def register() -> None:
    """Fill the registries; called once when Django starts."""
    kinds.register_own()
    deadlines.register(alerts.ACCEPT_TIMER, alerts.when_not_accepted)
    deadlines.register(reminders.CLOCK, reminders.when_it_rings)
