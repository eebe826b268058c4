"""Many counters of one branch, through two web processes at once."""

from __future__ import annotations

import functools
import itertools
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection
from django.db.models import Count, Max
from django.utils import timezone

from lobby.live import journal
from lobby.live.models import Entry
from queueing.models import Ticket
from tests.factories import make_customer, make_ticket
from tests.faults import truth
from tests.faults.calling import Caller, together
from tests.faults.hall import Hall, make_hall
from tests.live.server import Server

pytestmark = pytest.mark.django_db(transaction=True)

COUNTERS = 32
TICKETS = 1000 if os.environ.get("LOBBY_TEST_LONG") else 300
AT_ONCE = 100
LOSES_EVERY = 7
SERVES_EVERY = 4
LOOKS_EVERY_S = 0.1


def issue_many(hall: Hall, count: int) -> None:
    """Issue tickets in one transaction, which is quicker and no less true."""
    at = timezone.now()
    with journal.unit(by=hall.manager.actor, at=at):
        for _ in range(count):
            make_ticket(hall.service, at, by=hall.manager)


def issue_one(server: Server, hall: Hall, number: int) -> dict[str, object]:
    answer = Caller(server, hall.keys["KIOSK-7001"]).post(hall.issue_path, {"service": "cash"}, once=f"press-{number}")
    assert answer.status == 201, answer
    return dict(answer.body)


def serve_until_empty(server: Server, other: Server, hall: Hall, place: int) -> list[int]:
    """One counter's day; most customers do not come. Every few answers are lost and asked for at the other process."""
    key, path, served = hall.keys[hall.tellers[place].username], hall.call_paths[place], []
    here, there = Caller(server, key), Caller(other, key)
    for turn in itertools.count():
        called = here.post(path, once=f"turn-{turn}")
        if turn % LOSES_EVERY == 0:
            again = there.post(path, once=f"turn-{turn}")
            assert (again.status, again.body) == (called.status, called.body)
        if called.status == 204:
            break
        assert called.status == 200, called
        served.append(called.body["id"])
        for verb in ("start", "finish") if turn % SERVES_EVERY == 0 else ("miss",):
            assert here.post(f"/api/v1/tickets/{served[-1]}/{verb}/").status == 200
    return served


@contextmanager
def watching_the_journal(hall: Hall) -> Iterator[list[tuple[int, int]]]:
    """Look at the branch's journal again and again; keeps (entries, highest number) of every look."""
    seen: list[tuple[int, int]] = []
    stop = threading.Event()

    def look() -> None:
        try:
            while not stop.wait(LOOKS_EVERY_S):
                found = Entry.objects.filter(branch_id=hall.branch.pk).aggregate(n=Count("pk"), last=Max("seq"))
                seen.append((found["n"], found["last"]))
        finally:
            connection.close()

    looking = threading.Thread(target=look)
    looking.start()
    try:
        yield seen
    finally:
        stop.set()
        looking.join()


def test_thirty_two_counters_call_every_ticket_once(pair: tuple[Server, Server]) -> None:
    hall = make_hall(counters=COUNTERS)
    hall.make_keys()
    hall.open_counters()
    issued = together(functools.partial(issue_one, pair[number % 2], hall, number) for number in range(AT_ONCE))
    issue_many(hall, TICKETS - AT_ONCE)

    with watching_the_journal(hall) as seen:
        served = together(
            functools.partial(serve_until_empty, pair[place % 2], pair[1 - place % 2], hall, place)
            for place in range(COUNTERS)
        )

    assert sorted(ticket["number"] for ticket in issued) == [f"A{number:03}" for number in range(1, AT_ONCE + 1)]
    everybody = list(Ticket.objects.order_by("queue_at", "pk").values_list("pk", flat=True))
    assert sorted(itertools.chain(*served)) == sorted(everybody)
    assert len(everybody) == TICKETS
    entries = truth.check_all(hall.branch)
    assert truth.calls_in_order(entries) == everybody
    # Whoever reads at any moment sees a beginning of the final order: nothing appears below what was seen.
    assert len(seen) > 10
    assert all(count == last for count, last in seen)
    truth.check_commit_order(hall.branch)


def call_and_miss(server: Server, hall: Hall, place: int, goes_on: threading.Event) -> None:
    """One counter that calls as quickly as it can."""
    caller = Caller(server, hall.keys[hall.tellers[place].username])
    while not goes_on.is_set():
        called = caller.post(hall.call_paths[place])
        assert called.status in {200, 204}, called
        if called.status == 200:
            assert caller.post(f"/api/v1/tickets/{called.body['id']}/miss/").status == 200


def test_vips_who_never_stop_coming_do_not_starve_a_normal_customer(pair: tuple[Server, Server]) -> None:
    hall = make_hall(counters=4)
    hall.make_keys()
    hall.open_counters()
    at = timezone.now()
    vips = [
        make_customer(hall.branch, at, by=hall.manager, tier="vip", reference=f"VIP{number}") for number in range(60)
    ]
    for customer in vips[:20]:
        make_ticket(hall.service, at, by=hall.manager, customer=customer)
    normal = [make_ticket(hall.service, at, by=hall.manager).pk for _ in range(8)]
    enough = threading.Event()

    def keep_coming() -> None:
        try:
            door = Caller(pair[0], hall.keys[hall.manager.username])
            for customer in vips[20:]:
                answer = door.post(hall.issue_path, {"service": "cash", "customer": customer.reference})
                assert (answer.status, answer.body["priority"]) == (201, "vip")
        finally:
            enough.set()

    together(
        [keep_coming, *(functools.partial(call_and_miss, pair[place % 2], hall, place, enough) for place in range(4))]
    )

    order = truth.calls_in_order(truth.check_all(hall.branch))
    places = [order.index(ticket) for ticket in normal]
    assert places == sorted(places)
    # VIPs came first and were many, so there was something to be passed by.
    assert places[0] == 3
    assert [later - earlier for earlier, later in itertools.pairwise(places)] == [4] * (len(normal) - 1)
