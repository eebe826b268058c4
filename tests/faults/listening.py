"""A wall that never gives up, as the browser's client does: it connects again and asks for what it missed."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from websockets.exceptions import WebSocketException

from tests.faults.calling import HANGS_AFTER_S
from tests.faults.hall import Hall
from tests.live.screen import watching
from tests.live.server import Server

AGAIN_S = 0.1


class Wall:
    """`heard` are the announcements in the order they came, `seq` where the wall stands, `connects` how often it came."""

    def __init__(self, hall: Hall, *servers: Server) -> None:
        self.query = {"screen": "wall", "branch": hall.branch.code, "key": hall.keys[hall.wall.code]}
        self.servers = servers
        self.seq = 0
        self.connects = 0
        self.heard: list[int] = []

    async def listen(self) -> None:
        """Listen for ever, at whichever process answers."""
        for server in itertools.cycle(self.servers):
            with contextlib.suppress(OSError, WebSocketException):
                async with watching(server, **self.query, since=self.seq) as screen:
                    self.connects += 1
                    async for text in screen.socket:
                        self.take(json.loads(text))
            await asyncio.sleep(AGAIN_S)

    def take(self, frame: dict[str, Any]) -> None:
        """Keep what is new. A frame that skips something would be a loss."""
        if "from" not in frame:
            return
        assert frame["from"] <= self.seq
        self.heard += [event["announcement"] for event in frame["events"] if event["seq"] > self.seq]
        self.seq = max(self.seq, frame["seq"])

    async def reaches(self, seq: int) -> None:
        """Wait until the wall stands at `seq`. Raises TimeoutError."""
        async with asyncio.timeout(HANGS_AFTER_S):
            while self.seq < seq:
                await asyncio.sleep(0.02)


@asynccontextmanager
async def listening(hall: Hall, *servers: Server) -> AsyncIterator[Wall]:
    """A wall that has heard where the branch stands and listens until the block ends."""
    wall = Wall(hall, *servers)
    ear = asyncio.create_task(wall.listen())
    try:
        while not wall.connects:
            await asyncio.sleep(0.02)
        yield wall
        assert not ear.done(), ear.exception()
    finally:
        ear.cancel()
        await asyncio.gather(ear, return_exceptions=True)
