"""What the language check and scripts register."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lobby.branches import landing, shipped
from lobby.branches.enums import Permission
from lobby.branches.models import Branch
from lobby.floor import contents, menu
from marketing.domain.scripts import checks, installing
from marketing.domain.scripts.parts import PARTS, PRODUCT
from marketing.enums.scripts import SHOWABLE
from queueing import offers
from queueing.models import Visit


def register() -> None:
    """Fill the registries."""
    contents.register_check("language", checks.WHY_LANGUAGE, checks.words_refused)
    contents.register_check("private", checks.WHY_PRIVATE, checks.private_products)
    contents.register_check("one_liner", checks.WHY_ONE, checks.more_than_one_sentence)
    for kind, extras in PARTS.items():
        contents.register_extras(kind, *extras)
    for kind in SHOWABLE:
        contents.register_extra(kind, PRODUCT)
    shipped.register("scripts", installing.install_shipped)
    register_pages()


def register_pages() -> None:
    """The scripts of a branch, and those at hand for a visit."""
    menu.register(
        menu.Entry(
            name="scripts",
            title=_("Scripts"),
            icon="message-square-quote",
            address=scripts_address,
            place=103,
            permission=Permission.LIBRARY_VIEW,
        )
    )
    landing.register(
        landing.Tile(
            name="scripts",
            title=_("Scripts"),
            note=_("What may be said to customers, and the check of words"),
            icon="message-square-quote",
            address=scripts_address,
            place=61,
            permission=Permission.LIBRARY_VIEW,
            unless=Permission.FLOOR_VIEW,
        )
    )
    offers.register(
        offers.Offer(name="scripts", title=_("What to say"), icon="message-square-quote", address=visit_address)
    )


def scripts_address(branch: Branch) -> str:
    """The scripts of a branch."""
    return reverse("marketing:scripts", args=[branch.code])


def visit_address(visit: Visit) -> str:
    """The words at hand for a visit."""
    return reverse("marketing:visit-scripts", args=[visit.pk])
