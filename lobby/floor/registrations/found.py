"""What found things register."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lobby.branches.enums import Permission
from lobby.branches.models import Branch
from lobby.floor import kinds, menu
from lobby.floor.domain import deadlines, found


def register() -> None:
    """Put the log into the tablet's menu, and its clock."""
    kinds.register_reminder(found.REMINDER)
    deadlines.register(found.CLOCK, found.when_kept_long)
    menu.register(
        menu.Entry(
            name="found",
            title=_("Left behind"),
            icon="package-search",
            address=address,
            place=115,
            permission=Permission.FOUND_KEEP,
        )
    )


def address(branch: Branch) -> str:
    """The log of a branch."""
    return reverse("floor:found", args=[branch.code])
