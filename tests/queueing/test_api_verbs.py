"""What happens to one ticket, over HTTP: each verb once well, by the wrong people, and in the wrong state."""

import datetime as dt

import pytest
import time_machine

from lobby.branches.enums import Channel
from lobby.branches.errors import LobbyError
from lobby.branches.models import Service
from lobby.live.models import Entry
from queueing.domain.calling import call_next
from queueing.domain.serving import finish, hold, start
from queueing.domain.waiting import cancel, leave, miss
from queueing.enums import TICKET_MOVES
from tests.callers import Caller
from tests.factories import make_session, make_skills, make_staff, make_ticket
from tests.statements import statements_at_most

SECOND = dt.timedelta(seconds=1)

# verb → body, state to begin in, state it leads to, whose right it is.
VERBS = {
    "recall": ({}, "called", "called", "teller"),
    "start": ({}, "called", "serving", "teller"),
    "finish": ({"outcome": "partly", "services_done": ["cash"], "quantity": 2}, "serving", "done", "teller"),
    "miss": ({}, "called", "no_show", "teller"),
    "hold": ({}, "serving", "on_hold", "teller"),
    "resume": ({}, "on_hold", "serving", "teller"),
    "return": ({"reason": "document"}, "serving", "returned", "teller"),
    "undo": ({}, "done", "serving", "teller"),
    "reinstate": ({}, "no_show", "waiting", "manager"),
    "postpone": ({}, "waiting", "waiting", "manager"),
    "divert": ({"channel": "vtm"}, "waiting", "diverted", "manager"),
    "transfer": ({"service": "personal"}, "waiting", "waiting", "manager"),
    "leave": ({}, "waiting", "abandoned", "manager"),
    "cancel": ({"reason": "twice"}, "waiting", "cancelled", "manager"),
}
WRONG_STATE = {
    "start": "waiting", "finish": "called", "miss": "serving", "hold": "called", "resume": "serving", "recall": "serving",
    "return": "called", "undo": "waiting", "reinstate": "waiting", "postpone": "serving", "divert": "called",
    "transfer": "called", "leave": "done", "cancel": "done",
}  # fmt: skip


@pytest.fixture
def later(at):
    """A minute after everything was prepared: recalls keep their gap, undo is still in time."""
    with time_machine.travel(at + 30 * SECOND, tick=False):
        yield at + 30 * SECOND


@pytest.fixture
def in_state(cash, personal, session, teller, manager, at):
    """Makes the ticket in a state, the shortest way there."""
    Service.objects.filter(pk=cash.pk).update(channels=[Channel.COUNTER, Channel.VTM])

    def make(status):
        ticket = make_ticket(cash, at, by=manager)
        if status in {"cancelled", "abandoned"}:
            return {"cancelled": cancel, "abandoned": leave}[status](ticket, by=manager.actor, at=at, reason="x")
        if status == "waiting":
            return ticket
        ticket = call_next(session, by=teller.actor, at=at)
        for verb in {"called": [], "no_show": [miss], "serving": [start], "on_hold": [start, hold]}.get(
            status, [start, finish]
        ):
            ticket = verb(ticket, by=teller.actor, at=at)
        return ticket

    return make


@pytest.fixture
def people(teller, manager):
    return {"teller": teller, "manager": manager}


@pytest.mark.parametrize("verb", VERBS)
def test_verb_moves_the_ticket_and_answers_it(verb, in_state, people, at, later):
    body, begins, ends, whose = VERBS[verb]
    ticket = in_state(begins)

    answer = Caller(people[whose], at).post(f"/tickets/{ticket.pk}/{verb}/", body)

    ticket.refresh_from_db()
    assert (answer.status_code, answer.json()["status"], ticket.status) == (200, ends, ends)
    assert (answer.json()["id"], answer.json()["number"]) == (ticket.pk, ticket.number)
    assert (answer.json()["wait"] is None) == (ends not in {"waiting", "returned"})


@pytest.mark.parametrize("verb", VERBS)
def test_verb_on_a_strangers_ticket_finds_nothing(verb, in_state, stranger, kiosk, at, later):
    body, begins, _, _ = VERBS[verb]
    ticket = in_state(begins)

    answer = Caller(stranger, at).post(f"/tickets/{ticket.pk}/{verb}/", body)
    from_device = Caller(kiosk, at).post(f"/tickets/{ticket.pk}/{verb}/", body)

    ticket.refresh_from_db()
    assert (answer.status_code, answer.json()["code"], ticket.status) == (404, "not_found", begins)
    assert from_device.status_code == 403


