"""Carrying a run out: from appearing to being signed off."""

from __future__ import annotations

import datetime as dt

from lobby.branches.actors import SYSTEM, Actor
from lobby.floor.domain.checks import alarms
from lobby.floor.domain.checks.making import make_next_patrol, stop_clock
from lobby.floor.domain.checks.moments import people_on_duty
from lobby.floor.domain.checks.moving import check_move, locked, move, news_of, tell
from lobby.floor.enums.checks import HANDED_IN, CheckKind, CheckStatus, When
from lobby.floor.errors.checks import (
    IssuesUnlinked,
    ItemsUnanswered,
    MysteryStands,
    NoteMissing,
    NotToBeSigned,
    NotToRelease,
    NotYours,
    OwnCheck,
    PhotoMissing,
    SecondMissing,
)
from lobby.floor.events.checks import CheckConfirmed, CheckReleased, CheckSubmitted
from lobby.floor.models import ChecklistRun, ItemResult
from lobby.floor.selectors.checks.runs import Sheet, sheet_of
from lobby.live import journal


def open_run(run: ChecklistRun, *, by: Actor, at: dt.datetime) -> ChecklistRun:
    """It is to be done from now on, and about everybody who is on duty. Raises IllegalCheckMove."""
    with journal.unit(by=by, at=at):
        run = locked(run)
        check_move(run, "open")
        return move(run, "open", people=people_on_duty(run.branch, run.day))


def start(run: ChecklistRun, *, by: Actor, at: dt.datetime) -> ChecklistRun:
    """Somebody begins, again after it was sent back. Raises IllegalCheckMove, NotYours."""
    with journal.unit(by=by, at=at):
        return begin(locked(run), by=by, at=at)


def begin(run: ChecklistRun, *, by: Actor, at: dt.datetime) -> ChecklistRun:
    """Start a run whose row is locked. What was sent back goes on with whoever had handed it in."""
    check_move(run, "start")
    if run.status == CheckStatus.REJECTED and run.submitted_by_id != by.staff_id:
        raise NotYours
    return move(run, "start", started_at=run.started_at or at, started_by_id=run.started_by_id or by.staff_id)


def submit(run: ChecklistRun, *, by: Actor, at: dt.datetime) -> ChecklistRun:
    """Hand it in, late or not.

    Raises IllegalCheckMove, ItemsUnanswered, PhotoMissing, IssuesUnlinked.
    """
    with journal.unit(by=by, at=at):
        run = locked(run)
        check_move(run, "submit")
        sheet = sheet_of(run)
        check_complete(sheet)
        is_late = run.missed_at is not None or (run.due_at is not None and at > run.due_at)
        move(
            run,
            "submit",
            submitted_at=at,
            submitted_by_id=by.staff_id,
            is_late=is_late,
            score=sheet.score,
            decided_at=None,
            decided_by_id=None,
        )
        tell(CheckSubmitted(**news_of(run), is_late=is_late))
        stop_clock(run, at=at)
        alarms.call_off(run, at=at)
        if run.version.when == When.PATROL and run.missed_at is None:
            open_next_patrol(run, at=at)
    return run


def check_complete(sheet: Sheet) -> None:
    """Every item is answered, and somebody looks after every issue; those of a mystery visit wait for its release."""
    is_mystery = sheet.run.kind == CheckKind.MYSTERY
    refusals = (
        (ItemsUnanswered, sheet.unanswered),
        (PhotoMissing, sheet.without_photo),
        (IssuesUnlinked, [] if is_mystery else sheet.unlinked),
    )
    for error, rows in refusals:
        if rows:
            raise error(items=", ".join(dict.fromkeys(row.item.code for row in rows)))


