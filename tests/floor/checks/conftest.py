"""A day with an opening check of two items."""

from __future__ import annotations

import datetime as dt

import pytest

from lobby.branches.actors import SYSTEM
from lobby.branches.models import Branch
from lobby.floor.domain.checks.running import open_run
from lobby.floor.domain.checks.scheduling import schedule_day
from lobby.floor.models import ChecklistRun, ChecklistVersion
from tests.floor.checks.making import make_item, make_version


@pytest.fixture
def day() -> dt.date:
    """The Tuesday of `at`; the branch opens at 9:00, 1:00 UTC."""
    return dt.date(2026, 3, 10)


@pytest.fixture
def early(at: dt.datetime) -> dt.datetime:
    """8:20 on the branch's wall clock: the opening check is there and not due yet."""
    return at - dt.timedelta(minutes=100)


@pytest.fixture
def version(db: None) -> ChecklistVersion:
    """The opening check: seats and light."""
    version = make_version()
    make_item(version, "1.1")
    make_item(version, "1.2", team="SEC")
    return version


@pytest.fixture
def run(version: ChecklistVersion, branch: Branch, day: dt.date, early: dt.datetime) -> ChecklistRun:
    """The day's opening check, open."""
    (run,) = schedule_day(branch, day, at=early - dt.timedelta(hours=12))
    return open_run(run, by=SYSTEM, at=early)
