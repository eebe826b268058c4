"""The demo branch's checks: yesterday's opening signed, today's under way with an issue, a patrol to be made."""

from __future__ import annotations

import datetime as dt

from lobby.branches.calendar import business_date, day_bounds
from lobby.branches.models import Branch, Staff
from lobby.floor import checking
from lobby.floor.domain.checks import answering, running, scheduling
from lobby.floor.domain.checks.answering import Answer
from lobby.floor.domain.checks.making import make
from lobby.floor.domain.checks.moments import Moments
from lobby.floor.enums.checks import AnswerKind, CheckKind
from lobby.floor.models import ChecklistRun, ChecklistVersion
from lobby.floor.selectors.checks import template_of
from lobby.floor.selectors.checks.runs import Row, sheet_of
from lobby.live import journal

HOUR = dt.timedelta(hours=1)
# How many rows of today's opening check are answered, and which of them is an issue.
ANSWERED, ISSUE = 9, "1.3"


def write(password: str, at: dt.datetime) -> None:
    """Make the runs that are missing; a second run changes nothing."""
    branch = Branch.objects.get(code="0001")
    today = business_date(branch, at)
    manager, head = Staff.objects.get(username="manager"), Staff.objects.get(username="head")
    yesterday = today - dt.timedelta(days=1)
    opening = template_of(CheckKind.OPENING, branch, today)
    if opening is not None:
        signed(opening, branch, yesterday, manager, head)
        under_way(opening, branch, today, manager, at=at)
    scheduling.begin(branch, at=at)


def signed(version: ChecklistVersion, branch: Branch, day: dt.date, manager: Staff, head: Staff) -> None:
    """A run of another day, done by the manager and signed by the head."""
    start = day_bounds(branch, day)[0]
    run = made(version, branch, day, start, by=manager)
    if run is None:
        return
    for row in sheet_of(run).rows:
        say(run, row, manager, start)
    running.submit(run, by=manager.actor, at=start)
    running.sign_off(run, by=head.actor, at=start + 4 * HOUR)


def under_way(version: ChecklistVersion, branch: Branch, day: dt.date, manager: Staff, *, at: dt.datetime) -> None:
    """Today's run, half done."""
    run = made(version, branch, day, at, by=manager)
    if run is None:
        return
    for row in sheet_of(run).rows[:ANSWERED]:
        say(run, row, manager, at, is_issue=row.item.code == ISSUE)


def made(version: ChecklistVersion, branch: Branch, day: dt.date, at: dt.datetime, *, by: Staff) -> ChecklistRun | None:
    """An open run whose time is not over, None when the day has one already."""
    with journal.unit(by=by.actor, at=at):
        moments = Moments(at, at + 2 * HOUR)
        run = make(version, branch, by=by.actor, at=at, day=day, moments=moments)
        return running.open_run(run, by=by.actor, at=at) if run else None


def say(run: ChecklistRun, row: Row, by: Staff, at: dt.datetime, *, is_issue: bool = False) -> None:
    """One answer: enough of everything, everything ok but for the issue."""
    count = (row.item.minimum or 0) + 5 if row.item.answer == AnswerKind.COUNT else None
    known = checking.known_about(run.branch, row.item.about, at)
    said = Answer(
        value="issue" if is_issue else "ok",
        count=count,
        note="饮水机不出热水" if is_issue else "",
        reason="已现场确认" if any(one.is_wrong for one in known) else "",
        person=row.person.pk if row.person else None,
    )
    result = answering.answer(run, row.item, said, by=by.actor, at=at)
    if is_issue:
        answering.act(result, "task", by=by.actor, at=at)
