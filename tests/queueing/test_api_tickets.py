"""Issuing, listing, reading and annotating tickets over HTTP."""

import datetime as dt

import pytest
import time_machine

from lobby.branches.enums import DeviceKind
from queueing.domain.calling import call_next
from queueing.domain.serving import send_back, start
from queueing.enums import ReturnReason, TicketStatus
from queueing.models import Ticket, TicketNote
from tests.callers import Caller
from tests.factories import make_customer, make_device, make_policy, make_service, make_staff, make_ticket
from tests.statements import statements_at_most

MINUTE = dt.timedelta(minutes=1)


@pytest.fixture(autouse=True)
def now(at):
    with time_machine.travel(at, tick=False):
        yield


def test_issue_answers_the_ticket_with_its_quote(branch, cash, manager, session, at):
    make_ticket(cash, at, by=manager)

    answer = Caller(manager, at).post("/branches/7001/tickets/", {"service": "cash", "traits": ["elderly"]})

    ticket = Ticket.objects.latest("pk")
    assert answer.status_code == 201
    assert answer.json() == {
        "id": ticket.pk,
        "number": "A002",
        "branch": "7001",
        "service": "cash",
        "status": "waiting",
        "priority": "care",
        "traits": ["elderly"],
        "language": "zh-hans",
        "source": "api",
        "counter": None,
        "calls": 0,
        "issued_at": "2026-03-10T02:00:00+00:00",
        "called_at": None,
        "started_at": None,
        "ended_at": None,
        "outcome": None,
        "ahead": ticket.ahead_at_issue,
        "wait": {"p50_s": ticket.quoted_p50_s, "p90_s": ticket.quoted_p90_s},
        "wait_note": None,
        "page_url": f"http://testserver/t/{ticket.page_token}/",
    }


def test_a_kiosk_issues_as_a_kiosk_whatever_it_says(branch, cash, kiosk, at):
    answer = Caller(kiosk, at).post("/branches/7001/tickets/", {"service": "cash", "source": "tablet"})

    assert (answer.status_code, answer.json()["source"]) == (201, "kiosk")


def test_vip_comes_from_the_customers_level_only(branch, cash, personal, manager, at):
    make_customer(branch, at, by=manager, reference="6222001", tier="vip", language="en")
    caller = Caller(manager, at)

    wished = caller.post("/branches/7001/tickets/", {"service": "cash", "priority": "vip", "tier": "vip"})
    as_trait = caller.post("/branches/7001/tickets/", {"service": "cash", "traits": ["vip"]})
    known = caller.post("/branches/7001/tickets/", {"service": "personal", "customer": "6222001"})

    assert wished.json()["priority"] == "normal"
    assert as_trait.status_code == 400
    assert (known.json()["priority"], known.json()["language"]) == ("vip", "en")


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"service": "gold"}, 400, "unknown_service"),
        ({"service": "cash", "customer": "nobody"}, 400, "unknown_customer"),
        ({}, 400, "service_missing"),
        ({"service": 5}, 400, "invalid"),
        ({"service": "cash", "traits": "elderly"}, 400, "invalid"),
        ({"service": "cash", "source": "replay"}, 400, "invalid"),
        ({"service": "cash", "language": "klingon!"}, 400, "invalid"),
    ],
)
def test_issue_refuses_what_it_does_not_know(branch, cash, manager, at, body, status, code):
    answer = Caller(manager, at).post("/branches/7001/tickets/", body)

    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert set(answer.json()) == {"code", "detail"}
    assert not Ticket.objects.exists()


def test_issue_is_for_the_branchs_own_people(branch, other_branch, cash, stranger, wall, at):
    foreign_kiosk = make_device(other_branch, "KIOSK9", DeviceKind.KIOSK)

    assert Caller(stranger, at).post("/branches/7001/tickets/", {"service": "cash"}).status_code == 404
    assert Caller(foreign_kiosk, at).post("/branches/7001/tickets/", {"service": "cash"}).status_code == 404
    assert Caller(wall, at).post("/branches/7001/tickets/", {"service": "cash"}).status_code == 403
    assert not Ticket.objects.exists()


