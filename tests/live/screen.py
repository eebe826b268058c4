"""A screen in a test: a real socket that keeps what it hears."""

from __future__ import annotations

import asyncio
import functools
import json
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import Any, ParamSpec, TypeVar

from asgiref.sync import sync_to_async
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db import connection
from django.utils import timezone
from websockets.asyncio.client import ClientConnection, connect

from lobby.branches import locking
from lobby.branches.models import Staff
from lobby.branches.sessions import SessionStore
from tests.live.server import Server

PATIENCE_S = 5.0

P = ParamSpec("P")
T = TypeVar("T")


def database(work: Callable[P, T]) -> Callable[P, Coroutine[Any, Any, T]]:
    """Let an async test do database work; the connection of the thread it ran in is not left behind."""

    @functools.wraps(work)
    def connected(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return work(*args, **kwargs)
        finally:
            connection.close()

    return sync_to_async(connected)


class Screen:
    """Frames of one socket in the order they came, heartbeats apart."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket = socket
        self.frames: list[dict[str, Any]] = []
        self.panels: dict[str, str] = {}

    async def next(self, within: float = PATIENCE_S) -> dict[str, Any]:
        """The next frame. Raises TimeoutError."""
        async with asyncio.timeout(within):
            while True:
                frame: dict[str, Any] = json.loads(await self.socket.recv())
                if "from" in frame or "whisper" in frame:
                    self.frames.append(frame)
                    self.panels.update(frame.get("panels", {}))
                    return frame

    async def beat(self) -> dict[str, Any]:
        """The next heartbeat. Raises TimeoutError."""
        async with asyncio.timeout(PATIENCE_S):
            while True:
                frame: dict[str, Any] = json.loads(await self.socket.recv())
                if "from" not in frame:
                    return frame

    async def until(self, seq: int) -> list[dict[str, Any]]:
        """All events heard until the screen stands at `seq`."""
        events: list[dict[str, Any]] = []
        while True:
            frame = await self.next()
            events += frame["events"]
            if frame["seq"] >= seq:
                return events

    async def shows(self, panel: str, text: str) -> None:
        """Wait until a panel contains a text. Raises TimeoutError."""
        while text not in self.panels.get(panel, ""):
            await self.next()

    async def hears(self, kind: str) -> None:
        """Wait until an event of a type came, which may be after what it changed was drawn. Raises TimeoutError."""
        while kind not in [event["type"] for frame in self.frames for event in frame.get("events", [])]:
            await self.next()

    async def silence(self, seconds: float) -> None:
        """Raises AssertionError when anything but a heartbeat comes."""
        try:
            frame = await self.next(seconds)
        except TimeoutError:
            return
        raise AssertionError(f"heard {frame}")


@asynccontextmanager
async def watching(
    server: Server, *, key: str = "", session: str = "", device: str = "", origin: str | None = None, **query: object
) -> AsyncIterator[Screen]:
    """Open a screen with a key, a session or a paired browser; the first frame, its catch-up, is left to the caller."""
    headers = {"Authorization": f"Key {key}"} if key else {}
    cookies = {"sessionid": session, "lobby_device": device}
    headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in cookies.items() if value)
    options: dict[str, Any] = {"additional_headers": headers, "origin": origin, "compression": None, "proxy": None}
    async with connect(server.socket_url(**query), **options) as socket:
        yield Screen(socket)


@database
def sign_in(staff: Staff) -> str:
    """A session as signing in leaves it; returns its cookie."""
    session = SessionStore()
    session[SESSION_KEY] = str(staff.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = staff.get_session_auth_hash()
    session.create()
    locking.begin(session, staff, at=timezone.now())
    return str(session.session_key)
