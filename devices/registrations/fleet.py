"""What the screens of the fleet register: panels and the ways to their pages."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from devices.panels import fleet as panels
from lobby.branches import landing
from lobby.branches.enums import Permission
from lobby.branches.models import Branch
from lobby.floor import menu


def register() -> None:
    """Fill the registries."""
    panels.register()
    menu.register(
        menu.Entry(
            name=panels.SCREEN.name,
            title=_("Devices"),
            icon="layers",
            address=fleet_address,
            place=105,
            permission=Permission.FLOOR_VIEW,
        )
    )
    for permission, name in ((Permission.FAULT_SUPPORT, "fleet-support"), (Permission.FAULT_EXPERT, "fleet-expert")):
        landing.register(
            landing.Tile(
                name=name,
                title=_("Devices of all branches"),
                note=_("What is out of order or needs attention, and where"),
                icon="layers",
                address=office_address,
                place=67,
                permission=permission,
            )
        )


def fleet_address(branch: Branch) -> str:
    """The fleet of a branch."""
    return reverse("devices:fleet", args=[branch.code])


def office_address(branch: Branch) -> str:
    """The fleets of all branches of an office."""
    return reverse("devices:fleet-office")
