"""Tickets and video sessions: whatever ends a session, its customer is done or at the front exactly once."""

from __future__ import annotations

import datetime as dt

import pytest

from devices import callers
from devices.domain import vtm
from devices.domain.states import report
from devices.enums import DeviceStatus
from devices.enums.vtm import VtmEnd
from devices.enums.vtm import VtmStatus as S
from devices.errors.vtm import EscortNeeded, MachineTaken
from devices.models.vtm import VtmSession
from lobby.branches.actors import SYSTEM
from lobby.branches.enums import Channel, DeviceKind
from lobby.live.models import Entry
from queueing.domain import waiting
from queueing.domain.calling import call_next
from queueing.errors import IllegalMove
from queueing.models import GuidedOnce, RoutingDecision, Ticket
from tests.devices.vtm.conftest import *  # noqa: F403  the cast of a session
from tests.devices.vtm.drawings import DRAWING
from tests.factories import make_counter, make_customer, make_device, make_session, make_skills, make_ticket

MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def sent(card, machine, manager, at):
    """A ticket that the lobby manager sent to the machine."""
    ticket = make_ticket(card, at, by=manager)
    return waiting.divert(ticket, by=manager.actor, at=at, channel=Channel.VTM, device=machine)


@pytest.fixture
def caller(sent, machine, at):
    """Who types the ticket's number at the machine."""
    return callers.find(machine, sent.number.lower(), at)


def fallen_back(ticket):
    return Entry.objects.filter(type="ticket.fell_back", subject_id=ticket.pk).count()


def test_the_number_names_ticket_service_and_company(caller, sent, card, manager):
    assert (caller.subject, caller.service) == (("ticket", sent.pk), card)
    assert (caller.escort_id, caller.has_used) == (manager.pk, False)


@pytest.mark.parametrize("number", ["", "Z999", "C001\0", "C" * 40])
def test_other_numbers_are_nobodys(machine, at, number):
    assert callers.find(machine, number, at) is None


def test_a_ticket_that_was_not_sent_there_or_is_of_another_day_is_nobodys(card, machine, sent, manager, at):
    waits = make_ticket(card, at, by=manager)

    assert callers.find(machine, waits.number, at) is None
    assert callers.find(machine, sent.number, at + dt.timedelta(days=1)) is None


def test_a_first_timer_whom_nobody_accompanies_is_told_so(call, card, machine, manager, sent, at):
    RoutingDecision.objects.update(escort=None)

    with pytest.raises(EscortNeeded):
        call(caller=callers.find(machine, sent.number, at))


def test_completed_by_video_the_ticket_is_done_and_the_customer_led_once(
    brought_to, card, machine, manager, branch, at
):
    customer = make_customer(branch, at, by=manager)
    ticket = make_ticket(card, at, by=manager, customer=customer)
    ticket = waiting.divert(ticket, by=manager.actor, at=at, channel=Channel.VTM)

    brought_to(S.COMPLETED, caller=callers.find(machine, ticket.number, at))

    ticket.refresh_from_db()
    assert (ticket.status, ticket.outcome) == ("done", "completed")
    assert GuidedOnce.objects.get().customer == customer


@pytest.mark.parametrize("end", ["hang up", "unanswered", "identity", "refused", "agent", "line"])
def test_whatever_fails_brings_the_customer_to_the_front_once(
    brought_to, caller, sent, machine, agent, authoriser, at, end
):
    status = {"hang up": S.SIGNING, "unanswered": S.QUEUED, "identity": S.IDENTIFYING, "refused": S.AUTHORISING}
    session = brought_to(status.get(end, S.DROPPED if end == "line" else S.TRANSACTING), caller=caller)
    ends = {
        "hang up": lambda: vtm.hang_up(session, by=machine.actor, at=at),
        "unanswered": lambda: vtm.cancel(session, by=SYSTEM, at=at, reason=VtmEnd.UNANSWERED),
        "identity": lambda: vtm.refuse_identity(session, by=agent.actor, at=at, reason="unclear"),
        "refused": lambda: vtm.refuse(session, authoriser=authoriser, at=at, reason="unclear"),
        "agent": lambda: vtm.end_early(session, by=agent.actor, at=at, reason="a paper is missing"),
        "line": lambda: vtm.give_up(session, by=SYSTEM, at=at),
    }

    ends[end]()

    sent.refresh_from_db()
    assert (sent.status, sent.goes_first) == ("waiting", True)
    assert fallen_back(sent) == 1


