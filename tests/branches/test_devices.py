"""Pairing a device's browser, and whose page it may open."""

from __future__ import annotations

import pytest
from django.urls import reverse

from lobby.branches import keys
from lobby.branches.middleware import DEVICE_COOKIE


@pytest.fixture
def address(wall):
    return reverse("queueing:wall", args=[wall.code])


def test_key_in_the_address_becomes_a_cookie_and_goes(client, wall, address, at):
    _key, secret = keys.create_key(wall, at=at)

    response = client.get(address, {"key": secret, "lang": "en"})

    cookie = response.cookies[DEVICE_COOKIE]
    assert response.status_code == 302
    assert response["Location"] == f"{address}?lang=en"
    assert "no-store" in response["Cache-Control"]
    assert (cookie.value, cookie["httponly"], cookie["samesite"]) == (secret, True, "Lax")
    assert client.get(response["Location"]).status_code == 200


@pytest.mark.parametrize("secret", ["wrong", "é", "\0", "x" * 5000])
def test_wrong_key_pairs_nothing(client, address, secret):
    response = client.get(address, {"key": secret})

    assert response.status_code == 404
    assert DEVICE_COOKIE not in response.cookies


def test_key_of_a_person_pairs_nothing(client, manager, address, at):
    assert client.get(address, {"key": keys.create_key(manager, at=at)[1]}).status_code == 404


def test_revoked_key_opens_nothing(client, wall, address, at):
    key, secret = keys.create_key(wall, at=at)
    client.cookies[DEVICE_COOKIE] = secret
    assert client.get(address).status_code == 200

    keys.revoke_key(key, at=at)

    assert client.get(address).status_code == 404
