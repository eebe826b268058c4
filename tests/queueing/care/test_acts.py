"""Acts of care: one tap, quiet for a while, taken back (S416)."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from lobby.floor.enums import AlertStatus, ReminderStatus
from lobby.floor.models import Alert, Reminder
from lobby.live import journal
from queueing.alerts.tickets import LONG_WAIT, sweep_long_waits
from queueing.domain.calling import call_next
from queueing.domain.care import acts
from queueing.enums import AT_COUNTER, TicketStatus
from queueing.enums.care import CareKind
from queueing.errors.care import NothingToTakeBack, NotWaiting
from queueing.models import CareAction, Ticket
from tests import factories
from tests.statements import statements_at_most

MINUTE = dt.timedelta(minutes=1)
LINE = 15 * MINUTE
QUIET = 10 * MINUTE
JSON = {"HTTP_ACCEPT": "application/json"}


@pytest.fixture
def ticket(cash, manager, at):
    return factories.make_ticket(cash, at, by=manager)


def open_waits():
    return Alert.objects.filter(kind=LONG_WAIT, resolved_at__isnull=True).count()


@pytest.mark.parametrize("kind", CareKind)
def test_an_act_keeps_the_ticket_quiet_and_is_told_of_again_after(ticket, manager, at, kind):
    sweep_long_waits(at=at + LINE)

    action = acts.care(ticket, kind=kind, by=manager, at=at + LINE + MINUTE)

    alert = Alert.objects.get()
    assert (alert.status, alert.resolved_by, alert.resolve_reason) == (AlertStatus.RESOLVED, manager, "care given")
    assert Reminder.objects.get().status == ReminderStatus.DONE
    assert action.quiet_until == at + LINE + MINUTE + QUIET
    assert sweep_long_waits(at=action.quiet_until - dt.timedelta(seconds=1)) == 0
    assert sweep_long_waits(at=action.quiet_until) == 1
    assert open_waits() == 1


def test_care_before_the_line_puts_the_first_alert_off(ticket, manager, at):
    acts.care(ticket, kind=CareKind.WATER, by=manager, at=at + LINE - MINUTE)

    assert sweep_long_waits(at=at + LINE) == 0
    assert sweep_long_waits(at=at + LINE - MINUTE + QUIET) == 1


def test_taken_back_it_is_told_of_at_once(ticket, manager, at):
    sweep_long_waits(at=at + LINE)
    action = acts.care(ticket, kind=CareKind.WATER, by=manager, at=at + LINE)

    acts.take_back(action, by=manager.actor, at=at + LINE + dt.timedelta(seconds=30))

    assert sweep_long_waits(at=at + LINE + MINUTE) == 1


def test_only_ones_own_and_only_for_a_minute(ticket, manager, head, at):
    action = acts.care(ticket, kind=CareKind.WATER, by=manager, at=at)

    for person, moment in ((head, at), (manager, at + 2 * MINUTE)):
        with pytest.raises(NothingToTakeBack):
            acts.take_back(action, by=person.actor, at=moment)
    acts.take_back(action, by=manager.actor, at=at + MINUTE)
    with pytest.raises(NothingToTakeBack):
        acts.take_back(action, by=manager.actor, at=at + MINUTE)


@pytest.mark.parametrize("status", [one for one in TicketStatus if one not in AT_COUNTER])
def test_care_is_for_those_who_wait(ticket, manager, at, status):
    Ticket.objects.filter(pk=ticket.pk).update(status=status)

    if status in acts.CARED_FOR:
        assert acts.care(ticket, kind=CareKind.WATER, by=manager, at=at).kind == CareKind.WATER
    else:
        with pytest.raises(NotWaiting):
            acts.care(ticket, kind=CareKind.WATER, by=manager, at=at)


def test_a_hundred_sweeps_beside_care_tell_once(ticket, manager, at):
    acts.care(ticket, kind=CareKind.EXPLAINED, by=manager, at=at + LINE)

    told = [sweep_long_waits(at=at + LINE + n * MINUTE / 4) for n in range(100)]

    assert sum(told) == 1
    assert open_waits() == 1


def test_calling_after_care_asks_nothing_more(ticket, session, teller, manager, at):
    sweep_long_waits(at=at + LINE)
    acts.care(ticket, kind=CareKind.WATER, by=manager, at=at + LINE)

    with statements_at_most(8):
        call_next(session, by=teller.actor, at=at + LINE + MINUTE)


def test_what_an_act_costs(ticket, manager, at):
    with statements_at_most(4):
        acts.care(ticket, kind=CareKind.WATER, by=manager, at=at)


def test_the_journal_says_what_was_done_and_no_more(ticket, manager, at):
    acts.care(ticket, kind=CareKind.APOLOGISED, by=manager, at=at)

    entry = journal.timeline("ticket", ticket.pk, ticket.branch_id, at)[-1]
    assert (entry.type, entry.by_name) == ("care.given", "Mei")
    assert entry.payload == {"ticket": ticket.pk, "number": "A001", "service": "cash", "kind": "apologised"}


@pytest.fixture
def posted(client, ticket):
    """Press one of the four buttons as a person."""

    def press(person, kind="water", pk=None):
        client.force_login(person)
        return client.post(reverse("queueing:care-give", args=[pk or ticket.pk]), {"kind": kind}, **JSON)

    return press


@pytest.mark.usefixtures("clock")
def test_one_tap_with_undo(client, posted, manager):
    answer = posted(manager)

    assert answer.status_code == 200
    assert client.post(answer.json()["undo"], **JSON).status_code == 200
    assert CareAction.objects.get().undone_at is not None


@pytest.mark.usefixtures("clock")
def test_strangers_find_nothing_and_tellers_may_not(posted, stranger, teller, manager):
    assert posted(stranger).status_code == 404
    assert posted(teller).status_code == 403
    assert posted(manager, kind="<script>").status_code == 400
    assert posted(manager, pk=2**40).status_code == 404
    assert not CareAction.objects.exists()


@pytest.mark.usefixtures("clock")
def test_a_called_ticket_is_refused(posted, manager, session, teller, at):
    call_next(session, by=teller.actor, at=at)

    answer = posted(manager)

    assert (answer.status_code, answer.json()["code"]) == (409, "not_waiting")
