"""What posts answer to scripts and to plain browsers."""

from __future__ import annotations

import json

from django import forms
from django.contrib.messages import get_messages
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpRequest
from django.test import RequestFactory

from lobby.branches.answers import done, invalid

JSON = {"accept": "application/json"}


class NoteForm(forms.Form):
    """A form with one field."""

    text = forms.CharField(max_length=5)


def request_from(rf: RequestFactory, **headers: str) -> HttpRequest:
    request = rf.post("/x/", headers=headers)
    request._messages = CookieStorage(request)
    return request


def test_done_to_a_script_is_json(rf: RequestFactory) -> None:
    response = done(request_from(rf, **JSON), "Missed", undo="/undo/")

    assert json.loads(response.content) == {"message": "Missed", "undo": "/undo/"}


def test_done_to_a_plain_browser_goes_back_with_a_message(rf: RequestFactory) -> None:
    request = request_from(rf, referer="http://testserver/floor/")

    response = done(request, "Missed", back="/elsewhere/")

    assert response.url == "http://testserver/floor/"
    assert [str(message) for message in get_messages(request)] == ["Missed"]


def test_done_never_goes_back_to_another_site(rf: RequestFactory) -> None:
    response = done(request_from(rf, referer="https://evil.example/"), "Missed", back="/floor/")

    assert response.url == "/floor/"


def test_done_redirect_wins_for_both(rf: RequestFactory) -> None:
    assert done(request_from(rf), redirect="/t/1/").url == "/t/1/"
    assert json.loads(done(request_from(rf, **JSON), redirect="/t/1/").content) == {"redirect": "/t/1/"}


def test_invalid_names_every_field(rf: RequestFactory) -> None:
    form = NoteForm({"text": "far too long"})

    response = invalid(request_from(rf, **JSON), form)

    answer = json.loads(response.content)
    assert (response.status_code, answer["code"]) == (400, "invalid")
    assert list(answer["fields"]) == ["text"]
    assert answer["fields"]["text"][0] in answer["detail"]
