"""The pictures of a form in a browser: sent at once, named by id, retried, removed, never forgotten by a hasty form."""

from __future__ import annotations

import json
from types import SimpleNamespace

import pytest
from django.template.loader import render_to_string
from django.utils import translation
from playwright.sync_api import Page, Route

from tests.browser.stage import ADDRESS, Stage

pytestmark = pytest.mark.browser

START = '{% block screen_scripts %}<script type="module" src="/static/floor/attach.js"></script>{% endblock %}'
PHOTO = {"name": "photo.jpg", "mimeType": "image/jpeg", "buffer": b"\xff\xd8\xff\xe0"}


class Uploads:
    """The server's side of uploads: what came, and what is answered."""

    def __init__(self, page: Page) -> None:
        self.came: list[bytes] = []
        self.removed: list[str] = []
        self.answers: list[tuple[int, dict[str, object]] | None] = []
        self.holding: list[Route] = []
        self.holds = False
        page.route("**/attachments/7001/", self.take)
        page.route("**/attachments/*/remove/", self.remove)

    def take(self, route: Route) -> None:
        self.came.append(route.request.post_data_buffer or b"")
        if self.holds:
            self.holding.append(route)
        else:
            self.answer(route)

    def answer(self, route: Route) -> None:
        number = len(self.came)
        kept = {"id": number, "name": "photo.jpg", "media_type": "image/jpeg", "url": f"/attachments/{number}/"}
        answer = self.answers.pop(0) if self.answers else (201, kept)
        if answer is None:
            route.abort()
        else:
            route.fulfill(status=answer[0], body=json.dumps(answer[1]), content_type="application/json")

    def remove(self, route: Route) -> None:
        self.removed.append(route.request.url)
        route.fulfill(json={})


@pytest.fixture
def uploads(page: Page) -> Uploads:
    """A form with pictures; it posts to /form/."""
    with translation.override("en"):
        part = render_to_string("floor/_attach.html", {"branch": SimpleNamespace(code="7001"), "most": 2})
    form = f'<form method="post" action="{ADDRESS}form/" data-post>{part}<button>Send</button></form>'
    stage = Stage(page, "{% verbatim %}" + form + "{% endverbatim %}", extra=START)
    stage.open()
    page.stage = stage  # type: ignore[attr-defined]
    return Uploads(page)


def choose(page: Page, *files: dict[str, object]) -> None:
    page.set_input_files("[data-attach-input] >> nth=1", list(files) or [PHOTO])  # type: ignore[arg-type]


def ids(page: Page) -> list[str]:
    found: list[str] = page.eval_on_selector_all('input[name="attachment"]', "all => all.map((one) => one.value)")
    return found


def test_a_picture_is_sent_at_once_and_named_by_the_form(page: Page, uploads: Uploads) -> None:
    choose(page)
    page.wait_for_selector('[data-attach-item][data-state="kept"]')

    assert b'filename="photo.jpg"' in uploads.came[0]
    assert ids(page) == ["1"]
    assert page.get_attribute(".attach-picture", "src") == "/attachments/1/"


def test_a_lost_upload_is_tried_again(page: Page, uploads: Uploads) -> None:
    uploads.answers = [None]
    choose(page)
    page.wait_for_selector('[data-attach-item][data-state="failed"]')
    assert ids(page) == []

    page.click("[data-attach-again]")
    page.wait_for_selector('[data-attach-item][data-state="kept"]')

    assert ids(page) == ["2"]


def test_a_refusal_says_why_and_is_not_tried_again(page: Page, uploads: Uploads) -> None:
    uploads.answers = [(400, {"code": "not_a_picture", "detail": "This is neither a picture nor a PDF."})]
    choose(page)
    page.wait_for_selector('[data-attach-item][data-state="refused"]')

    assert page.inner_text("[data-attach-note]") == "This is neither a picture nor a PDF."
    assert not page.is_visible("[data-attach-again]")


def test_a_removed_picture_is_gone_on_both_sides(page: Page, uploads: Uploads) -> None:
    choose(page)
    page.wait_for_selector('[data-attach-item][data-state="kept"]')

    page.click("[data-attach-remove]")

    assert page.locator("[data-attach-item]").count() == 0
    assert ids(page) == []
    page.wait_for_timeout(50)
    assert [url.removeprefix(ADDRESS) for url in uploads.removed] == ["attachments/1/remove/"]


def test_no_more_than_the_form_takes(page: Page, uploads: Uploads) -> None:
    choose(page, PHOTO, PHOTO, PHOTO)
    page.wait_for_selector(".toast-refusal")

    assert page.locator("[data-attach-item]").count() == 2


def test_the_form_waits_for_its_pictures(page: Page, uploads: Uploads) -> None:
    uploads.holds = True
    choose(page)
    page.wait_for_selector('[data-attach-item][data-state="sending"]')

    page.click("text=Send >> nth=-1")
    page.wait_for_selector(".toast-refusal")
    assert page.stage.posts == []  # type: ignore[attr-defined]
    uploads.answer(uploads.holding[0])
    page.wait_for_selector('[data-attach-item][data-state="kept"]')
    page.click("button:text-is('Send')")
    page.wait_for_function("document.querySelectorAll('[data-attach-item]').length === 0")

    assert "attachment=1" in page.stage.posts[0].post_data  # type: ignore[attr-defined]
