"""My day, the back office's queue, the activity timer."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lobby.branches import demo
from lobby.branches.enums import Permission
from lobby.branches.models import Branch
from lobby.floor import back_office, menu
from lobby.floor.demo import day as demo_day
from lobby.floor.domain import activities, deadlines
from lobby.floor.kpis import time_share
from lobby.floor.panels import my_day
from lobby.kpi import registry
from lobby.live import panels, screens


def register() -> None:
    """Fill the registries."""
    back_office.register()
    deadlines.register(activities.CLOSE_CLOCK, activities.when_day_closes)
    registry.register(time_share.TIME_SHARE)
    for screen in my_day.SCREENS:
        screens.register(screen)
    for panel in my_day.PANELS:
        panels.register(panel)
    demo.register(demo_day.write)
    menu.register(
        menu.Entry(
            name=my_day.SCREEN,
            title=_("My day"),
            icon="list-todo",
            address=lambda branch: address("my-day", branch),
            place=30,
            permission=Permission.FLOOR_VIEW,
        )
    )
    menu.register(
        menu.Entry(
            name=my_day.BACK_OFFICE,
            title=_("Back office"),
            icon="inbox",
            address=lambda branch: address("back-office", branch),
            place=170,
            permission=Permission.BACK_OFFICE,
        )
    )


def address(name: str, branch: Branch) -> str:
    """A page of the branch."""
    return reverse(f"floor:{name}", args=[branch.code])
