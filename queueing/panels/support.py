"""The live part of the call-up list: people, requests and the calls of today."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lobby.branches.enums import Permission
from lobby.branches.models import Branch
from lobby.floor import menu
from lobby.live import panels, screens
from lobby.live.panels import Panel
from lobby.live.scopes import Scope, branch_of
from queueing.selectors import support

SCREEN = "support"
NEWS = ("peak.*", "counter.*", "roster.*", "day.*")


def now(scope: Scope) -> dict[str, Any]:
    """Everybody of the list, what is being asked and what was (9 queries)."""
    branch = branch_of(scope)
    return {
        "branch": branch,
        "at": scope.at,
        "helpers": support.helpers_now(branch, at=scope.at),
        "requests": support.open_requests(branch),
        "calls": [(call, call.minutes(scope.at)) for call in support.recent_calls(branch, at=scope.at)],
    }


def address(branch: Branch) -> str:
    """The call-up list of a branch."""
    return reverse("queueing:support", args=[branch.code])


def register() -> None:
    """Fill the registries."""
    screens.register(screens.Screen(name=SCREEN, permission=Permission.PEAK_RUN, events=("peak.*",)))
    panels.register(
        Panel(
            name="support-now",
            screens=(SCREEN,),
            template="queueing/support/_now.html",
            context=now,
            dirtied_by=NEWS,
            permission=Permission.PEAK_RUN,
            every=60.0,
        )
    )
    menu.register(
        menu.Entry(
            name=SCREEN,
            title=_("Call-up list"),
            icon="phone-call",
            address=address,
            place=100,
            permission=Permission.PEAK_RUN,
        )
    )
