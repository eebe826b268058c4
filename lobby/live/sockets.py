"""The socket of a screen: routed by Channels, let in at the door, then served by the hub."""

from __future__ import annotations

import asyncio
import functools
import json
from collections.abc import MutableMapping
from typing import Any

from channels.routing import URLRouter
from channels.sessions import CookieMiddleware
from django.db import InterfaceError, OperationalError
from django.urls import path, re_path

from lobby.live import doors, threads
from lobby.live.clients import Send
from lobby.live.hub import Hub
from lobby.live.serving.body import Receive

Scope = MutableMapping[str, Any]

# Sockets that come back all at once after a restart must not take every request thread.
AT_THE_DOOR = 2


class ScreenSocket:
    """ASGI application of `/ws/live/`. It only listens for the end: screens write by HTTP posts."""

    def __init__(self, hub: Hub) -> None:
        self.hub = hub
        self.door = asyncio.Semaphore(AT_THE_DOOR)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await receive()
        readmit = functools.partial(doors.admit_socket, scope)
        try:
            async with self.door:
                admission = await threads.run(threads.REQUESTS, readmit)
        except doors.Refused as refusal:
            await deny(send, refusal.status)
            return
        except (OperationalError, InterfaceError):
            await deny(send, 503)
            return
        await send({"type": "websocket.accept"})
        client = self.hub.join(admission, send, readmit)
        try:
            while (await receive())["type"] != "websocket.disconnect":
                pass
        finally:
            self.hub.leave(client)


async def deny(send: Send, status: int) -> None:
    """Refuse the handshake with an HTTP status."""
    body = json.dumps({"code": "refused"}).encode()
    headers = [(b"content-type", b"application/json")]
    await send({"type": "websocket.http.response.start", "status": status, "headers": headers})
    await send({"type": "websocket.http.response.body", "body": body})


async def nothing_here(scope: Scope, receive: Receive, send: Send) -> None:
    """Any other socket address."""
    await receive()
    await deny(send, 404)


def routes(hub: Hub) -> Any:
    """The socket addresses of a web process."""
    screen: Any = ScreenSocket(hub)
    nothing: Any = nothing_here
    return CookieMiddleware(URLRouter([path("ws/live/", screen), re_path("", nothing)]))
