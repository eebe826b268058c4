"""What may be put into a playlist."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from lobby.branches.models import Branch
from lobby.floor.enums.content import Category
from lobby.floor.enums.library import ContentKind
from lobby.floor.models import LibraryVersion
from lobby.floor.selectors.library import in_force


@dataclass(frozen=True, slots=True)
class Offer:
    """Wall content in force, with the kind of content it is."""

    version: LibraryVersion
    category: Category


def offers(branch: Branch, *, at: dt.datetime) -> list[Offer]:
    """The branch's and the bank's wall content in force, by category and title (1 query)."""
    found = [Offer(one, category_of(one)) for one in in_force(ContentKind.WALL_CONTENT, branch, at)]
    order = list(Category)
    return sorted(found, key=lambda one: (order.index(one.category), one.version.title))


def category_of(version: LibraryVersion) -> Category:
    """Product, market or service tip; what does not say is a service tip."""
    return Category(version.extra.get("category") or Category.SERVICE)
