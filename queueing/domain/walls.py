"""Setting up walls."""

from __future__ import annotations

import datetime as dt

from lobby.branches.actors import Actor
from lobby.branches.models import Device
from lobby.live import journal
from queueing.events import WallSetUp


def announce_setup(wall: Device, *, by: Actor, at: dt.datetime) -> None:
    """Tell the branch's walls that one was set up anew: their pages load themselves again when nothing is being said."""
    with journal.unit(by=by, at=at):
        journal.record(WallSetUp(branch_id=wall.branch_id, wall=wall.pk))
