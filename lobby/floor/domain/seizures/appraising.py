"""The customer's right to an appraisal, and what comes of it."""

from __future__ import annotations

import datetime as dt

from lobby.branches.actors import SYSTEM
from lobby.branches.calendar import business_date, day_bounds, working_day_after
from lobby.branches.models import Staff
from lobby.floor.domain import deadlines
from lobby.floor.domain.alerts import policy_at, raise_alert, resolve_about
from lobby.floor.domain.deciding import check_other
from lobby.floor.domain.seizures.moving import check_move, locked, move
from lobby.floor.domain.seizures.reporting import drop_tasks
from lobby.floor.domain.seizures.steps import WINDOW
from lobby.floor.enums.seizures import SEIZURE_MOVES, SeizureStatus
from lobby.floor.errors import ReasonMissing
from lobby.floor.errors.seizures import AppraisalTooLate
from lobby.floor.models import Deadline, Seizure
from lobby.floor.wording import check_words
from lobby.live import journal

RESULT = "seizure.appraisal_result"
RESULT_LATE = "seizure.result_late"
NOT_IN_CUSTODY = "seizure.not_in_custody"
AGAIN_AFTER = dt.timedelta(days=1)


def ask_appraisal(seizure: Seizure, *, by: Staff, at: dt.datetime, appraiser: str = "") -> Seizure:
    """The customer asks for an appraisal, on the last working day at the latest.

    Raises IllegalSeizureMove, AppraisalTooLate.
    """
    with journal.unit(by=by.actor, at=at):
        seizure = locked(seizure)
        check_move(seizure, "ask_appraisal")
        today = business_date(seizure.branch, at)
        assert seizure.appraisal_until is not None
        if today > seizure.appraisal_until:
            raise AppraisalTooLate(until=seizure.appraisal_until)
        policy = policy_at(seizure.branch, at)
        due = working_day_after(seizure.branch, today, policy.appraisal_result_days)
        subject = ("seizure", seizure.pk)
        deadlines.stop(subject=subject, at=at, kind=WINDOW)
        deadlines.set_deadline(
            RESULT,
            branch_id=seizure.branch_id,
            subject=subject,
            due_at=day_bounds(seizure.branch, due)[1],
            policy=policy,
        )
        return move(seizure, "ask_appraisal", appraisal_asked_at=at, appraiser=appraiser.strip(), result_due=due)


def confirm(seizure: Seizure, *, by: Staff, at: dt.datetime, outcome: str) -> Seizure:
    """The appraisal found it counterfeit. Raises ReasonMissing, AppearanceNoted, IllegalSeizureMove, NotForOneself."""
    return end(seizure, "confirm", by=by, at=at, outcome=outcome)


def give_back(seizure: Seizure, *, by: Staff, at: dt.datetime, outcome: str) -> Seizure:
    """The appraisal found it genuine: returned at face value, with an apology.

    Raises ReasonMissing, AppearanceNoted, IllegalSeizureMove, NotForOneself.
    """
    return end(seizure, "give_back", by=by, at=at, outcome=outcome)


def end(seizure: Seizure, verb: str, *, by: Staff, at: dt.datetime, outcome: str) -> Seizure:
    """Write the appraisal's result down; not by whoever found the money."""
    if not outcome.strip():
        raise ReasonMissing
    with journal.unit(by=by.actor, at=at):
        seizure = locked(seizure)
        check_move(seizure, verb)
        check_other(by, seizure.found_by_id)
        deadlines.stop(subject=("seizure", seizure.pk), at=at)
        if verb == "give_back":
            drop_tasks(seizure, at=at)
        else:
            resolve_about(("seizure", seizure.pk), at=at, reason="appraised", among=[RESULT_LATE])
        return move(seizure, verb, ended_at=at, outcome=check_words(outcome))


def when_the_window_ends(deadline: Deadline, at: dt.datetime) -> dt.datetime | None:
    """Nobody asked for an appraisal: closed. What never reached custody is told every day until it does."""
    seizure = locked(Seizure(pk=deadline.subject_id))
    if seizure.status == SeizureStatus.INFORMED:
        raise_alert(seizure.branch, NOT_IN_CUSTODY, by=SYSTEM, at=at, subject=("seizure", seizure.pk))
        return at + AGAIN_AFTER
    if seizure.status in SEIZURE_MOVES["close"][0]:
        resolve_about(("seizure", seizure.pk), at=at, reason="in custody", among=[NOT_IN_CUSTODY])
        move(seizure, "close", ended_at=at)
    return None


def when_the_result_is_late(deadline: Deadline, at: dt.datetime) -> None:
    """The head asks where the result is."""
    seizure = locked(Seizure(pk=deadline.subject_id))
    if seizure.status == SeizureStatus.APPRAISAL:
        values = {"voucher": seizure.voucher_no}
        raise_alert(seizure.branch, RESULT_LATE, by=SYSTEM, at=at, subject=("seizure", seizure.pk), values=values)
