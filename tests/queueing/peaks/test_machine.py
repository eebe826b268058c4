"""The machine of a peak: lines, samples in a row, time under the line, by hand, review."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from lobby.branches.actors import SYSTEM
from lobby.floor.errors import ReasonMissing
from lobby.floor.models import Reminder
from lobby.live.models import Entry
from queueing.domain import peaks
from queueing.domain.days import close_day
from queueing.enums.peaks import PEAK_MOVES, Measure, PeakStatus
from queueing.errors.peaks import IllegalPeakMove, PeakRunning, ReviewMissing, ReviewNotDue
from queueing.models import PeakRun, PeakTask, PeakWatch
from queueing.selectors.peaks import is_peak, open_run
from tests.queueing.peaks.conftest import MINUTE

SECOND = dt.timedelta(seconds=1)


def sample(branch, at, minutes=0):
    peaks.sample(branch, at=at + minutes * MINUTE)
    run = PeakRun.objects.filter(branch=branch).order_by("-started_at").first()
    return run.status if run else "normal"


def peak_news(branch):
    return list(Entry.objects.filter(branch_id=branch.pk, type__startswith="peak.").values_list("type", flat=True))


@pytest.mark.parametrize("status", list(PeakStatus))
@pytest.mark.parametrize("verb", list(PEAK_MOVES))
def test_every_move_of_the_table_and_none_besides(verb, status):
    run = PeakRun(status=status)
    sources, target = PEAK_MOVES[verb]

    if status in sources:
        assert peaks.check_move(run, verb) == target
    else:
        with pytest.raises(IllegalPeakMove):
            peaks.check_move(run, verb)


def test_the_table_is_the_machine():
    table = {verb: (set(sources), target) for verb, (sources, target) in PEAK_MOVES.items()}

    assert table == {
        "warn": ({"normal"}, "warning"),
        "activate": ({"warning", "recovering"}, "active"),
        "ease": ({"active"}, "recovering"),
        "end": ({"warning", "recovering"}, "normal"),
        "stop": ({"warning", "active", "recovering"}, "normal"),
    }


def test_one_sample_over_the_line_does_not_start_and_two_do(branch, lines, crowd, at):
    crowd(3)

    assert sample(branch, at) == "normal"
    assert sample(branch, at, 1) == "warning"

    run = open_run(branch.pk)
    assert (run.measure, run.value, run.threshold) == (Measure.WAITING, 3, 3)
    assert not is_peak(branch)


def test_a_second_sample_within_the_minute_changes_nothing(branch, lines, crowd, at):
    crowd(3)
    sample(branch, at)

    peaks.sample(branch, at=at + 59 * SECOND)

    assert PeakWatch.objects.get(branch=branch).over_warning == 1


def test_two_samples_with_one_between_them_do_not_start(branch, lines, crowd, at):
    crowd(3)
    sample(branch, at)
    crowd(0)
    sample(branch, at, 1)
    crowd(3)

    assert sample(branch, at, 2) == "normal"


def test_a_value_between_exit_and_line_neither_starts_nor_ends(branch, lines, crowd, at):
    crowd(3)
    sample(branch, at)
    sample(branch, at, 1)
    crowd(2)

    assert {sample(branch, at, minute) for minute in range(2, 30)} == {"warning"}


def test_a_warning_becomes_a_peak_by_two_samples(branch, lines, crowd, at):
    crowd(3)
    sample(branch, at)
    sample(branch, at, 1)
    crowd(5)

    assert sample(branch, at, 2) == "warning"
    assert sample(branch, at, 3) == "active"

    run = open_run(branch.pk)
    assert (run.value, run.threshold, run.activated_at) == (5, 5, at + 3 * MINUTE)
    assert is_peak(branch)


def test_a_sudden_crowd_takes_both_moves_at_once(branch, lines, plan, crowd, at):
    crowd(6)
    sample(branch, at)

    assert sample(branch, at, 1) == "active"
    assert [kind for kind in peak_news(branch) if kind in {"peak.warned", "peak.activated"}] == [
        "peak.warned",
        "peak.activated",
    ]


def go_active(branch, crowd, at):
    crowd(6)
    sample(branch, at)
    assert sample(branch, at, 1) == "active"


def test_under_the_line_it_eases_off_and_ends_after_ten_minutes_not_before(branch, lines, crowd, at):
    go_active(branch, crowd, at)
    crowd(0)
    assert sample(branch, at, 2) == "recovering"
    assert is_peak(branch)

    peaks.sample(branch, at=at + 12 * MINUTE - SECOND)
    assert open_run(branch.pk).status == "recovering"
    peaks.sample(branch, at=at + 13 * MINUTE)
    assert open_run(branch.pk) is None

    assert not is_peak(branch)


def test_ten_minutes_to_the_second_end_it(branch, lines, crowd, at):
    go_active(branch, crowd, at)
    crowd(0)
    sample(branch, at, 2)

    peaks.sample(branch, at=at + 12 * MINUTE)

    assert open_run(branch.pk) is None
    assert PeakRun.objects.get().ended_at == at + 12 * MINUTE


def test_a_new_rise_above_the_exit_value_begins_the_ten_minutes_anew(branch, lines, crowd, at):
    go_active(branch, crowd, at)
    crowd(0)
    sample(branch, at, 2)
    crowd(4)
    sample(branch, at, 8)
    crowd(0)
    sample(branch, at, 9)

    assert sample(branch, at, 18) == "recovering"
    assert sample(branch, at, 19) == "normal"


def test_a_crowd_over_the_warning_line_keeps_it_easing_off(branch, lines, crowd, at):
    go_active(branch, crowd, at)
    crowd(3)

    assert {sample(branch, at, minute) for minute in range(2, 20)} == {"recovering"}


def test_flapping_starts_the_plan_once(branch, lines, plan, manager, crowd, at):
    go_active(branch, crowd, at)
    tasks = PeakTask.objects.count()
    for minute in range(2, 30):
        crowd(0 if minute % 4 < 2 else 6)
        sample(branch, at, minute)

    assert PeakRun.objects.count() == 1
    assert PeakTask.objects.count() == tasks > 0
    assert peak_news(branch).count("peak.warned") == 1
    assert peak_news(branch).count("peak.activated") > 1


def test_a_warning_that_never_became_a_peak_closes_itself(branch, lines, crowd, at):
    crowd(3)
    sample(branch, at)
    sample(branch, at, 1)
    crowd(0)
    for minute in range(2, 13):
        sample(branch, at, minute)

    run = PeakRun.objects.get()
    assert (run.status, run.ended_at, run.closed_at) == ("normal", at + 12 * MINUTE, at + 12 * MINUTE)


def test_samples_far_apart_are_not_in_a_row(branch, lines, crowd, at):
    crowd(6)
    sample(branch, at)

    assert sample(branch, at, 30) == "normal"
    assert sample(branch, at, 31) == "active"


def test_by_hand_it_starts_at_once_and_keeps_who_and_why(branch, lines, plan, manager, at):
    run = peaks.start(branch, by=manager.actor, at=at, reason=" pension day ")

    run.refresh_from_db()
    assert (run.status, run.measure, run.started_by, run.start_reason) == ("active", "hand", manager, "pension day")
    assert run.tasks.filter(level="active").exists()
    news = Entry.objects.get(type="peak.activated")
    assert (news.by_name, news.payload["reason"]) == (manager.name, "pension day")


def test_by_hand_it_needs_a_reason_and_runs_once(branch, lines, manager, at):
    with pytest.raises(ReasonMissing):
        peaks.start(branch, by=manager.actor, at=at, reason=" ")
    peaks.start(branch, by=manager.actor, at=at, reason="crowd")

    with pytest.raises(PeakRunning):
        peaks.start(branch, by=manager.actor, at=at, reason="crowd")


def test_by_hand_a_warning_becomes_a_peak(branch, lines, manager, crowd, at):
    crowd(3)
    sample(branch, at)
    sample(branch, at, 1)

    peaks.start(branch, by=manager.actor, at=at + 2 * MINUTE, reason="a bus stops")

    run = PeakRun.objects.get()
    assert (run.status, run.measure, run.started_at) == ("active", "hand", at + MINUTE)


def test_one_started_by_hand_waits_for_its_crowd_and_then_ends_by_itself(branch, lines, manager, crowd, at):
    peaks.start(branch, by=manager.actor, at=at, reason="pension day")
    assert {sample(branch, at, minute) for minute in range(1, 20)} == {"active"}
    crowd(6)
    sample(branch, at, 20)
    sample(branch, at, 21)
    crowd(0)

    states = [sample(branch, at, minute) for minute in range(22, 33)]

    assert (states[0], states[-2], states[-1]) == ("recovering", "recovering", "normal")


def test_stop_keeps_who_and_why_and_waits_for_another_crowd(branch, lines, manager, crowd, at):
    go_active(branch, crowd, at)
    run = peaks.stop(open_run(branch.pk), by=manager.actor, at=at + 2 * MINUTE, reason="false alarm")

    assert (run.status, run.stopped_by_id, run.end_reason) == ("normal", manager.pk, "false alarm")
    assert {sample(branch, at, minute) for minute in range(3, 9)} == {"normal"}
    crowd(0)
    sample(branch, at, 9)
    crowd(6)
    sample(branch, at, 10)
    assert sample(branch, at, 11) == "active"


def test_stop_needs_a_reason_and_something_to_stop(branch, lines, manager, at):
    run = peaks.start(branch, by=manager.actor, at=at, reason="crowd")
    with pytest.raises(ReasonMissing):
        peaks.stop(run, by=manager.actor, at=at, reason="")
    peaks.stop(run, by=manager.actor, at=at, reason="over")

    with pytest.raises(IllegalPeakMove):
        peaks.stop(run, by=manager.actor, at=at, reason="again")


def test_a_peak_is_closed_by_its_review_alone(branch, lines, manager, head, at):
    run = peaks.start(branch, by=manager.actor, at=at, reason="crowd")
    with pytest.raises(ReviewNotDue):
        peaks.review(run, by=head.actor, at=at, note="early")
    run = peaks.stop(run, by=manager.actor, at=at, reason="over")
    asked = Reminder.objects.get(kind="peak.review")
    assert (asked.owner, asked.status, run.closed_at) == (head, "due", None)

    with pytest.raises(ReviewMissing):
        peaks.review(run, by=head.actor, at=at, note="  ")
    run = peaks.review(run, by=head.actor, at=at + MINUTE, note="one more window at ten")

    asked.refresh_from_db()
    assert (run.closed_at, run.reviewed_by_id, asked.status) == (at + MINUTE, head.pk, "done")
    with pytest.raises(ReviewNotDue):
        peaks.review(run, by=head.actor, at=at, note="again")


def test_the_database_closes_no_peak_without_review(branch, at):
    run = PeakRun.objects.create(
        branch=branch, status="normal", started_at=at, activated_at=at, ended_at=at, measure="wait"
    )

    with pytest.raises(IntegrityError), transaction.atomic():
        PeakRun.objects.filter(pk=run.pk).update(closed_at=at)


def test_the_database_keeps_one_open_run_a_branch(branch, at):
    PeakRun.objects.create(branch=branch, status="warning", started_at=at, measure="wait")

    with pytest.raises(IntegrityError), transaction.atomic():
        PeakRun.objects.create(branch=branch, status="warning", started_at=at, measure="wait")


def test_no_peak_outlives_its_day(branch, lines, cash, manager, crowd, at):
    crowd(1)
    peaks.start(branch, by=manager.actor, at=at, reason="crowd")

    close_day(branch.days.get(), by=SYSTEM, at=at + dt.timedelta(hours=20))

    run = PeakRun.objects.get()
    assert (run.status, run.end_reason) == ("normal", "day.closed")
