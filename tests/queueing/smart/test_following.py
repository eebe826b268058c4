"""Tickets follow the sessions of their customers: bound, done, brought to the front exactly once, with what was typed."""

from __future__ import annotations

import pytest

from devices import guests
from devices.domain import smart
from devices.domain.smart.stalls import LEFT
from devices.domain.states import report
from devices.enums import DeviceStatus
from devices.enums.smart import IdentityKind
from devices.enums.smart import SmartStatus as S
from devices.errors.smart import SmartMachineOut, SmartMachineTaken
from devices.models.smart import SmartSession
from lobby.branches.actors import SYSTEM
from lobby.branches.enums import Channel
from lobby.floor.domain.sweeping import sweep_deadlines
from lobby.floor.models import Alert
from lobby.live.models import Entry
from queueing.domain import waiting
from queueing.domain.eforms import fill
from queueing.enums import Trait
from queueing.enums.eforms import FormSource
from queueing.models import FormInstance, FormTemplate, GuidedOnce, RoutingDecision, Ticket
from tests.devices.smart.conftest import SECOND, TYPED
from tests.factories import make_customer, make_ticket
from tests.statements import statements_at_most


@pytest.fixture
def ticket(transfer, manager, at):
    """Waits for something that smart counters do."""
    return make_ticket(transfer, at, by=manager)


@pytest.fixture
def sit(begin, machine, at):
    """A customer with a number begins."""
    return lambda ticket, **more: begin(guest=guests.find(machine, ticket.number, at), **more)


def fresh(ticket):
    return Ticket.objects.get(pk=ticket.pk)


def fallen_back(ticket):
    return Entry.objects.filter(type="ticket.fell_back", payload__ticket=ticket.pk).count()


def test_starting_with_a_number_sends_the_ticket_to_the_machine(ticket, sit, machine):
    session = sit(ticket)

    assert fresh(ticket).status == "diverted"
    assert (session.subject, session.number) == (("ticket", ticket.pk), ticket.number)
    sent = RoutingDecision.objects.get()
    assert (sent.chosen, sent.device, sent.offer) == ("smart_counter", machine, "accepted")


def test_whoever_was_sent_to_another_machine_may_start_at_this_one(ticket, sit, machine, machine2, manager, at):
    waiting.divert(ticket, by=manager.actor, at=at, channel=Channel.SMART_COUNTER, device=machine2)
    assert guests.expected(machine2, at) == [ticket.number]

    sit(ticket)

    assert RoutingDecision.objects.get().device == machine
    assert guests.expected(machine, at) == []


def test_a_machine_expects_whom_it_was_sent(ticket, machine, machine2, manager, at):
    waiting.divert(ticket, by=manager.actor, at=at, channel=Channel.SMART_COUNTER, device=machine)

    assert guests.expected(machine, at) == [ticket.number]
    assert guests.expected(machine2, at) == []


@pytest.mark.parametrize("number", ["", "T999", "' OR 1=1", "\0", "x" * 400])
def test_a_number_that_nobody_has_is_nobody(ticket, machine, at, number):
    assert guests.find(machine, number, at) is None


def test_a_ticket_that_counters_alone_can_do_is_nobody_here(cash, machine, manager, at):
    assert guests.find(machine, make_ticket(cash, at, by=manager).number, at) is None


def test_the_same_customer_is_at_one_machine_only(ticket, sit, machine2, at):
    sit(ticket)

    with pytest.raises(SmartMachineTaken):
        smart.start(machine2, by=machine2.actor, at=at, guest=guests.find(machine2, ticket.number, at))


def test_done_at_the_machine_is_done(ticket, brought_to, machine, manager, at):
    customer = make_customer(ticket.branch, at, by=manager, name="Zhang Ming")
    Ticket.objects.filter(pk=ticket.pk).update(customer=customer)

    brought_to(S.DONE, guest=guests.find(machine, ticket.number, at))

    after = fresh(ticket)
    assert (after.status, after.outcome) == ("done", "completed")
    assert GuidedOnce.objects.get().customer == customer
    assert not FormInstance.objects.exists()
    assert not guests.find(machine, ticket.number, at)


@pytest.mark.parametrize(("verb", "reason"), [("fault", "device"), ("hand_over", "counter")])
def test_the_customer_is_at_the_front_once_with_what_was_typed(
    ticket, transfer, brought_to, machine, helper, manager, at, verb, reason
):
    ahead = make_ticket(transfer, at - 60 * SECOND, by=manager)
    session = brought_to(S.CONFIRM, guest=guests.find(machine, ticket.number, at))

    ended = smart.fault(session, by=SYSTEM, at=at) if verb == "fault" else smart.hand_over(session, by=helper, at=at)

    after = fresh(ticket)
    assert (after.status, after.goes_first, ended.end_reason) == ("waiting", True, reason)
    assert fallen_back(ticket) == 1
    form = FormInstance.objects.get()
    assert (form.ticket, form.status, form.source) == (ticket, "draft", "machine")
    assert form.values == {key: value for key, value in TYPED.items() if value}
    assert fresh(ahead).status == "waiting"


