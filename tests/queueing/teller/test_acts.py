"""Every act of the teller through its view."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from lobby.branches.models import Staff
from queueing.domain.counters import open_counter
from queueing.domain.serving import finish
from queueing.enums import TicketStatus
from queueing.models import CounterSession, Ticket
from tests import factories


def status_of(ticket):
    return Ticket.objects.get(pk=ticket.pk).status


def test_open_begins_a_session_and_leads_to_the_desk(hand, counter, teller, now):
    response = hand("open", counter)

    assert response.json() == {"redirect": "/teller/"}
    assert CounterSession.objects.get(closed_at__isnull=True).staff == teller


def test_open_is_refused_by_name_at_a_taken_counter(hand, counter, teller2, now):
    open_counter(counter, by=teller2.actor, at=now, staff=teller2)

    response = hand("open", counter)

    assert (response.status_code, response.json()["code"]) == (409, "counter_taken")
    assert "Chen works at counter" in response.json()["detail"]


def test_open_tells_a_teller_with_a_session_elsewhere_where_it_is(hand, own_session, counter2):
    response = hand("open", counter2)

    assert (response.status_code, response.json()["code"]) == (409, "teller_elsewhere")
    assert "Counter 1" in response.json()["detail"]
    assert "Branch 7001" in response.json()["detail"]


def test_open_finds_no_counter_of_a_strange_branch(client, counter, stranger):
    client.force_login(stranger)

    assert client.post(reverse("queueing:teller-open", args=[counter.pk])).status_code == 404


def test_open_is_forbidden_without_the_role(client, press, counter, head):
    client.force_login(head)

    assert press(client, "open", counter).status_code == 403


def test_pause_resume_close(hand, own_session):
    assert hand("pause").status_code == 200
    own_session.refresh_from_db()
    assert (own_session.status, own_session.pause_reason) == ("paused", "meal")

    assert hand("resume").status_code == 200
    own_session.refresh_from_db()
    assert own_session.status == "open"

    assert hand("close").json() == {"redirect": "/teller/"}
    own_session.refresh_from_db()
    assert own_session.closed_at is not None


def test_pause_asks_for_a_listed_reason(hand, own_session):
    response = hand("pause", reason="bored")

    assert response.status_code == 400
    assert set(response.json()["fields"]) == {"reason"}


def test_call_next_calls_and_says_when_nobody_waits(hand, ticket):
    assert hand("call-next").json() == {}
    assert status_of(ticket) == TicketStatus.CALLED
    hand("miss", ticket)

    assert hand("call-next").json() == {"message": "Nobody waits for you just now."}


def test_call_number_takes_a_typed_number_with_a_reason(hand, ticket):
    assert hand("call-number", number=" a 001", reason="unwell").status_code == 200
    assert status_of(ticket) == TicketStatus.CALLED


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"number": "A001", "reason": ""}, "reason"),
        ({"number": "", "reason": "unwell"}, "number"),
        ({"number": "Z999", "reason": "unwell"}, "number"),
        ({"number": "A\x00", "reason": "unwell"}, "number"),
    ],
)
def test_call_number_says_which_field_is_wrong(hand, ticket, body, field):
    response = hand("call-number", **body)

    assert response.status_code == 400
    assert set(response.json()["fields"]) == {field}
    assert status_of(ticket) == TicketStatus.WAITING


def test_serve_begins_without_a_ticket(hand, own_session):
    assert hand("serve").status_code == 200

    ticket = Ticket.objects.get()
    assert (ticket.status, ticket.is_without_number, ticket.session) == (TicketStatus.SERVING, True, own_session)


def test_recall_keeps_its_gap(hand, called):
    assert hand("recall", called).status_code == 200

    response = hand("recall", called)
    assert (response.status_code, response.json()["code"]) == (409, "recall_too_soon")


def test_start_and_finish_with_nothing_but_a_key(hand, called):
    assert hand("start", called).status_code == 200
    response = hand("finish", called)

    assert response.json() == {
        "message": "A001 finished.",
        "undo": reverse("queueing:teller-undo", args=[called.pk]),
    }
    called.refresh_from_db()
    assert (called.outcome, called.services_done, called.quantity) == ("completed", ["cash"], 1)


def test_finish_takes_outcome_services_and_quantity(hand, served, personal):
    hand("finish", served, outcome="partly", services_done=["cash", "personal"], quantity="3")

    served.refresh_from_db()
    assert (served.outcome, served.services_done, served.quantity) == ("partly", ["cash", "personal"], 3)


@pytest.mark.parametrize(
    "body", [{"outcome": "unknown"}, {"services_done": ["gold"]}, {"quantity": "0"}, {"quantity": "x"}]
)
def test_finish_refuses_what_is_not_listed_and_goes_on_serving(hand, served, body):
    assert hand("finish", served, **body).status_code == 400
    assert status_of(served) == TicketStatus.SERVING


def test_miss_can_be_undone(hand, called):
    undo = hand("miss", called).json()["undo"]
    assert status_of(called) == TicketStatus.NO_SHOW

    assert hand("undo", called).json()["message"] == "A001 is back at your counter."
    assert undo == reverse("queueing:teller-undo", args=[called.pk])
    assert status_of(called) == TicketStatus.CALLED


def test_undo_is_refused_while_somebody_else_is_at_the_counter(hand, served, cash, manager, teller, own_session, now):
    finish(served, by=teller.actor, at=timezone.now())
    factories.make_ticket(cash, now, by=manager)
    hand("call-next")

    response = hand("undo", served)

    assert (response.status_code, response.json()["code"]) == (409, "counter_busy")
    assert status_of(served) == TicketStatus.DONE


def test_hold_and_take_up(hand, served):
    assert hand("hold", served).status_code == 200
    assert status_of(served) == TicketStatus.ON_HOLD

    assert hand("take-up", served).status_code == 200
    assert status_of(served) == TicketStatus.SERVING


def test_send_back_keeps_the_reason(hand, served):
    assert hand("send-back", served).status_code == 200

    served.refresh_from_db()
    assert (served.status, served.return_reason) == (TicketStatus.RETURNED, "copy")


def test_hand_on_moves_to_another_queue_with_a_note(hand, served, personal):
    response = hand("hand-on", served, service="personal", note="wants a deposit")

    assert response.status_code == 200
    served.refresh_from_db()
    assert (served.status, served.service, served.notes.get().text) == ("waiting", personal, "wants a deposit")


def test_hand_on_reserves_a_counter_or_a_person(hand, served, counter2, teller2):
    hand("hand-on", served, counter=counter2.pk, person=teller2.pk)

    served.refresh_from_db()
    assert (served.only_counter, served.only_staff, served.service.code) == (counter2, teller2, "cash")


def test_hand_on_must_change_something(hand, served):
    response = hand("hand-on", served, service="cash")

    assert response.status_code == 400
    assert set(response.json()["fields"]) == {"service"}
    assert status_of(served) == TicketStatus.SERVING


def test_hand_on_to_somebody_without_the_skill_is_refused(hand, served, branch):
    lan = factories.make_staff("lan", branch, "WM")
    factories.make_skills(lan, "gold")

    response = hand("hand-on", served, person=lan.pk)

    assert (response.status_code, response.json()["code"]) == (409, "nobody_able")


def test_hand_on_finds_nobody_of_another_branch(hand, served, stranger):
    factories.make_skills(stranger, "cash")

    assert hand("hand-on", served, person=stranger.pk).status_code == 400


def test_note_is_kept_with_its_author(hand, called, teller):
    assert hand("note", called, text="  speaks softly ").status_code == 200

    note = called.notes.get()
    assert (note.text, note.by_staff, note.by_name) == ("speaks softly", teller, "Ling")


@pytest.mark.parametrize("text", ["", "   ", "x" * 501, "a\x00b"])
def test_note_refuses_nothing_too_much_and_nul(hand, called, text):
    assert hand("note", called, text=text).status_code == 400
    assert not called.notes.exists()


def test_acts_without_scripts_lead_back_to_the_desk(client, called, teller):
    client.force_login(teller)

    response = client.post(reverse("queueing:teller-start", args=[called.pk]))

    assert (response.status_code, response["Location"]) == (302, "/teller/")


def test_shortcuts_are_kept_with_the_account(hand, teller, branch):
    hand("shortcuts", on="")
    assert not Staff.objects.get(pk=teller.pk).shortcuts_on

    hand("shortcuts", on="1")
    assert Staff.objects.get(pk=teller.pk).shortcuts_on
