"""The library over its people: written, approved by somebody else, found on the tablet, read without a network, ended."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from lobby.floor.models.library import LibraryItem, LibraryVersion
from tests.browser.hall import Hall
from tests.browser.screens import DESKTOP, TABLET, Screen, Screens
from tests.browser.test_shots import LANGUAGES, Album

pytestmark = pytest.mark.browser
DESK, SHELF = "/library/0001/desk/", "/library/0001/"
TITLE = "钱包遗失怎么帮"


def test_from_writing_to_the_end(hall: Hall, screens: Screens) -> None:
    writer = screens.person("manager", f"{DESK}new/guide/", DESKTOP)
    write(writer)
    version = LibraryVersion.objects.get(title_zh=TITLE)
    reviewer = screens.person("compliance1", f"{DESK}{version.pk}/", DESKTOP)
    reviewer.page.fill("#approve-number", "合规〔2026〕200号")
    reviewer.page.locator("form[action$='/approve/'] .button-primary").click()
    # The mark of what is in review looks the same: only the form goes with the decision.
    expect(reviewer.page.locator("form[action$='/approve/']")).to_have_count(0)
    writer.page.reload()
    writer.page.locator("form[action$='/publish/'] button").click()
    expect(writer.page.locator(".page-head .mark-fine")).to_be_visible()

    reader = screens.person("teller1", SHELF, TABLET, has_touch=True)
    reader.page.fill("#shelf-q", "qbys")
    expect(reader.page.locator(".shelf-title")).to_have_text([TITLE])
    reader.page.locator(".shelf-card").tap()
    expect(reader.page.locator("h1")).to_have_text(TITLE)
    reader.page.locator(".ticks input").first.check()

    LibraryVersion.objects.filter(pk=version.pk).update(expires_at=timezone.now())
    response = reader.page.reload()
    assert response is not None
    assert response.status == 404
    reader.complaints.clear()  # the browser writes the missing page into its console
    reader.page.goto(f"{screens.url}{SHELF}?q=qbys")
    expect(reader.page.locator(".shelf-card")).to_have_count(0)


def write(writer: Screen) -> None:
    page = writer.page
    page.fill("[name=title_zh]", TITLE)
    page.fill("[name=title_en]", "A lost wallet")
    page.fill("[name=body_zh]", "1. 先挂失\n2. 再报警")
    page.fill("[name=body_en]", "1. Block the cards\n2. Call the police")
    page.locator("form[action$='/begin/'] .button-primary").click()
    expect(page.locator("h1")).to_have_text(TITLE)
    page.fill("[name=title_en]", "A lost or stolen wallet")
    page.locator("button[formaction$='/submit/']").click()
    expect(page.locator(".page-head .mark-info")).to_be_visible()


def test_cards_are_read_without_a_network(hall: Hall, screens: Screens) -> None:
    tablet = screens.person("manager", SHELF, TABLET, has_touch=True)
    page = tablet.page
    page.evaluate("navigator.serviceWorker.ready")
    page.wait_for_function("""async () => {
      const store = await caches.open("lobby-library-1");
      const names = (await store.keys()).map((one) => one.url);
      return names.some((one) => one.endsWith("/kept/")) && names.some((one) => one.endsWith("library_kept.js"));
    }""")
    page.reload()  # from now on the worker stands between page and network

    page.context.set_offline(True)
    page.goto(f"{screens.url}{SHELF}items/1/")

    expect(page.locator("[data-kept-saved]")).to_contain_text("网络已断开")
    expect(page.locator("[data-kept-time]")).not_to_be_empty()
    page.fill("#kept-q", "jiabi")
    cards = page.locator(".kept-card:visible")
    expect(cards).to_have_count(4)
    cards.first.locator("summary").tap()
    expect(cards.first.locator(".ticks li").first).to_be_visible()
    assert hall.staff("manager").name not in page.inner_text("body")
    # What ended since is left out, whoever kept it.
    page.evaluate("""() => {
      document.querySelectorAll(".kept-card")[0].dataset.ends = "2020-01-01T00:00:00Z";
      document.querySelector("#kept-q").value = "";
      document.querySelector("#kept-q").dispatchEvent(new Event("input"));
    }""")
    expect(page.locator(".kept-card").first).to_be_hidden()
    page.context.set_offline(False)
    tablet.complaints.clear()  # the console tells every request that met no network


def test_screens_of_the_library_in_both_languages(hall: Hall, screens: Screens) -> None:
    album = Album()
    tablet = screens.person("manager", SHELF, TABLET, has_touch=True)
    desk = screens.person("compliance1", DESK, DESKTOP)
    greet = LibraryItem.objects.get(code="etiquette-greet").pk
    plan = LibraryItem.objects.get(code="emergency-robbery").pk
    review = LibraryVersion.objects.get(item__code="script-wait-over").pk
    draft = LibraryVersion.objects.get(item__code="guide-coins").pk
    changed = revised(hall).pk
    for language, code in LANGUAGES.items():
        tablet.read(SHELF, code)
        album.take(tablet, "library-shelf", language, least=48)
        tablet.page.locator(".shelf-emergency summary").tap()
        album.take(tablet, "library-emergency", language, least=48)
        tablet.read(f"{SHELF}?kind=guide&q=ka", code)
        album.take(tablet, "library-search", language, least=48)
        for name, item in (("greet", greet), ("plan", plan)):
            tablet.read(f"{SHELF}items/{item}/", code)
            album.take(tablet, f"library-{name}", language)
        tablet.read(f"{SHELF}kept/", code)
        album.take(tablet, "library-kept", language)
        tablet.read(f"{DESK}{draft}/", code)
        album.take(tablet, "library-draft", language)
        tablet.read(f"{DESK}new/etiquette/", code)
        album.take(tablet, "library-new", language)
        desk.read(f"{DESK}?status=published", code)
        album.take(desk, "library-desk", language)
        desk.read(f"{DESK}{review}/", code)
        album.take(desk, "library-review", language)
        desk.read(f"{DESK}{changed}/", code)
        album.take(desk, "library-difference", language)
    faults = [one for one in album.faults if not is_both_languages(one)]
    assert not faults, "\n".join(faults)


def is_both_languages(fault: str) -> bool:
    """The desk shows both languages on purpose, and the bank's approval numbers are Chinese ones."""
    return " foreign: " in fault and any(
        name in fault for name in ("draft", "review", "difference", "new", "desk", "〔2026〕")
    )


def revised(hall: Hall) -> LibraryVersion:
    """A second version of the branch's notice, in review, with a changed, a new and a missing line."""
    from lobby.floor.domain.library import writing
    from lobby.floor.domain.library.wording import Wording

    at = timezone.now() + dt.timedelta(seconds=1)
    manager = hall.staff("manager")
    former = LibraryVersion.objects.get(item__code="notice-id-check")
    wording = Wording(
        title_zh=former.title_zh,
        title_en=former.title_en,
        body_zh=former.body_zh.replace("从今天起", "自下月起") + "\n- 有疑问联系合规部",
        body_en=former.body_en.replace("From today on", "From next month on") + "\n- Questions: compliance",
        must_acknowledge=True,
    )
    version = writing.revise(former.item, by=manager, at=at, wording=wording)
    return writing.submit(version, by=manager, at=at)
