"""Triage over HTTP: advice for whoever may issue, and the decision that comes back with the number."""

from __future__ import annotations

import pytest

from lobby.branches.enums import RoleCode
from queueing.models import RoutingDecision, Ticket
from tests.callers import Caller
from tests.factories import make_counter, make_customer, make_document, make_service, make_staff
from tests.statements import statements_at_most

pytestmark = pytest.mark.usefixtures("session", "clock")


@pytest.fixture
def caller(manager, at):
    return Caller(manager, at)


def path(branch):
    return f"/branches/{branch.code}/triage/"


def test_triage_tells_every_way_in_the_fixed_shape(branch, cash, smart, caller):
    make_document(cash, "护照", "Passport", position=1)
    make_document(cash, "卡", "Card", position=2)

    answer = caller.post(path(branch), {"service": "cash", "traits": []})

    told = answer.json()
    assert answer.status_code == 200
    assert (told["recommended"], told["documents"], told["booking_url"]) == (
        "smart_counter",
        ["Passport", "Card"],
        None,
    )
    assert told["options"] == [
        {
            "channel": "smart_counter",
            "zone": "self",
            "service": "cash",
            "device": "SC9",
            "wait": {"p50_s": 0, "p90_s": 0},
            "service_s": 288,
            "finish_s": 288,
            "is_open": True,
            "own_wish": False,
            "reason": "Soonest: done in about 5 min, 3 min before the counter.",
        },
        {
            "channel": "counter",
            "zone": "hall",
            "service": "cash",
            "device": None,
            "wait": {"p50_s": 0, "p90_s": 0},
            "service_s": 480,
            "finish_s": 480,
            "is_open": True,
            "own_wish": False,
            "reason": "About 3 min later.",
        },
    ]
    assert not Ticket.objects.exists()


def test_traits_and_card_decide(branch, cash, smart, caller, manager, at):
    make_customer(branch, at, by=manager, reference="C-1", prefers_counter=True)

    asked = [
        caller.post(path(branch), {"service": "cash", **body}).json()
        for body in ({"traits": ["elderly"]}, {"customer": "C-1"}, {"traits": ["foreign_language"]})
    ]

    assert [one["recommended"] for one in asked] == ["counter", "counter", "smart_counter"]
    assert [[option["own_wish"] for option in one["options"]] for one in asked] == [[False, True]] * 2 + [
        [False, False]
    ]


def test_the_kiosk_asks_and_is_not_sent_to_a_video_teller(branch, cash, vtm, kiosk, at):
    answer = Caller(kiosk, at).post(path(branch), {"service": "cash"}).json()

    assert answer["recommended"] == "counter"
    assert answer["options"][1]["reason"] == "The first use needs somebody who goes along."


def test_a_stranger_finds_no_branch_and_an_adviser_may_not(branch, cash, stranger, wall, at):
    adviser = make_staff("bao", branch, RoleCode.BA)

    codes = [Caller(one, at).post(path(branch), {"service": "cash"}).status_code for one in (stranger, adviser, wall)]

    assert codes == [404, 403, 403]


def test_without_an_adviser_the_answer_leads_to_free_times(branch, zone, caller):
    wealth = make_service(branch, "wealth", "V", zone=zone, family="wealth", channels=["wealth_desk"])
    make_counter(branch, "7", zone, [wealth])

    told = caller.post(path(branch), {"service": "wealth"}).json()

    assert told["booking_url"] == "/book/7001/?service=wealth"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({}, "service_missing"),
        ({"service": "moon"}, "unknown_service"),
        ({"service": 5}, "invalid"),
        ({"service": "cash", "traits": ["vip"]}, "invalid"),
        ({"service": "cash", "traits": "elderly"}, "invalid"),
        ({"service": "cash", "customer": "nobody"}, "unknown_customer"),
    ],
)
def test_wrong_questions(branch, cash, caller, body, code):
    answer = caller.post(path(branch), body)

    assert (answer.status_code, answer.json()["code"]) == (400, code)


