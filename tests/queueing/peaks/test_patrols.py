"""A peak makes the hall be patrolled twice as often, from the running patrol on."""

import datetime as dt

from lobby.floor.domain.checks.scheduling import schedule_day
from lobby.floor.domain.sweeping import sweep_deadlines
from lobby.floor.enums.checks import CheckKind
from lobby.floor.enums.checks import When as Time
from lobby.floor.models import ChecklistRun
from queueing.domain import peaks
from tests.floor.checks.making import make_item, make_version

MINUTE = dt.timedelta(minutes=1)


def test_patrol_comes_sooner_when_the_peak_begins(branch, manager, at):
    make_item(make_version(CheckKind.PATROL, when=Time.PATROL, signed_by=""))
    schedule_day(branch, dt.date(2026, 3, 10), at=at)
    sweep_deadlines(at=at)
    assert ChecklistRun.objects.get().due_at == at + 15 * MINUTE

    peaks.start(branch, by=manager.actor, at=at + MINUTE, reason="crowd")

    assert ChecklistRun.objects.get().due_at == at + 8.5 * MINUTE
    sweep_deadlines(at=at + 9 * MINUTE)
    first, second = ChecklistRun.objects.order_by("slot")
    assert (first.status, second.due_at) == ("missed", at + 16.5 * MINUTE)


def test_patrol_that_is_due_sooner_anyway_stays(branch, manager, at):
    make_item(make_version(CheckKind.PATROL, when=Time.PATROL, signed_by=""))
    schedule_day(branch, dt.date(2026, 3, 10), at=at)
    sweep_deadlines(at=at)

    peaks.start(branch, by=manager.actor, at=at + 10 * MINUTE, reason="crowd")

    assert ChecklistRun.objects.get().due_at == at + 15 * MINUTE
