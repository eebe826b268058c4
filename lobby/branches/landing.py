"""The registry of the landing page: screens, device pages and acts that the apps above put there."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.functional import Promise

from lobby.branches.models import Branch, Device


@dataclass(frozen=True, kw_only=True)
class Tile:
    """A way into a screen for everybody who holds `permission` at the branch (None = all staff).

    `icon` is a lucide name; `address` gives the link for a branch; `place` orders, smallest first. With `posts` the
    tile is an act and its link is posted to; `leads` makes it the button that stands out; `demo_only` keeps it
    on demo branches; `shown` hides it while it makes no sense. Whoever holds `unless` reaches it from a page of theirs.
    """

    name: str
    title: str | Promise
    note: str | Promise
    icon: str
    address: Callable[[Branch], str]
    place: int
    permission: str | None = None
    unless: str | None = None
    posts: bool = False
    demo_only: bool = False
    leads: bool = False
    shown: Callable[[Branch], bool] | None = None

    def is_for(self, branch: Branch, permissions: Iterable[str]) -> bool:
        """Whether a person with these permissions at the branch gets the tile."""
        if self.permission is not None and self.permission not in permissions:
            return False
        if self.unless is not None and self.unless in permissions:
            return False
        return (branch.is_demo or not self.demo_only) and (self.shown is None or self.shown(branch))


@dataclass(frozen=True, kw_only=True)
class DevicePage:
    """The page that devices of one kind show; listed for those who look after the branch's screens."""

    kind: str
    icon: str
    address: Callable[[Device], str]


_tiles: dict[str, Tile] = {}
_device_pages: dict[str, DevicePage] = {}


def register(tile: Tile) -> None:
    """Add a tile; called from `AppConfig.ready()`. Raises ValueError for a name that is taken."""
    if _tiles.setdefault(tile.name, tile) != tile:
        raise ValueError(f"two tiles are named {tile.name}")


def register_device_page(page: DevicePage) -> None:
    """Add the page of a kind of device; called from `AppConfig.ready()`. Raises ValueError for a second one."""
    if _device_pages.setdefault(page.kind, page) != page:
        raise ValueError(f"two pages are registered for {page.kind}")


def tiles_for(branch: Branch, permissions: Iterable[str]) -> list[Tile]:
    """The tiles of a person with these permissions at the branch, in order."""
    return sorted((tile for tile in _tiles.values() if tile.is_for(branch, permissions)), key=lambda tile: tile.place)


def device_pages(devices: Iterable[Device]) -> list[tuple[Device, DevicePage]]:
    """The devices that have a page of their own, with it."""
    return [(device, _device_pages[device.kind]) for device in devices if device.kind in _device_pages]
