"""What a wall plays, in a browser: it rotates, stops what has ended even offline, gives way to calls and notices, reports."""

from __future__ import annotations

import datetime as dt
import json
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Page

from tests.browser.stage import AT, Stage

pytestmark = pytest.mark.browser

START = """
{% block screen_styles %}<link rel="stylesheet" href="/static/floor/content.css">{% endblock %}
{% block screen_class %}content-wall{% endblock %}
{% block public_data %}data-wall="W1" data-reports="/wall/W1/plays/" data-pictures="/wall/W1/pictures/0/"{% endblock %}
{% block screen_scripts %}<script type="module" src="/static/floor/content_wall.js"></script>{% endblock %}
"""


def slide(key: int, seconds: int = 10, ends_in: int = 3600, more: str = "", words: str = "") -> str:
    ends_at = (AT + dt.timedelta(seconds=ends_in)).isoformat()
    return (
        f'<li class="slide" data-key="slide-{key}" data-slide="{key}" data-seconds="{seconds}" data-ends-at="{ends_at}" {more}>'
        f'<div class="slide-words"><h2>Slide {key}</h2><p>{words}</p></div></li>'
    )


def round_of(*slides: str, wall: str = "") -> str:
    return f'<ol class="content-round" data-key="round-{wall}" data-content-round="{wall}">{"".join(slides)}</ol>'


def panel(*parts: str) -> str:
    return f'<section data-panel="content-round" class="content-panel">{"".join(parts)}</section>'


def stage_of(page: Page, *parts: str) -> Stage:
    stage = Stage(page, f'<div class="content-stage">{panel(*parts)}</div>', base="base_public", extra=START)
    stage.open()
    return stage


def playing(page: Page) -> list[str]:
    shown: list[str] = page.locator(".slide.is-playing h2").all_inner_texts()
    return shown


def test_slides_follow_each_other_and_begin_again(page: Page) -> None:
    stage = stage_of(page, round_of(slide(1, 10), slide(2, 5)))

    seen = [playing(page)]
    # A moment into each slide: it is looked at four times a second.
    for seconds in (11, 5, 10):
        stage.pass_time(seconds)
        seen.append(playing(page))

    assert seen == [["Slide 1"], ["Slide 2"], ["Slide 1"], ["Slide 2"]]


def test_a_slide_ends_at_its_end_with_nobody_to_ask(page: Page) -> None:
    stage = stage_of(page, round_of(slide(1, 900, ends_in=60), slide(2, 900, ends_in=120)))
    stage.refusing = True

    stage.pass_time(30)
    assert playing(page) == ["Slide 1"]
    stage.pass_time(40)
    assert playing(page) == ["Slide 2"]
    stage.pass_time(60)
    assert playing(page) == []


def test_the_servers_clock_decides_not_the_devices(page: Page) -> None:
    stage = stage_of(page, round_of(slide(1, 60, ends_in=100)))

    stage.beat(101)
    stage.pass_time(1)

    assert playing(page) == []


def test_withdrawn_content_leaves_at_once(page: Page) -> None:
    stage = stage_of(page, round_of(slide(1, 60), slide(2, 60)))
    assert playing(page) == ["Slide 1"]

    stage.push(**{"from": 10, "seq": 11, "events": [], "panels": {"content-round": panel(round_of(slide(2, 60)))}})

    assert playing(page) == ["Slide 2"]


def test_the_walls_own_round_comes_before_the_branchs(page: Page) -> None:
    stage_of(page, round_of(slide(1)), round_of(slide(2), wall="W1"), round_of(slide(3), wall="W2"))

    assert playing(page) == ["Slide 2"]


def test_days_and_hours_are_kept(page: Page) -> None:
    later = (AT + dt.timedelta(seconds=30)).isoformat()
    day = slide(1, 60, more=f'data-days-from="{later}"')
    # 10:00 on the branch's clock.
    stage = stage_of(page, round_of(day, slide(2, 60, more='data-hours-from="22:00" data-hours-until="06:00"')))
    assert playing(page) == []

    stage.pass_time(31)

    assert playing(page) == ["Slide 1"]


def test_nothing_moves_while_a_call_is_fresh_but_what_has_ended_leaves(page: Page) -> None:
    stage = stage_of(page, round_of(slide(1, 5, ends_in=30), slide(2, 5)))
    page.evaluate("document.body.toggleAttribute('data-holds', true)")

    stage.pass_time(20)
    assert playing(page) == ["Slide 1"]
    stage.pass_time(11)
    assert playing(page) == ["Slide 2"]


def test_an_urgent_notice_takes_the_screen_and_gives_it_back(page: Page) -> None:
    stage = stage_of(page, round_of(slide(1, 60)))
    notice = '<div class="content-notice content-notice-late" data-key="notice-1">Leave</div>'

    stage.push(
        **{"from": 10, "seq": 11, "events": [], "panels": {"content-round": panel(notice, round_of(slide(1, 60)))}}
    )
    assert playing(page) == []
    assert page.locator(".content-notice").is_visible()
    stage.push(**{"from": 11, "seq": 12, "events": [], "panels": {"content-round": panel(round_of(slide(1, 60)))}})

    assert playing(page) == ["Slide 1"]


@pytest.mark.parametrize("size", [(1920, 1080), (1024, 768), (3840, 2160)])
def test_long_words_are_made_smaller_and_not_cut(page: Page, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    stage_of(page, round_of(slide(1, words="Please bring your identity document. " * 24)))

    cut = page.locator(".slide.is-playing").evaluate("one => one.scrollHeight - one.clientHeight")

    assert cut <= 1
    assert int(page.locator(".slide.is-playing").get_attribute("data-fit") or 0) > 0


def reports(stage: Stage) -> list[tuple[str, list[list[object]]]]:
    """Key and plays of each post."""
    sent = []
    for request in stage.posts:
        plays = json.loads(parse_qs(request.post_data or "")["plays"][0])
        sent.append((request.headers["idempotency-key"], plays))
    return sent


def test_plays_are_reported_once_a_minute(page: Page) -> None:
    stage = stage_of(page, round_of(slide(1, 10), slide(2, 10)))

    stage.pass_time(62)

    ((_key, plays),) = reports(stage)
    assert [play[0] for play in plays][:4] == [1, 2, 1, 2]
    assert plays[0][2] == 10
    assert str(plays[0][1]).startswith("2026-03-10T02:00:")


def test_a_lost_report_is_repeated_with_its_key_across_a_reload(page: Page) -> None:
    stage = stage_of(page, round_of(slide(1, 10), slide(2, 10)))
    stage.post_answers = [None]
    stage.pass_time(62)
    assert len(stage.posts) == 1

    page.reload()
    page.wait_for_selector(".slide.is-playing", state="attached")
    stage.pass_time(62)

    first, again = reports(stage)[:2]
    assert again == first
