"""Which phrases are flagged, in which dress, and what is not."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from complaints.domain.lint import findings
from lobby.branches.enums import DeviceKind
from lobby.branches.models import Branch, Staff
from tests import factories
from tests.callers import Caller


@pytest.mark.parametrize(
    ("code", "texts"),
    [
        ("calm_down", ["请冷静", "請冷靜", "请您先冷静一下", "请 冷，静", "请\u200b冷静", "Please CALM   down"]),
        ("no_hurry", ["别着急", "別著急", "您不要着急", "别急，等一下", "Don’t worry about it", "please be patient"]),
        ("we_cannot", ["我们不能办", "我們不能", "我们没办法", "we can't", "We cannot", "We can not do that"]),
        (
            "any_inconvenience",
            ["如有不便敬请谅解", "如有不便，敬請諒解。", "如有不便请谅解", "敬请谅解", "sorry for any inconvenience"],
        ),
    ],
)
def test_a_bad_phrase_is_found_in_every_dress(code: str, texts: list[str]) -> None:
    for text in texts:
        found = findings(text)
        assert [one.code for one in found] == [code], text
        assert found[0].words
        assert found[0].better


def test_what_is_meant_to_be_said_is_not_flagged() -> None:
    for text in (
        "我理解您的心情",
        "根据规定需要本人办理",
        "对给您带来的不便，我们深表歉意",
        "心里着急",
        "",
        "x" * 5000,
    ):
        assert findings(text) == []
    assert {one.code for one in findings("请冷静，我们不能办，如有不便敬请谅解，别着急")} == {
        "calm_down",
        "no_hurry",
        "we_cannot",
        "any_inconvenience",
    }


@pytest.mark.timeout(20)
def test_thousands_of_gaps_are_looked_at_once() -> None:
    for text in ("请", "如有不便", "请您", "别着"):
        assert findings(text + " " * 3990) == []
        assert findings((text + "，") * 1000) == []


def test_page_and_api_tell_the_same_and_refuse_what_is_no_text(
    client: Client, branch: Branch, teller: Staff, at: dt.datetime
) -> None:
    client.force_login(teller)
    page = client.post(reverse("complaints:lint"), {"text": "请冷静"}, headers={"Accept": "application/json"})
    caller = Caller(teller, at)

    answer = caller.post("/complaints/lint/", {"text": "请冷静"})

    assert page.json() == {
        "findings": [
            {
                "code": "calm_down",
                "words": "请冷静",
                "why": "这等于教客户该有什么情绪。",
                "better": "我理解您的心情，您慢慢说，我在听。",
            }
        ]
    }
    assert answer.json()["findings"][0]["why"] == "It tells the customer how to feel."
    for hostile in ({}, {"text": 5}, {"text": "x" * 4001}, {"text": "a\u0000"}, {"text": ["请冷静"]}, []):
        assert caller.post("/complaints/lint/", hostile).status_code == 400
    wall = factories.make_device(branch, "W9", DeviceKind.WALL)
    assert Caller(wall, at).post("/complaints/lint/", {"text": "x"}).status_code == 403
    assert Client().post("/api/v1/complaints/lint/", {}, content_type="application/json").status_code == 401
