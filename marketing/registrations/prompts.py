"""What prompts, scenarios, refusals register."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from devices import offers
from lobby.branches import demo, landing, shipped
from lobby.branches.enums import Permission
from lobby.branches.models import Branch
from lobby.floor import menu
from lobby.kpi import registry
from lobby.live import journal
from marketing.demo import prompts as demo_data
from marketing.domain import installing_prompts, triggers
from marketing.domain.prompting import following, machines
from marketing.domain.triggers import business, customer, days
from marketing.kpis.prompts import KPIS
from marketing.panels import prompts as panels

P = Permission


def register() -> None:
    """Fill the registries."""
    for trigger in (*days.TRIGGERS, *business.TRIGGERS, *customer.TRIGGERS):
        triggers.register(trigger)
    shipped.register("prompts", lambda branch, at, _begins: installing_prompts.install(branch, at=at))
    offers.register(machines.offer_of)
    journal.subscribe("smart.completed", machines.when_completed)
    following.register()
    panels.register()
    for kpi in KPIS:
        registry.register(kpi)
    menu.register(
        menu.Entry(
            name="offer-rules",
            title=_("Rules of offers"),
            icon="list-checks",
            address=rules_address,
            place=112,
            permission=P.PRODUCT_EDIT,
        )
    )
    landing.register(
        landing.Tile(
            name="offer-rules",
            title=_("Rules of offers"),
            note=_("When something may be offered, why, in which approved words"),
            icon="list-checks",
            address=rules_address,
            place=68,
            permission=P.PRODUCT_EDIT,
        )
    )
    demo.register(demo_data.write)


def rules_address(branch: Branch) -> str:
    """AD-5's rules, which hold for the whole bank."""
    return reverse("marketing:rules")
