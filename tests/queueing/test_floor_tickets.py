"""Finding a ticket on the tablet and moving it: what works, a stranger, a wrong state, the costs."""

import datetime as dt

import pytest
from django.utils import timezone

from lobby.branches.models import OpeningHours
from queueing.domain.calling import call_next
from queueing.domain.notes import add_note
from queueing.domain.waiting import miss
from queueing.enums import TicketStatus
from queueing.models import Ticket, TicketNote
from tests.factories import make_session, make_ticket

JSON = {"headers": {"Accept": "application/json"}}


@pytest.fixture
def now(branch):
    """The present moment, in a branch that never closes."""
    OpeningHours.objects.filter(branch=branch).delete()
    OpeningHours.objects.bulk_create(
        OpeningHours(branch=branch, weekday=day, opens_at=dt.time(4), closes_at=dt.time(4)) for day in range(7)
    )
    return timezone.now()


@pytest.fixture
def ticket(client, cash, manager, now):
    client.force_login(manager)
    return make_ticket(cash, now, by=manager)


@pytest.fixture
def missed(ticket, counter, teller, now):
    session = make_session(counter, teller, now)
    return miss(call_next(session, by=teller.actor, at=now), by=teller.actor, at=now)


def act(client, ticket, verb, **data):
    return client.post(f"/floor/tickets/{ticket.pk}/{verb}/", data, **JSON)


def status_of(ticket):
    ticket.refresh_from_db()
    return ticket.status


ACTS = {
    "postpone": ({}, TicketStatus.WAITING),
    "transfer": ({"service": "personal"}, TicketStatus.WAITING),
    "leave": ({"reason": "waited too long"}, TicketStatus.ABANDONED),
    "cancel": ({"reason": "taken twice"}, TicketStatus.CANCELLED),
}


@pytest.mark.parametrize("verb", ACTS)
def test_acts_on_a_waiting_ticket(client, ticket, personal, verb):
    data, status = ACTS[verb]

    answer = act(client, ticket, verb, **data)

    assert answer.status_code == 200
    assert ticket.number in answer.json()["message"]
    assert status_of(ticket) == status


@pytest.mark.parametrize("verb", ACTS)
def test_acts_in_a_wrong_state_are_refused(client, ticket, personal, verb):
    Ticket.objects.update(status=TicketStatus.DONE)

    answer = act(client, ticket, verb, **ACTS[verb][0])

    assert (answer.status_code, answer.json()["code"]) == (409, "illegal_move")
    assert status_of(ticket) == TicketStatus.DONE


@pytest.mark.parametrize("verb", [*ACTS, "reinstate", "note"])
def test_a_stranger_finds_no_ticket(client, ticket, stranger, verb):
    client.force_login(stranger)

    assert act(client, ticket, verb, reason="x", text="x").status_code == 404


@pytest.mark.parametrize("verb", [*ACTS, "reinstate", "note"])
def test_a_teller_does_not_move_tickets(client, ticket, teller, verb):
    client.force_login(teller)

    assert act(client, ticket, verb, reason="x", text="x").status_code == 403


def test_reinstate_a_missed_ticket_once(client, missed):
    assert act(client, missed, "reinstate").status_code == 200
    assert status_of(missed) == TicketStatus.WAITING
    assert act(client, missed, "reinstate").status_code == 409


def test_transfer_and_take_it_back(client, ticket, personal, counter):
    answer = act(client, ticket, "transfer", service="personal", counter=counter.pk)
    ticket.refresh_from_db()
    assert (ticket.service, ticket.only_counter) == (personal, counter)

    assert client.post(answer.json()["undo"], **JSON).status_code == 200
    ticket.refresh_from_db()
    assert (ticket.service.code, ticket.only_counter) == ("cash", None)


def test_transfer_to_somebody_unable_is_refused(client, ticket, personal, teller2):
    teller2.skills.all().delete()
    teller2.skills.create(kind="service", code="personal")

    answer = act(client, ticket, "transfer", person=teller2.pk)

    assert (answer.status_code, answer.json()["code"]) == (409, "nobody_able")


