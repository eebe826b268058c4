"""Counters over HTTP: opening and closing, calling customers, and who may not."""

import datetime as dt

import pytest
import time_machine

from lobby.branches.enums import RoleCode
from lobby.live.models import Entry
from queueing.domain.calling import call_next
from queueing.domain.serving import start
from queueing.enums import SessionStatus
from queueing.models import CounterSession, Ticket
from tests.callers import Caller
from tests.factories import make_session, make_skills, make_staff, make_ticket
from tests.statements import statements_at_most

MINUTE = dt.timedelta(minutes=1)


@pytest.fixture(autouse=True)
def now(at):
    with time_machine.travel(at + MINUTE, tick=False):
        yield at + MINUTE


def test_counters_are_listed_with_teller_and_customer(branch, cash, counter2, session, counter, teller, manager, at):
    ticket = make_ticket(cash, at, by=manager)
    call_next(session, by=teller.actor, at=at)

    found = Caller(manager, at).get("/branches/7001/counters/").json()

    assert found == [
        {
            "id": counter.pk,
            "code": "1",
            "name": "1号窗口",
            "zone": counter.zone.code,
            "services": ["cash", "personal"],
            "status": "open",
            "teller": "Ling",
            "opened_at": "2026-03-10T02:00:00+00:00",
            "paused_at": None,
            "pause_reason": None,
            "ticket": {"id": ticket.pk, "number": "A001", "status": "called"},
        },
        {
            "id": counter2.pk,
            "code": "2",
            "name": "2号窗口",
            "zone": counter.zone.code,
            "services": ["cash", "personal"],
            "status": "closed",
            "teller": None,
            "opened_at": None,
            "paused_at": None,
            "pause_reason": None,
            "ticket": None,
        },
    ]


def test_counters_are_hidden_from_strangers_and_devices(counter, stranger, wall, kiosk, at):
    assert Caller(stranger, at).get("/branches/7001/counters/").status_code == 404
    assert Caller(wall, at).get("/branches/7001/counters/").status_code == 403
    assert Caller(kiosk, at).get("/branches/7001/counters/").status_code == 403


def test_listing_counters_costs_the_same_however_many_are_open(session, counter2, teller2, manager, at):
    caller = Caller(manager, at)
    with statements_at_most(6):
        assert len(caller.get("/branches/7001/counters/").json()) == 2

    make_session(counter2, teller2, at)

    with statements_at_most(6):
        assert len(caller.get("/branches/7001/counters/").json()) == 2


def test_a_day_at_the_counter(counter, teller, at):
    caller = Caller(teller, at)

    opened = caller.post(f"/counters/{counter.pk}/open/")
    paused = caller.post(f"/counters/{counter.pk}/pause/", {"reason": "meal"})
    resumed = caller.post(f"/counters/{counter.pk}/resume/")
    closed = caller.post(f"/counters/{counter.pk}/close/")

    assert [answer.status_code for answer in (opened, paused, resumed, closed)] == [200] * 4
    assert (opened.json()["status"], opened.json()["teller"]) == ("open", "Ling")
    assert (paused.json()["status"], paused.json()["pause_reason"]) == ("paused", "meal")
    assert (resumed.json()["status"], resumed.json()["pause_reason"]) == ("open", None)
    assert (closed.json()["status"], closed.json()["teller"]) == ("closed", None)
    types = list(Entry.objects.filter(subject_type="counter").order_by("seq").values_list("type", flat=True))
    assert types == ["counter.opened", "counter.paused", "counter.resumed", "counter.closed"]


@pytest.mark.parametrize("verb", ["open", "pause", "resume", "close", "end", "call-next", "call", "serve"])
def test_a_counter_is_hidden_from_strangers_and_closed_to_devices(verb, session, counter, stranger, kiosk, at):
    body = {"reason": "meal", "service": "cash", "ticket": 1}

    assert Caller(stranger, at).post(f"/counters/{counter.pk}/{verb}/", body).status_code == 404
    assert Caller(kiosk, at).post(f"/counters/{counter.pk}/{verb}/", body).status_code == 403
    assert CounterSession.objects.get().status == SessionStatus.OPEN


