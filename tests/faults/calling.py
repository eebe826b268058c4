"""Calling the API of real web processes from many threads."""

from __future__ import annotations

import http.client
import json
import threading
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import connection

from tests.live.server import Server

# No request takes half as long on the slowest machine: whoever waits so long hangs.
HANGS_AFTER_S = 40.0
# The server closes a connection on which nothing was asked for five seconds.
KEPT_S = 2.0

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Answer:
    """Status and parsed JSON, None for an empty or other answer."""

    status: int
    body: Any
    headers: dict[str, str]

    @property
    def outcome(self) -> tuple[int, str]:
        """Status and code of the error, empty for a good answer."""
        is_refusal = self.status >= 400 and isinstance(self.body, dict)
        return self.status, self.body["code"] if is_refusal else ""


class Caller:
    """One kept connection of one key or browser; for one thread at a time."""

    def __init__(self, server: Server, key: str = "", **headers: str) -> None:
        self.server = server
        self.headers = {**({"Authorization": f"Key {key}"} if key else {}), **headers}
        self.connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=HANGS_AFTER_S)
        self.used_at = time.monotonic()

    def __del__(self) -> None:
        self.connection.close()  # a test that fails in the middle of its threads leaves no socket open either

    def post(self, path: str, body: Any = None, *, once: str = "", **headers: str) -> Answer:
        """POST JSON, with `once` as its idempotency key. Raises OSError or HTTPException when the process dies."""
        more = {"Content-Type": "application/json", **({"Idempotency-Key": once} if once else {}), **headers}
        return self.ask("POST", path, json.dumps(body or {}).encode(), more)

    def get(self, path: str, **headers: str) -> Answer:
        """GET an address."""
        return self.ask("GET", path, None, headers)

    def ask(self, method: str, path: str, content: bytes | None, headers: dict[str, str]) -> Answer:
        """One request; a connection that broke or was left alone for long is opened anew."""
        if time.monotonic() - self.used_at > KEPT_S:
            self.connection.close()
        try:
            self.connection.request(method, path, content, {**self.headers, **headers})
            answer = self.connection.getresponse()
            text = answer.read()
        except BaseException:
            self.connection.close()
            raise
        self.used_at = time.monotonic()
        is_json = (answer.getheader("Content-Type") or "").startswith("application/json")
        found = {name.lower(): value for name, value in answer.getheaders()}
        return Answer(answer.status, json.loads(text) if is_json and text else None, found)


def together(works: Iterable[Callable[[], T]]) -> list[T]:
    """Begin all works at the same moment, each in its own thread; returns what they return, raises what one raises."""
    works = list(works)
    starting = threading.Barrier(len(works))

    def begin(work: Callable[[], T]) -> T:
        try:
            starting.wait(HANGS_AFTER_S)
            return work()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as pool:
        return [each.result() for each in [pool.submit(begin, work) for work in works]]
