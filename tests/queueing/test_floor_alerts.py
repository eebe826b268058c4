"""Long waits, long holds and lost VIPs: who is told, once, and what takes it back."""

import datetime as dt

import pytest

from lobby.branches.enums import RoleCode
from lobby.customers.enums import Tier
from lobby.floor.domain.alerts import resolve
from lobby.floor.domain.sweeping import sweep_deadlines
from lobby.floor.enums import AlertStatus, ReminderStatus
from lobby.floor.models import Alert, Reminder
from lobby.live import journal
from queueing import tasks
from queueing.alerts import tickets as alerts
from queueing.domain import calling, serving, waiting
from queueing.enums import ReturnReason, TicketStatus
from tests import factories
from tests.statements import statements_at_most

MINUTE = dt.timedelta(minutes=1)
LINE = 15 * MINUTE


@pytest.fixture
def ticket(cash, manager, at):
    return factories.make_ticket(cash, at, by=manager)


def open_alerts():
    return list(Alert.objects.filter(resolved_at__isnull=True))


def test_a_wait_over_the_line_is_one_alert_and_one_care_reminder(ticket, manager, at):
    assert alerts.sweep_long_waits(at=at + LINE - dt.timedelta(seconds=1)) == 0
    assert alerts.sweep_long_waits(at=at + LINE) == 1
    assert alerts.sweep_long_waits(at=at + LINE) == 0
    assert alerts.sweep_long_waits(at=at + 2 * LINE) == 0

    alert, care = Alert.objects.get(), Reminder.objects.get()
    assert (alert.kind, alert.subject_type, alert.subject_id) == (alerts.LONG_WAIT, "ticket", ticket.pk)
    assert alert.roles == [RoleCode.LM, RoleCode.LMA]
    assert alert.values["number"] == ticket.number
    assert (care.kind, care.owner_id, care.status) == (alerts.CARE, manager.pk, ReminderStatus.DUE)
    ticket.refresh_from_db()
    assert ticket.long_wait_alerted_at == at + LINE


def test_waits_of_all_branches_are_swept(ticket, other_branch, stranger, at):
    service = factories.make_service(other_branch, "cash", "A")
    factories.make_ticket(service, at, by=stranger)

    assert alerts.sweep_long_waits(at=at + LINE) == 2
    assert Reminder.objects.count() == 1  # the other branch has neither a lobby manager nor a head


def test_a_call_ends_alert_and_care(ticket, session, teller, at):
    alerts.sweep_long_waits(at=at + LINE)

    calling.call_next(session, by=teller.actor, at=at + LINE + MINUTE)

    alert = Alert.objects.get()
    assert (alert.status, alert.resolved_at, alert.resolved_by) == (AlertStatus.RESOLVED, at + LINE + MINUTE, None)
    assert Reminder.objects.get().status == ReminderStatus.CANCELLED
    assert sweep_deadlines(at=at + 600 * MINUTE) == 0


def test_a_call_without_a_long_wait_asks_nothing_more(ticket, session, teller, at):
    with statements_at_most(8):
        calling.call_next(session, by=teller.actor, at=at)


@pytest.mark.parametrize("verb", [waiting.leave, waiting.cancel])
def test_leaving_and_cancelling_end_it_too(ticket, manager, at, verb):
    alerts.sweep_long_waits(at=at + LINE)

    verb(ticket, by=manager.actor, at=at + 2 * LINE, reason="went home")

    assert open_alerts() == []
    assert Reminder.objects.get().status == ReminderStatus.CANCELLED


@pytest.mark.parametrize("verb", [waiting.leave, waiting.cancel])
def test_leaving_stays_cheap(ticket, manager, at, verb):
    with statements_at_most(8):
        verb(ticket, by=manager.actor, at=at, reason="went home")


def test_whoever_is_done_with_the_alert_has_cared(ticket, manager, at):
    alerts.sweep_long_waits(at=at + LINE)

    resolve(Alert.objects.get(), by=manager.actor, at=at + LINE + MINUTE)

    assert Reminder.objects.get().status == ReminderStatus.DONE
    assert alerts.sweep_long_waits(at=at + 2 * LINE) == 0


def test_a_returned_customer_has_the_whole_time_again(ticket, session, teller, at):
    called = calling.call_next(session, by=teller.actor, at=at + MINUTE)
    serving.start(called, by=teller.actor, at=at + MINUTE)
    serving.send_back(called, by=teller.actor, at=at + 20 * MINUTE, reason=ReturnReason.FORM)

    assert alerts.sweep_long_waits(at=at + 21 * MINUTE) == 0
    assert alerts.sweep_long_waits(at=at + 35 * MINUTE) == 1


poisoned: set[str] = set()


def refuse(event, by, at):
    if event.about in poisoned:
        raise ZeroDivisionError


def test_a_ticket_that_fails_stops_no_other(ticket, cash, manager, at):
    other = factories.make_ticket(cash, at, by=manager)
    journal.subscribe("alert.raised", refuse)
    poisoned.add(f"ticket:{ticket.pk}")

    assert alerts.sweep_long_waits(at=at + LINE) == 1
    assert [alert.subject_id for alert in open_alerts()] == [other.pk]


