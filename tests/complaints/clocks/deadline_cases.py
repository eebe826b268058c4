"""A case for every kind of deadline of complaints' clocks."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from complaints.domain.cases import receive
from complaints.enums.cases import ClockKind, ReceiptChannel
from complaints.enums.clocks import BASIS, STEP, STEP_LATE, UNTOUCHED, UNTOUCHED_HEAD, clock_deadline
from complaints.models import ClockBasis, ClockNotice
from tests.complaints.factories import make_terms
from tests.floor.deadlines.stages import DAY, HOUR, MINUTE, Case, Stage, Subject, calls

FEEDBACK, LEGAL = ClockKind.FIRST_FEEDBACK, ClockKind.LEGAL


def received(stage: Stage) -> Subject:
    """A complaint that nobody does anything about."""
    assert stage.head
    make_terms()
    by = stage.manager.actor
    return receive(stage.branch, by=by, at=stage.at, channel=ReceiptChannel.VISIT, content="等了一个半小时").subject


def watched(stage: Stage) -> Subject:
    """The branch at which one is open."""
    received(stage)
    return "branch", stage.branch.pk


def told(kind: ClockKind, pk: int) -> list[int]:
    """The levels at which somebody was told."""
    notices = ClockNotice.objects.filter(clock__complaint=pk, clock__kind=kind)
    return list(notices.order_by("level").values_list("level", flat=True))


def half_of_the_legal_time(stage: Stage) -> dt.datetime:
    """Half the way to the end of the fifteenth natural day after its own."""
    day = stage.at.astimezone(ZoneInfo(stage.days.zone)).date() + 16 * DAY
    ends = dt.datetime.combine(day, dt.time(), ZoneInfo(stage.days.zone)).astimezone(dt.UTC)
    return stage.at + (ends - stage.at) / 2


def open_for_four_hours(stage: Stage) -> dt.datetime:
    """Four hours of opening: what is left when it closes comes after the next opening."""
    whole, left = 4 * HOUR, stage.closes().astimezone(dt.UTC) - stage.at
    return stage.at + whole if whole <= left else stage.opens().astimezone(dt.UTC) + whole - left


CASES = {
    clock_deadline(FEEDBACK): Case(
        received,
        lambda stage: stage.at + 12 * HOUR,
        lambda _stage, pk: told(FEEDBACK, pk),
        [],
        [50],
        late=[50, 75, 100, 124],
    ),
    clock_deadline(LEGAL): Case(received, half_of_the_legal_time, lambda _stage, pk: told(LEGAL, pk), [], [50]),
    STEP: Case(
        received, lambda stage: stage.at + 4 * HOUR, lambda _stage, pk: calls(STEP_LATE, ("complaint", pk)), 0, 1
    ),
    UNTOUCHED: Case(
        received,
        open_for_four_hours,
        lambda _stage, pk: tuple(calls(kind, ("complaint", pk)) for kind in (UNTOUCHED, UNTOUCHED_HEAD)),
        (0, 0),
        (1, 0),
        late=(1, 1),
        is_at_work=True,
    ),
    BASIS: Case(
        watched,
        lambda stage: stage.at + 10 * MINUTE,
        lambda stage, pk: ClockBasis.objects.get(branch=pk).looked_at > stage.at,
        False,
        True,
    ),
}
