"""The ways to the board, and where a complaint is shown."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from complaints.access.cases import sees_pictures
from complaints.domain.reading import picture_shown
from complaints.panels import board as panels
from lobby.branches import landing
from lobby.branches.enums import Permission
from lobby.branches.models import Branch
from lobby.floor import attachable, kinds, menu

P = Permission


def register() -> None:
    """Fill the registries."""
    panels.register()
    kinds.register_subject("complaint", complaint_address)
    attachable.register("complaint", sees_pictures, shown=picture_shown)
    menu.register(
        menu.Entry(
            name="complaints",
            title=_("Complaints"),
            icon="message-square-warning",
            address=board_address,
            place=55,
            permission=P.COMPLAINT_VIEW,
        )
    )
    landing.register(
        landing.Tile(
            name="complaints",
            title=_("Complaints"),
            note=_("What customers complained about, and by when they hear from us"),
            icon="message-square-warning",
            address=board_address,
            place=63,
            permission=P.COMPLAINT_VIEW,
            unless=P.COMPLAINT_OVERSEE,
        )
    )
    landing.register(
        landing.Tile(
            name="complaints-above",
            title=_("Complaints of all branches"),
            note=_("Overdue and major ones, and how every branch stands"),
            icon="message-square-warning",
            address=office_address,
            place=63,
            permission=P.COMPLAINT_OVERSEE,
        )
    )


def board_address(branch: Branch) -> str:
    """BH-5 of a branch."""
    return reverse("complaints:board", args=[branch.code])


def office_address(branch: Branch) -> str:
    """The board over all branches of an office."""
    return reverse("complaints:office")


def complaint_address(complaint_id: int) -> str:
    """The inside of the tablet's detail dialog for a complaint."""
    return reverse("complaints:card", args=[complaint_id])
