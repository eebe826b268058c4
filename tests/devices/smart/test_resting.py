"""Rest, wipe, and calling for help: what the server holds whatever became of the browser."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from devices.domain import smart
from devices.domain.smart import assisting
from devices.domain.smart.stalls import STALLED
from devices.enums.smart import AssistMode
from devices.enums.smart import SmartStatus as S
from devices.errors.smart import AssistTaken, CheckMissing, CustomerOperates, FullHelpNeeded
from devices.models.smart import AssistSession, SmartSession
from lobby.branches.actors import CUSTOMER, SYSTEM
from lobby.branches.models import BranchPolicy
from lobby.floor.domain.sweeping import sweep_deadlines
from lobby.floor.models import Alert, Deadline
from lobby.live.models import Entry
from tests.devices.smart.conftest import SECOND


def stalls():
    return Alert.objects.filter(kind=STALLED)


def test_a_dead_browser_is_ended_and_wiped_by_the_server(brought_to, at):
    session = brought_to(S.CONFIRM)

    sweep_deadlines(at=at + 59 * SECOND)
    assert SmartSession.objects.get(pk=session.pk).entries
    sweep_deadlines(at=at + 60 * SECOND)

    ended = SmartSession.objects.get(pk=session.pk)
    assert (ended.status, ended.end_reason, ended.typed, ended.tail) == (S.ABORTED, "idle", "", "")
    assert not Deadline.objects.filter(subject_type="smart_session", done_at__isnull=True).exists()


def test_after_two_days_down_it_ends_once_and_nobody_is_called(begin, at):
    begin()

    sweep_deadlines(at=at + 172_800 * SECOND)
    sweep_deadlines(at=at + 172_900 * SECOND)

    assert SmartSession.objects.get().status == S.ABORTED
    assert not stalls().exists()
    assert Entry.objects.filter(type="smart.aborted").count() == 1


def test_a_touch_keeps_it_and_costs_one_statement_at_most(begin, machine, at):
    session = begin()

    for second, writes in ((2, 0), (4, 0), (6, 1)):
        with CaptureQueriesContext(connection) as captured:
            smart.touch(session, by=machine.actor, at=at + second * SECOND)
        assert len(captured.captured_queries) == writes
    sweep_deadlines(at=at + 45 * SECOND)
    assert not stalls().exists()
    sweep_deadlines(at=at + 65 * SECOND)

    assert SmartSession.objects.get().status == S.IDENTIFY


def test_the_thresholds_are_the_branchs_own(begin, branch, at):
    BranchPolicy.objects.filter(branch=branch).update(machine_idle_wipe_s=20, stalled_s=10)
    begin()

    sweep_deadlines(at=at + 10 * SECOND)
    assert stalls().count() == 1
    sweep_deadlines(at=at + 20 * SECOND)

    assert SmartSession.objects.get().status == S.ABORTED


def test_somebody_who_hesitates_is_offered_help_once(begin, machine, at):
    session = begin()

    sweep_deadlines(at=at + 39 * SECOND)
    assert not stalls().exists()
    sweep_deadlines(at=at + 40 * SECOND)
    sweep_deadlines(at=at + 41 * SECOND)

    assert [one.resolved_at for one in stalls()] == [None]
    smart.touch(SmartSession.objects.get(pk=session.pk), by=machine.actor, at=at + 45 * SECOND)
    assert stalls().get().resolved_at == at + 45 * SECOND
    sweep_deadlines(at=at + 85 * SECOND)
    assert stalls().count() == 2


def test_two_mistakes_in_a_step_call_somebody_and_going_on_ends_the_call(brought_to, machine, at):
    session = brought_to(S.INPUT)
    customer = {"by": machine.actor, "at": at}

    assert smart.answer(session, **customer, key="amount", value="much")
    assert not stalls().exists()
    assert smart.answer(session, **customer, key="amount", value="-3")
    assert smart.answer(session, **customer, key="amount", value="0")

    assert stalls().count() == 1
    stalled = SmartSession.objects.get(pk=session.pk)
    assert (stalled.stall, stalled.errors, stalled.entries) == ("errors", 3, {})
    smart.touch(stalled, by=machine.actor, at=at + SECOND)
    assert not stalls().get().resolved_at
    smart.back(stalled, **customer)
    assert stalls().get().resolved_at
    assert SmartSession.objects.get(pk=session.pk).errors == 0


def test_help_ends_the_call_gives_time_and_calls_nobody_meanwhile(begin, machine, helper, at):
    session = begin()
    sweep_deadlines(at=at + 40 * SECOND)

    assisting.begin(machine, by=helper, at=at + 50 * SECOND)

    assert stalls().get().resolved_at == at + 50 * SECOND
    sweep_deadlines(at=at + 95 * SECOND)
    after = SmartSession.objects.get(pk=session.pk)
    assert (after.status, after.assisted_by, stalls().count()) == (S.IDENTIFY, helper, 1)
    sweep_deadlines(at=at + 110 * SECOND)
    assert SmartSession.objects.get(pk=session.pk).status == S.ABORTED


def test_a_customer_calls_somebody(begin, machine, at):
    smart.ask_help(begin(), by=machine.actor, at=at)

    assert SmartSession.objects.get().stall == "asked"
    assert stalls().count() == 1


@pytest.mark.parametrize("verb", ["touch", "confirm", "submit", "back", "leave", "ask_help"])
def test_nobody_but_the_machine_drives_the_customers_session(begin, machine2, helper, at, verb):
    session = begin()

    for by in (helper.actor, machine2.actor, SYSTEM, CUSTOMER):
        with pytest.raises(CustomerOperates):
            getattr(smart, verb)(session, by=by, at=at)


def test_full_help_is_proposed_for_a_first_use(begin, machine, helper, at):
    session = begin()
    SmartSession.objects.filter(pk=session.pk).update(is_first_use=True)

    assist = assisting.begin(machine, by=helper, at=at)

    assert assist.mode == AssistMode.FULL
    with pytest.raises(FullHelpNeeded):
        assisting.step_in(assist, by=helper, at=at)


def test_of_two_colleagues_the_second_is_refused(machine, helper, manager, at):
    assisting.begin(machine, by=helper, at=at)

    with pytest.raises(AssistTaken):
        assisting.begin(machine, by=manager, at=at)


def test_helping_ends_with_a_look(machine, helper, at):
    assist = assisting.begin(machine, by=helper, at=at)
    assert assist.mode == AssistMode.BRIEF
    assist = assisting.step_in(assist, by=helper, at=at)

    with pytest.raises(CheckMissing):
        assisting.finish(assist, by=helper, at=at, is_clear=None)
    assisting.finish(assist, by=helper, at=at, is_clear=False)

    ended = AssistSession.objects.get()
    assert (ended.outcome, ended.is_clear, ended.helped_at) == ("helped", False, at)


def test_helping_that_nobody_ends_is_over_after_an_hour(machine, helper, at):
    assisting.begin(machine, by=helper, at=at)

    sweep_deadlines(at=at + 3600 * SECOND)
    sweep_deadlines(at=at + 7200 * SECOND)

    ended = AssistSession.objects.get()
    assert (ended.outcome, ended.is_clear) == ("forgotten", None)
    assisting.begin(machine, by=helper, at=at + 7200 * SECOND)


def test_news_of_sessions_tell_nothing_personal(brought_to, machine, at):
    brought_to(S.DONE)

    told = str(list(Entry.objects.values_list("payload", flat=True)))
    assert "smart_session" in told
    assert not any(word in told for word in ("Zhang", "7890", "6222", "500"))
