"""What a report changes: state, history, news, faults; what is older, repeated or out of time changes nothing."""

from __future__ import annotations

import datetime as dt

import pytest

from devices.domain import reporting, windows
from devices.domain.reporting import tell
from devices.domain.states import held_usable
from devices.domain.states import report as say
from devices.enums import DeviceStatus
from devices.errors.reports import ClockSkewed
from devices.models import DeviceSpan, DeviceState, Fault
from devices.selectors import machines, usable
from devices.selectors.spans import spans
from lobby.branches.actors import SYSTEM
from lobby.branches.calendar import moment
from lobby.branches.enums import Channel, ServiceFamily
from lobby.floor.domain.sweeping import sweep_deadlines
from lobby.floor.models import Alert, Incident, Reminder
from lobby.live.models import Entry
from tests import factories
from tests.devices.status.reports import report
from tests.statements import statements_at_most

S = dt.timedelta(seconds=1)
MINUTE, HOUR = 60 * S, 3600 * S
D = DeviceStatus
NIGHT = 10 * HOUR


@pytest.fixture
def services(branch):
    """What a smart counter does by the catalogue."""
    both = {"channels": [Channel.COUNTER, Channel.SMART_COUNTER]}
    factories.make_service(branch, "cash", "A", family=ServiceFamily.CASH, **both)
    factories.make_service(branch, "card", "C", family=ServiceFamily.CARD, **both)
    factories.make_service(branch, "loan", "L", family=ServiceFamily.LOAN, **both)


def news():
    found = Entry.objects.filter(type="device.status_changed").order_by("seq")
    return [(one.payload["before"], one.payload["status"], one.payload["services"]) for one in found]


def state():
    return DeviceState.objects.get()


def faults():
    return [(fault.kind, fault.level, fault.status, fault.repeats) for fault in Fault.objects.order_by("pk")]


def test_a_first_report_is_kept_whole(smart, services, at):
    assert tell(smart, report(at - S, paper="low", seq=7), by=smart.actor, at=at)

    now = state()
    assert (now.status, now.since, now.lost) == (D.DEGRADED, at, [])
    assert now.told == {"device": "online", "paper": "low"}
    assert (now.reported_at, now.seq, now.last_seen_at, now.silent_at) == (at - S, 7, at, at + 90 * S)
    assert news() == [("available", "degraded", ["card", "cash", "loan"])]


def test_a_lost_part_takes_its_services_with_it_and_gives_them_back(branch, smart, services, at):
    tell(smart, report(at, paper="out"), by=smart.actor, at=at)
    tell(smart, report(at + S, paper="out", media="jammed"), by=smart.actor, at=at + S)
    tell(smart, report(at + 2 * S, "hardwareError"), by=smart.actor, at=at + 2 * S)
    tell(smart, report(at + 3 * S), by=smart.actor, at=at + 3 * S)

    assert news() == [
        ("available", "partial", ["card", "cash"]),
        ("partial", "partial", ["cash"]),
        ("partial", "down", []),
        ("down", "available", ["card", "cash", "loan"]),
    ]
    assert [
        (span.status, span.starts_at - at, span.ends_at and span.ends_at - at) for span in DeviceSpan.objects.all()
    ] == [
        ("partial", 0 * S, 2 * S),
        ("down", 2 * S, 3 * S),
        ("available", 3 * S, None),
    ]
    touched = spans([smart], at + S, at + 2 * S)
    assert [span.status for span in touched] == ["partial"]


@pytest.mark.parametrize("service", ["cash", "card", "loan"])
def test_a_partly_working_machine_is_used_for_what_is_left(branch, smart, services, at, service):
    wanted = branch.services.get(code=service)

    tell(smart, report(at, media="jammed"), by=smart.actor, at=at)

    is_left = service != "card"
    assert [one.device for one in usable(branch, wanted)] == ([smart] if is_left else [])
    assert held_usable(smart.pk, at=at, service=wanted) == is_left
    assert held_usable(smart.pk, at=at)
    assert machines(branch)[0].services == ["cash", "loan"]