def countersign(run: ChecklistRun, *, by: Actor, at: dt.datetime) -> ChecklistRun:
    """The second of two who must act. Raises IllegalCheckMove, NotToBeSigned, OwnCheck."""
    with journal.unit(by=by, at=at):
        run = locked(run)
        check_move(run, "sign_off")
        if not run.version.needs_two or run.second_by_id is not None:
            raise NotToBeSigned
        if by.staff_id is None or by.staff_id == run.submitted_by_id:
            raise OwnCheck
        run.second_by_id, run.second_at = by.staff_id, at
        run.save(update_fields=["second_by", "second_at"])
        tell(CheckConfirmed(**news_of(run)))
    return run


def sign_off(run: ChecklistRun, *, by: Actor, at: dt.datetime, note: str = "") -> ChecklistRun:
    """Whoever answers for it signs. Raises IllegalCheckMove, NotToBeSigned, SecondMissing, OwnCheck."""
    with journal.unit(by=by, at=at):
        run = locked(run)
        check_move(run, "sign_off")
        check_signer(run, by=by)
        if run.kind == CheckKind.MYSTERY and run.released_at is None:
            raise NotToBeSigned
        if run.version.needs_two and run.second_by_id is None:
            raise SecondMissing
        return move(run, "sign_off", decided_at=at, decided_by_id=by.staff_id, decision_note=note.strip())


def reject(run: ChecklistRun, *, by: Actor, at: dt.datetime, note: str) -> ChecklistRun:
    """Send it back; both sign anew.

    Raises NoteMissing, IllegalCheckMove, NotToBeSigned, OwnCheck, MysteryStands.
    """
    if not note.strip():
        raise NoteMissing
    with journal.unit(by=by, at=at):
        run = locked(run)
        if run.kind == CheckKind.MYSTERY:
            raise MysteryStands
        check_move(run, "reject")
        check_signer(run, by=by)
        return move(
            run,
            "reject",
            decided_at=at,
            decided_by_id=by.staff_id,
            decision_note=note.strip(),
            second_at=None,
            second_by_id=None,
        )


def release(run: ChecklistRun, *, by: Actor, at: dt.datetime) -> ChecklistRun:
    """Show a mystery visit that was handed in to its branch; whoever made it does not. Raises NotToRelease, OwnCheck."""
    with journal.unit(by=by, at=at):
        run = locked(run)
        if run.kind != CheckKind.MYSTERY or run.status not in HANDED_IN or run.released_at is not None:
            raise NotToRelease
        if by.staff_id is None or by.staff_id == run.submitted_by_id:
            raise OwnCheck
        run.released_at, run.released_by_id = at, by.staff_id
        run.save(update_fields=["released_at", "released_by"])
        journal.record(CheckReleased(**news_of(run)))
    return run


def check_signer(run: ChecklistRun, *, by: Actor) -> None:
    """Nobody signs what is one's own work, in part or whole."""
    if not run.version.signed_by:
        raise NotToBeSigned
    if by.staff_id is None or by.staff_id in (run.submitted_by_id, run.second_by_id):
        raise OwnCheck
    if ItemResult.objects.filter(run=run, answered_by=by.staff_id).exists():
        raise OwnCheck


def miss(run: ChecklistRun, *, by: Actor, at: dt.datetime) -> ChecklistRun:
    """It was not handed in when it had to be; a missed patrol makes room for the next. Raises IllegalCheckMove."""
    with journal.unit(by=by, at=at):
        run = move(locked(run), "miss", missed_at=at)
        if run.version.when == When.PATROL:
            alarms.tell_that_a_patrol_is_missed(run, at=at)
            open_next_patrol(run, at=at)
    return run


def open_next_patrol(run: ChecklistRun, *, at: dt.datetime) -> None:
    """One patrol ends, the next begins."""
    if (following := make_next_patrol(run, at=at)) is not None:
        open_run(following, by=SYSTEM, at=at)


def cancel(run: ChecklistRun, *, by: Actor, at: dt.datetime, reason: str) -> ChecklistRun:
    """It is not needed because the branch does not open. Raises NoteMissing, IllegalCheckMove."""
    if not reason.strip():
        raise NoteMissing
    with journal.unit(by=by, at=at):
        run = move(locked(run), "cancel", decision_note=reason.strip())
        stop_clock(run, at=at)
    return run
