"""Stock: its page, its clock, what it tells."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lobby.branches import demo
from lobby.branches.enums import Permission
from lobby.branches.models import Branch
from lobby.floor import checking, evidence, kinds, menu
from lobby.floor.demo import stock as demo_stock
from lobby.floor.domain.stock import levels
from lobby.floor.panels import stock
from lobby.live import journal, panels, screens


def register() -> None:
    """Fill the registries; called once when Django starts."""
    levels.register()
    checking.register_evidence("stock", evidence.about_stock)
    checking.register_evidence("expired", evidence.about_expired)
    journal.subscribe("check.answered", evidence.when_a_check_counts)
    demo.register(demo_stock.write)
    kinds.register_subject(levels.MATERIAL, material_address)
    screens.register(stock.SCREEN)
    panels.register(stock.LIST)
    menu.register(
        menu.Entry(
            name="stock", title=_("Stock"), icon="package", address=address, place=120, permission=Permission.FLOOR_VIEW
        )
    )


def address(branch: Branch) -> str:
    """The stock page of a branch."""
    return reverse("floor:stock", args=[branch.code])


def material_address(material_id: int) -> str:
    """The inside of the detail dialog for a material."""
    return reverse("floor:stock-material", args=[material_id])