@pytest.mark.parametrize(
    ("later", "seq"), [(-S, None), (-S, 99), (0 * S, None), (0 * S, 5), (0 * S, 4), (-5 * MINUTE, 6), (-HOUR, 6)]
)
def test_what_is_not_newer_changes_nothing(smart, at, later, seq):
    tell(smart, report(at, "hardwareError", seq=5), by=smart.actor, at=at)
    before, entries = state(), Entry.objects.count()

    assert not tell(smart, report(at + later, "online", seq=seq), by=smart.actor, at=at + S)

    after = state()
    assert {name: getattr(after, name) for name in vars(before) if name != "_state"} == {
        name: value for name, value in vars(before).items() if name != "_state"
    }
    assert Entry.objects.count() == entries


@pytest.mark.parametrize(("later", "seq"), [(0 * S, 6), (S, None), (S, 1)])
def test_what_is_newer_by_clock_or_count_is_taken(smart, at, later, seq):
    tell(smart, report(at, "hardwareError", seq=5), by=smart.actor, at=at)

    assert tell(smart, report(at + later, "online", seq=seq), by=smart.actor, at=at + S)

    assert state().status == D.AVAILABLE


def test_a_duplicate_of_a_first_report_is_one_report(smart, at):
    assert tell(smart, report(at, "offline"), by=smart.actor, at=at)
    assert not tell(smart, report(at, "offline"), by=smart.actor, at=at + S)

    assert len(news()) == 1
    assert faults() == [("network", 1, "open", 0)]


@pytest.mark.parametrize("skew", [61 * S, HOUR, 365 * 24 * HOUR, -601 * S, -HOUR])
def test_a_wrong_clock_changes_nothing(smart, at, skew):
    with pytest.raises(ClockSkewed):
        tell(smart, report(at + skew, "hardwareError"), by=smart.actor, at=at)

    assert not DeviceState.objects.exists()
    assert not Entry.objects.exists()
    assert not Fault.objects.exists()


@pytest.mark.parametrize("skew", [60 * S, 0 * S, -600 * S])
def test_a_clock_that_is_nearly_right_is_good_enough(smart, at, skew):
    assert tell(smart, report(at + skew, "hardwareError"), by=smart.actor, at=at)

    assert (state().status, state().since) == (D.DOWN, at)


def test_a_flapping_machine_makes_one_fault_and_one_alert(smart, at):
    for n in range(10):
        word = "online" if n % 2 else "offline"
        tell(smart, report(at + n * MINUTE, word), by=smart.actor, at=at + n * MINUTE)

    assert [(kind, level, repeats) for kind, level, _status, repeats in faults()] == [("network", 1, 4)]
    assert Alert.objects.filter(kind__startswith="fault").count() == 1
    assert len(news()) == 10


def test_a_mended_machine_waits_for_somebodys_test(smart, at):
    tell(smart, report(at, "offline"), by=smart.actor, at=at)
    tell(smart, report(at + MINUTE, "online"), by=smart.actor, at=at + MINUTE)

    assert faults() == [("network", 1, "fixed", 0)]


def test_another_part_of_the_same_report_repeats_no_fault(smart, at):
    tell(smart, report(at, paper="out"), by=smart.actor, at=at)
    tell(smart, report(at + S, paper="out", toner="low"), by=smart.actor, at=at + S)

    assert faults() == [("printing", 1, "open", 0)]


def test_an_error_of_a_machine_that_works_on_is_a_fault_and_its_end_a_recovery(smart, at):
    tell(smart, report(at, event_id="hardware", action="maintenance"), by=smart.actor, at=at)
    assert state().status == D.AVAILABLE
    assert [fault[:3] for fault in faults()] == [("hardware", 2, "open")]

    tell(smart, report(at + S), by=smart.actor, at=at + S)

    assert [fault[:3] for fault in faults()] == [("hardware", 2, "fixed")]


def test_a_reset_that_does_not_help_raises_the_same_fault(smart, at):
    tell(smart, report(at, "hardwareError", action="reset"), by=smart.actor, at=at)
    tell(smart, report(at + S, "hardwareError", action="maintenance"), by=smart.actor, at=at + S)

    assert [(kind, level) for kind, level, *_ in faults()] == [("hardware", 2)]


def test_a_blocked_machine_asks_for_help_once_and_a_low_one_for_paper(smart, at):
    tell(smart, report(at, "userError"), by=smart.actor, at=at)
    tell(smart, report(at + S, paper="low"), by=smart.actor, at=at + S)
    tell(smart, report(at + 2 * S, paper="low", toner="low"), by=smart.actor, at=at + 2 * S)

    assert list(Alert.objects.values_list("kind", "status")) == [("device.help", "resolved")]
    assert Reminder.objects.filter(kind="device.refill").count() == 1
    assert faults() == []


