"""The announcement player: each call once, in order, in both languages, never an old one."""

from __future__ import annotations

import datetime as dt

import pytest
from playwright.sync_api import Page

from tests.browser.stage import AT, Stage

pytestmark = pytest.mark.browser

# A machine with a Chinese and an English voice; what is said is written down instead of spoken.
VOICES = """
const voices = [{ lang: "zh-CN", localService: true }, { lang: "en-GB", localService: true }];
window.said = [];
Object.defineProperty(window, "speechSynthesis", { value: {
  getVoices: () => voices, cancel() {}, addEventListener() {},
  speak(words) { said.push(words.text); setTimeout(() => words.onend(), 10); },
}});
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
"""
BOARD = '<section data-panel="call-board"><ol></ol></section>{% include "lobby/_speaker.html" %}'
START = '<script type="module" src="/static/start-speaker.js"></script>'


@pytest.fixture
def stage(page: Page) -> Stage:
    """A wall whose speaker has spoken up to announcement 5."""
    page.add_init_script(VOICES)
    stage = Stage(page, BOARD, base="base_public", extra=f"{{% block screen_scripts %}}{START}{{% endblock %}}")
    page.route(
        "**/static/start-speaker.js",
        lambda route: route.fulfill(
            body='import { startSpeaker } from "./live/speaker.js"; startSpeaker(); window.started = true;',
            content_type="text/javascript",
        ),
    )
    stage.open()
    page.wait_for_function("window.started")
    return stage


def called(announcement: int, number: str = "A032", counter: str = "3", ago: float = 1) -> dict[str, object]:
    at = (AT - dt.timedelta(seconds=ago)).isoformat()
    return {"type": "ticket.called", "announcement": announcement, "number": number, "counter": counter, "at": at}


def wait(stage: Stage, seconds: int = 6) -> list[str]:
    for _ in range(seconds * 4):
        stage.page.clock.run_for(250)
        stage.page.wait_for_timeout(5)
    said: list[str] = stage.page.evaluate("said")
    return said


def test_call_is_spoken_in_chinese_then_english_digit_by_digit(stage: Stage) -> None:
    stage.push(**{"from": 10, "seq": 11, "events": [called(6)]})

    assert wait(stage) == ["请 A 零 三 二 号，到 3 号窗口", "Ticket A 0 3 2, please go to counter 3"]


def test_calls_are_spoken_one_at_a_time_in_order_and_once(stage: Stage) -> None:
    stage.push(**{"from": 10, "seq": 12, "events": [called(7, "A002"), called(6, "A001")]})
    stage.push(**{"from": 12, "seq": 13, "events": [called(6, "A001")]})

    assert [words[:12] for words in wait(stage, 12) if words.startswith("Ticket")] == ["Ticket A 0 0"] * 2
    assert "2" in stage.page.evaluate("said")[-1]
    assert len(stage.page.evaluate("said")) == 4


def test_old_and_already_spoken_calls_are_silent(stage: Stage) -> None:
    stage.push(**{"from": 10, "seq": 12, "events": [called(5), called(6, ago=61), called(7, "B007")]})

    assert [words for words in wait(stage) if words.startswith("Ticket")] == ["Ticket B 0 0 7, please go to counter 3"]


def test_call_on_the_board_is_spoken_and_reload_does_not_repeat_it(stage: Stage) -> None:
    row = f'<ol><li data-announcement="8" data-number="A008" data-counter="1" data-at="{AT.isoformat()}">A008</li></ol>'
    stage.push(**{"from": 10, "seq": 11, "panels": {"call-board": row}})
    assert len(wait(stage)) == 2

    stage.html = stage.html.replace("<ol></ol>", row)
    stage.open()
    stage.page.wait_for_function("window.started")

    assert wait(stage) == []


def test_recall_speaks_again_under_its_new_number(stage: Stage) -> None:
    stage.push(**{"from": 10, "seq": 11, "events": [called(6)]})
    wait(stage)
    stage.push(**{"from": 11, "seq": 12, "events": [{**called(7), "type": "ticket.recalled"}]})

    assert len(wait(stage)) == 4


@pytest.mark.parametrize(("quiet", "words"), [("09:30-10:30", 0), ("18:00-08:00", 2), ("22:00-10:01", 0), ("", 2)])
def test_quiet_hours_follow_the_branchs_clock(stage: Stage, quiet: str, words: int) -> None:
    stage.page.evaluate("(quiet) => { document.querySelector('[data-speaker]').dataset.quiet = quiet }", quiet)

    stage.push(**{"from": 10, "seq": 11, "events": [called(6)]})

    assert len(wait(stage)) == words


def test_volume_nought_and_one_language(stage: Stage) -> None:
    settings = "(values) => Object.assign(document.querySelector('[data-speaker]').dataset, values)"
    stage.page.evaluate(settings, {"volume": "0"})
    stage.push(**{"from": 10, "seq": 11, "events": [called(6)]})
    assert wait(stage) == []

    stage.page.evaluate(settings, {"volume": "50", "languages": "en"})
    stage.push(**{"from": 11, "seq": 12, "events": [called(7)]})

    assert wait(stage) == ["Ticket A 0 3 2, please go to counter 3"]
