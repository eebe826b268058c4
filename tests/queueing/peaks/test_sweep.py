"""The sweep: branches at work alone, late and once, side by side."""

from __future__ import annotations

import threading

import pytest
from django.db import connection

from lobby.branches import demo
from lobby.branches.models import Branch
from queueing.domain import peak_sweeping, peaks
from queueing.models import PeakRun, PeakTask, PeakWatch
from queueing.selectors.peaks import open_run
from queueing.tasks import sweep_peaks
from tests.queueing.peaks.conftest import MINUTE
from tests.statements import statements_at_most


def test_only_branches_at_work_are_sampled(branch, other_branch, lines, session, at):
    assert peak_sweeping.sweep_peaks(at=at) == 1
    assert list(PeakWatch.objects.values_list("branch", flat=True)) == [branch.pk]


def test_a_sample_a_minute_however_often_it_is_swept(branch, lines, session, crowd, at):
    crowd(3)
    for second in range(0, 60, 5):
        peak_sweeping.sweep_peaks(at=at + second * MINUTE / 60)

    assert PeakWatch.objects.get().over_warning == 1
    assert peak_sweeping.sweep_peaks(at=at + MINUTE) == 1
    assert open_run(branch.pk).status == "warning"


def test_a_worker_that_was_away_samples_once_and_goes_on(branch, lines, plan, session, crowd, at):
    crowd(6)
    peak_sweeping.sweep_peaks(at=at)

    assert peak_sweeping.sweep_peaks(at=at + 40 * MINUTE) == 1
    assert peak_sweeping.sweep_peaks(at=at + 40 * MINUTE) == 0
    assert open_run(branch.pk) is None
    peak_sweeping.sweep_peaks(at=at + 41 * MINUTE)

    assert open_run(branch.pk).status == "active"


def test_a_peak_is_followed_when_every_counter_is_closed(branch, lines, manager, at):
    peaks.start(branch, by=manager.actor, at=at, reason="crowd")

    assert peak_sweeping.sweep_peaks(at=at) == 1


def test_the_longest_unsampled_come_first_and_the_rest_later(branch, other_branch, manager, at):
    for one in (branch, other_branch):
        peaks.start(one, by=manager.actor, at=at, reason="crowd")
    peaks.sample(other_branch, at=at - 5 * MINUTE)

    assert peak_sweeping.sweep_peaks(at=at, limit=1) == 1
    assert PeakWatch.objects.get(branch=branch).sampled_at == at
    assert peak_sweeping.sweep_peaks(at=at, limit=1) == 1
    assert PeakWatch.objects.get(branch=other_branch).sampled_at == at


def test_the_task_sweeps_and_is_on_the_schedule(settings, db):
    sweep_peaks()

    assert settings.CELERY_BEAT_SCHEDULE["queueing-sweep-peaks"]["task"] == "queueing.sweep_peaks"


def test_an_ordinary_sample_costs_few_statements(branch, lines, session, crowd, at):
    crowd(2)
    peaks.sample(branch, at=at)

    with statements_at_most(10):
        peaks.sample(branch, at=at + MINUTE)


@pytest.mark.django_db(transaction=True)
def test_sweeps_side_by_side_start_the_plan_once(branch, lines, session, manager, crowd, at):
    crowd(6)
    peak_sweeping.sweep_peaks(at=at)
    gate = threading.Barrier(6)

    def sweep():
        try:
            gate.wait(10)
            peak_sweeping.sweep_peaks(at=at + MINUTE)
        finally:
            connection.close()

    threads = [threading.Thread(target=sweep) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)

    assert PeakRun.objects.count() == 1
    kinds = list(PeakTask.objects.filter(level="active").values_list("kind", flat=True))
    assert len(kinds) == len(set(kinds)) > 5
    assert PeakWatch.objects.get().over_active == 2


def test_the_demo_branches_are_prepared_once(db, at):
    for _again in range(2):
        demo.write_all("a-word-for-the-demo", at)

    branch = Branch.objects.get(code="0001")
    assert branch.peak_policies.count() == 1
    assert [helper.staff.username for helper in branch.helpers.all()] == ["teller1", "lead1", "wealth1", "teller3"]
    assert {plan.level for plan in branch.peak_plans.all()} == {"warning", "active"}
