"""What a branch keeps."""

from __future__ import annotations

import datetime as dt

from lobby.branches.actors import Actor
from lobby.floor.domain.stock.moving import tell
from lobby.floor.events.stock import StockCounted
from lobby.floor.models import Material
from lobby.live import journal


def add(material: Material, *, by: Actor, at: dt.datetime) -> Material:
    """Keep something from now on; with a minimum it is to be replenished at once, for nothing of it is there yet."""
    with journal.unit(by=by, at=at):
        material.save(force_insert=True)
        tell(StockCounted, material, 0, at=at)
    return material