def test_issue_at_night_is_refused(branch, cash, manager, at):
    with time_machine.travel(at + dt.timedelta(hours=12), tick=False):
        answer = Caller(manager, at).post("/branches/7001/tickets/", {"service": "cash"})

    assert (answer.status_code, answer.json()["code"]) == (409, "branch_closed")


def test_the_list_is_in_calling_order_with_reasons(branch, cash, personal, manager, teller, session, at):
    make_customer(branch, at, by=manager, reference="1", tier="vip")
    first = make_ticket(cash, at - 9 * MINUTE, by=manager)
    called = call_next(session, by=teller.actor, at=at - 8 * MINUTE)
    start(called, by=teller.actor, at=at - 8 * MINUTE)
    send_back(called, by=teller.actor, at=at - 7 * MINUTE, reason=ReturnReason.FORM)
    plain = make_ticket(cash, at - 6 * MINUTE, by=manager)
    caller = Caller(manager, at)
    vip = caller.post("/branches/7001/tickets/", {"service": "personal", "customer": "1"}).json()

    found = caller.client.get("/api/v1/branches/7001/tickets/?status=waiting", headers={"Accept-Language": "en"}).json()

    assert [(each["number"], each["why"]) for each in found] == [
        (first.number, "returned, goes first"),
        (vip["number"], "counts as arrived 10 minutes earlier (VIP)"),
        (plain.number, "in order of arrival"),
    ]
    assert [each["ahead"] for each in found] == [0, 1, 2]


def test_the_list_shows_other_states_newest_first(branch, cash, manager, teller, session, at):
    make_ticket(cash, at - MINUTE, by=manager)
    make_ticket(cash, at, by=manager)
    call_next(session, by=teller.actor, at=at)

    found = Caller(manager, at).get("/branches/7001/tickets/", status="called").json()

    assert [(each["number"], each["why"], each["wait"], each["counter"]) for each in found] == [
        ("A001", None, None, "1")
    ]


@pytest.mark.parametrize("query", [{"status": "lost"}, {"limit": "0"}, {"limit": "x"}, {"limit": "99999"}])
def test_the_list_refuses_odd_questions(branch, manager, at, query):
    assert Caller(manager, at).get("/branches/7001/tickets/", **query).status_code == 400


def test_the_list_is_hidden_from_strangers_and_devices(branch, cash, stranger, wall, kiosk, at):
    assert Caller(stranger, at).get("/branches/7001/tickets/").status_code == 404
    assert Caller(wall, at).get("/branches/7001/tickets/").status_code == 403
    assert Caller(kiosk, at).get("/branches/7001/tickets/").status_code == 403


@pytest.mark.parametrize("waiting", [1, 3])
def test_the_list_costs_the_same_however_many_wait(branch, cash, manager, session, at, waiting):
    for _ in range(waiting):
        make_ticket(cash, at, by=manager)
    caller = Caller(manager, at)

    with statements_at_most(7):
        assert len(caller.get("/branches/7001/tickets/").json()) == waiting


def test_a_ticket_is_read_with_notes_and_timeline(branch, cash, manager, teller, session, at):
    ticket = make_ticket(cash, at, by=manager)
    caller = Caller(manager, at)
    noted = caller.post(f"/tickets/{ticket.pk}/notes/", {"text": " brought the form "})

    read = caller.get(f"/tickets/{ticket.pk}/").json()

    assert noted.status_code == 201
    assert (read["number"], read["ahead"], read["why"] is not None) == ("A001", 0, True)
    assert [(note["text"], note["by"]) for note in read["notes"]] == [("brought the form", "Mei")]
    assert [(news["type"], news["by"]) for news in read["timeline"]] == [
        ("ticket.issued", "Mei"),
        ("ticket.noted", "Mei"),
    ]
    assert read["timeline"][0]["details"]["number"] == "A001"


