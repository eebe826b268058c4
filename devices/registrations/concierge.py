"""What the concierge offers: its page, its screen, and the way to the questions without an answer."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from devices.panels import concierge as panels
from lobby.branches import landing
from lobby.branches.enums import Permission
from lobby.branches.models import Branch


def register() -> None:
    """Fill the registries."""
    panels.register()
    landing.register(
        landing.Tile(
            name="questions",
            title=_("Unanswered questions"),
            note=_("What customers asked the concierge in vain"),
            icon="message-circle-question-mark",
            address=address,
            place=69,
            permission=Permission.LIBRARY_WRITE,
        )
    )


def address(branch: Branch) -> str:
    """The questions of a branch."""
    return reverse("devices:questions", args=[branch.code])
