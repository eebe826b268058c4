"""The registry of the day's pages, the tablet first: the rounds everybody makes, then what is needed now and then."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.functional import Promise

from lobby.branches.models import Branch

# Entries from this place on wait behind "More".
MORE_FROM = 100


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A page of the day for everybody who holds `permission` at the branch.

    `icon` is a lucide name; `address` gives the link for a branch; `place` orders, smallest first: below `MORE_FROM`
    the rounds of the day as they follow each other.
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


@dataclass(frozen=True, slots=True)
class Menu:
    """The pages somebody gets: `rounds` are always seen, `more` opens."""

    rounds: list[Link]
    more: list[Link]

    @property
    def leads_on(self) -> bool:
        """Whether there is any page beside the one that is shown."""
        return any(not link.is_current for link in [*self.rounds, *self.more])

    @property
    def current_in_more(self) -> Link | None:
        """The page that is shown, if it waits behind "More"."""
        return next((link for link in self.more if link.is_current), None)


_entries: dict[str, Entry] = {}


def register(entry: Entry) -> None:
    """Add a page; called from `AppConfig.ready()`. Raises ValueError for a name that is taken."""
    if _entries.setdefault(entry.name, entry) != entry:
        raise ValueError(f"two pages of the day are named {entry.name}")


def links_for(branch: Branch, permissions: Iterable[str], *, current: str = "") -> Menu:
    """The pages that somebody with these permissions gets, in order; no query."""
    held = set(permissions)
    mine = sorted((one for one in _entries.values() if one.permission in held), key=lambda one: one.place)
    links = [(one.place, Link(str(one.title), one.icon, one.address(branch), one.name == current)) for one in mine]
    return Menu(
        [link for place, link in links if place < MORE_FROM], [link for place, link in links if place >= MORE_FROM]
    )
