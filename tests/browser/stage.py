"""A live page without a server: our own templates and scripts, while the test speaks for the server."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from django.contrib.staticfiles import finders
from django.template import engines
from django.utils import translation
from playwright.sync_api import Page, Request, Route, WebSocketRoute

ADDRESS = "http://lobby.test/"
AT = dt.datetime(2026, 3, 10, 2, 0, tzinfo=dt.UTC)


class Stage:
    """The server's side of one page. `sockets` are those opened, `polls` and `posts` what was asked."""

    def __init__(self, page: Page, main: str, *, base: str = "base_screen", extra: str = "", seq: int = 10) -> None:
        self.page = page
        self.sockets: list[WebSocketRoute] = []
        self.addresses: list[str] = []
        self.polls: list[str] = []
        self.posts: list[Request] = []
        self.refusing = False
        self.poll_answer: dict[str, Any] = {"from": seq, "seq": seq}
        self.post_answers: list[tuple[int, dict[str, Any]] | None] = []
        self.html = render(main, base, extra, seq)
        self.loads = 0
        page.clock.install(time=AT)
        page.route("**/*", self._answer)
        page.route_web_socket("**/ws/live/**", self._connect)

    def open(self) -> None:
        """Load the page and let its first timers run."""
        self.page.goto(ADDRESS)
        self.page.wait_for_selector("html[data-keys], body.public")
        self.page.clock.run_for(50)

    def push(self, **frame: Any) -> None:
        """Send a frame on the newest socket and wait until the page has dealt with it."""
        self.sockets[-1].send(json.dumps(frame))
        self.page.evaluate("() => new Promise((done) => requestAnimationFrame(done))")
        self.page.wait_for_timeout(30)

    def pass_time(self, seconds: int) -> None:
        """Let time pass in steps, so that sockets and requests, which live in real time, keep up."""
        for _ in range(seconds):
            self.page.clock.run_for(1_000)
            self.page.wait_for_timeout(5)

    def beat(self, seconds: float = 0, **frame: Any) -> None:
        """A heartbeat, by a server clock that stands `seconds` after the page's start."""
        self.push(seq=10, at=(AT + dt.timedelta(seconds=seconds)).isoformat(), **frame)

    def _connect(self, socket: WebSocketRoute) -> None:
        self.addresses.append(socket.url)
        if self.refusing:
            socket.close(code=1013)
        else:
            self.sockets.append(socket)

    def _answer(self, route: Route) -> None:
        path = route.request.url.removeprefix(ADDRESS.rstrip("/")).partition("?")[0]
        if route.request.method == "POST":
            self._answer_post(route)
        elif path.startswith("/static/"):
            route.fulfill(path=Path(str(finders.find(path.removeprefix("/static/")))))
        elif path.startswith("/live/"):
            self.polls.append(route.request.url)
            route.fulfill(json=self.poll_answer)
        else:
            self.loads += route.request.is_navigation_request()
            route.fulfill(body=self.html, content_type="text/html; charset=utf-8")

    def _answer_post(self, route: Route) -> None:
        self.posts.append(route.request)
        answer = self.post_answers.pop(0) if self.post_answers else (200, {})
        if answer is None:
            route.abort()
        else:
            route.fulfill(status=answer[0], json=answer[1])


def render(main: str, base: str, extra: str, seq: int) -> str:
    """The page in English, its main part given."""
    branch = SimpleNamespace(code="7001", name="Branch", timezone="Asia/Shanghai")
    live = SimpleNamespace(screen="floor", branch=branch, seq=seq, at=AT, version="v1", token="")
    source = f'{{% extends "lobby/{base}.html" %}}{{% block main %}}{main}{{% endblock %}}{extra}'
    with translation.override("en"):
        return engines["django"].from_string(source).render({"live": live, "speaker": SPEAKER})


SPEAKER = {
    "branch": "7001",
    "day": AT.date(),
    "last": 5,
    "volume": 80,
    "quiet": "",
    "languages": "zh,en",
    "counter_word_zh": "号窗口",
    "counter_word_en": "counter",
}
