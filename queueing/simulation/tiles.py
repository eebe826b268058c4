"""Starting and ending a simulated day from the landing page of a demo branch."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lobby.branches import landing
from lobby.branches.enums import Permission
from lobby.branches.models import Branch
from queueing.models import SimulationRun


def is_running(branch: Branch) -> bool:
    """Whether a simulated day is under way (1 query)."""
    return SimulationRun.objects.filter(branch=branch, ended_at__isnull=True).exists()


START = landing.Tile(
    name="simulation-start",
    title=_("Start a simulated day"),
    note=_("Invented customers and tellers fill the hall; every screen moves"),
    icon="play",
    address=lambda branch: reverse("queueing:simulation-start", args=[branch.code]),
    place=90,
    permission=Permission.SIMULATE,
    posts=True,
    leads=True,
    demo_only=True,
    shown=lambda branch: not is_running(branch),
)
END = landing.Tile(
    name="simulation-end",
    title=_("End the simulated day"),
    note=_("The invented tellers finish and close their counters"),
    icon="square",
    address=lambda branch: reverse("queueing:simulation-end", args=[branch.code]),
    place=91,
    permission=Permission.SIMULATE,
    posts=True,
    demo_only=True,
    shown=is_running,
)


def register() -> None:
    """Put both on the landing page."""
    landing.register(START)
    landing.register(END)
