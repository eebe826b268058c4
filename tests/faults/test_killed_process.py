"""A web process dies without warning in the middle of calls: every call is whole or absent, and walls hear each one."""

from __future__ import annotations

import asyncio
import http.client
import itertools
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.utils import timezone

from lobby.live import journal
from queueing.models import Ticket
from tests.factories import make_ticket
from tests.faults import truth
from tests.faults.calling import HANGS_AFTER_S, Answer, Caller
from tests.faults.hall import Hall, make_hall
from tests.faults.listening import listening
from tests.live.screen import database
from tests.live.server import Server, serve

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.faults]

COUNTERS = 4
WAITING = 40
# Each dies after another number of answers, so that the moment of death wanders through the verbs.
DEATHS = [9, 14]
MANY_DEATHS = [pytest.param(answers, marks=pytest.mark.long) for answers in range(15, 40)]
AFTERWARDS = 3


@database
def opened() -> Hall:
    hall = make_hall(counters=COUNTERS)
    hall.make_keys()
    hall.open_counters()
    at = timezone.now()
    with journal.unit(by=hall.manager.actor, at=at):
        for _ in range(WAITING):
            make_ticket(hall.service, at, by=hall.manager)
    return hall


class Crew:
    """Counters that work at one process and, when it dies, repeat what was not answered at the other."""

    def __init__(self, hall: Hall, victim: Server, survivor: Server, dies_after: int) -> None:
        self.hall, self.victim, self.survivor, self.dies_after = hall, victim, survivor, dies_after
        self.answers = itertools.count(1)
        self.is_time = threading.Event()
        self.is_dead = threading.Event()

    def work(self) -> list[dict[int, int]]:
        """All counters at once, until each has worked a few turns after the death; who was called, by turn."""
        with ThreadPoolExecutor(COUNTERS + 1) as pool:
            executioner = pool.submit(self.execute)
            futures = [pool.submit(self.counter, place) for place in range(COUNTERS)]
            called = [future.result() for future in futures]
            executioner.result()
        return called

    def execute(self) -> None:
        """Kill when it is time."""
        assert self.is_time.wait(HANGS_AFTER_S)
        self.victim.kill()
        self.is_dead.set()

    def counter(self, place: int) -> dict[int, int]:
        """Call, start, finish."""
        key = self.hall.keys[self.hall.tellers[place].username]
        callers = [Caller(self.victim, key), Caller(self.survivor, key)]
        called: dict[int, int] = {}
        left = AFTERWARDS
        for turn in itertools.count():
            left -= self.is_dead.is_set()
            answer = self.ask(callers, self.hall.call_paths[place], f"call-{turn}")
            if answer.status == 204:
                break
            called[turn] = answer.body["id"]
            if not left:
                break
            for verb in ("start", "finish"):
                self.ask(callers, f"/api/v1/tickets/{called[turn]}/{verb}/", f"{verb}-{turn}")
        return called

    def ask(self, callers: list[Caller], path: str, once: str) -> Answer:
        """Ask the first process that answers; the key makes a repeated question one question."""
        while True:
            try:
                answer = callers[0].post(path, once=once)
            except (OSError, http.client.HTTPException):
                assert self.is_dead.wait(HANGS_AFTER_S), "a process broke a connection before it was killed"
                callers[:] = callers[-1:]
                continue
            assert answer.status in {200, 204}, answer
            if next(self.answers) >= self.dies_after:
                self.is_time.set()
            return answer


@pytest.mark.parametrize("dies_after", [*DEATHS, *MANY_DEATHS])
async def test_calls_are_whole_or_absent_when_a_process_is_killed(pair: tuple[Server, Server], dies_after: int) -> None:
    hall = await opened()
    survivor = pair[0]
    with serve(BEAT_S="1") as victim:
        async with listening(hall, victim, survivor) as wall:
            called = await asyncio.to_thread(Crew(hall, victim, survivor, dies_after).work)

            entries = await database(truth.check_all)(hall.branch)
            await wall.reaches(entries[-1].seq)

    order = truth.calls_in_order(entries)
    answered = [ticket for one in called for ticket in one.values()]
    assert sorted(answered) == sorted(order)
    assert len(order) == len(set(order))
    assert wall.connects >= 2
    assert wall.heard == [entry.payload["announcement"] for entry in entries if entry.type == "ticket.called"]
    assert await database(Ticket.objects.count)() == WAITING
