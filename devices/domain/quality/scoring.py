"""Scoring a sheet, appealing against it once, and deciding about the appeal: three different people."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from devices.domain.quality.moving import APPEAL, SUBJECT, check_move, locked, move
from devices.enums.quality import ITEMS, Mark, QcStatus
from devices.errors.quality import (
    AppealTooLate,
    DecidesOwnScore,
    MarksMissing,
    NotYourSheet,
    QcReasonMissing,
    ScoresThemselves,
)
from devices.models.quality import QcSheet
from lobby.branches.actors import SYSTEM, Actor
from lobby.branches.calendar import business_date, day_bounds, working_day_after
from lobby.branches.policies import policy_of
from lobby.floor.domain import deadlines
from lobby.floor.models import Deadline
from lobby.live import journal


def points(marks: Mapping[str, int]) -> int:
    """The score of a sheet, 0–100: every line's weight in the share of its best mark, half up. Raises MarksMissing."""
    if set(marks) != {item.code for item in ITEMS} or not set(marks.values()) <= set(Mark.values):
        raise MarksMissing
    reached = sum(item.weight * marks[item.code] for item in ITEMS)
    return (2 * reached + Mark.WELL) // (2 * Mark.WELL)


def score(sheet: QcSheet, *, by: Actor, at: dt.datetime, marks: Mapping[str, int], note: str = "") -> QcSheet:
    """Judge a drawn session. Raises ScoresThemselves, IllegalQcMove, MarksMissing."""
    with journal.unit(by=by, at=at):
        sheet = locked(sheet)
        check_not_agent(sheet, by)
        check_move(sheet, "score")
        today = business_date(sheet.branch, at)
        policy = policy_of(sheet.branch, today)
        until = day_bounds(sheet.branch, working_day_after(sheet.branch, today, policy.vtm_appeal_days))[1]
        sheet = move(
            sheet,
            "score",
            at=at,
            marks=dict(marks),
            score=points(marks),
            note=note.strip(),
            scorer_id=by.staff_id,
            scored_at=at,
            appeal_until=until,
        )
        subject = (SUBJECT, sheet.pk)
        deadlines.set_deadline(APPEAL, branch_id=sheet.branch_id, subject=subject, due_at=until, policy=policy)
    return sheet


def appeal(sheet: QcSheet, *, by: Actor, at: dt.datetime, text: str) -> QcSheet:
    """The agent does not agree, once. Raises NotYourSheet, IllegalQcMove, AppealTooLate, QcReasonMissing."""
    with journal.unit(by=by, at=at):
        sheet = locked(sheet)
        check_agent(sheet, by)
        check_move(sheet, "appeal")
        if sheet.appeal_until is not None and at >= sheet.appeal_until:
            raise AppealTooLate
        sheet = move(sheet, "appeal", at=at, appeal_text=given(text), appealed_at=at)
        deadlines.stop(subject=(SUBJECT, sheet.pk), at=at, kind=APPEAL)
    return sheet


def accept(sheet: QcSheet, *, by: Actor, at: dt.datetime) -> QcSheet:
    """The agent agrees, or the days for an appeal are over. Raises NotYourSheet, IllegalQcMove."""
    with journal.unit(by=by, at=at):
        sheet = locked(sheet)
        if by != SYSTEM:
            check_agent(sheet, by)
        sheet = move(sheet, "accept", at=at, final_score=sheet.score, final_at=at)
        deadlines.stop(subject=(SUBJECT, sheet.pk), at=at, kind=APPEAL)
    return sheet


def decide(sheet: QcSheet, *, by: Actor, at: dt.datetime, marks: Mapping[str, int], text: str) -> QcSheet:
    """Somebody who neither served nor scored marks it anew; that counts.

    Raises ScoresThemselves, DecidesOwnScore, IllegalQcMove, MarksMissing, QcReasonMissing.
    """
    with journal.unit(by=by, at=at):
        sheet = locked(sheet)
        check_not_agent(sheet, by)
        if by.staff_id == sheet.scorer_id and sheet.scorer_id is not None:
            raise DecidesOwnScore
        check_move(sheet, "decide")
        decided = {"decider_id": by.staff_id, "decision_text": given(text), "final_marks": dict(marks)}
        return move(sheet, "decide", at=at, final_score=points(marks), final_at=at, **decided)


def when_appeal_ends(deadline: Deadline, at: dt.datetime) -> None:
    """Nobody appealed: the score is final."""
    sheet = QcSheet.objects.select_related("branch").get(pk=deadline.subject_id)
    if sheet.status == QcStatus.SCORED:
        accept(sheet, by=SYSTEM, at=at)


def check_not_agent(sheet: QcSheet, by: Actor) -> None:
    """Raises ScoresThemselves unless a person other than the session's agent acts."""
    if by.staff_id is None or by.staff_id == sheet.agent_id:
        raise ScoresThemselves


def check_agent(sheet: QcSheet, by: Actor) -> None:
    """Raises NotYourSheet."""
    if by.staff_id != sheet.agent_id:
        raise NotYourSheet


def given(text: str) -> str:
    """The words. Raises QcReasonMissing when there are none."""
    if not text.strip():
        raise QcReasonMissing
    return text.strip()