@pytest.mark.parametrize("verb", VERBS)
def test_verb_in_the_wrong_state_is_refused_and_leaves_nothing(verb, in_state, people, at, later):
    body, _, _, whose = VERBS[verb]
    ticket = in_state(WRONG_STATE[verb])
    entries = Entry.objects.count()

    answer = Caller(people[whose], at).post(f"/tickets/{ticket.pk}/{verb}/", body)

    ticket.refresh_from_db()
    assert (answer.status_code, answer.json()["code"]) == (409, "illegal_move")
    assert (ticket.status, Entry.objects.count()) == (WRONG_STATE[verb], entries)


@pytest.mark.parametrize(
    "begins", ["waiting", "called", "serving", "on_hold", "done", "no_show", "cancelled", "abandoned"]
)
def test_whatever_the_table_does_not_list_is_409(begins, in_state, counter2, at, later):
    lead = make_staff("lead", counter2.branch, "TELLER_LEAD")
    ticket = in_state(begins)
    ticket.session and type(ticket.session).objects.filter(pk=ticket.session_id).update(staff=lead)
    caller = Caller(lead, at)
    names = {"send_back": "return", "hand_on": "transfer", "undo_finish": "undo", "undo_miss": "undo"}
    spoken = {names.get(verb, verb) for verb, (sources, _) in TICKET_MOVES.items() if begins in sources}

    refused = [
        verb
        for verb in VERBS
        if verb not in spoken and caller.post(f"/tickets/{ticket.pk}/{verb}/", VERBS[verb][0]).status_code == 409
    ]

    ticket.refresh_from_db()
    assert set(refused) == set(VERBS) - spoken
    assert ticket.status == begins


@pytest.mark.parametrize("verb", [verb for verb, row in VERBS.items() if row[3] == "teller"])
def test_service_verbs_are_for_the_teller_who_holds_the_ticket(verb, in_state, teller2, counter2, manager, at, later):
    body, begins, _, _ = VERBS[verb]
    ticket = in_state(begins)
    make_session(counter2, teller2, at)

    assert Caller(teller2, at).post(f"/tickets/{ticket.pk}/{verb}/", body).status_code == 403
    assert Caller(manager, at).post(f"/tickets/{ticket.pk}/{verb}/", body).status_code == 403

    ticket.refresh_from_db()
    assert ticket.status == begins


@pytest.mark.parametrize("verb", [verb for verb, row in VERBS.items() if row[3] == "manager"])
def test_queue_verbs_are_not_for_tellers(verb, in_state, teller, at, later):
    body, begins, _, _ = VERBS[verb]
    ticket = in_state(begins)

    assert Caller(teller, at).post(f"/tickets/{ticket.pk}/{verb}/", body).status_code == 403


@pytest.mark.parametrize(
    ("verb", "begins", "body", "ends"),
    [
        ("leave", "called", {"reason": "no time"}, "abandoned"),
        ("leave", "on_hold", {}, "abandoned"),
        ("cancel", "on_hold", {"reason": "wrong branch"}, "cancelled"),
        ("transfer", "serving", {"service": "personal"}, "waiting"),
    ],
)
def test_a_teller_takes_out_the_ticket_at_the_own_counter(verb, begins, body, ends, in_state, teller, at, later):
    ticket = in_state(begins)

    answer = Caller(teller, at).post(f"/tickets/{ticket.pk}/{verb}/", body)

    assert (answer.status_code, answer.json()["status"]) == (200, ends)


def test_transfer_of_a_ticket_being_served_hands_it_on(in_state, teller, counter2, at, later):
    ticket = in_state("serving")

    answer = Caller(teller, at).post(f"/tickets/{ticket.pk}/transfer/", {"counter": "2"})

    ticket.refresh_from_db()
    assert (answer.status_code, ticket.only_counter_id, ticket.queue_at) == (200, counter2.pk, later)
    assert Entry.objects.filter(type="ticket.handed_on").count() == 1


