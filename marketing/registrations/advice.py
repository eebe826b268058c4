"""What the wealth manager's desk registers."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lobby.branches import demo, landing
from lobby.branches.enums import Permission
from lobby.branches.models import Branch
from lobby.floor import menu
from marketing.demo import advice as demo_data

P = Permission


def register() -> None:
    """Fill the registries."""
    for name, title, icon, address, place, permission in (
        ("advice", _("Suitability"), "shield-check", advice_address, 60, P.ADVICE_GIVE),
        ("demonstration", _("Demonstration"), "presentation", demonstration_address, 142, P.PROMPT_USE),
    ):
        menu.register(
            menu.Entry(name=name, title=title, icon=icon, address=address, place=place, permission=permission)
        )
    landing.register(
        landing.Tile(
            name="advice",
            title=_("Suitability"),
            note=_("What a customer can bear, and what may be proposed"),
            icon="shield-check",
            address=advice_address,
            place=71,
            permission=P.ADVICE_GIVE,
        )
    )
    demo.register(demo_data.write)


def advice_address(branch: Branch) -> str:
    """The desk of a branch."""
    return reverse("marketing:advice", args=[branch.code])


def demonstration_address(branch: Branch) -> str:
    """What may be shown on the tablet."""
    return reverse("marketing:demonstration", args=[branch.code])
