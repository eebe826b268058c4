"""The activity timer, its shares, and the figure made of it."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from lobby.branches.enums import RoleCode
from lobby.branches.models import BusinessDay
from lobby.floor.domain.activities import start_activity, stop_activity
from lobby.floor.domain.sweeping import sweep_deadlines
from lobby.floor.enums.activities import ActivityKind
from lobby.floor.kpis.time_share import TIME_SHARE
from lobby.floor.models import Activity, TargetShares
from lobby.floor.selectors.activities import percentages, time_of_day
from lobby.kpi.periods import day_of
from lobby.kpi.readings import read_split
from lobby.live.models import Entry

MINUTE = dt.timedelta(minutes=1)
DATE = dt.date(2026, 3, 10)
K = ActivityKind


def work(staff, branch, at, *stretches):
    for kind, minutes in stretches:
        start_activity(staff, branch, kind=kind, by=staff.actor, at=at)
        at += minutes * MINUTE
    stop_activity(staff, by=staff.actor, at=at)


def test_start_stops_what_ran(branch, manager, at):
    start_activity(manager, branch, kind=K.GUIDE, by=manager.actor, at=at)

    start_activity(manager, branch, kind=K.PATROL, by=manager.actor, at=at + 10 * MINUTE)

    rows = Activity.objects.order_by("pk").values_list("kind", "ended_at", "role")
    assert list(rows) == [("guide", at + 10 * MINUTE, "LM"), ("patrol", None, "LM")]
    types = Entry.objects.order_by("seq").values_list("type", flat=True)
    assert list(types) == ["activity.started", "activity.ended", "activity.started"]


def test_the_same_again_goes_on(branch, manager, at):
    first = start_activity(manager, branch, kind=K.GUIDE, by=manager.actor, at=at)

    assert start_activity(manager, branch, kind=K.GUIDE, by=manager.actor, at=at + MINUTE).pk == first.pk
    assert Activity.objects.count() == 1


def test_stop_with_nothing_running_changes_nothing(branch, manager, at):
    assert stop_activity(manager, by=manager.actor, at=at) is None


def test_the_database_lets_one_thing_run_for_each_person(branch, manager, at):
    first = start_activity(manager, branch, kind=K.GUIDE, by=manager.actor, at=at)

    with pytest.raises(IntegrityError), transaction.atomic():
        Activity.objects.create(branch=branch, staff=manager, role="LM", kind=K.PREP, date=DATE, started_at=at)
    with pytest.raises(IntegrityError), transaction.atomic():
        Activity.objects.filter(pk=first.pk).update(ended_at=at - MINUTE)


def test_it_ends_by_itself_at_closing(branch, manager, at):
    start_activity(manager, branch, kind=K.GUIDE, by=manager.actor, at=at)
    closing = dt.datetime(2026, 3, 10, 9, 0, tzinfo=dt.UTC)

    assert sweep_deadlines(at=closing - MINUTE) == 0
    assert sweep_deadlines(at=closing + 7 * MINUTE) == 1
    assert Activity.objects.get().ended_at == closing


def test_the_next_start_ends_it_at_closing_when_the_sweep_was_late(branch, manager, at):
    start_activity(manager, branch, kind=K.GUIDE, by=manager.actor, at=at)

    start_activity(manager, branch, kind=K.GUIDE, by=manager.actor, at=at + dt.timedelta(days=1))

    assert Activity.objects.order_by("pk").first().ended_at == dt.datetime(2026, 3, 10, 9, 0, tzinfo=dt.UTC)
    assert Activity.objects.filter(ended_at=None).count() == 1


def test_on_a_holiday_it_ends_with_the_business_day(branch, manager, at):
    BusinessDay.objects.create(branch=branch, date=DATE, is_holiday=True)
    start_activity(manager, branch, kind=K.PREP, by=manager.actor, at=at)

    sweep_deadlines(at=at + dt.timedelta(days=3))

    assert Activity.objects.get().ended_at == dt.datetime(2026, 3, 10, 20, 0, tzinfo=dt.UTC)


def test_a_branch_that_stays_open_longer_ends_it_when_it_closes(branch, manager, at):
    start_activity(manager, branch, kind=K.GUIDE, by=manager.actor, at=at)
    planned, closes_at = at + 7 * 60 * MINUTE, at + 9 * 60 * MINUTE
    BusinessDay.objects.create(branch=branch, date=DATE, opens_at=at, closes_at=closes_at)

    sweep_deadlines(at=planned)
    assert Activity.objects.get().ended_at is None
    sweep_deadlines(at=closes_at + 30 * MINUTE)

    assert Activity.objects.get().ended_at == closes_at


def test_three_equal_parts_add_to_a_hundred():
    assert percentages({"a": 10.0, "b": 10.0, "c": 10.0}) == {"a": 34, "b": 33, "c": 33}
    assert percentages({"a": 0.0, "b": 0.0}) == {}


@given(st.dictionaries(st.sampled_from(list(K)), st.floats(0, 1e6), min_size=1))
def test_shares_always_add_to_exactly_a_hundred(seconds):
    found = percentages(seconds)

    assert sum(found.values()) == (100 if sum(seconds.values()) > 0 else 0)
    assert all(part >= 0 for part in found.values())


def test_the_day_stands_beside_the_branchs_own_target(branch, manager, at):
    work(manager, branch, at, (K.GUIDE, 30), (K.TRIAGE, 30), (K.PATROL, 30))
    wished = {"guide": 50, "triage": 30, "assist": 5, "marketing": 5, "complaint": 5, "patrol": 5, "prep": 0}
    TargetShares.objects.create(branch=branch, role=RoleCode.LM, effective_from=DATE, **wished)

    day = time_of_day(branch, manager.pk, DATE, at=at)

    told = {share.kind: (share.minutes, share.percent, share.target) for share in day.shares if share.minutes}
    assert told == {"guide": (30, 34, 50), "triage": (30, 33, 30), "patrol": (30, 33, 5)}
    assert sum(share.percent for share in day.shares) == 100


def test_a_target_of_a_later_day_or_another_role_does_not_count(branch, manager, at):
    work(manager, branch, at, (K.GUIDE, 30))
    TargetShares.objects.create(branch=branch, role=RoleCode.LM, effective_from=DATE + dt.timedelta(days=1), guide=100)
    TargetShares.objects.create(branch=branch, role=RoleCode.LMA, effective_from=DATE, guide=100)

    assert not time_of_day(branch, manager.pk, DATE, at=at).has_target


def test_target_shares_add_to_a_hundred(branch):
    with pytest.raises(IntegrityError), transaction.atomic():
        TargetShares.objects.create(branch=branch, role=RoleCode.LM, effective_from=DATE, guide=99)


def test_the_running_one_counts_up_to_now(branch, manager, at):
    start_activity(manager, branch, kind=K.ASSIST, by=manager.actor, at=at)

    day = time_of_day(branch, manager.pk, DATE, at=at + 12 * MINUTE)

    assert [(share.kind, share.minutes) for share in day.shares if share.is_running] == [("assist", 12)]


def test_k34_tells_each_kinds_share_of_the_logged_minutes(branch, manager, teller, at):
    work(manager, branch, at, (K.GUIDE, 45), (K.PREP, 15))
    work(teller, branch, at, (K.GUIDE, 30), (K.ASSIST, 30))
    start_activity(manager, branch, kind=K.PATROL, by=manager.actor, at=at + 120 * MINUTE)

    whole, groups = read_split(TIME_SHARE, day_of(branch, DATE))

    assert whole.n == 120
    assert [(name, str(one.value)) for name, one in groups] == [
        (str(K.GUIDE.label), "62.5"),
        (str(K.ASSIST.label), "25.0"),
        (str(K.PREP.label), "12.5"),
    ]


def test_k34_of_a_day_without_any_log_is_nothing(branch):
    whole, groups = read_split(TIME_SHARE, day_of(branch, DATE))

    assert (whole.n, whole.value, groups) == (0, None, [])
