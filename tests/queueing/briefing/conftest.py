"""The teller's preparation as the bank ships it, and ways to carry it out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from lobby.branches.enums import RoleCode
from lobby.branches.models import Branch, Counter, Staff
from lobby.floor.domain.checks import running, scheduling
from lobby.floor.domain.checks.shipped.installing import install
from lobby.floor.enums.checks import CheckKind
from lobby.floor.models import ChecklistRun
from queueing.simulation.preparation import hand_in
from tests import factories


@pytest.fixture
def checklist(at: dt.datetime) -> None:
    """The shipped preparation, in force in the whole bank."""
    install(at=at, effective_from=dt.date(2026, 1, 1), codes=("teller-prep",))


@pytest.fixture
def lead(branch: Branch) -> Staff:
    """The operations supervisor."""
    return factories.make_staff("feng", branch, RoleCode.TELLER_LEAD)


@pytest.fixture
def handed_in(checklist: None) -> Callable[..., ChecklistRun]:
    """Hand in a counter's preparation; it waits for the second person."""

    def make(counter: Counter, by: Staff, at: dt.datetime) -> ChecklistRun:
        run = scheduling.run_today(CheckKind.TELLER_PREP, counter, by=by.actor, at=at)
        assert run is not None
        hand_in(run, by, at=at)
        return ChecklistRun.objects.get(pk=run.pk)

    return make


@pytest.fixture
def prepared(handed_in: Callable[..., ChecklistRun]) -> Callable[..., ChecklistRun]:
    """Hand it in and confirm it by somebody else."""

    def make(counter: Counter, by: Staff, second: Staff, at: dt.datetime) -> ChecklistRun:
        return running.countersign(handed_in(counter, by, at), by=second.actor, at=at)

    return make
