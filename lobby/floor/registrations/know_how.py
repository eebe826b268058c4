"""What people have to know and their competence: the pages, the clock, the check of words."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lobby.branches import demo, landing
from lobby.branches.enums import Permission
from lobby.branches.models import Branch
from lobby.floor import kinds, menu
from lobby.floor.demo import know_how as demo_know_how
from lobby.floor.domain import competence, lapses


def register() -> None:
    """Fill the registries."""
    lapses.register()
    competence.register()
    kinds.register_subject(lapses.SUBJECT, lapse_address)
    demo.register(demo_know_how.write)
    menu.register(
        menu.Entry(
            name="know-how",
            title=_("Know-how"),
            icon="graduation-cap",
            address=mine_address,
            place=106,
            permission=Permission.LIBRARY_VIEW,
        )
    )
    landing.register(
        landing.Tile(
            name="know-how",
            title=_("Know-how"),
            note=_("Plans, banknotes and training with their questions, and until when they hold"),
            icon="graduation-cap",
            address=mine_address,
            place=61,
            permission=Permission.LIBRARY_VIEW,
            unless=Permission.FLOOR_VIEW,
        )
    )


def mine_address(branch: Branch) -> str:
    """One's own list at a branch."""
    return reverse("floor:know-how", args=[branch.code])


def lapse_address(ack_id: int) -> str:
    """The inside of the detail dialog for an acknowledgement that lapses."""
    return reverse("floor:know-how-lapse", args=[ack_id])