@pytest.mark.parametrize("notes", [1, 3])
def test_reading_a_ticket_costs_the_same_however_much_happened(branch, cash, manager, at, notes):
    ticket = make_ticket(cash, at, by=manager)
    caller = Caller(manager, at)
    for number in range(notes):
        caller.post(f"/tickets/{ticket.pk}/notes/", {"text": str(number)})

    with statements_at_most(9):
        assert len(caller.get(f"/tickets/{ticket.pk}/").json()["notes"]) == notes


def test_a_kiosk_reads_back_its_own_ticket_only(branch, cash, kiosk, manager, at):
    caller = Caller(kiosk, at)
    own = caller.post("/branches/7001/tickets/", {"service": "cash"}).json()
    other = make_ticket(cash, at, by=manager)

    read = caller.get(f"/tickets/{own['id']}/")

    assert (read.status_code, read.json()["timeline"], read.json()["notes"]) == (200, [], [])
    assert caller.get(f"/tickets/{other.pk}/").status_code == 403


def test_a_ticket_is_hidden_from_strangers(branch, cash, manager, stranger, wall, at):
    ticket = make_ticket(cash, at, by=manager)

    assert Caller(stranger, at).get(f"/tickets/{ticket.pk}/").status_code == 404
    assert Caller(wall, at).get(f"/tickets/{ticket.pk}/").status_code == 403
    assert Caller(manager, at).get("/tickets/999999/").status_code == 404
    assert Caller(manager, at).get(f"/tickets/{10**30}/").status_code == 404


def test_a_role_without_the_floor_is_told_so(branch, cash, manager, at):
    ticket = make_ticket(cash, at, by=manager)
    admin = make_staff("sys", branch, "SYSADM")

    assert Caller(admin, at).get(f"/tickets/{ticket.pk}/").status_code == 403


@pytest.mark.parametrize("text", ["", "   ", "x" * 501, None, 7, "a\0b"])
def test_an_empty_or_broken_note_is_refused(branch, cash, manager, at, text):
    ticket = make_ticket(cash, at, by=manager)

    answer = Caller(manager, at).post(f"/tickets/{ticket.pk}/notes/", {"text": text})

    assert answer.status_code == 400
    assert not TicketNote.objects.exists()


def test_a_note_is_for_people_who_serve_customers(branch, cash, manager, stranger, kiosk, at):
    ticket = make_ticket(cash, at, by=manager)
    adviser = make_staff("adviser", branch, "BA")

    assert Caller(stranger, at).post(f"/tickets/{ticket.pk}/notes/", {"text": "x"}).status_code == 404
    assert Caller(adviser, at).post(f"/tickets/{ticket.pk}/notes/", {"text": "x"}).status_code == 403
    assert Caller(kiosk, at).post(f"/tickets/{ticket.pk}/notes/", {"text": "x"}).status_code == 403


def test_issue_costs_few_statements(branch, cash, kiosk, at):
    caller = Caller(kiosk, at)
    caller.post("/branches/7001/tickets/", {"service": "cash"})

    with statements_at_most(13):  # key 1, service 1, idempotency 2, issue 9; a device's branch comes with its key
        answer = caller.post("/branches/7001/tickets/", {"service": "cash"}, key="k1")

    assert answer.status_code == 201
    assert Ticket.objects.filter(status=TicketStatus.WAITING).count() == 2


def test_a_closed_service_and_a_full_one_say_why(branch, zone, manager, at):
    make_service(branch, "card", "C", zone=zone, daily_cap=1, stopped_message_en="No cards today.")
    caller = Caller(manager, at)
    caller.post("/branches/7001/tickets/", {"service": "card"})

    answer = caller.post("/branches/7001/tickets/", {"service": "card"})

    assert (answer.status_code, answer.json()) == (409, {"code": "issuing_stopped", "detail": "No cards today."})


def test_policy_of_the_branch_decides_the_head_start(branch, cash, manager, at):
    branch.policies.all().delete()
    make_policy(branch, care_head_start_s=300)

    issued = Caller(manager, at).post("/branches/7001/tickets/", {"service": "cash", "traits": ["pregnant"]}).json()

    assert Ticket.objects.get(pk=issued["id"]).queue_at == at - dt.timedelta(minutes=5)