def test_an_empty_cassette_is_a_refill_and_no_fault(smart, at):
    tell(smart, report(at, storage="empty"), by=smart.actor, at=at)

    assert (state().status, state().lost) == (D.PARTIAL, ["dispenser"])
    assert Reminder.objects.filter(kind="device.refill").count() == 1
    assert faults() == []


def test_fraud_closes_the_machine_and_opens_an_incident(smart, at):
    tell(smart, report(at, "fraudAttempt"), by=smart.actor, at=at)

    assert state().status == D.SECURITY
    assert [fault[0] for fault in faults()] == ["tampering"]
    assert [incident.kind for incident in Incident.objects.all()] == ["security"]


def test_an_operator_may_judge_a_potential_fraud_harmless_until_the_next_one(smart, manager, at):
    tell(smart, report(at, "potentialFraud"), by=smart.actor, at=at)
    say(smart, D.AVAILABLE, by=manager.actor, at=at + S)
    assert state().status == D.AVAILABLE

    tell(smart, report(at + 2 * S, "potentialFraud"), by=smart.actor, at=at + 2 * S)
    assert state().status == D.AVAILABLE
    tell(smart, report(at + 3 * S), by=smart.actor, at=at + 3 * S)
    tell(smart, report(at + 4 * S, "potentialFraud"), by=smart.actor, at=at + 4 * S)

    assert state().status == D.SECURITY


def test_nobody_judges_a_fraud_harmless_by_a_button(smart, manager, at):
    tell(smart, report(at, "fraudAttempt"), by=smart.actor, at=at)

    say(smart, D.AVAILABLE, by=manager.actor, at=at + S)

    assert state().status == D.SECURITY


@pytest.mark.parametrize("held", [D.DOWN, D.MAINTENANCE])
def test_a_persons_word_holds_against_the_machines_until_taken_back(smart, manager, at, held):
    tell(smart, report(at), by=smart.actor, at=at)
    say(smart, held, by=manager.actor, at=at + S)
    tell(smart, report(at + 2 * S, paper="low"), by=smart.actor, at=at + 2 * S)
    assert state().status == held

    say(smart, D.AVAILABLE, by=manager.actor, at=at + 3 * S)

    assert state().status == D.DEGRADED


@pytest.mark.parametrize("ended_as", [D.AVAILABLE, D.DOWN])
def test_what_is_told_in_a_maintenance_by_hand_is_a_fault_when_that_is_over(smart, manager, at, ended_as):
    reporting.report(smart, D.MAINTENANCE, by=manager.actor, at=at)
    tell(smart, report(at + S, "hardwareError"), by=smart.actor, at=at + S)
    assert faults() == []

    reporting.report(smart, ended_as, by=manager.actor, at=at + 2 * S)

    assert state().status == D.DOWN
    assert faults() == [("hardware", 1, "open", 0)]


def test_a_maintenance_by_hand_within_a_planned_one_ends_with_the_later(smart, manager, at):
    windows.plan(smart, by=manager.actor, at=at, starts_at=at, ends_at=at + HOUR)
    reporting.report(smart, D.MAINTENANCE, by=manager.actor, at=at)
    tell(smart, report(at + S, "hardwareError"), by=smart.actor, at=at + S)

    reporting.report(smart, D.AVAILABLE, by=manager.actor, at=at + 2 * S)
    assert (state().status, faults()) == (D.MAINTENANCE, [])
    sweep_deadlines(at=at + HOUR)

    assert faults() == [("hardware", 1, "open", 0)]


def test_what_a_maintenance_by_hand_has_mended_waits_for_its_test(smart, manager, at):
    tell(smart, report(at, "hardwareError"), by=smart.actor, at=at)
    reporting.report(smart, D.MAINTENANCE, by=manager.actor, at=at + S)
    tell(smart, report(at + 2 * S), by=smart.actor, at=at + 2 * S)
    assert faults() == [("hardware", 1, "open", 0)]

    reporting.report(smart, D.AVAILABLE, by=manager.actor, at=at + 3 * S)

    assert state().status == D.AVAILABLE
    assert faults() == [("hardware", 1, "fixed", 0)]


def test_a_person_cannot_mend_what_the_machine_says_is_broken(smart, manager, at):
    tell(smart, report(at, "hardwareError"), by=smart.actor, at=at)

    say(smart, D.AVAILABLE, by=manager.actor, at=at + S)

    assert state().status == D.DOWN


