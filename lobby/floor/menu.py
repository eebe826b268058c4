"""The registry of the day's pages: what the tablet's menu leads to, beside the tablet itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.functional import Promise

from lobby.branches.models import Branch


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A page of the day for everybody who holds `permission` at the branch.

    `icon` is a lucide name; `address` gives the link for a branch; `place` orders, smallest first.
    """

    name: str
    title: str | Promise
    icon: str
    address: Callable[[Branch], str]
    place: int
    permission: str


@dataclass(frozen=True, slots=True)
class Link:
    """An entry as the template shows it."""

    title: str
    icon: str
    address: str
    is_current: bool


_entries: dict[str, Entry] = {}


def register(entry: Entry) -> None:
    """Add a page; called from `AppConfig.ready()`. Raises ValueError for a name that is taken."""
    if _entries.setdefault(entry.name, entry) != entry:
        raise ValueError(f"two pages of the day are named {entry.name}")


def links_for(branch: Branch, permissions: Iterable[str], *, current: str = "") -> list[Link]:
    """The pages that somebody with these permissions gets, in order; no query."""
    held = set(permissions)
    mine = sorted((one for one in _entries.values() if one.permission in held), key=lambda one: one.place)
    return [Link(str(one.title), one.icon, one.address(branch), one.name == current) for one in mine]
