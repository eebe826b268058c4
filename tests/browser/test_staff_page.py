"""Forms, undo, shortcuts and dialogs of staff pages in a real browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.stage import Stage

pytestmark = pytest.mark.browser

FORM = """
<form method="post" action="/call-next/" data-post><input name="note">
  <button class="button" data-key-shortcut="Space">Next<kbd>Space</kbd></button></form>
<button class="button" data-key-shortcut="F9" id="recall">Recall</button>
<button class="button" data-opens="more">More</button>
"""
DIALOG = """{% block dialogs %}<dialog id="more" class="dialog">
  <form method="post" action="/transfer/" data-post><select name="queue"><option value="cash">Cash</option></select>
  <button>Transfer</button></form><button data-closes>Close</button></dialog>{% endblock %}"""


@pytest.fixture
def stage(page: Page) -> Stage:
    """A staff screen with a form, two shortcuts and a dialog."""
    stage = Stage(page, FORM, extra=DIALOG)
    stage.open()
    page.evaluate("window.clicks = 0; document.querySelector('#recall').onclick = () => clicks++; undefined")
    return stage


def settle(stage: Stage) -> None:
    stage.page.wait_for_timeout(100)


def test_post_carries_token_and_key_and_shows_the_message(stage: Stage) -> None:
    stage.post_answers = [(200, {"message": "A032 to counter 3"})]

    stage.page.fill("input[name=note]", "with child")
    stage.page.click("text=Next")

    expect(stage.page.locator(".toast")).to_contain_text("A032 to counter 3")
    assert stage.posts[0].post_data == "note=with+child"
    assert "x-csrftoken" in stage.posts[0].headers
    assert len(stage.posts[0].headers["idempotency-key"]) == 32
    assert stage.page.input_value("input[name=note]") == ""


def test_double_press_posts_once(stage: Stage) -> None:
    stage.page.evaluate("const b = document.querySelector('form button'); b.click(); b.click()")
    settle(stage)

    assert len(stage.posts) == 1


def test_refusal_is_shown_and_keeps_what_was_typed(stage: Stage) -> None:
    answer = {"code": "counter_busy", "detail": "Finish A031 first.", "fields": {"note": ["Too long"]}}
    stage.post_answers = [(409, answer)]

    stage.page.fill("input[name=note]", "kept")
    stage.page.click("text=Next")

    expect(stage.page.locator(".toast-refusal")).to_contain_text("Finish A031 first.")
    expect(stage.page.locator(".field-error")).to_have_text("Too long")
    assert stage.page.input_value("input[name=note]") == "kept"
    assert stage.page.evaluate("document.activeElement.name") == "note"


def test_repeat_after_a_lost_network_is_the_same_act(stage: Stage) -> None:
    stage.post_answers = [None, (200, {}), (200, {})]

    stage.page.click("text=Next")
    expect(stage.page.locator(".toast-refusal")).to_contain_text("The server did not answer")
    stage.page.click("text=Next")
    settle(stage)
    stage.page.click("text=Next")
    settle(stage)

    keys = [post.headers["idempotency-key"] for post in stage.posts]
    assert keys[0] == keys[1] != keys[2]


def test_undo_is_offered_for_a_minute(stage: Stage) -> None:
    stage.post_answers = [(200, {"message": "Missed", "undo": "/undo/1/"}), (200, {"message": "Back again"})]
    stage.page.click("text=Next")
    settle(stage)
    stage.page.clock.run_for(55_000)

    stage.page.click(".toast >> text=Undo")

    expect(stage.page.locator(".toast")).to_contain_text("Back again")
    assert stage.posts[1].url.endswith("/undo/1/")
    stage.post_answers = [(200, {"message": "Missed", "undo": "/undo/2/"})]
    stage.page.click("text=Next")
    settle(stage)
    stage.page.clock.run_for(61_000)
    expect(stage.page.locator(".toast")).to_have_count(0)


def test_words_and_undo_are_shown_where_the_act_leads(stage: Stage) -> None:
    stage.post_answers = [
        (200, {"message": "Referred to Li", "undo": "/undo/1/", "redirect": "/leads/"}),
        (200, {"message": "Taken back"}),
    ]
    stage.page.click("text=Next")
    stage.page.wait_for_url("**/leads/")
    expect(stage.page.locator(".toast")).to_contain_text("Referred to Li")

    stage.page.click(".toast >> text=Undo")

    expect(stage.page.locator(".toast")).to_have_text("Taken backClose")
    assert stage.posts[1].url.endswith("/undo/1/")
    assert stage.loads == 3  # the page is read anew with what was taken back, and says it once
    stage.page.reload()
    expect(stage.page.locator(".toast")).to_have_count(0)


def test_an_act_that_leads_to_a_part_of_its_own_page_reads_it_anew(stage: Stage) -> None:
    stage.post_answers = [(200, {"message": "Switched off", "redirect": "/#rule"})]

    stage.page.click("text=Next")

    expect(stage.page.locator(".toast")).to_contain_text("Switched off")
    assert stage.loads == 2
    assert stage.page.url.endswith("/#rule")


def test_shortcut_presses_its_button_but_not_while_typing(stage: Stage) -> None:
    stage.page.keyboard.press("F9")
    stage.page.keyboard.press("Control+F9")
    stage.page.focus("input[name=note]")
    stage.page.keyboard.press("F9")

    assert stage.page.evaluate("clicks") == 1


def test_space_on_a_focused_button_acts_once(stage: Stage) -> None:
    stage.page.focus("form button")
    stage.page.keyboard.press("Space")
    settle(stage)

    assert len(stage.posts) == 1


def test_shortcuts_can_be_switched_off_and_stay_off(stage: Stage) -> None:
    stage.page.evaluate("localStorage.setItem('lobby-keys', 'off')")
    stage.page.reload()
    stage.page.wait_for_selector("html[data-keys=off]")

    stage.page.keyboard.press("Space")
    settle(stage)

    assert stage.posts == []
    expect(stage.page.locator("kbd")).to_be_hidden()


def test_shortcuts_rest_under_an_open_dialog(stage: Stage) -> None:
    stage.page.click("text=More")
    stage.page.keyboard.press("F9")

    assert stage.page.evaluate("clicks") == 0


def test_dialog_closes_when_its_act_is_done_and_undo_stands_in_it_while_open(stage: Stage) -> None:
    stage.post_answers = [(409, {"code": "x", "detail": "Not now."}), (200, {"message": "Moved"})]
    stage.page.click("text=More")
    stage.page.click("text=Transfer")
    expect(stage.page.locator("dialog .toast")).to_contain_text("Not now.")

    stage.page.click("text=Transfer")

    expect(stage.page.locator("dialog")).to_be_hidden()
    expect(stage.page.locator("body > .toasts .toast").last).to_contain_text("Moved")


def test_page_has_nothing_the_policy_refuses(page: Page) -> None:
    """The policy of the settings, applied by the browser to a page with every script on it."""
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text) if "Content Security" in message.text else None)
    stage = Stage(page, FORM, extra=DIALOG)
    policy = "<meta http-equiv=\"Content-Security-Policy\" content=\"script-src 'self'; style-src 'self'\">"
    stage.html = stage.html.replace("<head>", f"<head>{policy}")
    stage.open()
    page.wait_for_function("window.htmx")
    stage.push(**{"from": 10, "seq": 11, "panels": {}})

    assert refused == []
