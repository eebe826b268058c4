"""What the teller's views refuse: strangers, colleagues, wrong states; and that nothing is left behind."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from queueing.domain.counters import end_stuck, open_counter
from queueing.domain.serving import hold
from queueing.enums import TicketStatus
from queueing.models import Ticket
from tests import factories

ON_TICKET = ["recall", "start", "finish", "miss", "hold", "take-up", "send-back", "hand-on", "note", "undo"]
ON_SESSION = ["pause", "resume", "close", "call-next", "call-number", "serve"]


def status_of(ticket):
    return Ticket.objects.get(pk=ticket.pk).status


@pytest.mark.parametrize("act", ON_TICKET)
def test_a_strangers_ticket_is_not_found(client, press, served, stranger, act):
    client.force_login(stranger)

    response = press(client, act, served)

    assert response.status_code == 404
    assert status_of(served) == TicketStatus.SERVING


@pytest.mark.parametrize("act", ON_TICKET)
def test_a_colleagues_ticket_is_not_touched(client, press, served, teller2, counter2, now, act):
    open_counter(counter2, by=teller2.actor, at=now, staff=teller2)
    client.force_login(teller2)

    response = press(client, act, served)

    assert response.status_code == 403
    assert status_of(served) == TicketStatus.SERVING


@pytest.mark.parametrize("act", ["recall", "start", "miss", "take-up", "undo"])
def test_acts_of_other_states_are_refused_while_serving(hand, served, act):
    response = hand(act, served)

    assert response.status_code == 409
    assert status_of(served) == TicketStatus.SERVING


@pytest.mark.parametrize("act", ["finish", "hold", "send-back", "hand-on"])
def test_acts_of_service_are_refused_before_it_begins(hand, called, personal, act):
    response = hand(act, called)

    assert (response.status_code, response.json()["code"]) == (409, "illegal_move")
    assert status_of(called) == TicketStatus.CALLED


@pytest.mark.parametrize("act", ["call-next", "call-number", "serve", "pause", "close"])
def test_a_busy_counter_takes_nobody_and_does_not_pause(hand, served, cash, manager, now, act):
    factories.make_ticket(cash, now, by=manager)

    response = hand(act)

    assert response.status_code == 409
    assert "A001" in response.json()["detail"]


@pytest.mark.parametrize("act", ["call-next", "call-number", "serve", "pause"])
def test_a_paused_counter_serves_nobody(hand, ticket, act):
    hand("pause")

    response = hand(act)

    assert (response.status_code, response.json()["code"]) == (409, "counter_not_open")


def test_resume_is_refused_at_an_open_counter(hand, own_session):
    assert hand("resume").status_code == 409


@pytest.mark.parametrize("act", ON_SESSION)
def test_without_a_session_acts_say_so(hand, branch, cash, counter, act):
    response = hand(act)

    assert (response.status_code, response.json()["code"]) == (409, "no_open_counter")


def test_acts_after_the_manager_ended_the_session_say_so(hand, served, own_session, manager):
    end_stuck(own_session, by=manager.actor, at=timezone.now(), reason="left")

    response = hand("finish", served)

    assert (response.status_code, response.json()["code"]) == (409, "no_open_counter")


def test_acts_end_with_the_role(hand, called, teller):
    teller.grants.all().delete()

    assert hand("call-next").status_code == 403
    assert hand("start", called).status_code == 403
    assert status_of(called) == TicketStatus.CALLED


def test_acts_need_a_signed_in_person_and_a_post(client, called, teller):
    address = reverse("queueing:teller-start", args=[called.pk])
    assert "sign-in" in client.post(address)["Location"]

    client.force_login(teller)
    assert client.get(address).status_code == 405
    assert status_of(called) == TicketStatus.CALLED


def test_held_tickets_wait_for_their_own_counter(hand, served, teller, now, cash, manager):
    hold(served, by=teller.actor, at=now)
    factories.make_ticket(cash, now, by=manager)
    hand("call-next")

    response = hand("take-up", served)

    assert (response.status_code, response.json()["code"]) == (409, "counter_busy")
    assert status_of(served) == TicketStatus.ON_HOLD
