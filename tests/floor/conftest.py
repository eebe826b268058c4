"""Kinds that only these tests know."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.utils.functional import lazy
from django.utils.translation import get_language

from lobby.branches.actors import SYSTEM
from lobby.branches.enums import RoleCode
from lobby.branches.models import Branch, Staff
from lobby.floor import kinds
from lobby.floor.domain.alerts import raise_alert
from lobby.floor.domain.reminders import create
from lobby.floor.enums import Severity
from lobby.floor.models import Alert, Reminder

words = lazy(lambda: "漏水" if get_language() == "zh-hans" else "A leak", str)
LEAK = kinds.AlertKind(
    name="test.leak", text=words(), help="{where}", severity=Severity.ATTENTION, roles=(RoleCode.LMA,)
)


@pytest.fixture(autouse=True)
def leak() -> kinds.AlertKind:
    """A kind of alert that the assistant hears of first."""
    kinds.register_alert(LEAK)
    return LEAK


@pytest.fixture
def raised(branch: Branch, at: dt.datetime) -> Callable[..., Alert]:
    """Raise the test alert about a thing."""

    def make(thing: int = 1, **fields: object) -> Alert:
        return raise_alert(branch, "test.leak", by=SYSTEM, at=at, subject=("thing", thing), **fields)  # type: ignore[arg-type]

    return make


@pytest.fixture
def reminder(branch: Branch, manager: Staff, at: dt.datetime) -> Reminder:
    """The manager's own reminder, due in half an hour."""
    return create(manager, branch, by=manager.actor, at=at, due_at=at + dt.timedelta(minutes=30), text="补充填单")
