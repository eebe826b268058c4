"""More people of the branch."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from lobby.branches.enums import RoleCode
from lobby.branches.models import Branch, Staff
from lobby.floor import kinds
from lobby.floor.domain.reminders import create
from lobby.floor.models import Reminder
from tests.factories import make_staff

MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def assistant(branch: Branch) -> Staff:
    """The lobby assistant, who hears of leaks first."""
    return make_staff("lan", branch, RoleCode.LMA)


@pytest.fixture
def assistant2(branch: Branch) -> Staff:
    """A second assistant."""
    return make_staff("tao", branch, RoleCode.LMA)


@pytest.fixture
def lead(branch: Branch) -> Staff:
    """The operations supervisor, who leads the back office."""
    return make_staff("feng", branch, RoleCode.TELLER_LEAD)


@pytest.fixture
def task(branch: Branch, manager: Staff, at: dt.datetime) -> Callable[..., Reminder]:
    """A task that the manager gives, due in an hour."""

    def make(owner: Staff | None = None, *, team: str = "", **fields: object) -> Reminder:
        given = {"by": manager.actor, "at": at, "due_at": at + 60 * MINUTE, "text": "核对登记簿", "kind": kinds.TASK}
        return create(owner, branch, team=team, **{**given, **fields})  # type: ignore[arg-type]

    return make
