"""The live client in a real browser: panels, gaps, silence, refusal, new versions, clocks."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.stage import Stage

pytestmark = pytest.mark.browser

QUEUE = """
<section data-panel="queue">
  <b class="figure-value" data-key="waiting">2</b>
  <details><summary>why</summary>text</details>
  <input id="search">
  <ol class="rows"><li data-key="t1"><button>A001</button></li><li data-key="t2"><button>A002</button></li></ol>
</section>
<section data-panel="other"><p>other</p></section>
"""
NEXT = """
<b class="figure-value" data-key="waiting">3</b>
<details><summary>why</summary>new text</details>
<input id="search">
<ol class="rows"><li data-key="t3"><button>B001</button></li><li data-key="t2"><button>A002</button></li></ol>
"""


def test_panel_is_merged_and_keeps_what_the_reader_does(page: Page) -> None:
    stage = Stage(page, QUEUE)
    stage.open()
    page.click("summary")
    page.fill("#search", "half ty")
    page.focus("[data-key=t2] button")
    page.evaluate("document.querySelector('[data-key=t2]').mine = true")

    stage.push(**{"from": 10, "seq": 11, "panels": {"queue": NEXT}, "events": []})

    assert page.inner_text("[data-key=waiting]") == "3"
    assert page.locator("li button").all_inner_texts() == ["B001", "A002"]
    assert page.evaluate("document.querySelector('[data-key=t2]').mine")
    assert page.evaluate("document.activeElement.textContent") == "A002"
    assert page.input_value("#search") == "half ty"
    assert page.locator("details").get_attribute("open") is not None
    assert "new text" in page.inner_text("details")
    assert page.inner_text("[data-panel=other]") == "other"


def test_focus_of_a_row_that_went_stays_in_its_panel(page: Page) -> None:
    stage = Stage(page, QUEUE)
    stage.open()
    page.focus("[data-key=t1] button")

    stage.push(**{"from": 10, "seq": 11, "panels": {"queue": NEXT}})

    assert page.evaluate("document.activeElement.dataset.panel") == "queue"


def test_whole_section_is_as_good_as_its_inside(page: Page) -> None:
    stage = Stage(page, QUEUE)
    stage.open()

    stage.push(**{"from": 10, "seq": 11, "panels": {"other": '<section data-panel="other"><p>new</p></section>'}})

    assert page.inner_text("[data-panel=other]") == "new"
    assert page.locator("[data-panel=other] [data-panel]").count() == 0


def test_gap_is_asked_for_once_from_the_own_number(page: Page) -> None:
    stage = Stage(page, QUEUE)
    stage.open()
    stage.poll_answer = {"from": 10, "seq": 15, "panels": {"other": "<p>caught up</p>"}}

    stage.push(**{"from": 13, "seq": 14, "panels": {"other": "<p>too early</p>"}})
    expect(page.locator("[data-panel=other]")).to_have_text("caught up")
    stage.push(**{"from": 15, "seq": 16, "panels": {"other": "<p>on</p>"}})

    assert page.inner_text("[data-panel=other]") == "on"
    assert len(stage.polls) == 1
    assert "since=10" in stage.polls[0]


def test_older_frame_changes_nothing_and_events_come_once(page: Page) -> None:
    stage = Stage(page, QUEUE)
    stage.open()
    page.evaluate("window.heard = []; document.addEventListener('lobby:event', (e) => heard.push(e.detail.number))")

    stage.push(**{"from": 10, "seq": 12, "events": [{"type": "ticket.called", "number": "A001"}]})
    stage.push(**{"from": 9, "seq": 11, "panels": {"other": "<p>old</p>"}, "events": [{"number": "A000"}]})
    stage.push(**{"from": 11, "seq": 12, "events": [{"type": "ticket.called", "number": "A001"}]})

    assert page.evaluate("heard") == ["A001"]
    assert page.inner_text("[data-panel=other]") == "other"


def test_lost_socket_reconnects_with_the_own_number_and_says_nothing_early(page: Page) -> None:
    stage = Stage(page, QUEUE)
    stage.open()
    stage.push(**{"from": 10, "seq": 11})

    stage.sockets[-1].close(code=1006)
    stage.pass_time(2)
    page.wait_for_timeout(50)

    assert len(stage.sockets) == 2
    assert "since=11" in stage.addresses[-1]
    expect(page.locator("[data-stale-notice]")).to_be_hidden()


def test_silence_dims_the_page_in_words_until_news_comes(page: Page) -> None:
    stage = Stage(page, QUEUE)
    stage.open()
    stage.beat(0)
    expect(page.locator("[data-as-of]")).to_have_text("10:00:00")

    stage.pass_time(25)
    expect(page.locator("[data-stale-notice]")).to_contain_text("No news from the server since 10:00:00")
    assert page.evaluate("document.documentElement.classList.contains('is-stale')")

    stage.pass_time(30)
    page.wait_for_timeout(50)
    stage.beat(60)
    expect(page.locator("[data-stale-notice]")).to_be_hidden()
    expect(page.locator("[data-as-of]")).to_have_text("10:01:00")


def test_refused_sockets_are_replaced_by_asking(page: Page) -> None:
    stage = Stage(page, QUEUE)
    stage.refusing = True
    stage.poll_answer = {"from": 10, "seq": 11, "panels": {"other": "<p>polled</p>"}}
    stage.open()

    stage.pass_time(20)

    assert page.inner_text("[data-panel=other]") == "polled"
    assert 2 <= len(stage.polls) <= 5
    expect(page.locator("[data-stale-notice]")).to_be_hidden()


def test_ended_access_is_said_and_retried_slowly(page: Page) -> None:
    stage = Stage(page, QUEUE)
    stage.open()

    stage.sockets[-1].close(code=4401)
    stage.pass_time(10)
    expect(page.locator("[data-stale-notice]")).to_contain_text("Your access has ended")
    assert len(stage.sockets) == 1

    stage.pass_time(60)
    stage.beat(70)
    expect(page.locator("[data-stale-notice]")).to_be_hidden()


def test_new_version_reloads_when_idle(page: Page) -> None:
    stage = Stage(page, QUEUE)
    stage.open()
    page.fill("#search", "typing")
    stage.beat(0, version="v2")

    stage.pass_time(15)
    assert stage.loads == 1

    page.fill("#search", "")
    stage.pass_time(15)
    page.wait_for_timeout(200)
    assert stage.loads == 2


def test_durations_follow_the_servers_clock(page: Page) -> None:
    main = """<span class="mark" data-since="2026-03-10T01:50:30Z" data-attention-after="300" data-late-after="600"></span>
    <b data-since="2026-03-10T01:59:18Z" data-format="clock"></b><i data-countdown="2026-03-10T02:00:30Z"></i>"""
    stage = Stage(page, main)
    stage.open()
    assert page.inner_text(".mark[data-since]") == "9 min"
    assert page.inner_text("b[data-since]") == "0:42"
    assert "mark-attention" in page.get_attribute(".mark[data-since]", "class")
    assert page.get_attribute(".mark[data-since]", "title") == "since 09:50:30"

    stage.beat(40)
    stage.pass_time(1)

    assert page.inner_text(".mark[data-since]") == "10 min"
    assert "mark-late" in page.get_attribute(".mark[data-since]", "class")
    assert page.inner_text("i") == "0:00"


def test_title_carries_the_count(page: Page) -> None:
    stage = Stage(page, '<section data-panel="n"><data data-title-count value="0"></data></section>')
    stage.open()

    stage.push(**{"from": 10, "seq": 11, "panels": {"n": '<data data-title-count value="23"></data>'}})

    assert page.title() == "(23) Lobby"
    assert page.get_attribute('link[rel="icon"]', "href").startswith("data:image/png")
