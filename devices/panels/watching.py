"""The list of running sessions for supervisors, and their way to it, to the quality desk and to the certificates."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from devices.panels.vtm import AGES_S, NEWS, SCREEN
from devices.selectors.watching import running_for
from lobby.branches.enums import Permission
from lobby.branches.landing import Tile
from lobby.branches.landing import register as register_tile
from lobby.branches.models import Branch
from lobby.live import panels
from lobby.live.panels import Panel
from lobby.live.scopes import Scope

TILES = (
    ("vtm-running", _("Video sessions now"), _("Listen to a running session"), "eye", Permission.VTM_WATCH),
    (
        "vtm-quality",
        _("Quality of video sessions"),
        _("Sessions to score, and appeals"),
        "clipboard-check",
        Permission.VTM_SCORE,
    ),
    ("vtm-certificates", _("Certificates"), _("Who may serve customers by video"), "badge-check", Permission.VTM_SCORE),
    (
        "vtm-quality-mine",
        _("My quality sheets"),
        _("How my sessions were scored"),
        "clipboard-list",
        Permission.VTM_WORK,
    ),
)


# Who decides about appeals and scores nothing comes to them by a way of their own.
APPEALS = Tile(
    name="vtm-appeals",
    title=_("Appeals against scores"),
    note=_("What remote tellers do not agree with: somebody who did not score decides"),
    icon="scale",
    address=lambda _branch: reverse("devices:vtm-quality"),
    place=23,
    permission=Permission.VTM_DECIDE,
    unless=Permission.VTM_SCORE,
)


def running(scope: Scope) -> dict[str, Any]:
    """Who speaks with whom (2 queries)."""
    assert scope.audience_id is not None
    return {"sessions": running_for(scope.audience_id)}


def address_of(name: str, _branch: Branch | None) -> str:
    """The page of a tile; the same at every branch."""
    return reverse(f"devices:{name}")


def register() -> None:
    """Fill the registries."""
    panels.register(
        Panel(
            name="vtm-running",
            screens=(SCREEN,),
            template="devices/vtm/_running.html",
            context=running,
            dirtied_by=NEWS,
            audience="person",
            permission=Permission.VTM_WATCH,
            every=AGES_S,
        )
    )
    register_tile(APPEALS)
    for place, (name, title, note, icon, permission) in enumerate(TILES, start=22):
        register_tile(
            Tile(
                name=name,
                title=title,
                note=note,
                icon=icon,
                address=partial(address_of, name),
                place=place,
                permission=permission,
            )
        )