def test_offline_outside_hours_is_down_without_a_fault_until_the_branch_opens(smart, at):
    night = at + NIGHT  # 20:00
    tell(smart, report(night, "powerOff"), by=smart.actor, at=night)
    assert state().status == D.DOWN
    assert (faults(), state().silent_at) == ([], None)

    sweep_deadlines(at=at + 22 * HOUR)  # 08:00
    assert faults() == []
    sweep_deadlines(at=at + 23 * HOUR)  # 09:00

    assert faults() == [("power", 1, "open", 0)]


def test_offline_outside_hours_and_back_before_opening_is_nobodys_business(smart, at):
    tell(smart, report(at + NIGHT, "offline"), by=smart.actor, at=at + NIGHT)
    tell(smart, report(at + 22 * HOUR), by=smart.actor, at=at + 22 * HOUR)

    sweep_deadlines(at=at + 23 * HOUR)

    assert faults() == []


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/New_York"])
def test_hours_are_the_branchs_own_across_a_clock_change(db, zone):
    branch = factories.make_branch("7009", timezone=zone)
    factories.make_hours(branch, days=7)
    machine = factories.make_device(branch, "SC8", "smart_counter")
    changes = {"Europe/Berlin": (2026, 3, 29), "America/New_York": (2026, 3, 8)}
    date = dt.date(*changes[zone])

    before = moment(branch, date, dt.time(8, 59))
    tell(machine, report(before, "offline"), by=SYSTEM, at=before)
    assert faults() == []
    sweep_deadlines(at=moment(branch, date, dt.time(9, 0)))

    assert faults() == [("network", 1, "open", 0)]


def test_on_a_holiday_nothing_is_missed_before_the_next_open_day(branch, smart, at):
    branch.days.create(date=at.date(), is_holiday=True)
    tell(smart, report(at, "offline"), by=smart.actor, at=at)

    sweep_deadlines(at=at + 12 * HOUR)
    assert faults() == []
    sweep_deadlines(at=at + 2 * 24 * HOUR)  # the clocks stood still for two days

    assert faults() == [("network", 1, "open", 0)]


def test_a_day_that_turns_into_a_holiday_overnight_is_no_opening(branch, smart, at):
    night = at + NIGHT
    tell(smart, report(night, "offline"), by=smart.actor, at=night)
    branch.days.create(date=(at + 23 * HOUR).date(), is_holiday=True)

    sweep_deadlines(at=at + 23 * HOUR)
    assert faults() == []
    sweep_deadlines(at=at + 47 * HOUR - S)
    assert faults() == []
    sweep_deadlines(at=at + 47 * HOUR)

    assert faults() == [("network", 1, "open", 0)]


def test_a_machine_that_does_not_finish_starting_has_a_fault(smart, at):
    tell(smart, report(at, "starting"), by=smart.actor, at=at)

    sweep_deadlines(at=at + 299 * S)
    assert faults() == []
    sweep_deadlines(at=at + 300 * S)

    assert faults() == [("starting", 1, "open", 0)]


def test_a_machine_that_starts_in_time_has_none_and_a_new_start_has_its_own_time(smart, at):
    tell(smart, report(at, "starting"), by=smart.actor, at=at)
    tell(smart, report(at + MINUTE), by=smart.actor, at=at + MINUTE)
    tell(smart, report(at + 4 * MINUTE, "starting"), by=smart.actor, at=at + 4 * MINUTE)

    sweep_deadlines(at=at + 6 * MINUTE)
    assert faults() == []
    sweep_deadlines(at=at + 9 * MINUTE)

    assert [fault[0] for fault in faults()] == ["starting"]


def test_what_reports_cost(smart, services, at):
    with statements_at_most(8):  # hold, policy, write, span, services, who hears (2), journal
        tell(smart, report(at, paper="full"), by=smart.actor, at=at)
    with statements_at_most(3):  # hold, policy, write
        tell(smart, report(at + S, paper="unknown"), by=smart.actor, at=at + S)


def test_reviewing_a_machine_changes_nothing_by_itself(smart, at):
    reporting.review(smart, by=SYSTEM, at=at)
    say(smart, D.DEGRADED, by=SYSTEM, at=at)
    reporting.review(smart, by=SYSTEM, at=at + S)

    assert [(before, status) for before, status, _ in news()] == [("available", "degraded")]
