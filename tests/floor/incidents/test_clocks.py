"""Every clock of an incident: in time, late, once; across closing, a holiday, a clock change and a two-day outage."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from zoneinfo import ZoneInfo

import pytest

from lobby.branches.actors import SYSTEM
from lobby.branches.calendar import business_date, closing_after
from lobby.branches.enums import RoleCode
from lobby.branches.models import Branch, BusinessDay, Staff
from lobby.floor.domain import security
from lobby.floor.domain.incidents import levels, moves, reporting, responding
from lobby.floor.domain.sweeping import sweep_deadlines
from lobby.floor.enums.incidents import IncidentKind, IncidentSeverity
from lobby.floor.models import Alert, Incident, SuspiciousReport
from lobby.live.models import Entry
from tests import factories

K, S = IncidentKind, IncidentSeverity
MINUTE, HOUR, DAY = dt.timedelta(minutes=1), dt.timedelta(hours=1), dt.timedelta(days=1)


@pytest.fixture
def injury(branch: Branch, manager: Staff, head: Staff, at: dt.datetime) -> Incident:
    """Reported and nothing more."""
    return reporting.report(branch, by=manager.actor, at=at, kind=K.INJURY)


def open_alerts() -> set[str]:
    return set(Alert.objects.filter(resolved_at=None).values_list("kind", flat=True))


def test_nobody_classified_in_two_minutes(injury: Incident, at: dt.datetime) -> None:
    sweep_deadlines(at=at + MINUTE)
    assert moves.UNCLASSIFIED not in open_alerts()

    for late in (2, 2.1, 3):
        sweep_deadlines(at=at + late * MINUTE)

    assert Alert.objects.filter(kind=moves.UNCLASSIFIED).count() == 1


def test_classified_in_time_nobody_is_told(injury: Incident, head: Staff, at: dt.datetime) -> None:
    reporting.classify(injury, by=head.actor, at=at + MINUTE, severity=S.III)

    sweep_deadlines(at=at + 5 * MINUTE)

    assert not Alert.objects.filter(kind=moves.UNCLASSIFIED).exists()


def test_levels_rise_after_fifteen_and_sixty_minutes(injury: Incident, at: dt.datetime) -> None:
    seen = []
    for minutes in (14, 15, 16, 59, 60, 61, 500):
        sweep_deadlines(at=at + minutes * MINUTE)
        injury.refresh_from_db()
        seen.append(injury.response_level)

    assert seen == [1, 2, 2, 2, 3, 3, 3]
    assert Alert.objects.get(kind=moves.LEVEL, resolved_at=None).roles == ["HEAD", "BR_OPS", "HO"]


def test_the_gravest_goes_from_two_to_three(branch: Branch, head: Staff, at: dt.datetime) -> None:
    incident = reporting.report(branch, by=head.actor, at=at, kind=K.BANK_RUN)
    reporting.classify(incident, by=head.actor, at=at + MINUTE, severity=S.I)

    for minutes, level in ((15, 2), (59, 2), (60, 3)):
        sweep_deadlines(at=at + minutes * MINUTE)
        incident.refresh_from_db()
        assert incident.response_level == level


def test_a_level_taken_by_hand_is_not_taken_again(injury: Incident, head: Staff, at: dt.datetime) -> None:
    levels.raise_level(injury, by=head.actor, at=at + MINUTE, level=2)

    sweep_deadlines(at=at + 15 * MINUTE)

    injury.refresh_from_db()
    assert injury.response_level == 2
    assert Entry.objects.filter(type="incident.level_raised").count() == 1
    sweep_deadlines(at=at + 60 * MINUTE)
    injury.refresh_from_db()
    assert injury.response_level == 3


def test_recovered_in_time_the_level_rests(brought: Callable[..., Incident], at: dt.datetime) -> None:
    incident = brought("recovered")

    sweep_deadlines(at=at + 3 * HOUR)

    incident.refresh_from_db()
    assert incident.response_level == 1


def test_a_two_day_outage_does_everything_once_in_order(injury: Incident, at: dt.datetime) -> None:
    report = security.report_suspicion(injury.branch, by=SYSTEM, at=at - 29 * DAY, behaviour="follows")

    sweep_deadlines(at=at + 2 * DAY)
    sweep_deadlines(at=at + 2 * DAY)

    told = list(
        Entry.objects.filter(type__in=["incident.level_raised", "security.suspicion_forgotten"]).order_by("seq")
    )
    assert [entry.payload.get("level") for entry in told] == [2, 3, None]
    assert Alert.objects.filter(kind=moves.UNCLASSIFIED).count() == 1
    assert Alert.objects.filter(kind=moves.LEVEL).count() == 2  # the second takes the first's place
    assert not SuspiciousReport.objects.filter(pk=report.pk).exists()


def test_the_review_is_due_at_the_end_of_the_third_business_day(branch: Branch, at: dt.datetime) -> None:
    # Tuesday 10 March, 10:00; closing is at 17:00 in Shanghai.
    assert closing_after(branch, at, 3) == dt.datetime(2026, 3, 13, 9, 0, tzinfo=dt.UTC)
    # Recovered after closing on Thursday: Friday, Monday, Tuesday.
    thursday = dt.datetime(2026, 3, 12, 12, 0, tzinfo=dt.UTC)
    assert closing_after(branch, thursday, 3) == dt.datetime(2026, 3, 17, 9, 0, tzinfo=dt.UTC)
    # A holiday on Monday shifts it by a day; a business day of its own on Saturday counts.
    BusinessDay.objects.create(branch=branch, date=dt.date(2026, 3, 16))
    assert closing_after(branch, thursday, 3) == dt.datetime(2026, 3, 18, 9, 0, tzinfo=dt.UTC)


def test_the_review_keeps_the_wall_clock_when_clocks_change() -> None:
    branch = Branch(timezone="Europe/Berlin", day_starts_at=dt.time(4))
    assert business_date(branch, dt.datetime(2026, 3, 27, 12, tzinfo=dt.UTC)) == dt.date(2026, 3, 27)


@pytest.mark.parametrize("zone_name", ["Europe/Berlin", "America/New_York"])
def test_clocks_across_a_clock_change(zone_name: str, db: None) -> None:
    branch = factories.make_branch("7090", timezone=zone_name)
    factories.make_hours(branch)
    factories.make_policy(branch)
    head = factories.make_staff("h90", branch, RoleCode.HEAD)
    friday = {"Europe/Berlin": dt.date(2026, 3, 27), "America/New_York": dt.date(2026, 3, 6)}[zone_name]
    here = ZoneInfo(zone_name)
    at = dt.datetime.combine(friday, dt.time(16, 50), here).astimezone(dt.UTC)
    incident = reporting.report(branch, by=head.actor, at=at, kind=K.INJURY)

    # Across closing the clocks run on: an incident does not wait for the morning.
    sweep_deadlines(at=at + 15 * MINUTE)
    incident.refresh_from_db()
    assert incident.response_level == 2
    due = closing_after(branch, at, 1)
    assert due.astimezone(here).strftime("%a %H:%M") == "Mon 17:00"
    assert due - at == 3 * DAY + 10 * MINUTE - HOUR  # the night of the change is an hour short


def test_a_late_review_is_told_once(brought: Callable[..., Incident], head: Staff, at: dt.datetime) -> None:
    incident = brought("recovered")

    for moment in (at + 2 * DAY, at + 4 * DAY, at + 9 * DAY):
        sweep_deadlines(at=moment)

    late = Alert.objects.filter(kind=moves.REVIEW_LATE)
    assert [(one.subject_id, one.roles) for one in late] == [(incident.pk, ["HEAD"])]


def test_a_suspicious_act_is_forgotten_after_thirty_days(branch: Branch, teller: Staff, at: dt.datetime) -> None:
    report = security.report_suspicion(branch, by=teller.actor, at=at, behaviour="loiters_machines", note="站了半小时")

    sweep_deadlines(at=at + 30 * DAY - MINUTE)
    assert SuspiciousReport.objects.filter(pk=report.pk).exists()
    sweep_deadlines(at=at + 30 * DAY)

    assert not SuspiciousReport.objects.filter(pk=report.pk).exists()
    assert not Alert.objects.filter(resolved_at=None).exists()
    left = Entry.objects.filter(branch_id=branch.pk)
    assert all("站了半小时" not in str(entry.payload) for entry in left)


def test_a_case_is_kept(branch: Branch, teller: Staff, guard: Staff, head: Staff, at: dt.datetime) -> None:
    report = security.report_suspicion(branch, by=teller.actor, at=at, behaviour="tampers")
    cleared = security.report_suspicion(branch, by=teller.actor, at=at, behaviour="follows")
    security.clear_up(cleared, by=guard.actor, at=at, outcome="是家属")

    security.open_case(report, by=guard.actor, at=at)
    sweep_deadlines(at=at + 60 * DAY)

    report.refresh_from_db()
    assert report.incident is not None
    assert report.incident.kind == K.SECURITY
    assert not SuspiciousReport.objects.filter(pk=cleared.pk).exists()


def test_a_task_that_nobody_does_is_told_loud_or_silent(brought: Callable[..., Incident], at: dt.datetime) -> None:
    brought("activated", kind=K.INJURY, severity=S.III)
    quiet = brought("activated", kind=K.ROBBERY)

    sweep_deadlines(at=at + 12 * HOUR)

    assert {moves.TASK_LATE, "security.task_late"} <= open_alerts()
    told = Alert.objects.filter(kind="security.task_late")
    assert all(set(alert.roles) <= {"SEC", "HEAD", "BR_OPS"} for alert in told)
    assert not Alert.objects.filter(kind=moves.TASK_LATE, values__text__icontains="robbery").exists()
    assert quiet.status == "activated"


def test_contained_still_rises(brought: Callable[..., Incident], head: Staff, at: dt.datetime) -> None:
    incident = brought("contained")

    sweep_deadlines(at=at + 15 * MINUTE)

    incident.refresh_from_db()
    assert (incident.status, incident.response_level) == ("contained", 2)
    responding.recover(incident, by=head.actor, at=at + 16 * MINUTE)
