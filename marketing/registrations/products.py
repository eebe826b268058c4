"""What products and the suitability gate register."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lobby.branches import demo, landing
from lobby.branches.access import branches_for
from lobby.branches.enums import Permission
from lobby.branches.models import Branch, Staff
from lobby.floor import attachable, menu
from marketing.demo import products as demo_data
from marketing.domain.products import EVIDENCE

P = Permission


def register() -> None:
    """Fill the registries."""
    menu.register(
        menu.Entry(
            name="products",
            title=_("Products"),
            icon="package-open",
            address=products_address,
            place=140,
            permission=P.MARKETING_VIEW,
        )
    )
    landing.register(
        landing.Tile(
            name="products",
            title=_("Products"),
            note=_("Risk, evidence, who may sell what, and why offers were refused"),
            icon="package-open",
            address=products_address,
            place=70,
            permission=P.MARKETING_VIEW,
        )
    )
    attachable.register(EVIDENCE, may_see_evidence)
    demo.register(demo_data.write)


def products_address(branch: Branch) -> str:
    """The products, seen from a branch."""
    return reverse("marketing:products", args=[branch.code])


def may_see_evidence(staff: Staff, evidence_id: int) -> bool:
    """Products are the bank's: whoever sees them anywhere sees what stands behind them."""
    return branches_for(staff, P.MARKETING_VIEW).exists()
