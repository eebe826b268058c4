"""Two people do the same thing at the same moment, through two web processes: one of them gets it, round after round."""

from __future__ import annotations

import functools
import os

import pytest
from django.utils import timezone

from lobby.branches.enums import RoleCode
from lobby.branches.models import RoleGrant
from queueing.enums import OPEN
from queueing.models import CounterSession, Ticket
from tests.factories import make_customer, make_ticket
from tests.faults import truth
from tests.faults.calling import Answer, Caller, together
from tests.faults.hall import Hall, make_hall
from tests.live.server import Server

pytestmark = pytest.mark.django_db(transaction=True)

Pair = tuple[Server, Server]
ROUNDS = 200 if os.environ.get("LOBBY_TEST_LONG") else 12
TWINS = 4


def hall_with_keys(code: str = "7001", counters: int = 2) -> Hall:
    hall = make_hall(code, counters)
    hall.make_keys()
    return hall


def teller_of(hall: Hall, server: Server, place: int) -> Caller:
    return Caller(server, hall.keys[hall.tellers[place].username], **{"Accept-Language": "en"})


def manager_of(hall: Hall, server: Server) -> Caller:
    return Caller(server, hall.keys[hall.manager.username])


def outcomes(answers: list[Answer]) -> list[tuple[int, str]]:
    return sorted(answer.outcome for answer in answers)


def test_two_tellers_open_one_counter(pair: Pair) -> None:
    hall = hall_with_keys()
    tellers = [teller_of(hall, pair[place], place) for place in range(2)]
    path = f"/api/v1/counters/{hall.counters[0].pk}"

    for _ in range(ROUNDS):
        answers = together(functools.partial(teller.post, f"{path}/open/") for teller in tellers)

        assert outcomes(answers) == [(200, ""), (409, "counter_taken")]
        winner = next(place for place, answer in enumerate(answers) if answer.status == 200)
        assert hall.tellers[winner].name in answers[1 - winner].body["detail"]
        assert tellers[winner].post(f"{path}/close/").status == 200

    truth.journal_of(hall.branch)


def test_one_teller_opens_counters_in_two_branches(pair: Pair) -> None:
    here, there = hall_with_keys("7001", 1), hall_with_keys("7002", 1)
    teller = here.tellers[0]
    RoleGrant.objects.create(staff=teller, role=RoleCode.TELLER, branch=there.branch)
    callers = [teller_of(here, server, 0) for server in pair]
    paths = [f"/api/v1/counters/{hall.counters[0].pk}" for hall in (here, there)]

    for _ in range(ROUNDS):
        answers = together(
            functools.partial(caller.post, f"{path}/open/") for caller, path in zip(callers, paths, strict=True)
        )

        assert outcomes(answers) == [(200, ""), (409, "teller_elsewhere")]
        winner = next(place for place, answer in enumerate(answers) if answer.status == 200)
        assert teller.name in answers[1 - winner].body["detail"]
        assert callers[winner].post(f"{paths[winner]}/close/").status == 200

    assert not CounterSession.objects.filter(closed_at__isnull=True).exists()


def test_one_press_sent_several_times_gives_one_ticket(pair: Pair) -> None:
    hall = hall_with_keys()
    kiosks = [Caller(pair[number % 2], hall.keys[hall.kiosk.code]) for number in range(TWINS)]

    for press in range(ROUNDS):
        send = [
            functools.partial(kiosk.post, hall.issue_path, {"service": "cash"}, once=f"{press}") for kiosk in kiosks
        ]
        answers = together(send)

        assert {answer.status for answer in answers} == {201}
        assert len({answer.body["id"] for answer in answers}) == 1
        assert all(answer.body == answers[0].body for answer in answers)

    assert Ticket.objects.count() == ROUNDS
    truth.check_all(hall.branch)


def test_one_key_for_two_different_wishes_gives_one_ticket(pair: Pair) -> None:
    hall = hall_with_keys()
    kiosks = [Caller(server, hall.keys[hall.kiosk.code]) for server in pair]

    for press in range(ROUNDS):
        bodies = [{"service": "cash"}, {"service": "cash", "traits": ["elderly"]}]
        answers = together(
            functools.partial(kiosk.post, hall.issue_path, body, once=f"{press}")
            for kiosk, body in zip(kiosks, bodies, strict=True)
        )

        assert outcomes(answers) == [(201, ""), (409, "idempotency_mismatch")]

    assert Ticket.objects.count() == ROUNDS


def test_known_customer_at_two_desks_gets_one_ticket(pair: Pair) -> None:
    hall = hall_with_keys()
    desks = [manager_of(hall, server) for server in pair]
    at = timezone.now()

    for number in range(ROUNDS):
        make_customer(hall.branch, at, by=hall.manager, reference=f"C{number}")
        body = {"service": "cash", "customer": f"C{number}"}
        answers = together(functools.partial(desk.post, hall.issue_path, body) for desk in desks)

        assert outcomes(answers) == [(201, ""), (409, "already_waiting")]

    truth.check_all(hall.branch)


@pytest.mark.parametrize(
    ("verb", "body", "ends_as"), [("cancel", {"reason": "mistake"}, "cancelled"), ("leave", {}, "abandoned")]
)
def test_customer_goes_while_two_counters_call(pair: Pair, verb: str, body: dict[str, str], ends_as: str) -> None:
    hall = hall_with_keys()
    hall.open_counters()
    tellers = [teller_of(hall, pair[place], place) for place in range(2)]
    manager = manager_of(hall, pair[0])

    for _ in range(ROUNDS):
        ticket = make_ticket(hall.service, timezone.now(), by=hall.manager).pk
        gone, *calls = together(
            [
                functools.partial(manager.post, f"/api/v1/tickets/{ticket}/{verb}/", body),
                *(functools.partial(teller.post, path) for teller, path in zip(tellers, hall.call_paths, strict=True)),
            ]
        )

        assert gone.outcome in {(200, ""), (409, "illegal_move"), (403, "forbidden")}
        assert outcomes(calls) in ([(200, ""), (204, "")], [(204, ""), (204, "")])
        if gone.status == 200:
            assert Ticket.objects.get(pk=ticket).status == ends_as
        for teller, call in zip(tellers, calls, strict=True):
            if call.status == 200 and Ticket.objects.get(pk=ticket).status in OPEN:
                assert teller.post(f"/api/v1/tickets/{ticket}/miss/").status == 200

    truth.check_all(hall.branch)


def test_manager_sends_a_customer_elsewhere_while_a_counter_calls(pair: Pair) -> None:
    hall = hall_with_keys()
    hall.open_counters()
    tellers = [teller_of(hall, pair[place], place) for place in range(2)]
    manager = manager_of(hall, pair[1])

    for _ in range(ROUNDS):
        ticket = make_ticket(hall.service, timezone.now(), by=hall.manager).pk
        moved, called = together(
            [
                functools.partial(manager.post, f"/api/v1/tickets/{ticket}/transfer/", {"counter": "2"}),
                functools.partial(tellers[0].post, hall.call_paths[0]),
            ]
        )

        # Whoever comes first decides; both at once would put the customer at the wrong counter.
        assert (moved.status, called.status) in {(200, 204), (409, 200), (403, 200)}
        if called.status == 204:
            called = tellers[1].post(hall.call_paths[1])
        assert called.body["id"] == ticket
        assert tellers[int(called.body["counter"]) - 1].post(f"/api/v1/tickets/{ticket}/miss/").status == 200

    truth.check_all(hall.branch)
