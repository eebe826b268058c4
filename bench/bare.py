"""The floor of push: Redis publish → one subscription → a bare `websockets` server. Run as `python -m bench.bare`."""

from __future__ import annotations

import asyncio
import os
import sys

import redis.asyncio
from websockets.asyncio.server import ServerConnection, broadcast, serve

CHANNEL = "bench"


async def main(port: int) -> None:
    """Serve for ever."""
    clients: set[ServerConnection] = set()

    async def join(client: ServerConnection) -> None:
        clients.add(client)
        try:
            await client.wait_closed()
        finally:
            clients.discard(client)

    async with serve(join, "127.0.0.1", port, compression=None):
        pubsub = redis.asyncio.from_url(os.environ["REDIS_URL"], socket_timeout=None).pubsub()
        await pubsub.subscribe(CHANNEL)
        async for message in pubsub.listen():
            if message["type"] == "message":
                broadcast(clients, message["data"].decode())


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1])))