def test_transfer_to_a_person(in_state, manager, teller2, at, later):
    ticket = in_state("waiting")

    answer = Caller(manager, at).post(f"/tickets/{ticket.pk}/transfer/", {"person": "chen"})

    ticket.refresh_from_db()
    assert (answer.status_code, ticket.only_staff_id) == (200, teller2.pk)


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({}, 400, "unknown_target"),
        ({"service": "gold"}, 400, "unknown_target"),
        ({"counter": "99"}, 400, "unknown_target"),
        ({"person": "nobody"}, 400, "unknown_target"),
        ({"person": "zhou"}, 409, "nobody_able"),
        ({"service": None}, 400, "service_missing"),
    ],
)
def test_transfer_needs_a_target_that_can_serve(body, status, code, in_state, manager, stranger, at, later):
    make_skills(stranger, "cash")
    ticket = in_state("waiting")

    answer = Caller(manager, at).post(f"/tickets/{ticket.pk}/transfer/", body)

    assert (answer.status_code, answer.json()["code"]) == (status, code)


@pytest.mark.parametrize(
    ("verb", "begins", "body", "code"),
    [
        ("cancel", "waiting", {}, "reason_missing"),
        ("cancel", "waiting", {"reason": "  "}, "reason_missing"),
        ("return", "serving", {}, "reason_missing"),
        ("return", "serving", {"reason": "mood"}, "invalid"),
        ("divert", "waiting", {"channel": "moon"}, "invalid"),
        ("divert", "waiting", {"channel": "vtm", "own_wish": "yes"}, "invalid"),
        ("finish", "serving", {"outcome": "unknown"}, "invalid"),
        ("finish", "serving", {"quantity": 0}, "invalid"),
        ("finish", "serving", {"quantity": "2"}, "invalid"),
        ("finish", "serving", {"quantity": True}, "invalid"),
        ("finish", "serving", {"services_done": [["cash"]]}, "invalid"),
        ("leave", "waiting", {"reason": "x" * 121}, "invalid"),
    ],
)
def test_a_wrong_body_is_refused_and_changes_nothing(verb, begins, body, code, in_state, people, at, later):
    ticket = in_state(begins)

    answer = Caller(people[VERBS[verb][3]], at).post(f"/tickets/{ticket.pk}/{verb}/", body)

    ticket.refresh_from_db()
    assert (answer.status_code, answer.json()["code"], ticket.status) == (400, code, begins)


def test_elderly_customers_are_diverted_only_at_their_own_wish(in_state, manager, at, later):
    ticket = in_state("waiting")
    type(ticket).objects.filter(pk=ticket.pk).update(traits=["elderly"])
    caller = Caller(manager, at)

    pushed = caller.post(f"/tickets/{ticket.pk}/divert/", {"channel": "vtm"})
    wished = caller.post(f"/tickets/{ticket.pk}/divert/", {"channel": "vtm", "own_wish": True})

    assert (pushed.status_code, pushed.json()["code"]) == (409, "cannot_divert")
    assert wished.status_code == 200


def test_recall_too_soon_says_how_long_to_wait(in_state, teller, at):
    ticket = in_state("called")

    with time_machine.travel(at + 5 * SECOND, tick=False):
        answer = Caller(teller, at).post(f"/tickets/{ticket.pk}/recall/")

    assert answer.status_code == 409
    assert answer.json() == {"code": "recall_too_soon", "detail": "Wait 16 more seconds before calling again."}


def test_undo_after_a_minute_is_too_late(in_state, teller, at):
    ticket = in_state("done")

    with time_machine.travel(at + 61 * SECOND, tick=False):
        answer = Caller(teller, at).post(f"/tickets/{ticket.pk}/undo/")

    assert (answer.status_code, answer.json()["code"]) == (409, "too_late")


def test_a_teller_whose_role_was_taken_away_may_no_longer_serve(in_state, teller, at, later):
    ticket = in_state("called")
    teller.grants.all().delete()

    answer = Caller(teller, at).post(f"/tickets/{ticket.pk}/start/")

    assert answer.status_code == 404


@pytest.mark.parametrize(("verb", "limit"), [("start", 8), ("finish", 9), ("miss", 9), ("hold", 10)])
def test_service_verbs_cost_few_statements(verb, limit, in_state, teller, at, later):
    body, begins, _, _ = VERBS[verb]
    ticket = in_state(begins)
    caller = Caller(teller, at)

    with statements_at_most(limit):  # key 1, access 1, idempotency 2, the verb and its followers the rest
        answer = caller.post(f"/tickets/{ticket.pk}/{verb}/", body, key="once")

    assert answer.status_code == 200


def test_every_refusal_of_the_queue_has_a_code_of_its_own():
    refusals = [refusal for refusal in LobbyError.__subclasses__() for refusal in [refusal, *refusal.__subclasses__()]]
    codes = [refusal.code for refusal in refusals if refusal.__module__.startswith("queueing.errors")]

    assert len(codes) == len(set(codes)) > 20