def test_a_note_is_kept_and_shown(client, ticket):
    assert act(client, ticket, "note", text="请安排座位").status_code == 200
    assert TicketNote.objects.get().text == "请安排座位"
    assert "请安排座位" in client.get(f"/floor/tickets/{ticket.pk}/").content.decode()


@pytest.mark.parametrize(
    ("verb", "data"),
    [
        ("leave", {}),
        ("cancel", {"reason": " "}),
        ("cancel", {"reason": "x" * 121}),
        ("note", {"text": ""}),
        ("note", {"text": "x\0"}),
        ("transfer", {"service": "nothing"}),
        ("transfer", {"counter": "x"}),
    ],
)
def test_bad_input_changes_nothing(client, ticket, verb, data):
    before = Ticket.objects.values().get()

    answer = act(client, ticket, verb, **data)

    assert (answer.status_code, answer.json()["code"]) == (400, "invalid")
    assert Ticket.objects.values().get() == before
    assert not TicketNote.objects.exists()


@pytest.mark.parametrize(("language", "word"), [("en", "number issued"), ("zh-hans", "lang")])
def test_the_detail_tells_why_and_what_happened(client, ticket, language, word):
    client.cookies["django_language"] = language

    html = client.get(f"/floor/tickets/{ticket.pk}/").content.decode()

    assert ticket.number in html
    if language == "en":
        assert word in html
        assert "in order of arrival" in html
        assert "Mei" in html


@pytest.mark.parametrize("count", [1, 3])
def test_the_detail_costs_the_same_with_more_notes_and_tickets(
    client, ticket, cash, manager, now, count, django_assert_num_queries
):
    for _ in range(count):
        add_note(ticket, by=manager.actor, at=now, text="x")
    for _ in range(count - 1):
        make_ticket(cash, now, by=manager)

    with django_assert_num_queries(17):
        client.get(f"/floor/tickets/{ticket.pk}/")


def test_a_teller_sees_the_detail_without_acts(client, ticket, teller):
    client.force_login(teller)

    html = client.get(f"/floor/tickets/{ticket.pk}/").content.decode()

    assert ticket.number in html
    assert "<form" not in html


def test_a_stranger_finds_no_detail(client, ticket, stranger):
    client.force_login(stranger)

    assert client.get(f"/floor/tickets/{ticket.pk}/").status_code == 404


@pytest.mark.parametrize("typed", ["A001", "a 001", "01", "001"])
def test_search_finds_by_number_or_digits(client, ticket, branch, typed):
    html = client.get(f"/floor/{branch.code}/search/", {"number": typed}).content.decode()

    assert f"/floor/tickets/{ticket.pk}/" in html


@pytest.mark.parametrize("typed", ["", "B001", "%", "'; --", "\0", "😀", "x" * 500])
def test_search_finds_nothing_else(client, ticket, branch, typed):
    answer = client.get(f"/floor/{branch.code}/search/", {"number": typed})

    assert answer.status_code == 200
    assert "/floor/tickets/" not in answer.content.decode()


def test_search_finds_ended_tickets_of_today_only(client, ticket, branch):
    Ticket.objects.update(status=TicketStatus.DONE)
    assert ticket.number in client.get(f"/floor/{branch.code}/search/", {"number": "A001"}).content.decode()

    Ticket.objects.update(day=ticket.day - dt.timedelta(days=1))
    html = client.get(f"/floor/{branch.code}/search/", {"number": "A001"}).content.decode()
    assert "/floor/tickets/" not in html


@pytest.mark.parametrize("count", [1, 3])
def test_search_costs_the_same_for_one_and_for_three(
    client, ticket, cash, manager, branch, now, count, django_assert_num_queries
):
    for _ in range(count - 1):
        make_ticket(cash, now, by=manager)

    with django_assert_num_queries(4):
        client.get(f"/floor/{branch.code}/search/", {"number": "A"})


def test_a_stranger_searches_nothing(client, ticket, branch, stranger):
    client.force_login(stranger)

    assert client.get(f"/floor/{branch.code}/search/", {"number": "A"}).status_code == 404
