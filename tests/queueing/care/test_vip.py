"""VIP customers: greeted at once, called back when they left (S133, S103, N02)."""

from __future__ import annotations

import datetime as dt

import pytest

from lobby.branches.enums import RoleCode
from lobby.customers.enums import Tier
from lobby.customers.models import Customer
from lobby.floor.domain.alerts import accept
from lobby.floor.domain.sweeping import sweep_deadlines
from lobby.floor.models import Alert, Reminder
from lobby.floor.selectors.feed import feed
from queueing.alerts.tickets import CALL_BACK, GREETING
from queueing.domain import peaks
from queueing.domain.calling import call_next
from queueing.domain.waiting import leave
from queueing.enums import PriorityClass, Trait
from tests import factories
from tests.statements import statements_at_most

MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def owner(branch):
    return factories.make_staff("gao", branch, RoleCode.RM)


@pytest.fixture
def vip(branch, manager, owner, at):
    return factories.make_customer(branch, at, by=manager, tier=Tier.VIP, owner=owner)


@pytest.fixture
def ticket(cash, manager, vip, at):
    return factories.make_ticket(cash, at, by=manager, customer=vip)


def greeting():
    return Alert.objects.filter(kind=GREETING, resolved_at__isnull=True).first()


def test_the_owner_and_the_manager_are_asked(ticket, owner, manager, head, at):
    alert = greeting()

    assert (alert.person, alert.roles) == (owner, ["LM"])
    assert [item.id for item in feed(ticket.branch, owner.pk, at=at)] == [alert.pk]
    assert [item.id for item in feed(ticket.branch, manager.pk, at=at)] == [alert.pk]
    assert sweep_deadlines(at=at + dt.timedelta(seconds=59)) == 0
    sweep_deadlines(at=at + MINUTE)
    alert.refresh_from_db()
    assert alert.roles == ["LM", "HEAD"]


def test_accepted_in_time_it_goes_no_further(ticket, owner, at):
    accept(greeting(), by=owner.actor, at=at + dt.timedelta(seconds=30))

    assert sweep_deadlines(at=at + 60 * MINUTE) == 0


@pytest.mark.parametrize("tier", [Tier.STANDARD, Tier.GOLD])
def test_only_the_level_of_the_core_system_makes_a_vip(branch, cash, manager, at, tier):
    customer = factories.make_customer(branch, at, by=manager, tier=tier)
    ticket = factories.make_ticket(cash, at, by=manager, customer=customer)

    assert (ticket.priority, greeting()) == (PriorityClass.NORMAL, None)


def test_a_vip_with_a_claim_to_care_is_cared_for(cash, manager, vip, at):
    ticket = factories.make_ticket(cash, at, by=manager, customer=vip, traits=[Trait.ELDERLY])

    assert ticket.priority == PriorityClass.CARE


def test_an_owner_who_has_gone_is_not_asked(branch, cash, manager, owner, vip, at):
    owner.is_active = False
    owner.save()
    factories.make_ticket(cash, at, by=manager, customer=Customer.objects.get(pk=vip.pk))

    assert greeting().person is None


def test_in_a_peak_the_chief_is_asked(branch, cash, manager, at):
    peaks.start(branch, by=manager.actor, at=at, reason="crowd")
    run = peaks.PeakRun.objects.get()
    run.chief, run.status = manager, "active"
    run.save()
    customer = factories.make_customer(branch, at, by=manager, tier=Tier.VIP)
    factories.make_ticket(cash, at, by=manager, customer=customer)

    assert greeting().person == manager


def test_a_call_ends_the_greeting(ticket, session, teller, at):
    call_next(session, by=teller.actor, at=at + MINUTE)

    assert greeting() is None


def test_a_vip_who_left_is_called_back_by_the_owner(ticket, owner, manager, at):
    leave(ticket, by=manager.actor, at=at + 20 * MINUTE, reason="waited too long")

    task = Reminder.objects.get(kind=CALL_BACK)
    assert (task.owner, task.subject_id) == (owner, ticket.pk)
    assert greeting() is None


def test_without_an_owner_the_manager_calls_back(branch, cash, manager, at):
    customer = factories.make_customer(branch, at, by=manager, tier=Tier.VIP)
    ticket = factories.make_ticket(cash, at, by=manager, customer=customer)
    leave(ticket, by=manager.actor, at=at, reason="gone")

    assert Reminder.objects.get(kind=CALL_BACK).owner == manager


def test_what_issuing_to_a_vip_costs(cash, manager, vip, at):
    factories.make_ticket(cash, at, by=manager)
    # Issue 9, the known customer 3; then the ticket with its owner, the peak, the alert 2, its clock 2.
    with statements_at_most(18):
        factories.make_ticket(cash, at, by=manager, customer=vip)