def held(session, teller, at):
    called = calling.call_next(session, by=teller.actor, at=at)
    serving.start(called, by=teller.actor, at=at)
    return serving.hold(called, by=teller.actor, at=at)


def test_a_long_hold_is_one_alert(ticket, session, teller, at):
    held(session, teller, at)

    sweep_deadlines(at=at)
    sweep_deadlines(at=at + 10 * MINUTE - dt.timedelta(seconds=1))
    assert open_alerts() == []
    sweep_deadlines(at=at + 10 * MINUTE)
    sweep_deadlines(at=at + 12 * MINUTE)

    (alert,) = open_alerts()
    assert (alert.kind, alert.subject_id, alert.values["minutes"]) == (alerts.LONG_HOLD, ticket.pk, 10)


def test_resuming_ends_the_hold_alert(ticket, session, teller, at):
    one = held(session, teller, at)
    sweep_deadlines(at=at + 10 * MINUTE)

    serving.resume(one, by=teller.actor, at=at + 11 * MINUTE, session=session)

    assert open_alerts() == []


def test_a_short_hold_tells_nobody(ticket, session, teller, at):
    one = held(session, teller, at)
    serving.resume(one, by=teller.actor, at=at + MINUTE, session=session)

    assert sweep_deadlines(at=at + 10 * MINUTE) == 1
    assert not Alert.objects.exists()
    assert sweep_deadlines(at=at + 60 * MINUTE) == 0


def test_a_second_hold_has_its_own_clock(ticket, session, teller, at):
    one = held(session, teller, at)
    one = serving.resume(one, by=teller.actor, at=at + 8 * MINUTE, session=session)
    serving.hold(one, by=teller.actor, at=at + 9 * MINUTE)

    sweep_deadlines(at=at + 10 * MINUTE)
    assert open_alerts() == []
    sweep_deadlines(at=at + 19 * MINUTE)
    assert len(open_alerts()) == 1


def test_hold_and_resume_stay_cheap(ticket, session, teller, at):
    one = calling.call_next(session, by=teller.actor, at=at)
    one = serving.start(one, by=teller.actor, at=at)

    with statements_at_most(8):
        one = serving.hold(one, by=teller.actor, at=at)
    with statements_at_most(8):
        serving.resume(one, by=teller.actor, at=at, session=session)


def test_a_lost_vip_is_called_back(branch, cash, manager, at):
    customer = factories.make_customer(branch, at, by=manager, tier=Tier.VIP)
    ticket = factories.make_ticket(cash, at, by=manager, customer=customer)

    waiting.leave(ticket, by=manager.actor, at=at + MINUTE)

    reminder = Reminder.objects.get()
    assert (reminder.kind, reminder.owner_id, reminder.due_at) == (alerts.CALL_BACK, manager.pk, at + 121 * MINUTE)
    assert customer.name not in str(reminder.values)


def test_others_who_leave_are_not_called_back(ticket, manager, at):
    waiting.leave(ticket, by=manager.actor, at=at)

    assert not Reminder.objects.exists()


def test_a_cancelled_vip_ticket_is_no_lost_vip(branch, cash, manager, at):
    customer = factories.make_customer(branch, at, by=manager, tier=Tier.VIP)
    ticket = factories.make_ticket(cash, at, by=manager, customer=customer)

    waiting.cancel(ticket, by=manager.actor, at=at, reason="twice")

    assert not Reminder.objects.exists()


@pytest.mark.parametrize(
    ("left_at", "due_at"),
    [
        (dt.datetime(2026, 3, 10, 2, tzinfo=dt.UTC), dt.datetime(2026, 3, 10, 4, tzinfo=dt.UTC)),
        (dt.datetime(2026, 3, 10, 11, tzinfo=dt.UTC), dt.datetime(2026, 3, 11, 1, tzinfo=dt.UTC)),
        (dt.datetime(2026, 3, 9, 21, tzinfo=dt.UTC), dt.datetime(2026, 3, 10, 1, tzinfo=dt.UTC)),
    ],
)
def test_customers_are_called_within_contact_hours(branch, left_at, due_at):
    assert alerts.contact_time(branch, left_at) == due_at


def test_customers_are_not_called_on_closed_days(branch, at):
    branch.opening_hours.filter(weekday=1).delete()

    assert alerts.contact_time(branch, at) == dt.datetime(2026, 3, 11, 1, tzinfo=dt.UTC)


def test_without_a_manager_the_head_is_reminded(branch, cash, head, teller, at):
    factories.make_ticket(cash, at, by=teller)

    alerts.sweep_long_waits(at=at + LINE)

    assert Reminder.objects.get().owner_id == head.pk


def test_the_tasks_run_and_run_again(ticket):
    tasks.sweep_tickets()
    tasks.sweep_days()
    tasks.sweep_tickets()
    tasks.sweep_days()

    ticket.refresh_from_db()
    assert ticket.status == TicketStatus.ABANDONED  # its day is long over
