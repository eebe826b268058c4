"""What BH-9 registers: the ways to it, for who works on what customers experience and for mystery visitors."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from complaints.demo import experience as demo_data
from complaints.domain.experience.farewell import THANKS
from lobby.branches import demo, landing
from lobby.branches.enums import Permission
from lobby.branches.models import Branch
from lobby.floor import kinds, menu
from queueing import offers
from queueing.models import Visit

P = Permission


def register() -> None:
    """Fill the registries."""
    menu.register(
        menu.Entry(
            name="experience",
            title=pgettext_lazy("menu", "Experience"),
            icon="route",
            address=journey_address,
            place=108,
            permission=P.EXPERIENCE_VIEW,
        )
    )
    landing.register(
        landing.Tile(
            name="experience",
            title=_("Customer experience"),
            note=_("The journey with its scores, problems, improvements, mystery visits"),
            icon="route",
            address=journey_address,
            place=65,
            permission=P.EXPERIENCE_VIEW,
        )
    )
    landing.register(
        landing.Tile(
            name="mystery",
            title=_("My mystery visits"),
            note=_("Branches to visit, and the sheet to fill in"),
            icon="venetian-mask",
            address=visits_address,
            place=66,
            permission=P.MYSTERY_VISIT,
        )
    )
    kinds.register_reminder(
        kinds.ReminderKind(
            name=THANKS, text=_("{number}: thank the customer, who agreed to be contacted"), lead_s=kinds.AT_ONCE
        )
    )
    offers.register(
        offers.Offer(
            name="farewell",
            title=_("Say goodbye"),
            icon="heart-handshake",
            address=farewell_address,
            permission=P.CARE_GIVE,
        )
    )
    demo.register(demo_data.write)


def journey_address(branch: Branch) -> str:
    """The journey map of a branch."""
    return reverse("complaints:experience", args=[branch.code])


def farewell_address(visit: Visit) -> str:
    """The words of farewell for a visit."""
    return reverse("complaints:farewell", args=[visit.pk])


def visits_address(branch: Branch) -> str:
    """A visitor's own list."""
    return reverse("complaints:mystery-visits")
