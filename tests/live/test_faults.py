"""What a web process must survive: half-sent requests, screens that do not read, connections that break."""

from __future__ import annotations

import asyncio
import contextlib
import http.client
import itertools
import json
import socket
import time

import pytest
from django.db import connection
from django.utils import timezone
from websockets.asyncio.client import connect

from lobby.branches.actors import SYSTEM
from lobby.branches.models import Branch, Staff
from lobby.live import journal
from tests.live.sample import Rung
from tests.live.screen import Screen, database, sign_in, watching
from tests.live.server import Server

pytestmark = pytest.mark.django_db(transaction=True)

HALF_A_POST = b"POST /sign-in/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000\r\n\r\nhalf"


@database
def ring(branch: Branch, bell: int, name: str = "") -> None:
    with journal.unit(by=SYSTEM, at=timezone.now()):
        journal.record(Rung(branch_id=branch.pk, bell=bell, name=name))


def status_of(server: Server, path: str) -> int:
    asking = http.client.HTTPConnection("127.0.0.1", server.port, timeout=5)
    try:
        asking.request("GET", path, headers={"Accept": "application/json"})
        return asking.getresponse().status
    finally:
        asking.close()


def test_fifty_half_sent_posts_do_not_stop_the_process(server: Server) -> None:
    with contextlib.ExitStack() as stack:
        for _ in range(50):
            half = stack.enter_context(socket.create_connection(("127.0.0.1", server.port)))
            half.sendall(HALF_A_POST)

        started = time.monotonic()
        assert status_of(server, "/readyz") == 200

    assert time.monotonic() - started < 1


async def test_screen_that_stops_reading_is_caught_up_and_delays_nobody(
    server: Server, branch: Branch, manager: Staff
) -> None:
    session = await sign_in(manager)
    query = {"screen": "sample-floor", "branch": branch.code, "since": 0}
    small = socket.socket()
    small.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    small.connect(("127.0.0.1", server.port))
    small.setblocking(False)
    slow = connect(
        server.socket_url(**query),
        sock=small,
        additional_headers={"Cookie": f"sessionid={session}"},
        compression=None,
        proxy=None,
        max_queue=1,
        max_size=None,
    )
    before = await asyncio.to_thread(server.metric, "lobby_slow_sockets_total")
    async with slow as stuck, watching(server, session=session, **query) as quick:
        await quick.next()
        for bell in range(1, 301):
            await ring(branch, bell, "x" * 12_000)
            await quick.until(bell)
        started = time.monotonic()
        await ring(branch, 301)
        await quick.until(301)
        assert time.monotonic() - started < 1
        assert await asyncio.to_thread(server.metric, "lobby_slow_sockets_total") == before + 1

        small.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1_000_000)
        late = Screen(stuck)
        while not late.frames or late.frames[-1]["seq"] < 301:
            await late.next(10)

        assert "count-301-" in late.panels["sample-count"]
        froms = [(frame["from"], frame["seq"]) for frame in late.frames]
        assert all(start <= before for (_, before), (start, _) in itertools.pairwise(froms))


async def test_database_connections_that_break_are_replaced(server: Server, branch: Branch, wall_key: str) -> None:
    async with watching(server, key=wall_key, screen="sample-wall", branch=branch.code, since=0) as screen:
        await screen.next()

        await database(break_connections)()

        statuses = [await asyncio.to_thread(status_of, server, "/readyz") for _ in range(20)]
        assert set(statuses) <= {200, 503}
        assert statuses[-1] == 200
        await ring(branch, 1)
        assert len(await screen.until(1)) == 1


def break_connections() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND application_name = 'web'"
        )


async def test_poll_says_what_a_socket_would_have_said(server: Server, branch: Branch, wall_key: str) -> None:
    await ring(branch, 1)
    path = f"/live/sample-wall/?branch={branch.code}&since=0"

    def poll() -> dict[str, object]:
        asking = http.client.HTTPConnection("127.0.0.1", server.port, timeout=5)
        asking.request("GET", path, headers={"Authorization": f"Key {wall_key}"})
        found: dict[str, object] = json.loads(asking.getresponse().read())
        asking.close()
        return found

    polled = await asyncio.to_thread(poll)
    async with watching(server, key=wall_key, screen="sample-wall", branch=branch.code, since=0) as screen:
        assert polled == await screen.next()
