"""A stolen machine's key: it speaks for that machine alone, and is dead everywhere after one click."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest
from django.urls import reverse
from django.utils import timezone

from devices.domain import device_keys
from devices.models import DeviceState
from lobby.branches import keys
from lobby.branches.enums import DeviceKind
from lobby.branches.models import Branch, Device, Staff
from tests import factories
from tests.live.screen import database, watching
from tests.live.server import Server, serve

CLOSED_WITHIN_S = 20


@pytest.fixture
def kiosk_secret(kiosk: Device) -> str:
    """A key of the kiosk."""
    return keys.create_key(kiosk, at=timezone.now())[1]


def test_it_posts_nothing_for_another_machine(client, branch, other_branch, smart):
    secret = keys.create_key(smart, at=timezone.now())[1]
    near = factories.make_device(branch, "SC8", DeviceKind.SMART_COUNTER)
    far = factories.make_device(other_branch, "SC7", DeviceKind.SMART_COUNTER)
    body = {"at": timezone.now().isoformat(), "device": "online"}
    head = {"HTTP_AUTHORIZATION": f"Key {secret}", "content_type": "application/json"}

    own = client.post(f"/api/v1/devices/{smart.code}/status/", body, **head)
    others = [client.post(f"/api/v1/devices/{one.code}/status/", body, **head) for one in (near, far)]

    adapters = [
        client.post(f"/api/v1/devices/{one.code}/adapters/heartbeat/", {"status": "down"}, **head)
        for one in (near, far)
    ]
    rows = client.post("/api/v1/devices/status/", [{**body, "code": one.code} for one in (near, far)], **head)
    mixed = client.post("/api/v1/devices/status/", [{**body, "code": one.code} for one in (near, smart)], **head)

    assert own.status_code == 200
    assert [one.status_code for one in (*others, *adapters, rows)] == [404] * 5
    assert [one.get("error", {}).get("code") for one in mixed.json()] == ["not_found", None]
    assert not DeviceState.objects.filter(device__in=[near, far]).exists()


def test_after_the_click_it_is_dead_in_the_api_the_page_and_the_polling(client, branch, kiosk, kiosk_secret, manager):
    head = {"HTTP_AUTHORIZATION": f"Key {kiosk_secret}"}
    status = f"/api/v1/devices/{kiosk.code}/status/"
    body = {"at": timezone.now().isoformat(), "device": "online"}
    poll = f"/live/kiosk/?branch={branch.code}&since=0"
    kiosk_page = reverse("queueing:kiosk", args=[kiosk.code])
    assert client.get(f"{kiosk_page}?key={kiosk_secret}", follow=True).status_code == 200
    assert client.get(poll).status_code == 200
    assert client.post(status, body, content_type="application/json", **head).status_code == 200

    device_keys.shut_out(kiosk, by=manager.actor, at=timezone.now())

    assert client.post(status, body, content_type="application/json", **head).status_code == 401
    assert client.get(kiosk_page).status_code == 404
    assert client.get(poll).status_code in (401, 403, 404)
    assert client.get(f"{kiosk_page}?key={kiosk_secret}").status_code == 404


@pytest.fixture
def server(transactional_db: None) -> Iterator[Server]:
    """A running web process."""
    with serve() as running:
        yield running


async def test_after_the_click_its_socket_is_closed(server: Server, branch: Branch, kiosk: Device, manager: Staff):
    secret = await make_key(kiosk)
    async with watching(server, key=secret, screen="kiosk", branch=branch.code, since=0) as screen:
        await screen.next()

        await click(kiosk, manager)

        async with asyncio.timeout(CLOSED_WITHIN_S):
            await screen.socket.wait_closed()
        assert screen.socket.close_code in (4401, 4403)


@database
def make_key(device: Device) -> str:
    return keys.create_key(device, at=timezone.now())[1]


@database
def click(device: Device, manager: Staff) -> None:
    device_keys.shut_out(device, by=manager.actor, at=timezone.now())
