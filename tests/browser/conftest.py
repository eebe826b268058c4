"""A real Chromium for all browser tests."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from django.core.management import call_command
from playwright.sync_api import Browser, Page, sync_playwright
from pytest_django import DjangoDbBlocker

from tests import chromium
from tests.browser.hall import Hall
from tests.browser.kept import Kept
from tests.browser.screens import Screens
from tests.embedded.runs import wait_until
from tests.live.server import Server, serve

OF_OTHER_PAGES = ["admin", "drf_spectacular_sidecar", "rest_framework"]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for the run."""
    options = chromium.launch_options()
    # As a branch's unattended screens are started: sound needs no tap.
    options["args"] = [*options["args"], "--autoplay-policy=no-user-gesture-required"]
    with sync_playwright() as playwright, pytest.MonkeyPatch.context() as patch:
        # Playwright keeps an event loop in this thread, beside which Django would refuse to ask its database.
        patch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "yes")
        browser = playwright.chromium.launch(**options)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A fresh page; an error in its scripts fails the test."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="en-GB")
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    context.close()
    assert errors == []


@pytest.fixture(scope="session")
def kept() -> Kept:
    """The demo branch's rows between tests."""
    return Kept()


@pytest.fixture
def hall(browser: Browser, transactional_db: None, kept: Kept) -> Hall:
    """The demo branch; commits are seen by the web process."""
    return kept.hall()


@pytest.fixture(scope="session")
def static_files() -> None:
    """The files that real pages need and other tests do not, where a web process serves them."""
    call_command("collectstatic", interactive=False, ignore_patterns=OF_OTHER_PAGES, verbosity=0)


@pytest.fixture(scope="session")
def web(
    browser: Browser, static_files: None, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[Server]:
    """One web process for all journeys."""
    with django_db_blocker.unblock(), serve(BEAT_S="1") as server:
        yield server


@pytest.fixture
def screens(browser: Browser, web: Server, hall: Hall) -> Iterator[Screens]:
    """Screens on that process; an error on any of them, or something its policy refuses, fails the test."""
    screens = Screens(browser, web.url, hall)
    yield screens
    complaints = screens.complaints()
    screens.close()
    # The next test's rows have the same ids: whoever still looked on would have seen more than there is.
    assert wait_until(lambda: web.total("lobby_sockets") == 0)
    assert complaints == []
