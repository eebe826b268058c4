"""What a branch keeps."""

from __future__ import annotations

import datetime as dt

from lobby.branches.actors import Actor
from lobby.floor.domain.stock.moving import locked, tell
from lobby.floor.events.stock import StockCounted
from lobby.floor.models import Material
from lobby.live import journal


def add(material: Material, *, by: Actor, at: dt.datetime) -> Material:
    """Keep something from now on; with a minimum it is to be replenished at once, for nothing of it is there yet."""
    with journal.unit(by=by, at=at):
        material.save(force_insert=True)
        tell(StockCounted, material, 0, at=at)
    return material


def change_minimum(material: Material, *, minimum: int, by: Actor, at: dt.datetime) -> Material:
    """Want more or fewer of it; what that asks for is asked at once."""
    with journal.unit(by=by, at=at):
        material = locked(material)
        material.minimum = minimum
        material.save(update_fields=["minimum"])
        tell(StockCounted, material, 0, at=at)
    return material
