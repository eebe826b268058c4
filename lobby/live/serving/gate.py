"""The gate in front of the request threads: only complete requests get one, and never more than can be served."""

from __future__ import annotations

import asyncio
import json

import structlog
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from prometheus_client import Counter, Gauge

from lobby.live.serving import body as bodies
from lobby.live.serving.body import Receive, Scope, Send
from lobby.live.serving.wsgi import Answer, WsgiApplication, call
from lobby.live.threads import REQUEST_THREADS, REQUESTS

MAX_WAITING = 64
CHUNK_BYTES = 65536

log = structlog.get_logger(__name__)
answered = Counter("lobby_http_answers_total", "HTTP answers by hundreds of the status", ["status"])
refused = Counter("lobby_http_refused_total", "Requests refused before a thread was taken", ["code"])
in_hand = Gauge("lobby_http_in_hand", "Requests in a thread or waiting for one")

REFUSALS: dict[str, tuple[int, str | Promise]] = {
    "busy": (503, _("Too many people are asking at once. Please try again in a moment.")),
    "request_timeout": (408, _("The request did not arrive in time.")),
    "too_large": (413, _("The request is too large.")),
}


class Gate:
    """ASGI application for HTTP: reads the body on the event loop, runs Django in a thread, sends from the loop."""

    def __init__(self, application: WsgiApplication, limit_s: float = bodies.LIMIT_S) -> None:
        self.application = application
        self.limit_s = limit_s
        self.count = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            body = await bodies.read(scope, receive, self.limit_s)
        except bodies.Gone:
            return
        except bodies.TooLarge:
            await refuse("too_large", send)
            return
        except TimeoutError:
            await refuse("request_timeout", send)
            return
        if self.count >= REQUEST_THREADS + MAX_WAITING:
            body.close()
            await refuse("busy", send)
            return
        await self.serve(scope, body, send)

    async def serve(self, scope: Scope, body: bodies.IO[bytes], send: Send) -> None:
        """Wait for a thread, let it work, send its answer when it is free again."""
        self.count += 1
        in_hand.set(self.count)
        try:
            work = asyncio.get_running_loop().run_in_executor(REQUESTS, call, self.application, scope, body)
            answer = await work
        except Exception:
            log.exception("request_failed", path=scope["path"])
            answer = Answer(status=500)
        finally:
            self.count -= 1
            in_hand.set(self.count)
        answered.labels(f"{answer.status // 100}xx").inc()
        await deliver(answer, send)


async def deliver(answer: Answer, send: Send) -> None:
    """Send an answer at the pace of the client."""
    await send({"type": "http.response.start", "status": answer.status, "headers": answer.headers})
    if answer.file is None:
        await send({"type": "http.response.body", "body": answer.content})
        return
    loop = asyncio.get_running_loop()
    try:
        while chunk := await loop.run_in_executor(None, answer.file.read, CHUNK_BYTES):
            await send({"type": "http.response.body", "body": chunk, "more_body": True})
        await send({"type": "http.response.body", "body": b""})
    finally:
        # Django's signals of the request's end run here, and they may touch the database.
        await loop.run_in_executor(REQUESTS, answer.file.close)


async def refuse(code: str, send: Send) -> None:
    """Answer without a thread; the connection closes, since its body may not have been read."""
    status, detail = REFUSALS[code]
    refused.labels(code).inc()
    content = json.dumps({"code": code, "detail": str(detail)}, ensure_ascii=False).encode()
    headers = [
        (b"content-type", b"application/json; charset=utf-8"),
        (b"content-length", str(len(content)).encode()),
        (b"connection", b"close"),
    ]
    if status == 503:
        headers.append((b"retry-after", b"1"))
    await deliver(Answer(status=status, headers=headers, content=content), send)
