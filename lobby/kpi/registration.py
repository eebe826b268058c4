"""What the figures offer to the floors below: a live screen and the way to it."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lobby.branches import landing
from lobby.branches.enums import Permission
from lobby.branches.models import Branch
from lobby.kpi.cockpit import SCREEN
from lobby.live import screens


def register() -> None:
    """Fill the registries; called once when Django starts."""
    # The page changes through its panels alone; it is sent no events.
    screens.register(screens.Screen(name=SCREEN, permission=Permission.KPI_VIEW, events=()))
    landing.register(
        landing.Tile(
            name=SCREEN,
            title=_("Branch today"),
            note=_("Waits, counters and figures against their targets"),
            icon="gauge",
            address=address,
            place=30,
            permission=Permission.KPI_VIEW,
        )
    )


def address(branch: Branch) -> str:
    """The head's page of a branch."""
    return reverse("kpi:cockpit", args=[branch.code])
