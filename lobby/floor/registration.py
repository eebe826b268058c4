"""What the floor offers to the floors below, and its own kinds."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lobby.branches import landing
from lobby.branches.enums import Permission
from lobby.branches.models import Branch
from lobby.floor import kinds, menu
from lobby.floor.domain import alerts, deadlines, reminders
from lobby.floor.panels import now
from lobby.floor.registrations import (
    attachments,
    briefing,
    care,
    cash,
    checks,
    content,
    day,
    found,
    ideas,
    incidents,
    know_how,
    library,
    stock,
)
from lobby.floor.shell import SCREEN
from lobby.live import panels as live_panels
from lobby.live import screens

# Types are text: what the apps above tell reaches the tablet without being known here.
NEWS = (
    "ticket.*",
    "visit.*",
    "counter.*",
    "day.*",
    "issuing.*",
    "alert.*",
    "reminder.*",
    "zone.*",
    "device.*",
    "fault.*",
    "smart.*",
    "appointment.*",
    "peak.*",
    "check.*",
    "library.*",
    "content.*",
    "stock.*",
    "briefing.*",
    "review.*",
    "care.*",
    "incident.*",
    "outage.*",
    "order.*",
    "authority.*",
    "seizure.*",
    "fraud.*",
)


def register() -> None:
    """Fill the registries; called once when Django starts."""
    kinds.register_own()
    day.register()
    cash.register()
    kinds.register_subject("reminder", reminder_address)
    kinds.register_subject("alert", alert_address)
    deadlines.register(alerts.ACCEPT_TIMER, alerts.when_not_accepted)
    deadlines.register(alerts.SNOOZE_TIMER, alerts.when_snoozed)
    deadlines.register(reminders.CLOCK, reminders.when_it_rings)
    screens.register(screens.Screen(name=SCREEN, permission=Permission.FLOOR_VIEW, events=NEWS))
    live_panels.register(now.NOW)
    briefing.register()
    attachments.register()
    library.register()
    know_how.register()
    care.register()
    stock.register()
    content.register()
    incidents.register()
    ideas.register()
    found.register()
    menu.register(
        menu.Entry(
            name=SCREEN, title=_("Lobby"), icon="tablet", address=address, place=0, permission=Permission.FLOOR_VIEW
        )
    )
    landing.register(
        landing.Tile(
            name=SCREEN,
            title=_("Lobby tablet"),
            note=_("Receive customers, see who waits, act on alerts"),
            icon="tablet",
            address=address,
            place=10,
            permission=Permission.FLOOR_VIEW,
        )
    )
    checks.register()


def address(branch: Branch) -> str:
    """The tablet of a branch."""
    return reverse("floor:floor", args=[branch.code])


def alert_address(alert_id: int) -> str:
    """The inside of the detail dialog for an alert."""
    return reverse("floor:alert-detail", args=[alert_id])


def reminder_address(reminder_id: int) -> str:
    """The inside of the detail dialog for a reminder."""
    return reverse("floor:reminder-detail", args=[reminder_id])
