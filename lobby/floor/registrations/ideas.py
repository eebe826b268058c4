"""What the idea box registers."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lobby.branches.enums import Permission
from lobby.branches.models import Branch
from lobby.floor import menu


def register() -> None:
    """Put the box into the tablet's menu."""
    menu.register(
        menu.Entry(
            name="ideas",
            title=_("Idea box"),
            icon="lightbulb",
            address=address,
            place=190,
            permission=Permission.INCIDENT_REPORT,
        )
    )


def address(branch: Branch) -> str:
    """The box of a branch."""
    return reverse("floor:ideas", args=[branch.code])