@pytest.mark.parametrize(
    ("verb", "body"),
    [
        ("pause", {"reason": "meal"}),
        ("resume", {}),
        ("close", {}),
        ("call-next", {}),
        ("call", {"reason": "ill", "ticket": 1}),
        ("serve", {"service": "cash"}),
    ],
)
def test_counter_verbs_need_an_open_session_of_ones_own(verb, body, counter, counter2, session, teller2, manager, at):
    colleague = Caller(teller2, at)

    assert colleague.post(f"/counters/{counter.pk}/{verb}/", body).status_code == 403
    assert colleague.post(f"/counters/{counter2.pk}/{verb}/", body).json()["code"] == "counter_not_open"
    assert Caller(manager, at).post(f"/counters/{counter.pk}/{verb}/", body).status_code == 403


def test_a_counter_and_a_teller_are_taken_once(counter, counter2, session, teller, teller2, at):
    second = Caller(teller2, at).post(f"/counters/{counter.pk}/open/")
    elsewhere = Caller(teller, at).post(f"/counters/{counter2.pk}/open/")

    assert (second.status_code, second.json()["code"]) == (409, "counter_taken")
    assert "Ling" in second.json()["detail"]
    assert (elsewhere.status_code, elsewhere.json()["code"]) == (409, "teller_elsewhere")


def test_a_teller_without_skills_opens_nothing(branch, counter, at):
    idle = make_staff("idle", branch, RoleCode.TELLER)

    answer = Caller(idle, at).post(f"/counters/{counter.pk}/open/")

    assert (answer.status_code, answer.json()["code"]) == (403, "no_skill")


def test_pause_needs_a_known_reason(session, counter, teller, at):
    caller = Caller(teller, at)

    assert caller.post(f"/counters/{counter.pk}/pause/").json()["code"] == "reason_missing"
    assert caller.post(f"/counters/{counter.pk}/pause/", {"reason": "bored"}).status_code == 400


def test_resume_of_an_open_counter_is_refused(session, counter, teller, at):
    assert Caller(teller, at).post(f"/counters/{counter.pk}/resume/").status_code == 409


def test_close_with_a_customer_is_refused(cash, session, counter, teller, manager, at):
    make_ticket(cash, at, by=manager)
    call_next(session, by=teller.actor, at=at)

    answer = Caller(teller, at).post(f"/counters/{counter.pk}/close/")

    assert (answer.status_code, answer.json()["code"]) == (409, "counter_not_idle")


def test_a_manager_ends_a_stuck_session_and_its_ticket(cash, session, counter, teller, manager, at):
    make_ticket(cash, at, by=manager)
    start(call_next(session, by=teller.actor, at=at), by=teller.actor, at=at)
    caller = Caller(manager, at)

    ended = caller.post(f"/counters/{counter.pk}/end/", {"reason": "went home"})
    again = caller.post(f"/counters/{counter.pk}/end/", {"reason": "went home"})

    assert (ended.status_code, ended.json()["status"]) == (200, "closed")
    assert (again.status_code, again.json()["code"]) == (409, "counter_not_open")
    ticket = Ticket.objects.get()
    assert (ticket.status, ticket.outcome, ticket.end_reason) == ("done", "unknown", "went home")


def test_ending_a_session_is_not_for_tellers_and_needs_a_reason(session, counter, teller2, manager, at):
    assert Caller(teller2, at).post(f"/counters/{counter.pk}/end/", {"reason": "x"}).status_code == 403
    assert Caller(manager, at).post(f"/counters/{counter.pk}/end/").json()["code"] == "reason_missing"


