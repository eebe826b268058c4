"""PostgreSQL is started anew in the middle of the day: everybody is told "not now", and then goes on."""

from __future__ import annotations

import asyncio
import functools
import itertools
import signal
import threading
from collections import Counter as Tally
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from queueing.models import Ticket
from tests.factories import make_ticket
from tests.faults import truth
from tests.faults.calling import HANGS_AFTER_S, Answer, Caller
from tests.faults.engines import Engine, database_at, own_postgres
from tests.faults.hall import Hall, make_hall
from tests.faults.listening import listening
from tests.live.screen import database, sign_in
from tests.live.server import Server, serve

COUNTERS = 3
TURNS = 4
NOT_NOW = (503, "unavailable")


@pytest.fixture
def own_database(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Engine]:
    """A PostgreSQL of this test's own, with the schema, where everything of this test happens."""
    with own_postgres() as engine, django_db_blocker.unblock(), database_at(engine.url):
        yield engine


class Worker:
    """Somebody who repeats a request, with the same key, until it is done. `outcomes` counts every answer."""

    def __init__(self) -> None:
        self.outcomes: Tally[tuple[int, str]] = Tally()
        self.done = self.refused = 0

    def insist(self, ask: Callable[[], Answer]) -> Answer:
        """Ask again after every "not now"."""
        while (answer := self.note(ask())).status == 503:
            assert answer.headers["retry-after"]
            threading.Event().wait(0.02)
        return answer

    def note(self, answer: Answer) -> Answer:
        """Count an answer."""
        self.outcomes[answer.outcome] += 1
        if answer.status == 503:
            self.refused += 1
        else:
            self.done += 1
        return answer


class Crew:
    """Everybody at work at once, until told that it is enough."""

    def __init__(self, server: Server, hall: Hall, session: str) -> None:
        self.server, self.hall, self.session = server, hall, session
        self.enough = threading.Event()
        self.presses = 0
        self.workers: list[Worker] = []
        self.pool = ThreadPoolExecutor(COUNTERS + 2)
        works = [functools.partial(self.counter, place) for place in range(COUNTERS)]
        self.futures = [self.pool.submit(work, self.hire()) for work in (*works, self.kiosk, self.reader)]

    def hire(self) -> Worker:
        """One more worker."""
        self.workers.append(Worker())
        return self.workers[-1]

    def counter(self, place: int, me: Worker) -> None:
        """Call, start and finish."""
        caller = Caller(self.server, self.hall.keys[self.hall.tellers[place].username])
        for turn in itertools.count():
            if self.enough.is_set():
                return
            path = self.hall.call_paths[place]
            called = me.insist(lambda: caller.post(path, once=f"call-{turn}"))  # noqa: B023  asked at once
            for verb in ("start", "finish") if called.status == 200 else ():
                path = f"/api/v1/tickets/{called.body['id']}/{verb}/"
                me.insist(lambda: caller.post(path, once=f"{verb}-{turn}"))  # noqa: B023

    def kiosk(self, me: Worker) -> None:
        """Issue tickets."""
        caller = Caller(self.server, self.hall.keys[self.hall.kiosk.code])
        while not self.enough.is_set():
            self.presses += 1
            body, once = {"service": "cash"}, f"press-{self.presses}"
            me.insist(lambda: caller.post(self.hall.issue_path, body, once=once))  # noqa: B023

    def reader(self, me: Worker) -> None:
        """Look at the pages of somebody who is signed in."""
        caller = Caller(self.server, Cookie=f"sessionid={self.session}")
        for path in itertools.cycle((f"/floor/{self.hall.branch.code}/", self.hall.issue_path, "/", "/readyz")):
            if self.enough.is_set():
                return
            me.note(caller.get(path))

    async def until(self, is_so: Callable[[Worker], bool]) -> None:
        """Wait until something is so for every worker. Raises TimeoutError, or what a worker raised."""
        async with asyncio.timeout(HANGS_AFTER_S):
            while not all(is_so(worker) for worker in self.workers):
                for future in self.futures:
                    if future.done():
                        future.result()
                await asyncio.sleep(0.02)

    def stop(self) -> Tally[tuple[int, str]]:
        """Let everybody finish what they are at; how often each answer came."""
        self.enough.set()
        for future in self.futures:
            future.result(HANGS_AFTER_S)
        self.pool.shutdown()
        return sum((worker.outcomes for worker in self.workers), Tally())


@database
def opened() -> Hall:
    hall = make_hall(counters=COUNTERS)
    hall.make_keys()
    hall.open_counters()
    for _ in range(20):
        make_ticket(hall.service, timezone.now(), by=hall.manager)
    return hall


@pytest.mark.faults
@pytest.mark.parametrize(
    "end", [signal.SIGINT, pytest.param(signal.SIGQUIT, marks=pytest.mark.long)], ids=["fast", "at once"]
)
async def test_restart_of_the_database_is_a_pause_and_no_more(own_database: Engine, end: signal.Signals) -> None:
    hall = await opened()
    with serve(BEAT_S="1") as server:
        async with listening(hall, server) as wall:
            crew = Crew(server, hall, await sign_in(hall.manager))
            try:
                await crew.until(lambda worker: worker.done >= TURNS)
                await asyncio.to_thread(own_database.stop, end)
                before = {worker: worker.refused for worker in crew.workers}
                await crew.until(lambda worker: worker.refused >= before[worker] + TURNS)

                await asyncio.to_thread(own_database.start)
                again = {worker: worker.done for worker in crew.workers}
                await crew.until(lambda worker: worker.done >= again[worker] + TURNS)
            finally:
                outcomes = await asyncio.to_thread(crew.stop)

            entries = await database(truth.check_all)(hall.branch)
            await wall.reaches(entries[-1].seq)

        assert set(outcomes) - {(204, "")} == {(200, ""), (201, ""), NOT_NOW, (503, "")}
        assert wall.heard == [entry.payload["announcement"] for entry in entries if entry.type == "ticket.called"]
        assert await database(Ticket.objects.count)() == 20 + crew.presses
