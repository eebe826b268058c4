"""Receiving a customer on the tablet: greet, number within half a minute, or leave."""

import datetime as dt

import pytest
from django.utils import timezone

from lobby.branches.enums import RoleCode
from lobby.branches.models import OpeningHours
from lobby.customers.domain.cards import add_customer
from lobby.customers.enums import Tier
from queueing.domain.days import stop_issuing
from queueing.enums import PriorityClass, Source, VisitStatus
from queueing.models import Ticket, Visit
from tests.factories import make_document, make_staff

JSON = {"headers": {"Accept": "application/json"}}


@pytest.fixture(autouse=True)
def signed_in(client, manager, branch):
    """The manager, in a branch that never closes."""
    for hours in OpeningHours.objects.filter(branch=branch):
        hours.delete()
    OpeningHours.objects.bulk_create(
        OpeningHours(branch=branch, weekday=day, opens_at=dt.time(4), closes_at=dt.time(4)) for day in range(7)
    )
    client.force_login(manager)


def greet(client, branch):
    return client.post(f"/floor/{branch.code}/greet/", **JSON)


def issue(client, branch, **data):
    return client.post(f"/floor/{branch.code}/tickets/", data, **JSON)


def test_greet_starts_the_clock_by_the_servers_time(client, branch):
    before = timezone.now()

    answer = greet(client, branch)

    visit = Visit.objects.get()
    assert (answer.status_code, answer.json()["visit"]) == (201, visit.pk)
    assert before <= visit.arrived_at <= timezone.now()
    assert dt.datetime.fromisoformat(answer.json()["arrived_at"]) == visit.arrived_at


def test_greet_and_issue_in_three_taps(client, branch, cash):
    visit = Visit.objects.get(pk=greet(client, branch).json()["visit"])
    Visit.objects.update(arrived_at=visit.arrived_at - dt.timedelta(seconds=31))

    answer = issue(client, branch, visit=visit.pk, service="cash", traits=["elderly", "prefers_counter"])

    ticket, visit = Ticket.objects.get(), Visit.objects.get()
    assert answer.status_code == 201
    assert (ticket.visit, ticket.source, ticket.priority) == (visit, Source.TABLET, PriorityClass.CARE)
    assert (visit.triage_seconds, visit.status) == (31, VisitStatus.WAITING)
    assert ticket.traits == ["elderly", "prefers_counter"]
    html = answer.content.decode()
    assert ticket.number in html
    assert "<svg" in html
    assert ticket.page_token in html


def test_a_repeat_shows_the_same_number(client, branch, cash):
    visit = greet(client, branch).json()["visit"]

    first, second = (issue(client, branch, visit=visit, service="cash") for _ in range(2))

    assert Ticket.objects.count() == 1
    assert first.content == second.content


def test_issue_without_a_greeting_works_too(client, branch, cash):
    assert issue(client, branch, service="cash").status_code == 201
    assert Visit.objects.get().triage_seconds is None


@pytest.mark.parametrize(("language", "word"), [("en", "Valid paper"), ("zh-hans", "有效证件")])
def test_the_result_tells_what_to_have_ready(client, branch, cash, language, word):
    make_document(cash, "有效证件", "Valid paper")
    client.cookies["django_language"] = language

    assert word in issue(client, branch, service="cash").content.decode()


def test_a_foreign_language_is_kept_for_the_call(client, branch, cash):
    issue(client, branch, service="cash", traits=["foreign_language"])

    assert Ticket.objects.get().language == "en"


def test_the_level_comes_from_the_card(client, branch, cash, manager, at):
    customer = add_customer(branch, by=manager.actor, at=at, name="张小明", reference="C-77", tier=Tier.VIP)

    issue(client, branch, service="cash", reference=" C-77 ")

    ticket = Ticket.objects.get()
    assert (ticket.customer, ticket.priority) == (customer, PriorityClass.VIP)


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"service": "nothing"},
        {"service": "cash", "traits": ["vip"]},
        {"service": "cash", "visit": "999999"},
        {"service": "cash", "visit": "x"},
        {"service": "cash", "reference": "unknown"},
        {"service": "ca\0sh"},
        {"service": "cash", "reference": "x" * 41},
    ],
)
def test_bad_input_issues_nothing(client, branch, cash, data):
    answer = issue(client, branch, **data)

    assert (answer.status_code, answer.json()["code"]) == (400, "invalid")
    assert not Ticket.objects.exists()


def test_issuing_that_was_stopped_is_refused_with_the_reason(client, branch, cash, manager):
    stop_issuing(branch, by=manager.actor, at=timezone.now(), reason="系统升级")

    answer = issue(client, branch, service="cash")

    assert (answer.status_code, answer.json()["code"]) == (409, "issuing_stopped")
    assert answer.json()["detail"] == "系统升级"


def test_leaving_without_a_number(client, branch):
    leave = greet(client, branch).json()["leave"]

    assert client.post(leave, **JSON).status_code == 200
    assert Visit.objects.get().status == VisitStatus.LEFT_EARLY
    again = client.post(leave, **JSON)
    assert (again.status_code, again.json()["code"]) == (409, "illegal_visit_move")


def test_a_greeted_customer_who_left_gets_no_number(client, branch, cash):
    answer = greet(client, branch).json()
    client.post(answer["leave"], **JSON)

    refused = issue(client, branch, visit=answer["visit"], service="cash")

    assert (refused.status_code, refused.json()["code"]) == (409, "illegal_visit_move")
    assert not Ticket.objects.exists()


def test_a_stranger_receives_nobody(client, branch, cash, stranger):
    leave = greet(client, branch).json()["leave"]
    client.force_login(stranger)

    assert greet(client, branch).status_code == 404
    assert issue(client, branch, service="cash").status_code == 404
    assert client.post(leave, **JSON).status_code == 404


def test_another_branchs_visit_is_not_taken(client, branch, other_branch, cash):
    visit = Visit.objects.create(branch=other_branch, day=dt.date(2026, 3, 10), arrived_at=timezone.now())

    assert issue(client, branch, service="cash", visit=visit.pk).status_code == 400


def test_an_adviser_may_look_but_not_issue(client, branch, cash):
    client.force_login(make_staff("bao", branch, RoleCode.BA))

    assert greet(client, branch).status_code == 403
    assert issue(client, branch, service="cash").status_code == 403
