"""The clocks of an incident: classification, response levels, review."""

from __future__ import annotations

import datetime as dt

from lobby.branches.actors import SYSTEM
from lobby.branches.calendar import closing_after
from lobby.branches.models import BranchPolicy
from lobby.floor.domain import deadlines
from lobby.floor.domain.alerts.moving import policy_at
from lobby.floor.domain.incidents import moves
from lobby.floor.domain.incidents.levels import rise
from lobby.floor.enums.incidents import CLASSIFY_CLOCK, LEVEL_CLOCK, REVIEW_CLOCK, UNRESOLVED, IncidentStatus
from lobby.floor.models import Deadline, Incident


def start(incident: Incident, *, at: dt.datetime) -> None:
    """From the report on: classify soon, call the next office when it lasts (3 statements)."""
    policy = policy_at(incident.branch, at)
    set_clock(incident, CLASSIFY_CLOCK, at + dt.timedelta(seconds=max(1, policy.incident_classify_s)), policy)
    set_clock(incident, LEVEL_CLOCK, level_due(incident, policy, incident.response_level + 1), policy)


def set_clock(incident: Incident, kind: str, due_at: dt.datetime | None, policy: BranchPolicy | None = None) -> None:
    """Start a clock or set it anew; none where nothing is due."""
    if due_at is not None:
        deadlines.set_deadline(
            kind, branch_id=incident.branch_id, subject=incident.subject, due_at=due_at, policy=policy
        )


def level_due(incident: Incident, policy: BranchPolicy, level: int) -> dt.datetime | None:
    """When an unresolved incident goes to a level, counted from its report; None above the highest."""
    seconds = {2: policy.incident_level_two_s, 3: policy.incident_level_three_s}.get(level)
    return None if seconds is None else incident.reported_at + dt.timedelta(seconds=max(1, seconds))


def when_not_classified(deadline: Deadline, at: dt.datetime) -> None:
    """Nobody said what it is: tell the lobby manager and the head."""
    incident = moves.locked(Incident(pk=deadline.subject_id))
    if incident.status == IncidentStatus.REPORTED:
        moves.call(incident, moves.UNCLASSIFIED, at=at)


def when_it_lasts(deadline: Deadline, at: dt.datetime) -> dt.datetime | None:
    """Take every level whose time has come, one after the other; return when the next one is due."""
    incident = moves.locked(Incident(pk=deadline.subject_id))
    policy = deadline.policy or policy_at(incident.branch, incident.reported_at)
    while incident.status in UNRESOLVED:
        due_at = level_due(incident, policy, incident.response_level + 1)
        if due_at is None or due_at > at:
            return due_at
        rise(incident, incident.response_level + 1, by=SYSTEM, at=at, reason="")
    return None


def start_review(incident: Incident, *, at: dt.datetime) -> None:
    """The report is due at the end of so many business days."""
    policy = policy_at(incident.branch, at)
    set_clock(incident, REVIEW_CLOCK, closing_after(incident.branch, at, policy.incident_review_days), policy)


def when_not_reviewed(deadline: Deadline, at: dt.datetime) -> None:
    """The review is late: tell the head."""
    incident = moves.locked(Incident(pk=deadline.subject_id))
    if incident.status == IncidentStatus.RECOVERED:
        moves.call(incident, moves.REVIEW_LATE, at=at)
