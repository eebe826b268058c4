"""Keys: made once, stored hashed, revocable; the command that makes them."""

import pytest
from django.core.management import CommandError, call_command

from lobby.branches.keys import create_key, digest, find_key, owner_of, revoke_key
from lobby.branches.models import AccessKey
from tests.callers import Caller


def test_a_key_finds_its_owner_and_stores_no_secret(teller, at):
    key, secret = create_key(teller, at=at, label="bench")

    found = find_key(secret)

    assert owner_of(found) == teller
    assert (key.secret_hash, key.label) == (digest(secret), "bench")
    assert secret not in str(AccessKey.objects.values().get())


def test_finding_a_key_is_one_query(kiosk, at, django_assert_num_queries):
    _, secret = create_key(kiosk, at=at)

    with django_assert_num_queries(1):
        assert owner_of(find_key(secret)).branch.code == "7001"


@pytest.mark.parametrize(
    "change", [lambda s: s[:-1], lambda s: s + "x", lambda s: s[:9] + "a" * 43, lambda s: "钥匙" + s]
)
def test_a_wrong_secret_finds_nothing(teller, at, change):
    _, secret = create_key(teller, at=at)

    assert find_key(change(secret)) is None
    assert find_key("") is None
    assert find_key("a\0b") is None


def test_a_revoked_key_and_an_inactive_owner_are_refused(teller, kiosk, at):
    key, secret = create_key(teller, at=at)
    _, kiosk_secret = create_key(kiosk, at=at)

    revoke_key(key, at=at)
    type(kiosk).objects.filter(pk=kiosk.pk).update(is_active=False)

    assert find_key(secret) is None
    assert find_key(kiosk_secret) is None


@pytest.mark.parametrize("header", [None, "Key", "Key wrong", "Bearer x", "Basic eDp5", "Key \xff", "Key a b c"])
def test_a_call_without_a_good_key_is_401(client, branch, header):
    answer = client.get("/api/v1/branches/7001/live/", headers={"Authorization": header} if header else {})

    assert (answer.status_code, answer.json()["code"]) == (401, "not_authenticated")
    assert answer.headers["WWW-Authenticate"] == "Key"


def test_a_revoked_key_is_401_at_once(branch, manager, at):
    caller = Caller(manager, at)
    assert caller.get("/branches/7001/live/").status_code == 200

    AccessKey.objects.update(revoked_at=at)

    assert caller.get("/branches/7001/live/").status_code == 401


def test_the_command_prints_the_secret_as_its_last_word(manager, wall, capsys):
    for options, owner in (({"user": "mei"}, manager), ({"device": "TESTWALL"}, wall)):
        call_command("create_key", **options, label="wall of the hall")

        secret = capsys.readouterr().out.split()[-1]
        assert owner_of(find_key(secret)) == owner
        assert find_key(secret).label == "wall of the hall"


@pytest.mark.parametrize("options", [{"user": "nobody"}, {"device": "NONE"}, {"user": "mei", "label": "x" * 61}])
def test_the_command_refuses_what_it_cannot_do(manager, options):
    with pytest.raises(CommandError):
        call_command("create_key", **options)
    assert not AccessKey.objects.exists()


def test_the_command_wants_exactly_one_owner(db):
    with pytest.raises(CommandError):
        call_command("create_key")
    with pytest.raises(CommandError):
        call_command("create_key", user="mei", device="TESTWALL")


def test_a_session_may_call_but_must_prove_its_origin(branch, manager):
    from django.test import Client

    browser = Client(enforce_csrf_checks=True)
    browser.force_login(manager)

    read = browser.get("/api/v1/branches/7001/live/")
    forged = browser.post("/api/v1/branches/7001/tickets/", {"service": "cash"}, content_type="application/json")

    assert read.status_code == 200
    assert (forged.status_code, forged.json()["code"]) == (403, "forbidden")
    assert "CSRF" in forged.json()["detail"]


def test_a_session_with_the_token_is_served(branch, cash, manager, at):
    import time_machine
    from django.test import Client

    browser = Client(enforce_csrf_checks=True)
    browser.force_login(manager)
    browser.cookies["csrftoken"] = token = "a" * 32

    with time_machine.travel(at, tick=False):
        browser.force_login(manager)
        issued = browser.post(
            "/api/v1/branches/7001/tickets/",
            {"service": "cash"},
            content_type="application/json",
            headers={"X-CSRFToken": token},
        )

    assert issued.status_code == 201
