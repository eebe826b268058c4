"""Requests that begin and never end take nothing from those who work."""

from __future__ import annotations

import contextlib
import socket

import pytest
from django.utils import timezone

from tests.factories import make_ticket
from tests.faults.calling import Caller
from tests.faults.hall import make_hall
from tests.live.server import Server

pytestmark = pytest.mark.django_db(transaction=True)

HALF_SENT = 50


def test_call_next_answers_beside_fifty_half_sent_posts(pair: tuple[Server, Server]) -> None:
    server = pair[0]
    hall = make_hall(counters=1)
    hall.make_keys()
    hall.open_counters()
    ticket = make_ticket(hall.service, timezone.now(), by=hall.manager)
    half = (
        f"POST {hall.call_paths[0]} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
        f"Authorization: Key {hall.keys[hall.tellers[0].username]}\r\nContent-Length: 1000\r\n\r\n{{"
    )

    with contextlib.ExitStack() as stack:
        hanging = [stack.enter_context(socket.create_connection(("127.0.0.1", server.port))) for _ in range(HALF_SENT)]
        for one in hanging:
            one.sendall(half.encode())
        called = Caller(server, hall.keys[hall.tellers[0].username]).post(hall.call_paths[0])

        # They are all still there, so the answer came beside them and not after them.
        for one in hanging:
            one.setblocking(False)
            with pytest.raises(BlockingIOError):
                one.recv(1)

    assert (called.status, called.body["id"]) == (200, ticket.pk)
