"""What the walls play: its screens and panels, its clock, its desk, its figure."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lobby.branches.enums import Permission
from lobby.branches.models import Branch
from lobby.floor import checking, evidence, menu
from lobby.floor.domain.content import freshness
from lobby.floor.kpis.content import KPIS
from lobby.floor.panels import content
from lobby.kpi import registry
from lobby.live import panels, screens


def register() -> None:
    """Fill the registries; called once when Django starts."""
    freshness.register()
    checking.register_evidence("content", evidence.about_content)
    for kpi in KPIS:
        registry.register(kpi)
    screens.register(content.SCREEN)
    screens.register(content.DESK)
    panels.register(content.WALL_PANEL)
    panels.register(content.DESK_PANEL)
    menu.register(
        menu.Entry(
            name="content",
            title=_("Screen content"),
            icon="monitor-play",
            address=address,
            place=130,
            permission=Permission.CONTENT_PUBLISH,
        )
    )


def address(branch: Branch) -> str:
    """The desk of a branch's playlists."""
    return reverse("floor:content", args=[branch.code])
