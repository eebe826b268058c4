"""The live state over HTTP."""

import datetime as dt

import pytest
import time_machine

from lobby.live import journal
from queueing.domain.calling import call_next
from tests.callers import Caller
from tests.factories import make_ticket
from tests.statements import statements_at_most


@pytest.fixture(autouse=True)
def now(at):
    with time_machine.travel(at + dt.timedelta(minutes=5), tick=False):
        yield


def test_live_tells_numbers_and_no_names(branch, cash, personal, counter2, session, teller, manager, wall, at):
    make_ticket(cash, at, by=manager)
    make_ticket(personal, at + dt.timedelta(minutes=2), by=manager)
    call_next(session, by=teller.actor, at=at + dt.timedelta(minutes=3))

    answer = Caller(wall, at).get("/branches/7001/live/")

    live = answer.json()
    assert (answer.status_code, live["seq"], live["at"]) == (
        200,
        journal.current_seq(branch.pk),
        "2026-03-10T02:05:00+00:00",
    )
    assert [(each["code"], each["status"], each["ticket"]) for each in live["counters"]] == [
        ("1", "open", {"number": "A001", "status": "called"}),
        ("2", "closed", None),
    ]
    assert [(each["code"], each["waiting"], each["longest_wait_s"]) for each in live["services"]] == [
        ("cash", 0, 0),
        ("personal", 1, 180),
    ]
    assert set(live["services"][0]["wait"]) == {"p50_s", "p90_s"}
    assert live["devices"] == [
        {
            "code": "TESTWALL",
            "kind": "wall",
            "name": "TESTWALL",
            "in_use": True,
            "status": "available",
            "services": [],
        }
    ]
    assert live["alerts"] == []
    assert teller.name not in answer.content.decode()


def test_live_is_for_staff_and_the_own_wall(branch, other_branch, manager, stranger, wall, kiosk, at):
    assert Caller(manager, at).get("/branches/7001/live/").status_code == 200
    assert Caller(stranger, at).get("/branches/7001/live/").status_code == 404
    assert Caller(wall, at).get("/branches/7002/live/").status_code == 404
    assert Caller(kiosk, at).get("/branches/7001/live/").status_code == 403


def test_live_of_an_unknown_branch_is_404(manager, at):
    for code in ("9999", "a" * 200, "%00", "0001'--"):
        assert Caller(manager, at).get(f"/branches/{code}/live/").status_code == 404


@pytest.mark.parametrize("waiting", [1, 3])
def test_live_costs_the_same_however_many_wait(branch, cash, session, manager, at, waiting):
    for _ in range(waiting):
        make_ticket(cash, at, by=manager)
    caller = Caller(manager, at)

    with statements_at_most(14):
        assert caller.get("/branches/7001/live/").status_code == 200
