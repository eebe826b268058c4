"""The one Redis subscription of a process. Losing it costs speed, never news."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import structlog
from django.conf import settings
from redis.asyncio import Redis
from redis.exceptions import RedisError

from lobby.live.hints import HINTS, WHISPERS

RETRY_S = 1.0
SILENCE_S = 15.0
log = structlog.get_logger(__name__)

Handler = Callable[[str], None]


async def listen(on_hint: Handler, on_whisper: Handler) -> None:
    """Hand over what is published, for ever; reconnects by itself."""
    handlers = {HINTS: on_hint, WHISPERS: on_whisper}
    was_lost = False
    while True:
        try:
            await _listen_once(handlers)
        except (RedisError, OSError) as error:
            if not was_lost:
                log.warning("hints_not_heard", error=str(error))
            was_lost = True
        await asyncio.sleep(RETRY_S)


async def _listen_once(handlers: dict[str, Handler]) -> None:
    # No read timeout: silence is normal, and redis-py would drop the idle connection.
    redis = Redis.from_url(settings.REDIS_URL, socket_timeout=None, socket_connect_timeout=2)
    try:
        async with redis.pubsub() as pubsub:
            await pubsub.subscribe(*handlers)
            await _hear(pubsub, handlers)
    finally:
        await redis.aclose()


async def _hear(pubsub: Any, handlers: dict[str, Handler]) -> None:
    """Read until a ping goes unanswered: a hung Redis looks like a quiet one."""
    is_pinged = False
    while True:
        message = await pubsub.get_message(timeout=SILENCE_S)
        if message is not None:
            is_pinged = False
            if message["type"] == "message":
                handlers[message["channel"].decode()](message["data"].decode())
        elif is_pinged:
            raise OSError("Redis does not answer")
        else:
            is_pinged = True
            await asyncio.wait_for(pubsub.ping(), SILENCE_S)