def test_a_repeated_question_gets_the_first_answer(branch, cash, smart, caller):
    first, again = (caller.post(path(branch), {"service": "cash"}, key="q1") for _ in range(2))

    assert first.json() == again.json()


def issue(caller, branch, **body):
    return caller.post(f"/branches/{branch.code}/tickets/", {"service": "cash", **body})


def test_issuing_with_the_advice_records_the_decision(branch, cash, smart, caller):
    advice = caller.post(path(branch), {"service": "cash"}).json()["advice"]

    went = issue(caller, branch, advice=advice, channel="smart_counter")
    stayed = issue(caller, branch, advice=advice, channel="counter", override="customer_wish")

    assert [one.status_code for one in (went, stayed)] == [201, 201]
    assert (went.json()["status"], went.json()["wait"]) == ("diverted", None)
    assert stayed.json()["status"] == "waiting"
    decisions = RoutingDecision.objects.order_by("pk").values_list("chosen", "offer", "device__code", "override_reason")
    assert list(decisions) == [
        ("smart_counter", "accepted", "SC9", ""),
        ("counter", "declined", None, "customer_wish"),
    ]


def test_issuing_without_advice_is_as_it_was(branch, cash, smart, caller):
    assert issue(caller, branch).json()["status"] == "waiting"
    assert not RoutingDecision.objects.exists()


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"channel": "counter"}, 400, "override_missing"),
        ({"channel": "vtm"}, 400, "unknown_option"),
        ({"channel": "moon"}, 400, "invalid"),
        ({"channel": "smart_counter", "advice": "forged"}, 409, "advice_expired"),
        ({"channel": "counter", "override": "nicer coat"}, 400, "invalid"),
    ],
)
def test_wrong_choices_issue_nothing(branch, cash, smart, caller, body, status, code):
    advice = caller.post(path(branch), {"service": "cash"}).json()["advice"]

    answer = issue(caller, branch, **{"advice": advice, **body})

    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert not Ticket.objects.exists()


def test_a_waiting_ticket_goes_to_a_named_machine_and_back_or_is_done(branch, cash, smart, vtm, caller):
    first, second = (issue(caller, branch).json()["id"] for _ in range(2))
    wrong = caller.post(f"/tickets/{first}/divert/", {"channel": "smart_counter", "device": "VTM9"})
    assert (wrong.status_code, wrong.json()["code"]) == (400, "unknown_target")

    for ticket in (first, second):
        gone = caller.post(f"/tickets/{ticket}/divert/", {"channel": "smart_counter", "device": "SC9"})
        assert gone.json()["status"] == "diverted"
    back = caller.post(f"/tickets/{first}/diversion-failed/", {"reason": "card refused"}).json()
    done = caller.post(f"/tickets/{second}/diversion-done/").json()
    twice = caller.post(f"/tickets/{second}/diversion-done/")

    assert (back["status"], done["status"], done["outcome"]) == ("waiting", "done", "completed")
    assert (twice.status_code, twice.json()["code"]) == (409, "illegal_move")
    assert RoutingDecision.objects.get(ticket=first).fail_reason == "card refused"


def test_a_teller_does_not_bring_back_and_a_stranger_finds_nothing(branch, cash, smart, caller, teller, stranger, at):
    ticket = issue(caller, branch).json()["id"]
    caller.post(f"/tickets/{ticket}/divert/", {"channel": "smart_counter"})

    codes = [Caller(one, at).post(f"/tickets/{ticket}/diversion-failed/").status_code for one in (teller, stranger)]

    assert codes == [403, 404]


def test_what_the_question_costs(branch, cash, smart, vtm, caller):
    caller.post(path(branch), {"service": "cash"})

    with statements_at_most(12):  # key 1, branch 1, service 1, advice 9
        caller.post(path(branch), {"service": "cash"})
