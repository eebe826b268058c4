"""Picture and sound between real browsers with fake cameras: both see each other, hang up, reload, come back, do without."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from devices.domain import vtm
from devices.models.vtm import VtmSession
from devices.models.watching import VtmWatch
from lobby.branches.models import Session
from tests import chromium
from tests.browser.hall import Hall
from tests.browser.screens import DESKTOP, UPRIGHT, Screen, Screens
from tests.live.server import Server

pytestmark = pytest.mark.browser

FAKE = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]
# Width and height of the other side's picture, how far it has played, and whether a pixel of it is not black.
LOOK = """(name) => {
  const video = document.querySelector(`[data-far] video[data-of="${name}"]`);
  if (!video || !video.videoWidth) return null;
  const canvas = Object.assign(document.createElement("canvas"), { width: 40, height: 30 });
  const pen = canvas.getContext("2d");
  pen.drawImage(video, 0, 0, 40, 30);
  const light = [...pen.getImageData(0, 0, 40, 30).data].some((value, at) => at % 4 < 3 && value > 60);
  return { width: video.videoWidth, height: video.videoHeight, time: video.currentTime, light };
}"""
TRACKS = """() => {
  const far = [...document.querySelectorAll("[data-far] video")];
  return { far: far.length, own: document.querySelector("[data-own]").srcObject?.getTracks().length ?? 0 };
}"""
# A browser remembers every track it was given, so that a test can ask whether the camera was let go.
REMEMBER = """
window.given = [];
const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
navigator.mediaDevices.getUserMedia = async (wanted) => {
  const stream = await ask(wanted);
  window.given.push(...stream.getTracks());
  return stream;
};
"""


@pytest.fixture
def cameras(browser: Browser) -> Iterator[Browser]:
    """A second browser whose camera shows a test picture and whose microphone beeps."""
    options = chromium.launch_options()
    options["args"] = [*options["args"], "--autoplay-policy=no-user-gesture-required", *FAKE]
    filming = browser.browser_type.launch(**options)
    yield filming
    filming.close()


@pytest.fixture
def filmed(cameras: Browser, web: Server, hall: Hall) -> Iterator[Screens]:
    """Screens in that browser; an error on any of them, or something its policy refuses, fails the test."""
    screens = Screens(cameras, web.url, hall)
    yield screens
    complaints = screens.complaints()
    screens.close()
    assert complaints == []


def begin(hall: Hall, screens: Screens, camera: str = "yes") -> tuple[Screen, Screen, VtmSession]:
    """A customer who asked for a card, and the agent who took the call."""
    vtm.go_online(hall.staff("vtm1"), at=timezone.now())
    customer = screens.device("VTM1", "/vtm/VTM1/?lang=en", UPRIGHT)
    customer.page.context.add_init_script(REMEMBER)
    customer.page.goto(f"{screens.url}/vtm/VTM1/begin/?lang=en&service=card&used=yes")
    customer.page.locator(f"[name=camera][value={camera}]").click()
    expect(customer.page.locator("[data-vt-state=queued]")).to_be_visible()
    customer.is_live()
    session = vtm.connect_next(hall.staff("vtm1"), at=timezone.now())
    assert session is not None
    agent = screens.person("vtm1", f"/video/sessions/{session.pk}/", DESKTOP, "en")
    return customer, agent, session


def sees(page: Page, name: str) -> None:
    """The other side's picture has a size, is not black, and goes on."""
    page.wait_for_function(f"(name) => ({LOOK})(name)?.light", arg=name, timeout=20_000)
    first = page.evaluate(LOOK, name)
    assert first["width"] > 0
    assert first["height"] > 0
    page.wait_for_function(f"([name, time]) => ({LOOK})(name).time > time + 0.5", arg=[name, first["time"]])


def test_two_browsers_see_each_other_until_one_hangs_up(hall: Hall, filmed: Screens) -> None:
    customer, agent, _session = begin(hall, filmed)

    sees(customer.page, "agent")
    sees(agent.page, "customer")
    expect(customer.page.locator("[data-light]")).to_be_visible()
    agent.page.locator("[data-mute]").click()
    expect(agent.page.locator("[data-mute]")).to_have_attribute("aria-pressed", "true")
    customer.page.locator(".vt-hang-up button").click()

    expect(customer.page.locator("[data-vt-state=failed]")).to_be_visible()
    expect(customer.page.locator("[data-far] video")).to_have_count(0)
    expect(agent.page.locator("[data-far] video")).to_have_count(0)
    assert customer.page.evaluate("window.given.map((track) => track.readyState)") == ["ended", "ended"]
    for screen in (customer, agent):
        assert screen.page.evaluate(TRACKS) == {"far": 0, "own": 0}


