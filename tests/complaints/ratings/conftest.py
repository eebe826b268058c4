"""A customer who was served, and what reads the clock."""

from __future__ import annotations

import datetime as dt

import pytest

from lobby.branches.enums import DeviceKind
from lobby.branches.models import Branch, Device, Service, Staff
from queueing.domain.calling import call_next
from queueing.domain.serving import finish, start
from queueing.enums import Outcome
from queueing.models import CounterSession, Ticket
from tests import factories
from tests.queueing.conftest import browser_of, clock

__all__ = ["browser_of", "clock"]
MINUTE = dt.timedelta(minutes=1)


def serve(service: Service, session: CounterSession, by: Staff, at: dt.datetime, outcome: str = "completed") -> Ticket:
    """Issue, call and serve; it ends five minutes after `at`."""
    factories.make_ticket(service, at, by=by)
    ticket = call_next(session, by=session.staff.actor, at=at + MINUTE)
    assert ticket is not None
    start(ticket, by=session.staff.actor, at=at + 2 * MINUTE)
    return finish(ticket, by=session.staff.actor, at=at + 5 * MINUTE, outcome=Outcome(outcome))


@pytest.fixture
def served(cash: Service, session: CounterSession, manager: Staff, at: dt.datetime) -> Ticket:
    """Number A001, served at counter 1 by the teller until five past ten."""
    return serve(cash, session, manager, at)


@pytest.fixture
def evaluator(branch: Branch) -> Device:
    """An evaluator of the branch."""
    return factories.make_device(branch, "TESTEVAL", DeviceKind.EVALUATOR)
