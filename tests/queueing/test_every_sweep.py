"""Every entry of the beat schedule: late by two days it does all due work once, and run again it changes nothing.

The entries are read from the settings: one that is added later fails here until it has a case of its own.
"""

from __future__ import annotations

import pytest
import time_machine
from django.conf import settings

from lobby.config.celery import app
from tests.floor.deadlines.stages import DAY, PLAIN, set_stage
from tests.queueing.sweep_cases import CASES
from tests.tables import nothing_written

app.loader.import_default_modules()
ENTRIES = sorted(settings.CELERY_BEAT_SCHEDULE)


def test_every_entry_has_a_case():
    missing = [name for name in ENTRIES if name not in CASES]

    assert not missing, f"give this entry a case in sweep_cases: {', '.join(missing)}"
    assert sorted(CASES) == ENTRIES


def test_every_entry_is_forgotten_before_its_next_run():
    """Two days without a worker do not queue thousands of runs."""
    for entry in settings.CELERY_BEAT_SCHEDULE.values():
        assert entry["options"]["expires"] <= entry["schedule"]


@pytest.mark.parametrize("name", [name for name in ENTRIES if name in CASES])
def test_two_days_late_all_due_work_is_done_once(db, name):
    case, stage = CASES[name], set_stage(PLAIN)
    sweep = app.tasks[settings.CELERY_BEAT_SCHEDULE[name]["task"]]
    case.make(stage)
    back = case.due(stage) + 2 * DAY
    assert case.seen(stage) == (case.pending(stage) if callable(case.pending) else case.pending)

    with time_machine.travel(back, tick=False):
        sweep()

        assert case.seen(stage) == (case.done(stage, back) if callable(case.done) else case.done)
        with nothing_written():
            sweep()
    assert case.seen(stage) == (case.done(stage, back) if callable(case.done) else case.done)
