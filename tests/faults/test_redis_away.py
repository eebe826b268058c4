"""Redis stops or hangs in the middle of the day: nobody at a counter notices, and walls are told all the same."""

from __future__ import annotations

import asyncio
import datetime as dt
import functools
import json
from collections.abc import Callable, Iterator

import pytest
from django.utils import timezone

from lobby.live.models import Entry
from tests.factories import make_ticket
from tests.faults import truth
from tests.faults.calling import HANGS_AFTER_S, Caller, together
from tests.faults.engines import Engine, own_redis
from tests.faults.hall import Hall, make_hall
from tests.live.screen import Screen, database, watching
from tests.live.server import Server, serve

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.faults]

COUNTERS = 4
ROUNDS = 6
# The hub looks once a second and beats once a second: news comes with the first look, or the one that was under way.
MOST_BEATS = 3
SENT, FAILED = 'lobby_hints_total{result="sent"}', 'lobby_hints_total{result="failed"}'

Outage = Callable[[Engine], None]


@pytest.fixture
def redis() -> Iterator[Engine]:
    with own_redis() as engine:
        yield engine


@database
def opened() -> Hall:
    hall = make_hall(counters=COUNTERS)
    hall.make_keys()
    hall.open_counters()
    make_ticket(hall.service, timezone.now(), by=hall.manager)
    return hall


def work_at(server: Server, hall: Hall, place: int, rounds: int) -> set[int]:
    """Issue, call, start and finish; the statuses that came. Raises TimeoutError when something hangs."""
    kiosk, caller = Caller(server, hall.keys[hall.kiosk.code]), Caller(server, hall.keys[hall.tellers[place].username])
    statuses = set()
    for _ in range(rounds):
        statuses.add(kiosk.post(hall.issue_path, {"service": "cash"}).status)
        called = caller.post(hall.call_paths[place])
        statuses.add(called.status)
        for verb in ("start", "finish"):
            statuses.add(caller.post(f"/api/v1/tickets/{called.body['id']}/{verb}/").status)
    return statuses


def work(server: Server, hall: Hall, rounds: int = ROUNDS) -> set[int]:
    """All counters work at once."""
    places = [functools.partial(work_at, server, hall, place, rounds) for place in range(COUNTERS)]
    return set().union(*together(places))


async def beats_until(screen: Screen, call: Entry) -> int:
    """How many heartbeats later than a call the screen hears before the news of it. Raises TimeoutError."""
    beats = 0
    async with asyncio.timeout(HANGS_AFTER_S):
        while True:
            frame = json.loads(await screen.socket.recv())
            if "from" not in frame:
                beats += dt.datetime.fromisoformat(frame["at"]) > call.at
            elif call.seq in {event["seq"] for event in frame["events"]}:
                return beats


async def count(server: Server, metric: str) -> float:
    """The value of a metric as soon as it is not zero. Raises TimeoutError."""
    async with asyncio.timeout(HANGS_AFTER_S):
        while not (value := await asyncio.to_thread(server.metric, metric)):
            await asyncio.sleep(0.05)
    return value


@pytest.mark.parametrize("outage", [Engine.stop, Engine.hang], ids=["stopped", "hung"])
async def test_counters_work_and_walls_are_told_without_redis(redis: Engine, outage: Outage) -> None:
    hall = await opened()
    query = {"screen": "wall", "branch": hall.branch.code, "key": hall.keys[hall.wall.code]}
    with serve(REDIS_URL=redis.url, BEAT_S="1") as server:
        assert await asyncio.to_thread(work, server, hall, 1) == {200, 201}
        assert await count(server, SENT)
        async with watching(server, **query) as wall:
            await wall.next()
            outage(redis)

            statuses = await asyncio.to_thread(work, server, hall)
            call = await database(last_call)(hall)

            assert statuses == {200, 201}
            assert await beats_until(wall, call) <= MOST_BEATS
            assert await count(server, FAILED)
    await database(truth.check_all)(hall.branch)


@pytest.mark.parametrize("outage", [Engine.stop, Engine.hang], ids=["stopped", "hung"])
async def test_web_process_starts_without_redis_and_finds_it_later(redis: Engine, outage: Outage) -> None:
    hall = await opened()
    outage(redis)
    with serve(REDIS_URL=redis.url, BEAT_S="1") as server:
        assert await asyncio.to_thread(work, server, hall, 1) == {200, 201}
        assert await asyncio.to_thread(server.metric, SENT) == 0

        await asyncio.to_thread(come_back, redis)

        async with asyncio.timeout(HANGS_AFTER_S):
            while await asyncio.to_thread(server.metric, SENT) == 0:
                assert await asyncio.to_thread(work, server, hall, 1) == {200, 201}


def last_call(hall: Hall) -> Entry:
    """The newest call in the journal."""
    return [entry for entry in truth.journal_of(hall.branch) if entry.type == "ticket.called"][-1]


def come_back(redis: Engine) -> None:
    """Redis answers again, whether it had stopped or hung."""
    assert redis.process is not None
    if redis.process.poll() is None:
        redis.go_on()
    else:
        redis.start()
