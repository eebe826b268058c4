"""The approved library: its clocks, its checks of words, its pages and who sees its pictures."""

from __future__ import annotations

import datetime as dt

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lobby.branches import demo, landing, shipped
from lobby.branches.enums import Permission
from lobby.branches.models import Branch
from lobby.floor import attachable, contents, kinds, menu
from lobby.floor.access.library import may_see_pictures
from lobby.floor.demo import library as demo_library
from lobby.floor.domain import unread
from lobby.floor.domain.library import installing, timing
from lobby.floor.events.library import SUBJECT


def register() -> None:
    """Fill the registries."""
    timing.register()
    unread.register()
    contents.register_check("looks", contents.WHY_NO_LOOKS, contents.words_on_looks)
    attachable.register(SUBJECT, may_see_pictures)
    kinds.register_subject(timing.ITEM, item_address)
    kinds.register_subject(unread.SUBJECT, unread_address)
    shipped.register("library", install)
    demo.register(demo_library.write)
    register_pages()


def install(branch: Branch, at: dt.datetime, _begins: dt.date) -> None:
    """What ships, for the whole bank; and at every new branch its head hears who has not read it."""
    installing.install(branch, at=at)
    unread.watch_branch(branch, at=at)


def register_pages() -> None:
    """The library for everybody who reads it, the desk for those who write or decide."""
    menu.register(
        menu.Entry(
            name="library",
            title=_("Library"),
            icon="book-open",
            address=shelf_address,
            place=60,
            permission=Permission.LIBRARY_VIEW,
        )
    )
    landing.register(
        landing.Tile(
            name="library",
            title=_("Library"),
            note=_("Guides, scripts, emergency cards, notices"),
            icon="book-open",
            address=shelf_address,
            place=60,
            permission=Permission.LIBRARY_VIEW,
            unless=Permission.FLOOR_VIEW,
        )
    )
    landing.register(
        landing.Tile(
            name="library-desk",
            title=_("Editing the library"),
            note=_("Write, review and publish what the bank says"),
            icon="pen-line",
            address=desk_address,
            place=62,
            permission=Permission.LIBRARY_WRITE,
        )
    )


def shelf_address(branch: Branch) -> str:
    """The library of a branch."""
    return reverse("floor:library", args=[branch.code])


def desk_address(branch: Branch) -> str:
    """Where its texts are made."""
    return reverse("floor:library-desk", args=[branch.code])


def item_address(item_id: int) -> str:
    """The inside of the detail dialog for an item that ends soon."""
    return reverse("floor:library-renewal", args=[item_id])


def unread_address(branch_id: int) -> str:
    """The inside of the detail dialog about who has not read what."""
    return reverse("floor:library-unread", args=[branch_id])
