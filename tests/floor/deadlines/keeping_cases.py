"""A case for what is kept for a while only: things that customers left behind, and what people know."""

from __future__ import annotations

from collections.abc import Callable

from lobby.floor.domain import found, lapses, unread
from lobby.floor.enums.found import FoundKind
from lobby.floor.enums.library import ContentKind
from lobby.floor.models import Reminder
from lobby.floor.models.library import NoticeAck
from tests.floor.deadlines.floor_cases import published
from tests.floor.deadlines.stages import DAY, Case, Stage, Subject

HOLDS, WARNED = 30, 14


def left_behind(stage: Stage) -> Subject:
    """A phone that nobody fetches."""
    return found.SUBJECT, found.log(stage.branch, FoundKind.PHONE, by=stage.manager, at=stage.at, kept_in="柜台").pk


def acknowledged(stage: Stage) -> Subject:
    """The manager has read a notice, which holds for thirty days."""
    version = published(stage, ContentKind.NOTICE, days=90, must_acknowledge=True, valid_days=HOLDS)
    unread.acknowledge(version, by=stage.manager, branch=stage.branch, at=stage.at)
    return lapses.SUBJECT, NoticeAck.objects.get(version=version).pk


def tasks(kind: str, subject_type: str) -> Callable[[Stage, int], int]:
    """How many tasks of a kind were made about it."""
    return lambda _stage, pk: Reminder.objects.filter(kind=kind, subject_type=subject_type, subject_id=pk).count()


CASES = {
    found.CLOCK: Case(
        left_behind,
        lambda stage: stage.at + stage.policy.found_kept_days * DAY,
        tasks(found.KEPT_LONG, found.SUBJECT),
        0,
        1,
    ),
    lapses.CLOCK: Case(
        acknowledged,
        lambda stage: stage.at + (HOLDS - WARNED) * DAY,
        tasks(lapses.RENEW, lapses.SUBJECT),
        0,
        1,
    ),
}
