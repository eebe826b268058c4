"""More time by API and from the page: the way, the rights, hostile bodies, strangers, the dialogs."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from complaints.models import Extension
from lobby.branches import keys
from lobby.branches.enums import RoleCode
from lobby.live.models import Entry
from tests.complaints.clocks.conftest import received
from tests.complaints.factories import make_terms
from tests.factories import make_staff

VERBS = ("extend", "approve-extension", "refuse-extension", "tell-extension")
REASON = "要等总行的查询结果"


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def today(branch, manager, head, now):
    """A complaint that came in just now."""
    make_terms()
    return received(branch, manager, now)


@pytest.fixture
def call(now):
    """Post to the API as somebody."""
    secrets = {}

    def post(who, complaint_id, verb, body=None, **headers):
        if who not in secrets:
            secrets[who] = keys.create_key(who, at=now)[1]
        headers = {"authorization": f"Key {secrets[who]}", **headers}
        path = f"/api/v1/complaints/{complaint_id}/{verb}/"
        return Client().post(path, data=body or {}, content_type="application/json", headers=headers)

    return post


def test_the_whole_way_by_api(call, today, manager, head):
    asked = call(manager, today.pk, "extend", {"reason": REASON}, **{"idempotency-key": "e1"})
    assert asked.status_code == 200
    assert (asked.json()["state"], asked.json()["stage"], asked.json()["decided_by"]) == ("asked", 1, None)
    assert call(manager, today.pk, "extend", {"reason": REASON}, **{"idempotency-key": "e1"}).json() == asked.json()
    assert call(manager, today.pk, "extend", {"reason": REASON}).json()["code"] == "extension_pending"
    assert call(manager, today.pk, "approve-extension").status_code == 403
    early = call(manager, today.pk, "tell-extension", {"way": "phone"})
    assert (early.status_code, early.json()["code"]) == (409, "extension_not_approved")
    assert call(head, today.pk, "approve-extension").json()["decided_by"] == head.name

    told = call(manager, today.pk, "tell-extension", {"way": "phone"}).json()

    assert (told["state"], told["new_due"] > told["old_due"]) == ("told", True)
    assert not Entry.objects.filter(payload__icontains=REASON)


def test_hostile_bodies_and_strangers(call, today, other_branch, manager, head, teller, now):
    for body in (
        {},
        {"reason": " "},
        {"reason": "\u202e"},
        {"reason": "x" * 501},
        {"reason": 5},
        {"reason": "a\x00"},
        [],
    ):
        assert call(manager, today.pk, "extend", body).status_code == 400, body
    for body in ({}, {"way": "pigeon"}, {"way": None}):
        assert call(manager, today.pk, "tell-extension", body).status_code == 400
    elsewhere = make_staff("far", other_branch, RoleCode.LM)
    about = make_staff("about", today.branch, RoleCode.HEAD)
    type(today).objects.filter(pk=today.pk).update(about_staff=about)
    bodies = {"extend": {"reason": REASON}, "refuse-extension": {"reason": REASON}, "tell-extension": {"way": "phone"}}
    for verb in VERBS:
        for stranger in (elsewhere, about, teller):
            assert call(stranger, today.pk, verb, bodies.get(verb)).status_code == 404
        assert call(head, 987654321, verb, bodies.get(verb)).status_code == 404
    assert not Extension.objects.exists()


def dialog(verb, complaint, allowed):
    with translation.override("zh-hans"):
        return render_to_string(
            f"complaints/clocks/_{verb}.html", {"complaint": complaint, "case": SimpleNamespace(allowed=allowed)}
        ).strip()


def test_the_way_from_the_page(client, today, manager, head):
    def act(who, verb, **sent):
        client.force_login(who)
        address = reverse("complaints:more-time", args=[today.pk, verb])
        return client.post(address, sent, headers={"accept": "application/json"})

    assert dialog("extend", today, ()) == dialog("approve_extension", today, {"approve_extension"}) == ""
    with CaptureQueriesContext(connection) as captured:
        assert reverse("complaints:more-time", args=[today.pk, "extend"]) in dialog("extend", today, {"extend"})
    assert len(captured) == 2
    assert act(manager, "extend", reason=" ").status_code == 400
    assert act(manager, "extend", reason=f"<b>{REASON}</b>").status_code == 200
    shown = dialog("approve_extension", today, {"approve_extension"})
    assert f"&lt;b&gt;{REASON}" in shown
    assert manager.name in shown
    assert act(manager, "approve").status_code == 403
    assert act(head, "refuse", reason="不复杂").status_code == 200
    assert act(manager, "extend", reason=REASON).status_code == 200
    assert act(head, "approve").status_code == 200
    assert 'value="phone"' in dialog("tell_extension", today, {"tell_extension"})
    assert act(manager, "tell", way="phone").status_code == 200
    assert act(manager, "tell", way="phone").json()["code"] == "extension_not_approved"
    assert act(make_staff("nobody", None), "extend", reason=REASON).status_code == 404
    assert client.get(reverse("complaints:more-time", args=[today.pk, "extend"])).status_code == 405
    assert client.post(reverse("complaints:more-time", args=[today.pk, "extend"])[:-7] + "close/").status_code == 404