def test_what_was_filled_in_before_is_completed_and_not_lost(ticket, transfer, brought_to, machine, at):
    template = FormTemplate.objects.get()
    fill(template, by=SYSTEM, at=at, holder=ticket, source=FormSource.PHONE, typed={"note": "rent"}, is_final=False)

    smart.fault(brought_to(S.CONFIRM, guest=guests.find(machine, ticket.number, at)), by=SYSTEM, at=at)

    assert FormInstance.objects.get().values == {"holder": "Zhang Ming", "amount": "500", "note": "rent"}


def test_a_machine_that_reports_a_failure_lets_its_customer_go_in_the_same_transaction(ticket, sit, machine, at):
    session = sit(ticket)

    with statements_at_most(60):
        report(machine, DeviceStatus.DOWN, by=SYSTEM, at=at + SECOND)

    assert SmartSession.objects.get(pk=session.pk).status == S.FAULTED
    assert (fresh(ticket).status, fresh(ticket).goes_first) == ("waiting", True)
    assert fallen_back(ticket) == 1
    report(machine, DeviceStatus.MAINTENANCE, by=SYSTEM, at=at + 2 * SECOND)
    assert fallen_back(ticket) == 1


def test_nobody_starts_at_a_machine_that_is_out(ticket, sit, machine, at):
    report(machine, DeviceStatus.DOWN, by=SYSTEM, at=at)

    with pytest.raises(SmartMachineOut):
        sit(ticket)
    assert fresh(ticket).status == "waiting"


def test_whoever_came_without_a_number_gets_one_at_the_front(brought_to, machine, helper, at):
    session = smart.hand_over(brought_to(S.CONFIRM), by=helper, at=at)

    ticket = Ticket.objects.get()
    assert (ticket.status, ticket.goes_first, ticket.number) == ("waiting", True, session.number)
    assert FormInstance.objects.get().ticket == ticket


def test_a_branch_that_has_closed_keeps_no_machine_from_reporting(brought_to, branch, machine, at):
    session = brought_to(S.CONFIRM)
    late = at + 3600 * 12 * SECOND

    smart.fault(session, by=SYSTEM, at=late)

    assert SmartSession.objects.get(pk=session.pk).status == S.FAULTED
    assert not Ticket.objects.exists()


def test_whoever_walks_off_stays_where_they_were_and_somebody_is_told(ticket, sit, machine, manager, at):
    sit(ticket)

    sweep_deadlines(at=at + 60 * SECOND)

    session = SmartSession.objects.get()
    assert (session.status, session.end_reason) == (S.ABORTED, "idle")
    assert fresh(ticket).status == "diverted"
    alert = Alert.objects.get(kind=LEFT)
    assert (alert.subject_type, alert.subject_id) == ("ticket", ticket.pk)
    waiting.fall_back(fresh(ticket), by=manager.actor, at=at + 70 * SECOND, reason="came back")
    assert Alert.objects.get(kind=LEFT).resolved_at


def test_whoever_walked_off_may_start_again(ticket, sit, machine, at):
    smart.leave(sit(ticket), by=machine.actor, at=at)

    session = sit(ticket)

    assert session.status == S.IDENTIFY
    assert fresh(ticket).status == "diverted"
    assert Alert.objects.get(kind=LEFT).resolved_at


def test_a_ticket_brought_back_by_hand_ends_the_session_with_what_was_typed(ticket, brought_to, machine, manager, at):
    session = brought_to(S.CONFIRM, guest=guests.find(machine, ticket.number, at))

    waiting.fall_back(ticket, by=manager.actor, at=at, reason="by hand")

    assert SmartSession.objects.get(pk=session.pk).status == S.HANDED_OVER
    assert fallen_back(ticket) == 1
    assert FormInstance.objects.get().values["amount"] == "500"


def test_a_ticket_that_ends_ends_the_session(ticket, sit, at):
    session = sit(ticket)

    waiting.leave(fresh(ticket), by=SYSTEM, at=at)

    ended = SmartSession.objects.get(pk=session.pk)
    assert (ended.status, ended.end_reason) == (S.ABORTED, "queue")
    assert not Alert.objects.filter(kind=LEFT, resolved_at__isnull=True).exists()


@pytest.mark.parametrize("trait", [Trait.ELDERLY, Trait.PREFERS_COUNTER])
def test_whoever_is_protected_may_use_it_and_is_never_counted(transfer, sit, manager, at, trait):
    session = sit(make_ticket(transfer, at, by=manager, traits=[trait]))

    assert not session.is_counted


def test_whoever_the_core_system_knows_as_elderly_is_not_counted(brought_to, settings):
    settings.SMART_READER = "tests.devices.smart.readers.knows_elderly"

    session = brought_to(S.SELECT)

    assert (session.is_counted, session.identity) == (False, IdentityKind.CARD)


def test_the_page_of_the_receipt_has_nothing_to_sign_in_with(ticket, brought_to, machine, at):
    session = brought_to(S.DONE, guest=guests.find(machine, ticket.number, at))

    assert guests.page(session) == f"/t/{ticket.page_token}/"
