"""Reading a request's body before a thread is taken, within limits of size and time."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Awaitable, Callable, MutableMapping
from typing import IO, Any

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

LIMIT_BYTES = 256 * 1024
LIMIT_S = 10.0
UPLOAD_LIMIT_S = 120.0
IN_MEMORY_BYTES = 1024 * 1024

_uploads: dict[str, int] = {}


class TooLarge(Exception):
    """The body is longer than its path allows."""


class Gone(Exception):
    """The client left before its body was complete."""


def allow_upload(prefix: str, limit_bytes: int) -> None:
    """Let paths below `prefix` take larger bodies, and more time; called from `AppConfig.ready()`."""
    _uploads[prefix] = limit_bytes


def limits_of(path: str, limit_s: float) -> tuple[int, float]:
    """Bytes and seconds that a path's body may take."""
    for prefix, size in _uploads.items():
        if path.startswith(prefix):
            return size, UPLOAD_LIMIT_S
    return LIMIT_BYTES, limit_s


async def read(scope: Scope, receive: Receive, limit_s: float = LIMIT_S) -> IO[bytes]:
    """The whole body, at its start; past a megabyte it lies on disk.

    Raises TooLarge (at once when the length is declared), TimeoutError, Gone.
    """
    limit, seconds = limits_of(scope["path"], limit_s)
    if declared_length(scope) > limit:
        raise TooLarge
    body = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY_BYTES)  # noqa: SIM115  closed by the caller
    try:
        async with asyncio.timeout(seconds):
            await _collect(receive, body, limit)
    except BaseException:
        body.close()
        raise
    body.seek(0)
    return body


def declared_length(scope: Scope) -> int:
    """The Content-Length header, 0 when it is missing or no number."""
    value = dict(scope["headers"]).get(b"content-length", b"0")
    return int(value) if value.isdigit() else 0


async def _collect(receive: Receive, body: IO[bytes], limit: int) -> None:
    size = 0
    more = True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise Gone
        chunk = message.get("body", b"")
        size += len(chunk)
        if size > limit:
            raise TooLarge
        body.write(chunk)
        more = message.get("more_body", False)
