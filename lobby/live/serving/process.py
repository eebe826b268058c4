"""The ASGI application of one web process: HTTP, sockets, start and end."""

from __future__ import annotations

import gc
from typing import Any

from channels.routing import ProtocolTypeRouter

from lobby.live import sockets
from lobby.live.hub import Hub
from lobby.live.serving import warming
from lobby.live.serving.body import Receive, Scope, Send
from lobby.live.serving.gate import Gate
from lobby.live.serving.wsgi import WsgiApplication

GC_AFTER_ALLOCATIONS = 20_000


def web_process(pages: WsgiApplication, hub: Hub | None = None) -> Any:
    """Put Django's pages, the sockets and their hub behind one address."""
    hub = hub or Hub()
    return ProtocolTypeRouter({"http": Gate(pages), "websocket": sockets.routes(hub), "lifespan": Lifespan(hub)})


class Lifespan:
    """Warms the process up and starts the hub with the server and stops it with the server."""

    def __init__(self, hub: Hub) -> None:
        self.hub = hub

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await receive()
        await warming.warm_up()
        self.hub.start()
        # What was loaded by now stays: without it a full collection takes 5 ms instead of 140, and no frame waits for it.
        gc.collect()
        gc.freeze()
        gc.set_threshold(GC_AFTER_ALLOCATIONS)
        await send({"type": "lifespan.startup.complete"})
        await receive()
        await self.hub.stop()
        await send({"type": "lifespan.shutdown.complete"})
