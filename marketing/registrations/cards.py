"""What customer cards register: families, what ships, the portrait's section, imports, what follows consents."""

from __future__ import annotations

import datetime as dt

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lobby.branches import demo, landing, shipped
from lobby.branches.enums import Permission
from lobby.branches.models import Branch
from lobby.customers import families
from lobby.customers.domain.importing.uploads import LIMIT_BYTES
from lobby.customers.domain.installing import install
from lobby.customers.models import Customer
from lobby.live import journal
from lobby.live.serving import body
from marketing import portrait_parts
from marketing.demo import cards as demo_data
from marketing.domain import caring, forgetting
from marketing.enums.products import Family
from marketing.selectors.cards import part_of
from queueing.models import Ticket

P = Permission
OVERHEAD_BYTES = 64 * 1024


def register() -> None:
    """Fill the registries."""
    families.register(Family.values)
    shipped.register("customer cards", ship)
    body.allow_upload("/customer-imports/", LIMIT_BYTES + OVERHEAD_BYTES)
    journal.subscribe("visit.noted", caring.when_noted)
    journal.subscribe("customer.consent_withdrawn", caring.when_withdrawn)
    journal.subscribe("customer.forgotten", caring.when_forgotten)
    journal.subscribe("customer.forgotten", forgetting.when_forgotten)
    portrait_parts.register(
        portrait_parts.Part(
            name="care",
            template="marketing/cards/_care.html",
            place=40,
            context=part_of,
            permission=P.CUSTOMER_VIEW,
            styles=("marketing/cards.css",),
        )
    )
    portrait_parts.register_way(
        portrait_parts.Way(
            name="care",
            title=_("Memo and days"),
            icon="notebook-pen",
            place=40,
            address=care,
            permission=P.CUSTOMER_EDIT,
        )
    )
    landing.register(
        landing.Tile(
            name="customer-imports",
            title=_("Import customers"),
            note=_("a CSV file of the core system, tried before it is written"),
            icon="file-up",
            address=imports,
            place=310,
            permission=P.CUSTOMER_IMPORT,
        )
    )
    demo.register(demo_data.write)


def ship(branch: Branch, at: dt.datetime, begins: dt.date) -> None:
    """Segments, rules and terms: they come with the bank's first branch."""
    install(begins)


def care(customer: Customer, ticket: Ticket | None) -> str:
    """Where memo, days and family are kept."""
    return reverse("marketing:care", args=[customer.pk])


def imports(branch: Branch) -> str:
    """The page of imports."""
    return reverse("marketing:imports", args=[branch.code])
