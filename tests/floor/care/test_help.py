"""Calls for help: one call, one alert, an answer that is timed (S193b, K35)."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from lobby.branches.actors import CUSTOMER, SYSTEM
from lobby.floor.domain import alerts, help
from lobby.floor.domain.sweeping import sweep_deadlines
from lobby.floor.enums.care import HELP_MOVES, HelpReason, HelpSource, HelpStatus
from lobby.floor.errors.care import IllegalHelpMove, OwnCall, TooManyCalls
from lobby.floor.kpis.help import KPIS
from lobby.floor.models import Alert, HelpRequest
from lobby.kpi.measuring import measured
from lobby.kpi.periods import today
from lobby.live import journal
from lobby.live.models import Entry
from tests.statements import statements_at_most

MINUTE = dt.timedelta(minutes=1)
PLACE = {"zh": "取号机", "en": "Kiosk"}


@pytest.fixture
def ask(branch, at):
    """Press a button."""

    def press(source=HelpSource.PHONE, subject=("ticket", 7), by=CUSTOMER, moment=at, **fields):
        return help.ask(branch, by=by, at=moment, source=source, subject=subject, place=PLACE, **fields)

    return press


def alert_of(call):
    return Alert.objects.filter(subject_type="help", subject_id=call.pk).order_by("-pk").first()


def test_a_call_asks_the_reception_and_goes_up_when_nobody_comes(ask, manager, head, at):
    call = ask()

    alert = alert_of(call)
    assert (alert.kind, alert.roles, alert.values["place"]) == (help.CUSTOMER_HELP, ["LM", "LMA"], PLACE)
    assert sweep_deadlines(at=at + 2 * MINUTE - dt.timedelta(seconds=1)) == 0
    sweep_deadlines(at=at + 2 * MINUTE)
    alert.refresh_from_db()
    assert alert.roles == ["LM", "LMA", "HEAD"]


def test_a_counter_asks_its_supervisor_and_the_manager(ask, teller):
    call = ask(HelpSource.COUNTER, ("counter", 3), teller.actor, reason=HelpReason.CASH)

    alert = alert_of(call)
    assert (alert.kind, alert.roles) == (help.COUNTER_HELP, ["TELLER_LEAD", "LM"])
    assert alert.values["reason"] == {"zh": "现金", "en": "cash"}


def test_a_hundred_presses_are_one_call(ask, at):
    calls = {ask(moment=at + n * dt.timedelta(seconds=1)).pk for n in range(100)}

    assert len(calls) == 1
    assert Alert.objects.count() == 1
    assert Entry.objects.filter(type="care.help_asked").count() == 1


def test_pressing_again_costs_one_query(ask):
    ask()

    with statements_at_most(1):
        ask()


def test_taking_the_alert_answers_the_call_and_being_done_ends_it(ask, manager, at):
    call = ask()
    alert = alerts.accept(alert_of(call), by=manager.actor, at=at + MINUTE)
    call.refresh_from_db()
    assert (call.status, call.accepted_by, call.accepted_at) == (HelpStatus.ACCEPTED, manager, at + MINUTE)

    alerts.resolve(alert, by=manager.actor, at=at + 3 * MINUTE)

    call.refresh_from_db()
    assert (call.status, call.ended_at) == (HelpStatus.DONE, at + 3 * MINUTE)


def test_done_without_having_taken_it_was_the_answer(ask, manager, at):
    call = ask()
    alerts.resolve(alert_of(call), by=manager.actor, at=at + MINUTE)

    call.refresh_from_db()
    assert (call.accepted_by, call.accepted_at, call.ended_at) == (manager, at + MINUTE, at + MINUTE)


def test_nobody_comes_to_help_oneself(ask, manager, at):
    call = ask(HelpSource.COUNTER, ("counter", 3), manager.actor, reason=HelpReason.CASH)

    with pytest.raises(OwnCall):
        alerts.accept(alert_of(call), by=manager.actor, at=at)
    call.refresh_from_db()
    assert call.status == HelpStatus.ASKED
    with pytest.raises(IntegrityError), transaction.atomic():
        HelpRequest.objects.filter(pk=call.pk).update(accepted_by=manager)


def test_taken_back_by_the_customer_nobody_needs_to_come(ask, at):
    call = help.withdraw(ask(), by=CUSTOMER, at=at + MINUTE)

    assert (call.status, alert_of(call).resolved_at) == (HelpStatus.WITHDRAWN, at + MINUTE)


def test_done_by_mistake_it_is_open_again_unless_a_new_call_is(ask, manager, at):
    call = ask()
    alert = alerts.accept(alert_of(call), by=manager.actor, at=at)
    alerts.resolve(alert, by=manager.actor, at=at)
    alerts.reopen(alert, by=manager.actor, at=at)
    call.refresh_from_db()
    assert (call.status, call.ended_at) == (HelpStatus.ACCEPTED, None)

    alerts.resolve(alert, by=manager.actor, at=at)
    ask(moment=at + dt.timedelta(seconds=5))
    alerts.reopen(alert, by=manager.actor, at=at + dt.timedelta(seconds=9))

    call.refresh_from_db()
    assert call.status == HelpStatus.DONE


@pytest.mark.parametrize("verb", HELP_MOVES)
@pytest.mark.parametrize("status", HelpStatus)
def test_every_state_against_every_verb(ask, at, status, verb):
    call = ask()
    ended = None if status in {HelpStatus.ASKED, HelpStatus.ACCEPTED} else at
    HelpRequest.objects.filter(pk=call.pk).update(status=status, ended_at=ended)
    sources, target = HELP_MOVES[verb]
    fields = {"ended_at": at if target in {HelpStatus.DONE, HelpStatus.WITHDRAWN} else None}

    with journal.unit(by=SYSTEM, at=at):
        if status in sources:
            assert help.move(help.locked(call.pk), verb, **fields).status == target
        else:
            with pytest.raises(IllegalHelpMove):
                help.move(help.locked(call.pk), verb, **fields)


def test_a_phone_cannot_ring_all_day(ask, manager, at):
    for n in range(help.CALLS):
        help.withdraw(ask(moment=at + n * MINUTE), by=CUSTOMER, at=at + n * MINUTE)

    with pytest.raises(TooManyCalls):
        ask(moment=at + help.CALLS * MINUTE)
    assert ask(moment=at + help.WITHIN + MINUTE).status == HelpStatus.ASKED
    assert ask(HelpSource.KIOSK, ("device", 7)).status == HelpStatus.ASKED


def test_half_an_hour_of_an_outage_escalates_late_and_in_order(ask, manager, head, at):
    call = ask()

    sweep_deadlines(at=at + dt.timedelta(days=2))

    assert alert_of(call).roles == ["LM", "LMA", "HEAD"]
    assert sweep_deadlines(at=at + dt.timedelta(days=2)) == 0


def test_the_median_answer(ask, branch, manager, at):
    for n, seconds in enumerate((60, 120, 600)):
        call = ask(subject=("ticket", n))
        alerts.accept(alert_of(call), by=manager.actor, at=at + dt.timedelta(seconds=seconds))
    ask(subject=("ticket", 99))

    (kpi,) = KPIS
    parts = measured(kpi, today(branch, at))

    assert (parts.n, parts.median) == (3, 120)
    assert "1" in kpi.aside(today(branch, at))
    assert kpi.target(branch.policies.get()) == 2


def test_news_carries_nothing_personal(ask, branch, at):
    ask()

    entry = Entry.objects.get(type="care.help_asked")
    assert (entry.subject_type, entry.subject_id, entry.by_kind) == ("ticket", 7, "customer")
    assert set(entry.payload) == {"help", "about", "source", "reason"}
