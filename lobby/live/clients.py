"""One socket as the hub sees it: a bounded queue of frames, and a note that it fell behind."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from prometheus_client import Counter

from lobby.live import eager
from lobby.live.doors import Admission

OUTBOX_FRAMES = 32

Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
CatchUp = Callable[["Client"], Awaitable[tuple[int, str]]]

overtaken = Counter("lobby_slow_sockets_total", "Times a socket read so slowly that it was caught up instead")


class Client:
    """A connected screen. Frames are shared strings; the task that sends lives only while there is something to send.

    A new client starts behind: its first frame is the catch-up from `since`.
    """

    __slots__ = ("admission", "behind", "catch_up", "closing", "group", "outbox", "send", "seq", "task")

    def __init__(self, admission: Admission, send: Send, catch_up: CatchUp) -> None:
        self.admission = admission
        self.send = send
        self.catch_up = catch_up
        self.seq: int | None = admission.since
        self.outbox: deque[tuple[int | None, str]] = deque()
        self.behind = True
        self.closing: int | None = None
        self.group: Any = None
        self.task: asyncio.Task[None] | None = None

    def push(self, text: str, seq: int | None = None) -> None:
        """Queue a frame that brings the screen to `seq`. One that cannot keep up loses its queue and is caught up."""
        if self.closing:
            return
        if len(self.outbox) >= OUTBOX_FRAMES:
            overtaken.inc()
            self.outbox.clear()
            self.behind = True
        elif self.task is not None or self.behind:
            if not self.behind:
                self.outbox.append((seq, text))
        else:
            self._send_at_once(text, seq)

    def close(self, code: int) -> None:
        """End the socket; frames still queued are dropped."""
        self.closing = code
        self.outbox.clear()
        self.wake()

    def wake(self) -> None:
        """See that somebody is sending."""
        if self.task is None:
            self.task = asyncio.create_task(self._drain())

    def drop(self) -> None:
        """The socket is gone."""
        if self.task is not None:
            self.task.cancel()

    def _send_at_once(self, text: str, seq: int | None) -> None:
        """Send without a task; only a screen whose buffer is full gets one, which waits for it."""
        try:
            rest = eager.begin(self._send(text, seq))
        except OSError:
            return  # it has left; the receiving side hears of it
        if rest is not None:
            self.task = asyncio.create_task(self._drain(rest))

    async def _drain(self, begun: Awaitable[None] | None = None) -> None:
        try:
            if begun is not None:
                await begun
            while self.behind or self.outbox or self.closing:
                if self.closing:
                    await self.send({"type": "websocket.close", "code": self.closing})
                    return
                await self._send_next()
        except OSError:
            pass  # it left in the middle of a frame; the receiving side hears of it
        finally:
            self.task = None

    async def _send_next(self) -> None:
        if self.behind:
            # From here on news is queued behind the catch-up, which covers everything before.
            self.behind = False
            seq, text = await self.catch_up(self)
            await self._send(text, seq)
        else:
            queued, text = self.outbox.popleft()
            await self._send(text, queued)

    async def _send(self, text: str, seq: int | None) -> None:
        await self.send({"type": "websocket.send", "text": text})
        self.seq = self.seq if seq is None else seq
