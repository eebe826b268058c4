"""Screens of the branch, each in a browser of its own, that write down everything a screen must not do."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin

from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.hall import PASSWORD, Hall

DESKTOP, UPRIGHT, TABLET, PHONE = (1920, 1080), (1080, 1920), (1180, 820), (390, 844)

# A machine with a Chinese and an English voice; what is said is written down instead of spoken.
VOICES = """
Object.defineProperty(window, "speechSynthesis", { value: {
  getVoices: () => [{ lang: "zh-CN", localService: true }, { lang: "en-GB", localService: true }],
  cancel() {}, addEventListener() {},
  speak(words) { window.hear(words.text); setTimeout(() => words.onend(), 20); },
}});
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
"""
# What the browser refuses becomes an error in the console, and the paper is counted instead of printed.
WATCH = """
addEventListener("securitypolicyviolation", (e) => console.error(`refused: ${e.violatedDirective} ${e.blockedURI}`));
window.printed = 0;
window.print = () => { window.printed += 1; dispatchEvent(new Event("beforeprint")); };
"""


PATIENCE_S = 15.0


@dataclass(slots=True)
class Screen:
    """An open page. `complaints` are its errors, `requests` what it asked for, `said` what its speaker spoke.

    `sockets` has an entry for every frame that came.
    """

    name: str
    page: Page
    complaints: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    sockets: list[str] = field(default_factory=list)

    def watch(self) -> None:
        """Listen from the very first request on."""
        page = self.page
        page.expose_function("hear", lambda words: self.said.append(words))
        page.add_init_script(WATCH)
        page.on("websocket", lambda socket: socket.on("framereceived", lambda _: self.sockets.append(socket.url)))
        page.on("pageerror", lambda error: self.complaints.append(f"error: {error}"))
        page.on("console", lambda message: self.note(message.type, message.text))
        page.on("request", lambda request: self.requests.append(f"{request.method} {request.url}"))

    def note(self, kind: str, text: str) -> None:
        # A page that is left while its socket opens says so; nobody can see that.
        if kind in {"error", "warning"} and "closed before the connection is established" not in text:
            self.complaints.append(f"{kind}: {text}")

    def mark(self) -> None:
        """Leave a mark that a reload would wipe away."""
        self.page.evaluate("window.isUntouched = true")

    @property
    def is_untouched(self) -> bool:
        """Whether the page that was marked is still the one that is shown."""
        return bool(self.page.evaluate("window.isUntouched === true"))

    def read(self, path: str, language: str) -> None:
        """Open another page of the same site in a language, and wait for its socket if it is a live one."""
        self.page.context.add_cookies(
            [{"name": "django_language", "value": language, "url": urljoin(self.page.url, "/")}]
        )
        self.sockets.clear()
        self.page.goto(urljoin(self.page.url, path))
        if self.page.locator("[data-live-screen]").count():
            self.is_live()

    def until(self, condition: Callable[[], bool]) -> None:
        """Wait for something that the page tells by itself. Raises AssertionError when it never does."""
        deadline = time.monotonic() + PATIENCE_S
        while not condition():
            assert time.monotonic() < deadline, (self.name, self.said)
            self.page.wait_for_timeout(50)

    def is_live(self) -> None:
        """Wait until the screen has opened its socket and heard from it."""
        expect(self.page.locator("html.is-stale")).to_have_count(0)
        self.until(lambda: any("/ws/live/" in address for address in self.sockets))


class Screens:
    """Opens screens on one web process, closes them together, and answers for all of them."""

    def __init__(self, browser: Browser, url: str, hall: Hall) -> None:
        self.browser, self.url, self.hall = browser, url, hall
        self.open: list[Screen] = []

    def context(self, size: tuple[int, int], **options: Any) -> BrowserContext:
        width, height = size
        return self.browser.new_context(viewport={"width": width, "height": height}, locale="zh-CN", **options)

    def show(self, name: str, context: BrowserContext, path: str) -> Screen:
        """Open an address in a context and watch it."""
        screen = Screen(name, context.new_page())
        screen.watch()
        screen.page.goto(self.url + path)
        self.open.append(screen)
        return screen

    def device(self, code: str, path: str, size: tuple[int, int], **options: Any) -> Screen:
        """An unattended screen, as it is set up: its address carries the key once."""
        context = self.context(size, **options)
        context.add_init_script(VOICES)
        glue = "&" if "?" in path else "?"
        return self.show(code, context, f"{path}{glue}key={self.hall.device_key(code)}")

    def person(
        self, username: str, path: str, size: tuple[int, int], language: str = "zh-hans", **options: Any
    ) -> Screen:
        """A signed-in person."""
        context = self.context(size, **options)
        cookies = {"sessionid": self.hall.session_cookie(username), "django_language": language}
        context.add_cookies([{"name": name, "value": value, "url": self.url} for name, value in cookies.items()])
        return self.show(username, context, path)

    def customer(self, path: str, language: str = "zh-hans", **options: Any) -> Screen:
        """A phone."""
        context = self.context(PHONE, has_touch=True, **options)
        return self.show("phone", context, f"{path}?lang={language}")

    def sign_in(self, username: str, size: tuple[int, int]) -> Screen:
        """A person who signs in by hand."""
        self.hall.allow_sign_in(username)
        screen = self.show(username, self.context(size), "/sign-in/")
        screen.page.fill("#id_username", username)
        screen.page.fill("#id_password", PASSWORD)
        screen.page.keyboard.press("Enter")
        screen.page.wait_for_url(f"{self.url}/")
        return screen

    def complaints(self) -> list[str]:
        """Every error of every screen that is or was open."""
        return [f"{screen.name}: {line}" for screen in self.open for line in screen.complaints]

    def close(self) -> None:
        for screen in self.open:
            screen.page.context.close()
