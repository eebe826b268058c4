"""The live screen of complaints. Its panel is a person's: nobody hears of a complaint about themselves."""

from __future__ import annotations

from typing import Any

from complaints.access.cases import complaints_for
from complaints.selectors.board import figures_of
from lobby.branches.enums import Permission
from lobby.branches.models import Staff
from lobby.live import panels, screens
from lobby.live.panels import Panel
from lobby.live.scopes import Scope, branch_of
from lobby.live.screens import Screen

NEWS = ("complaint.*",)
# Which one it was, so that its page reads itself anew; number, step and owner are for those who may see it.
SCREEN = Screen(name="complaints", permission=Permission.COMPLAINT_VIEW, events=NEWS, fields=frozenset({"complaint"}))
EVERY_S = 60.0


def figures(scope: Scope) -> dict[str, Any]:
    """What is open in the branch as the person sees it (3 queries)."""
    assert scope.audience_id is not None
    branch, staff = branch_of(scope), Staff.objects.get(pk=scope.audience_id)
    found = complaints_for(staff).filter(branch=branch)
    return {
        "branch": branch,
        "figures": figures_of(found, staff=staff, at=scope.at),
        "me": staff,
    }


PANEL = Panel(
    name="complaint-figures",
    screens=(SCREEN.name,),
    template="complaints/board/_figures.html",
    context=figures,
    dirtied_by=NEWS,
    audience="person",
    permission=Permission.COMPLAINT_VIEW,
    every=EVERY_S,
)


def register() -> None:
    """Fill the registries."""
    screens.register(SCREEN)
    panels.register(PANEL)
