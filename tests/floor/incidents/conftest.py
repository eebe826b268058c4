"""The cast of an emergency: guard, regional support, head office, and the shipped plans."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from lobby.branches.actors import SYSTEM
from lobby.branches.enums import RoleCode
from lobby.branches.models import Branch, Staff, Zone
from lobby.floor.domain import plans, reminders
from lobby.floor.domain.incidents import closing, reporting, responding
from lobby.floor.enums.incidents import IncidentKind, IncidentSeverity, IncidentStatus
from lobby.floor.models import Incident, Reminder
from tests import factories

S, K = IncidentSeverity, IncidentKind
MINUTE = dt.timedelta(minutes=1)
REPORT = {
    "place": "大厅",
    "happened_at": dt.datetime(2026, 3, 10, 2, 0, tzinfo=dt.UTC),
    "cause": "线路中断",
    "nature": "系统故障",
    "amount": "30 人",
    "harm": "无",
    "reaction": "平稳",
    "trend": "已恢复",
    "measures": "备用线路",
    "improvement": "双线路",
}


@pytest.fixture
def guard(branch: Branch) -> Staff:
    """The security guard."""
    return factories.make_staff("bao", branch, RoleCode.SEC)


@pytest.fixture
def office(branch: Branch) -> Staff:
    """Regional branch support, above the branch."""
    return factories.make_staff("ops", None, RoleCode.BR_OPS, unit=branch.unit)


@pytest.fixture
def head_office(branch: Branch) -> Staff:
    """Head office."""
    return factories.make_staff("ho", None, RoleCode.HO, unit=branch.unit)


@pytest.fixture
def shipped(db: None, at: dt.datetime) -> int:
    """The plans that come with the product."""
    return plans.install(by=SYSTEM, at=at)


@pytest.fixture
def brought(
    branch: Branch, zone: Zone, manager: Staff, head: Staff, guard: Staff, shipped: int, at: dt.datetime
) -> Callable[..., Incident]:
    """Bring an incident to a state by the ordinary verbs, a minute each."""

    def bring(status: str, *, kind: str = K.SYSTEM_FAILURE, severity: str = S.II, is_drill: bool = False) -> Incident:
        found = reporting.report(branch, by=manager.actor, at=at, kind=K(kind), zone=zone, note="", is_drill=is_drill)
        if status == IncidentStatus.FALSE_ALARM:
            return reporting.call_false_alarm(found, by=head.actor, at=at, reason="误报")
        while found.status != status:
            NEXT[found.status](found, head, at, S(severity))
            found.refresh_from_db()
        return found

    return bring


def recover(found: Incident, head: Staff, at: dt.datetime, severity: IncidentSeverity) -> None:
    responding.recover(found, by=head.actor, at=at)
    finish_tasks(found, head, at)


NEXT: dict[str, Callable[[Incident, Staff, dt.datetime, IncidentSeverity], object]] = {
    "reported": lambda one, who, at, grave: reporting.classify(one, by=who.actor, at=at, severity=grave),
    "classified": lambda one, who, at, grave: responding.activate(one, by=who.actor, at=at),
    "activated": lambda one, who, at, grave: finish_tasks(one, who, at),
    "handling": lambda one, who, at, grave: responding.contain(one, by=who.actor, at=at),
    "contained": recover,
    "recovered": lambda one, who, at, grave: closing.review(one, by=who.actor, at=at, **REPORT),
    "reviewed": lambda one, who, at, grave: closing.close(one, by=who.actor, at=at),
}


def tasks_of(incident: Incident) -> list[Reminder]:
    """Its tasks, next due first."""
    found = Reminder.objects.filter(subject_type="incident", subject_id=incident.pk)
    return list(found.select_related("owner", "branch").order_by("due_at", "pk"))


def finish_tasks(incident: Incident, by: Staff, at: dt.datetime) -> None:
    """Do everything that is left."""
    for task in tasks_of(incident):
        if task.ended_at is None:
            reminders.finish(task, by=by.actor, at=at)
