"""Redis that is away or hangs never delays a verb, and the screens look for themselves."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import timezone
from redis import Redis  # noqa: TID251  the test listens where a hub would

from lobby.branches.actors import SYSTEM
from lobby.branches.models import Branch
from lobby.live import hints, journal
from lobby.live.hints import QUEUE_LIMIT, Publisher
from tests.live.sample import Rung
from tests.live.screen import database, watching
from tests.live.server import serve


@pytest.fixture
def hung(tmp_path: Path) -> Iterator[str]:
    """The address of a Redis that accepts and never answers."""
    path = tmp_path / "hung.sock"
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(path))
        listening.listen(50)
        yield f"unix://{path}"


@pytest.fixture
def dead(tmp_path: Path) -> str:
    """The address of no Redis at all."""
    return f"unix://{tmp_path / 'dead.sock'}"


@pytest.fixture
def own_publisher() -> Iterator[None]:
    """A publisher that has not connected yet, and none of it afterwards."""
    hints.start_anew()
    yield
    hints.start_anew()


def ring(branch_id: int, bell: int) -> None:
    with journal.unit(by=SYSTEM, at=timezone.now()):
        journal.record(Rung(branch_id=branch_id, bell=bell))


@pytest.mark.django_db(transaction=True)
def test_hint_names_branch_and_number_after_the_commit(settings: object, own_publisher: None) -> None:
    with Redis.from_url(settings.REDIS_URL) as redis, redis.pubsub() as pubsub:  # type: ignore[attr-defined]
        pubsub.subscribe(hints.HINTS)
        assert pubsub.get_message(timeout=2)["type"] == "subscribe"

        ring(41, 1)
        ring(41, 2)

        heard = [pubsub.get_message(timeout=2)["data"] for _ in range(2)]
    assert heard == [b"41 1", b"41 2"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("state", ["dead", "hung"])
def test_verbs_run_at_normal_speed_without_redis(
    settings: object, own_publisher: None, request: pytest.FixtureRequest, state: str
) -> None:
    settings.REDIS_URL = request.getfixturevalue(state)  # type: ignore[attr-defined]
    ring(1, 0)

    longest = 0.0
    for bell in range(1, 60):
        started = time.perf_counter()
        ring(1, bell)
        longest = max(longest, time.perf_counter() - started)

    # A single wait for Redis would be 100 ms.
    assert longest < 0.09
    assert journal.current_seq(1) == 60


def test_full_queue_drops_instead_of_waiting(settings: object, hung: str) -> None:
    settings.REDIS_URL = hung  # type: ignore[attr-defined]
    publisher = Publisher()

    started = time.perf_counter()
    for number in range(QUEUE_LIMIT * 3):
        publisher.put(hints.HINTS, f"1 {number}")

    assert time.perf_counter() - started < 0.5
    assert publisher.queue.qsize() <= QUEUE_LIMIT
    while publisher.logged_at < 0:  # it has said so once, and goes on trying
        assert time.perf_counter() - started < 5


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("state", ["dead", "hung"])
async def test_screens_are_current_within_two_seconds_without_redis(
    branch: Branch, wall_key: str, request: pytest.FixtureRequest, state: str
) -> None:
    with serve(REDIS_URL=request.getfixturevalue(state)) as server:
        async with watching(server, key=wall_key, screen="sample-wall", branch=branch.code, since=0) as screen:
            await screen.next()

            await database(ring)(branch.pk, 1)
            started = time.monotonic()
            await screen.until(1)

    assert time.monotonic() - started < 2
