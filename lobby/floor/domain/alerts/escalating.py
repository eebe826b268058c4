"""What the accept timer does: the next person, then the roles, then the role above."""

from __future__ import annotations

import datetime as dt

from lobby.branches.actors import SYSTEM, Actor
from lobby.floor import kinds
from lobby.floor.domain.alerts.moving import check_move, locked, move, news_of, policy_at
from lobby.floor.domain.alerts.raising import accept_by
from lobby.floor.enums import ALERT_MOVES
from lobby.floor.enums.alerts import Reach
from lobby.floor.errors import NobodyAbove
from lobby.floor.events.alerts import AlertEscalated, AlertHandedOver, AlertWidened
from lobby.floor.models import Alert, Deadline
from lobby.floor.selectors.reached import is_anybody_there, next_person, next_role
from lobby.live import journal

# So many people are asked by name, one after the other, before everybody of the roles hears of it.
ASKED_BY_NAME = 2


def escalate(alert: Alert, *, by: Actor, at: dt.datetime) -> Alert:
    """The next role hears of it: lobby manager, then branch head. It reaches somebody who does not have it already.

    Raises IllegalAlertMove, NobodyAbove.
    """
    with journal.unit(by=by, at=at):
        alert = locked(alert)
        check_move(alert, "escalate")
        role = next_role(alert)
        if role is None:
            raise NobodyAbove
        fields = {"roles": [*alert.roles, role.value], "reach": Reach.ROLES, "level": alert.level + 1}
        move(alert, "escalate", **fields, escalated_at=at)
        journal.record(AlertEscalated(**news_of(alert), level=alert.level, role=role.value))
    return alert


def when_not_accepted(deadline: Deadline, at: dt.datetime) -> dt.datetime | None:
    """The accept timer rang: one step further, and ring again for the step after that one."""
    alert = locked(Alert(pk=deadline.subject_id))
    if alert.status not in ALERT_MOVES["escalate"][0]:
        return None
    if not widen(alert, at=at):
        if not can_escalate(alert):
            return None
        alert = escalate(alert, by=SYSTEM, at=at)
        deadline.escalated_at = at
    if alert.reach == Reach.ROLES and not can_escalate(alert):
        return None
    return accept_by(alert, deadline.policy or policy_at(alert.branch, at), at)


def can_escalate(alert: Alert) -> bool:
    """Whether the clock may pass it on to a role above (0–1 query)."""
    return kinds.alert_kind(alert.kind).is_timed and next_role(alert) is not None


def widen(alert: Alert, *, at: dt.datetime) -> bool:
    """Ask the next person by name, then the zone, then everybody of the roles; False when they were asked already."""
    person = None
    if alert.reach == Reach.PERSON and len(alert.asked) < ASKED_BY_NAME:
        person = next_person(alert, at=at)
    if person is not None:
        move(alert, "widen", person=person, asked=[*alert.asked, person.pk])
        journal.record(AlertHandedOver(**news_of(alert), to=person.pk, reason=""))
        return True
    reach = next_reach(alert, at=at)
    if reach is None:
        return False
    move(alert, "widen", reach=reach)
    journal.record(AlertWidened(**news_of(alert), reach=reach.value))
    return True


def next_reach(alert: Alert, *, at: dt.datetime) -> Reach | None:
    """Who is asked when those asked so far do not accept (0–1 query); None when only the role above is left."""
    if not alert.roles or alert.reach == Reach.ROLES:
        return None
    if alert.zone_id is not None and is_anybody_there(alert, at=at):
        return Reach.ZONE if alert.reach == Reach.PERSON else Reach.ROLES
    return Reach.ROLES if alert.reach == Reach.PERSON else None
