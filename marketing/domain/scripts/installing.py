"""Putting in the scripts that the product ships with, for the whole bank."""

from __future__ import annotations

import datetime as dt

from lobby.branches.actors import SYSTEM
from lobby.branches.models import Branch
from lobby.floor.domain.library.installing import put
from lobby.floor.models.library import LibraryItem
from lobby.live import journal
from marketing.domain.scripts.shipped import SCRIPTS_SHIPPED

# Approval numbers of shipped scripts follow those of the library's own items.
FIRST_PLACE = 800


def install(home: Branch, *, at: dt.datetime) -> int:
    """Add the scripts that the bank does not have yet; returns how many (a second run costs one query)."""
    with journal.unit(by=SYSTEM, at=at):
        have = set(LibraryItem.objects.values_list("code", flat=True))
        numbered = enumerate(SCRIPTS_SHIPPED, start=FIRST_PLACE)
        versions = [put(one, place, home, at=at) for place, one in numbered if one.code not in have]
    return len(versions)


def install_shipped(branch: Branch, at: dt.datetime, _begins: dt.date) -> None:
    """The part of scripts in what a branch begins with."""
    install(branch, at=at)
