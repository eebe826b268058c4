"""The gate in front of the request threads, driven as a server would drive it."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from lobby.live.serving import body as bodies
from lobby.live.serving.gate import MAX_WAITING, Gate
from lobby.live.threads import REQUEST_THREADS

StartResponse = Callable[..., Any]


class Exchange:
    """One request and what was answered."""

    def __init__(self, *chunks: bytes, path: str = "/", query: bytes = b"", headers: tuple[Any, ...] = ()) -> None:
        self.scope = {
            "type": "http",
            "method": "POST",
            "path": path,
            "root_path": "",
            "query_string": query,
            "http_version": "1.1",
            "scheme": "http",
            "server": ("127.0.0.1", 80),
            "client": ("127.0.0.1", 999),
            "headers": list(headers),
        }
        self.coming: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        for number, chunk in enumerate(chunks, start=1):
            self.coming.put_nowait({"type": "http.request", "body": chunk, "more_body": number < len(chunks)})
        self.sent: list[dict[str, Any]] = []
        self.may_send = asyncio.Event()
        self.may_send.set()

    async def send(self, message: Any) -> None:
        await self.may_send.wait()
        self.sent.append(message)

    async def through(self, gate: Gate) -> Exchange:
        await gate(self.scope, self.coming.get, self.send)
        return self

    @property
    def status(self) -> int:
        return int(self.sent[0]["status"])

    @property
    def content(self) -> bytes:
        return b"".join(message.get("body", b"") for message in self.sent[1:])

    @property
    def code(self) -> str:
        return str(json.loads(self.content)["code"])


def echo(environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
    """Answer with what a WSGI application reads."""
    content = environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"]))
    start_response("200 OK", [("X-Query", environ["QUERY_STRING"])])
    return [content]


async def test_body_in_pieces_arrives_whole() -> None:
    answer = await Exchange(b"one ", b"two ", b"three", query=b"a=%20b&c=\xff").through(Gate(echo))

    assert (answer.status, answer.content) == (200, b"one two three")
    assert answer.sent[0]["headers"] == [(b"x-query", b"a=%20b&c=%FF")]


async def test_header_with_underscore_cannot_pose_as_the_proxys() -> None:
    def forwarded(environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        start_response("200 OK", [])
        return [environ.get("HTTP_X_FORWARDED_PROTO", "none").encode()]

    answer = await Exchange(b"", headers=((b"x_forwarded_proto", b"https"),)).through(Gate(forwarded))

    assert answer.content == b"none"


@pytest.mark.parametrize(
    "exchange",
    [
        lambda: Exchange(b"x" * 200_000, b"x" * 200_000),
        lambda: Exchange(b"", headers=((b"content-length", b"300000"),)),
    ],
    ids=["sent", "declared"],
)
async def test_too_large_a_body_is_413(exchange: Callable[[], Exchange]) -> None:
    answer = await exchange().through(Gate(echo))

    assert (answer.status, answer.code) == (413, "too_large")


async def test_upload_path_takes_what_it_was_allowed() -> None:
    bodies.allow_upload("/upload/", 2_000_000)

    allowed = await Exchange(b"x" * 1_500_000, path="/upload/photo").through(Gate(echo))
    refused = await Exchange(b"x" * 1_500_000, b"x" * 1_500_000, path="/upload/photo").through(Gate(echo))

    assert (allowed.status, len(allowed.content)) == (200, 1_500_000)
    assert refused.status == 413


async def test_body_that_does_not_come_is_408() -> None:
    exchange = Exchange()
    exchange.coming.put_nowait({"type": "http.request", "body": b"half", "more_body": True})

    answer = await exchange.through(Gate(echo, limit_s=0.05))

    assert (answer.status, answer.code) == (408, "request_timeout")
    assert (b"connection", b"close") in answer.sent[0]["headers"]


async def test_client_that_leaves_in_the_middle_costs_nothing() -> None:
    def never(environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        raise AssertionError("no thread should have been taken")

    exchange = Exchange()
    exchange.coming.put_nowait({"type": "http.request", "body": b"half", "more_body": True})
    exchange.coming.put_nowait({"type": "http.disconnect"})

    assert (await exchange.through(Gate(never))).sent == []


async def test_more_than_can_wait_is_refused_at_once_and_the_rest_is_served() -> None:
    go_on = threading.Event()

    def slow(environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        go_on.wait(20)
        start_response("200 OK", [])
        return [b"done"]

    gate = Gate(slow)
    taken = [Exchange(b"") for _ in range(REQUEST_THREADS + MAX_WAITING)]
    works = [asyncio.create_task(exchange.through(gate)) for exchange in taken]
    while gate.count < len(taken):
        await asyncio.sleep(0)

    refused = await Exchange(b"").through(gate)
    go_on.set()
    await asyncio.gather(*works)

    assert (refused.status, refused.code) == (503, "busy")
    assert (b"retry-after", b"1") in refused.sent[0]["headers"]
    assert {exchange.status for exchange in taken} == {200}
    assert gate.count == 0


async def test_application_that_breaks_is_500_and_gives_its_place_back() -> None:
    def broken(environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        raise ValueError("broken")

    gate = Gate(broken)

    assert (await Exchange(b"").through(gate)).status == 500
    assert gate.count == 0


async def test_slow_downloads_hold_no_thread(tmp_path: Path) -> None:
    path = tmp_path / "report"
    path.write_bytes(b"r" * 300_000)
    closed: list[bool] = []

    def report(environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        start_response("200 OK", [])
        if environ["PATH_INFO"] != "/report":
            return [b"small"]
        body: Iterable[bytes] = environ["wsgi.file_wrapper"](path.open("rb"))
        return body

    gate = Gate(report)
    slow = [Exchange(b"", path="/report") for _ in range(REQUEST_THREADS * 2)]
    for exchange in slow:
        exchange.may_send.clear()
    works = [asyncio.create_task(exchange.through(gate)) for exchange in slow]
    await asyncio.sleep(0)

    quick = await Exchange(b"").through(gate)
    for exchange in slow:
        exchange.may_send.set()
    await asyncio.gather(*works)

    assert (quick.status, quick.content, closed) == (200, b"small", [])
    assert {len(exchange.content) for exchange in slow} == {300_000}


async def test_long_generated_answer_is_sent_whole() -> None:
    def rows(environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        start_response("200 OK", [])
        return (b"%07d\n" % number for number in range(300_000))

    answer = await Exchange(b"").through(Gate(rows))

    assert len(answer.content) == 8 * 300_000
    assert answer.content.endswith(b"0299999\n")
