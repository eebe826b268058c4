"""Two branches of one region with slots, an outage of the first, and people who wait there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

import pytest
import time_machine

from lobby.branches.enums import RoleCode
from lobby.branches.models import Branch, Service, Staff
from lobby.floor.domain.library import installing
from lobby.floor.domain.outages import Reach, Terms, declare
from lobby.floor.enums.library import ContentKind
from lobby.floor.enums.outages import OutageScope
from lobby.floor.models import Outage
from queueing.models import SlotRule, Ticket
from queueing.selectors.alternatives import forget
from tests import factories

ALL = Reach(OutageScope.ALL)
HOUR = dt.timedelta(hours=1)


@pytest.fixture(autouse=True)
def clock(at: dt.datetime) -> Iterator[time_machine.Coordinates]:
    """Views and notices read `at`; nothing read of a branch is kept from another test."""
    forget()
    with time_machine.travel(at, tick=False) as clock:
        yield clock


@pytest.fixture
def rule(branch: Branch, cash: Service) -> SlotRule:
    """Half-hour slots with two places each, an hour ahead."""
    return SlotRule.objects.create(branch=branch, service=cash, capacity=2)


def make_neighbour(branch: Branch, code: str, at: dt.datetime, *, serves: bool = True) -> Branch:
    """A branch of the same region with an open counter for cash."""
    found = factories.make_branch(code, branch.unit)
    factories.make_hours(found)
    factories.make_policy(found)
    zone = factories.make_zone(found)
    service = factories.make_service(found, "cash", "A", zone=zone)
    if serves:
        person = factories.make_staff(f"teller{code}", found, RoleCode.TELLER)
        factories.make_skills(person, "cash")
        factories.make_session(factories.make_counter(found, "1", zone, [service]), person, at)
        SlotRule.objects.create(branch=found, service=service, capacity=1)
    return found


@pytest.fixture
def neighbour(branch: Branch, at: dt.datetime) -> Branch:
    """An alternative."""
    return make_neighbour(branch, "7801", at)


@pytest.fixture
def waiting(cash: Service, session: object, manager: Staff, at: dt.datetime) -> list[Ticket]:
    """Three people who wait for cash."""
    minute = dt.timedelta(minutes=1)
    return [factories.make_ticket(cash, at - (3 - n) * minute, by=manager) for n in range(3)]


@pytest.fixture
def declared(branch: Branch, manager: Staff, at: dt.datetime) -> Callable[..., Outage]:
    """Declare an outage of everything that should be over in an hour."""

    def make(reach: Reach = ALL, expected_at: dt.datetime | None = at + HOUR, **fields: object) -> Outage:
        installing.install(branch, at=at - HOUR, kinds=[ContentKind.MESSAGE_TEMPLATE])
        terms = Terms("screen-outage", manager, None, expected_at)
        return declare(branch, by=manager.actor, at=at, reach=reach, terms=terms, **fields)  # type: ignore[arg-type]

    return make