def test_a_machine_that_dies_brings_its_customer_to_the_front_once(brought_to, caller, sent, machine, at):
    session = brought_to(S.TRANSACTING, caller=caller)

    report(machine, DeviceStatus.DOWN, by=SYSTEM, at=at)

    sent.refresh_from_db()
    session.refresh_from_db()
    assert (sent.status, session.status, fallen_back(sent)) == ("waiting", S.DROPPED, 1)
    vtm.give_up(session, by=SYSTEM, at=at + 6 * MINUTE)
    sent.refresh_from_db()
    assert (sent.status, fallen_back(sent)) == ("waiting", 1)


def test_when_it_works_again_in_time_the_customer_leaves_the_queue(brought_to, caller, sent, machine, agent, at):
    session = brought_to(S.TRANSACTING, caller=caller)
    report(machine, DeviceStatus.DOWN, by=SYSTEM, at=at)
    report(machine, DeviceStatus.AVAILABLE, by=SYSTEM, at=at + MINUTE)

    session = vtm.resume(session, by=machine.actor, at=at + 2 * MINUTE)

    sent.refresh_from_db()
    assert (session.status, sent.status) == (S.TRANSACTING, "diverted")


def test_once_called_to_a_counter_the_session_is_over(
    brought_to, caller, sent, machine, at, branch, zone, card, teller
):
    session = brought_to(S.TRANSACTING, caller=caller)
    report(machine, DeviceStatus.DOWN, by=SYSTEM, at=at)
    report(machine, DeviceStatus.AVAILABLE, by=SYSTEM, at=at)
    make_skills(teller, "card")
    desk = make_session(make_counter(branch, "1", zone, [card]), teller, at)
    assert call_next(desk, by=teller.actor, at=at) == sent

    with pytest.raises(IllegalMove):
        vtm.resume(session, by=machine.actor, at=at)
    session.refresh_from_db()
    assert session.status == S.DROPPED


def test_brought_back_by_hand_the_call_ends(call, caller, sent, manager, at):
    session = call(caller=caller)

    waiting.fall_back(sent, by=manager.actor, at=at, reason="rather the counter")

    session.refresh_from_db()
    assert (session.status, session.end_reason, fallen_back(sent)) == (S.CANCELLED, VtmEnd.LEFT, 1)


def test_at_another_machine_of_the_branch_it_is_that_one_whose_failure_counts(call, caller, sent, branch, card, at):
    other = make_device(branch, "VTM8", DeviceKind.VTM)
    call(device=other, caller=caller)

    report(other, DeviceStatus.DOWN, by=SYSTEM, at=at)

    sent.refresh_from_db()
    assert sent.status == "waiting"


def test_one_ticket_is_at_one_machine(call, caller, branch):
    call(caller=caller)

    with pytest.raises(MachineTaken):
        call(device=make_device(branch, "VTM8", DeviceKind.VTM), caller=caller)


@pytest.mark.parametrize(("reason", "first"), [(VtmEnd.UNANSWERED, True), (VtmEnd.CUSTOMER, False)])
def test_who_came_without_a_number_gets_one_and_nobody_jumps_by_hanging_up(call, machine, at, reason, first):
    session = vtm.cancel(call(), by=machine.actor, at=at, reason=reason)

    number = callers.issue(session.pk, at)

    ticket = Ticket.objects.get(number=number)
    assert (ticket.goes_first, ticket.status) == (first, "waiting")
    assert VtmSession.objects.get().subject == ("ticket", ticket.pk)


def test_signing_is_not_enough_the_end_is(brought_to, caller, sent, machine, at):
    session = brought_to(S.SIGNING, caller=caller)
    vtm.sign(session, by=machine.actor, at=at, image=DRAWING)
    sent.refresh_from_db()
    assert sent.status == "diverted"

    vtm.close_unrated(session, at=at)

    sent.refresh_from_db()
    assert sent.status == "done"
