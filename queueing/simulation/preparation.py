"""Demo counters are prepared by themselves: whoever tries the system can open any of them at once, on every day."""

from __future__ import annotations

import datetime as dt

import structlog

from lobby.branches.access import roles_with
from lobby.branches.calendar import business_date
from lobby.branches.enums import Permission
from lobby.branches.errors import LobbyError
from lobby.branches.models import Branch, Counter, Staff
from lobby.floor.domain.checks import answering, running, scheduling
from lobby.floor.domain.checks.answering import Answer
from lobby.floor.enums.checks import AnswerKind, CheckKind, CheckStatus, CheckValue
from lobby.floor.models import ChecklistRun
from lobby.floor.selectors.checks.runs import Row, sheet_of
from lobby.live import journal
from queueing.selectors.preparation import unprepared

log = structlog.get_logger(__name__)
BEGINS = (CheckStatus.OPEN, CheckStatus.MISSED)


def prepare_counters(branch: Branch, *, at: dt.datetime) -> int:
    """Hand in what the counters of a demo branch still lack today; returns how many. A real branch is left alone."""
    if not branch.is_demo:
        return 0
    counters = list(Counter.objects.filter(branch=branch, is_active=True).select_related("branch"))
    open_ones = unprepared(branch, business_date(branch, at), counters)
    return sum(prepare(counter, at=at) for counter in counters if counter.pk in open_ones)


def prepare_demo(*, at: dt.datetime) -> int:
    """The same for every demo branch: a demo that runs on into the next business day has its counters ready again."""
    return sum(prepare_counters(branch, at=at) for branch in Branch.objects.filter(is_demo=True, is_active=True))


def prepare(counter: Counter, *, at: dt.datetime) -> bool:
    """Carry out one counter's checklist as its people would; what somebody does by hand meanwhile is left as it is."""
    people = people_of(counter.branch)
    if not people:
        return False
    first, second = people[0], people[-1]
    try:
        with journal.unit(by=first.actor, at=at):
            run = scheduling.run_today(CheckKind.TELLER_PREP, counter, by=first.actor, at=at)
            if run is None:
                return False
            hand_in(run, first, at=at)
            if run.version.needs_two and second != first:
                running.countersign(run, by=second.actor, at=at)
    except LobbyError as refusal:
        log.info("demo_preparation_refused", counter=counter.pk, code=refusal.code)
        return False
    return True


def hand_in(run: ChecklistRun, person: Staff, *, at: dt.datetime) -> None:
    """Answer what is not answered and hand the run in, unless somebody has."""
    if run.status in BEGINS:
        run = running.start(run, by=person.actor, at=at)
    if run.status != CheckStatus.IN_PROGRESS:
        return
    for row in sheet_of(run).unanswered:
        answering.answer(run, row.item, fine(row), by=person.actor, at=at)
    running.submit(run, by=person.actor, at=at)


def fine(row: Row) -> Answer:
    """Nothing to complain about."""
    person = row.person.pk if row.person else None
    if row.item.answer == AnswerKind.COUNT:
        return Answer(count=row.item.minimum or 0, person=person)
    return Answer(value=CheckValue.OK, reason="demo", person=person)


def people_of(branch: Branch) -> list[Staff]:
    """Who may prepare counters, by name of sign-in: the first hands in, the last confirms."""
    roles = roles_with(Permission.COUNTER_WORK)
    people = Staff.objects.filter(is_active=True, grants__branch=branch, grants__role__in=roles)
    return list(people.distinct().order_by("username"))