def test_a_desk_that_nobody_touches_does_not_lock_while_the_agent_talks(hall: Hall, filmed: Screens) -> None:
    customer, agent, _session = begin(hall, filmed)
    sees(agent.page, "customer")
    Session.objects.update(locks_at=timezone.now() + dt.timedelta(seconds=20))

    agent.page.reload()

    later = timezone.now() + dt.timedelta(seconds=200)
    agent.until(lambda: Session.objects.filter(locks_at__gt=later).exists())
    sees(customer.page, "agent")


def test_a_reload_and_a_lost_line_bring_the_picture_back(hall: Hall, filmed: Screens) -> None:
    customer, agent, session = begin(hall, filmed)
    sees(customer.page, "agent")

    agent.page.reload()
    sees(agent.page, "customer")
    sees(customer.page, "agent")
    customer.page.reload()
    sees(customer.page, "agent")
    sees(agent.page, "customer")

    agent.page.goto("about:blank")
    expect(customer.page.locator("[data-vt-state=dropped]")).to_be_visible(timeout=30_000)
    expect(customer.page.locator("[data-far] video")).to_have_count(0)
    agent.page.goto(f"{filmed.url}/video/sessions/{session.pk}/")
    agent.page.locator("[data-key=do-dropped] .button-primary").click()
    sees(customer.page, "agent")
    sees(agent.page, "customer")


def test_without_a_camera_the_customer_is_heard_and_sees(hall: Hall, filmed: Screens) -> None:
    customer, agent, _session = begin(hall, filmed, camera="no")

    sees(customer.page, "agent")
    agent.page.wait_for_function("document.querySelector('[data-far] .vd-sound-only')?.currentTime > 0.5")
    assert agent.page.evaluate(
        "document.querySelector('[data-far] video').srcObject.getTracks().map((t) => t.kind)"
    ) == ["audio"]
    assert customer.page.evaluate("window.given.map((track) => track.kind)") == ["audio"]
    expect(customer.page.locator("[data-blind]")).to_be_hidden()


def test_who_may_not_use_the_microphone_is_told_in_words(hall: Hall, screens: Screens) -> None:
    """This browser has no camera and no microphone at all."""
    customer, agent, _session = begin(hall, screens)

    expect(customer.page.locator(".vd-words")).to_contain_text("microphone")
    expect(agent.page.locator(".vd-words")).to_contain_text("microphone")


def test_a_second_window_takes_the_picture_over(hall: Hall, filmed: Screens) -> None:
    customer, agent, session = begin(hall, filmed)
    sees(agent.page, "customer")

    second = filmed.person("vtm1", f"/video/sessions/{session.pk}/", DESKTOP, "en")

    sees(second.page, "customer")
    expect(agent.page.locator("[data-again]")).to_be_visible()
    agent.page.locator("[data-again]").click()
    sees(agent.page, "customer")
    expect(second.page.locator("[data-again]")).to_be_visible()
    sees(customer.page, "agent")


def test_a_supervisor_sees_both_and_both_see_that(hall: Hall, filmed: Screens) -> None:
    customer, agent, session = begin(hall, filmed)
    sees(agent.page, "customer")

    watcher = filmed.person("brops1", f"/video/live/{session.pk}/", DESKTOP, "en")
    watcher.page.locator(".button-large").click()
    expect(customer.page.locator(".vd-watcher")).to_contain_text("supervisor")
    expect(agent.page.locator(".vd-watcher")).to_contain_text(hall.staff("brops1").name)
    sees(watcher.page, "customer")
    sees(watcher.page, "agent")
    assert watcher.page.evaluate(TRACKS)["own"] == 0
    watcher.page.locator(".button-late").click()

    expect(customer.page.locator(".vd-watcher")).to_have_count(0)
    expect(agent.page.locator(".vd-watcher")).to_have_count(0)
    assert VtmWatch.objects.get().left_at is not None
    sees(agent.page, "customer")