def test_call_next_answers_the_ticket_or_204(cash, session, counter, teller, manager, at):
    make_ticket(cash, at, by=manager)
    caller = Caller(teller, at)

    called = caller.post(f"/counters/{counter.pk}/call-next/")
    busy = caller.post(f"/counters/{counter.pk}/call-next/")
    caller.post(f"/tickets/{called.json()['id']}/miss/")
    nobody = caller.post(f"/counters/{counter.pk}/call-next/")

    assert (called.status_code, called.json()["number"], called.json()["counter"]) == (200, "A001", "1")
    assert (busy.status_code, busy.json()["code"]) == (409, "counter_busy")
    assert (nobody.status_code, nobody.content) == (204, b"")


def test_call_this_takes_a_reason(cash, session, counter, teller, manager, at):
    make_ticket(cash, at, by=manager)
    second = make_ticket(cash, at, by=manager)
    caller = Caller(teller, at)

    silent = caller.post(f"/counters/{counter.pk}/call/", {"ticket": second.pk})
    called = caller.post(f"/counters/{counter.pk}/call/", {"ticket": second.pk, "reason": "feels ill"})

    assert (silent.status_code, silent.json()["code"]) == (400, "reason_missing")
    assert (called.status_code, called.json()["number"]) == (200, "A002")
    assert Entry.objects.get(type="ticket.called").payload["reason"] == "feels ill"


def test_call_this_finds_only_tickets_of_the_own_floor(session, counter, teller, other_branch, at):
    caller = Caller(teller, at)

    for ticket in (999_999, 2**63 - 1):
        answer = caller.post(f"/counters/{counter.pk}/call/", {"ticket": ticket, "reason": "ill"})
        assert answer.status_code == 404
    for ticket in (2**63, -1, 0, "1", 1.5, None, [1]):
        answer = caller.post(f"/counters/{counter.pk}/call/", {"ticket": ticket, "reason": "ill"})
        assert answer.status_code == 400


def test_serve_without_a_ticket(cash, session, counter, teller, at):
    caller = Caller(teller, at)

    served = caller.post(f"/counters/{counter.pk}/serve/", {"service": "cash"})
    again = caller.post(f"/counters/{counter.pk}/serve/", {"service": "cash"})
    unknown = caller.post(f"/counters/{counter.pk}/serve/", {"service": "gold"})

    assert (served.status_code, served.json()["status"], served.json()["source"]) == (200, "serving", "counter")
    assert (again.status_code, again.json()["code"]) == (409, "counter_busy")
    assert (unknown.status_code, unknown.json()["code"]) == (400, "unknown_service")


def test_a_superuser_works_anywhere_but_only_at_an_own_session(cash, counter, manager, at):
    admin = make_staff("root", None, is_superuser=True)
    type(admin).objects.filter(pk=admin.pk).update(is_superuser=True)
    make_skills(admin, "cash")
    make_ticket(cash, at, by=manager)
    caller = Caller(admin, at)

    assert caller.post(f"/counters/{counter.pk}/open/").status_code == 200
    called = caller.post(f"/counters/{counter.pk}/call-next/")
    assert (called.status_code, called.json()["number"]) == (200, "A001")
    assert caller.post(f"/tickets/{called.json()['id']}/start/").status_code == 200


def test_call_next_costs_few_statements(cash, session, counter, teller, manager, at):
    make_ticket(cash, at, by=manager)
    caller = Caller(teller, at)

    with statements_at_most(12):  # key 1, access 1, idempotency 2, the verb 8
        assert caller.post(f"/counters/{counter.pk}/call-next/", key="once").status_code == 200


@pytest.mark.parametrize(("verb", "limit"), [("pause", 11), ("close", 11)])
def test_counter_verbs_cost_few_statements(verb, limit, session, counter, teller, at):
    caller = Caller(teller, at)

    with statements_at_most(limit):
        assert caller.post(f"/counters/{counter.pk}/{verb}/", {"reason": "meal"}, key="once").status_code == 200
