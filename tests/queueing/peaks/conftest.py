"""A crowd in one line, and the cast of a peak."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from lobby.branches.enums import RoleCode
from lobby.branches.models import Branch, Service, Staff
from queueing.domain.peak_plans import prepare
from queueing.models import PeakPolicy, Ticket
from tests import factories
from tests.live.conftest import running, server, wall_key  # noqa: F401 - fixtures

MINUTE = dt.timedelta(minutes=1)
FAR = {
    "wait_warning_enter_s": 9000,
    "wait_active_enter_s": 9000,
    "wait_warning_exit_s": 8000,
    "wait_active_exit_s": 8000,
}
FAR_ARRIVALS = {
    "arrivals_warning_enter": 900,
    "arrivals_active_enter": 900,
    "arrivals_warning_exit": 800,
    "arrivals_active_exit": 800,
}


@pytest.fixture
def lines(branch: Branch) -> PeakPolicy:
    """People waiting alone decide: warning from 3 to below 2, peak from 5 to below 4."""
    return PeakPolicy.objects.create(
        branch=branch,
        effective_from=dt.date(2020, 1, 1),
        waiting_warning_enter=3,
        waiting_warning_exit=2,
        waiting_active_enter=5,
        waiting_active_exit=4,
        **FAR,
        **FAR_ARRIVALS,
    )


@pytest.fixture
def crowd(branch: Branch, cash: Service, at: dt.datetime) -> Callable[[int], None]:
    """So many people wait now."""

    def wait(count: int) -> None:
        waiting = list(Ticket.objects.filter(branch=branch, status="waiting").order_by("pk"))
        Ticket.objects.filter(pk__in=[ticket.pk for ticket in waiting[count:]]).update(status="cancelled", ended_at=at)
        for _ in range(count - len(waiting)):
            made = factories.make_ticket(cash, at, by=factories.make_staff(f"t{next(factories.numbers)}", branch))
            assert made.status == "waiting"

    return wait


@pytest.fixture
def plan(branch: Branch, manager: Staff, at: dt.datetime) -> None:
    """The standard plan."""
    prepare(branch, by=manager.actor, at=at)


@pytest.fixture
def lead(branch: Branch) -> Staff:
    """The operations supervisor."""
    return factories.make_staff("feng", branch, RoleCode.TELLER_LEAD)


@pytest.fixture
def assistant(branch: Branch) -> Staff:
    """The lobby assistant."""
    return factories.make_staff("xiao", branch, RoleCode.LMA)
