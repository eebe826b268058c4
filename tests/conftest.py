"""The cast, shared by all tests. PostgreSQL and Redis come from the plugin `tests.services`."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from lobby.branches.enums import DeviceKind, RoleCode
from lobby.branches.models import Branch, Counter, Device, Service, Staff, Zone
from queueing.models import CounterSession
from tests import factories


@pytest.fixture(autouse=True)
def quick_passwords(settings: Any) -> None:
    """Passwords are to be slow for whoever guesses them; processes of their own still write and read the real ones."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher", *settings.PASSWORD_HASHERS]


@pytest.fixture
def at() -> dt.datetime:
    """A Tuesday, 10:00 on the branch's wall clock."""
    return dt.datetime(2026, 3, 10, 2, 0, tzinfo=dt.UTC)


@pytest.fixture
def branch(db: None) -> Branch:
    """The branch everything happens in."""
    branch = factories.make_branch("7001")
    factories.make_hours(branch)
    factories.make_policy(branch)
    return branch


@pytest.fixture
def other_branch(db: None) -> Branch:
    """Somebody else's branch."""
    branch = factories.make_branch("7002")
    factories.make_hours(branch)
    factories.make_policy(branch)
    return branch


@pytest.fixture
def zone(branch: Branch) -> Zone:
    """The hall of the branch."""
    return factories.make_zone(branch)


@pytest.fixture
def cash(branch: Branch, zone: Zone) -> Service:
    """A simple service, numbers A001…"""
    return factories.make_service(branch, "cash", "A", zone=zone)


@pytest.fixture
def personal(branch: Branch, zone: Zone) -> Service:
    """A complex service, numbers B001…"""
    return factories.make_service(branch, "personal", "B", zone=zone, complexity="complex", standard_minutes=15)


@pytest.fixture
def counter(branch: Branch, zone: Zone, cash: Service, personal: Service) -> Counter:
    """Counter 1, serves both."""
    return factories.make_counter(branch, "1", zone, [cash, personal])


@pytest.fixture
def counter2(branch: Branch, zone: Zone, cash: Service, personal: Service) -> Counter:
    """Counter 2, serves both."""
    return factories.make_counter(branch, "2", zone, [cash, personal])


@pytest.fixture
def teller(branch: Branch) -> Staff:
    """A teller of the branch with both skills."""
    staff = factories.make_staff("ling", branch, RoleCode.TELLER)
    factories.make_skills(staff, "cash", "personal")
    return staff


@pytest.fixture
def teller2(branch: Branch) -> Staff:
    """A second teller of the branch."""
    staff = factories.make_staff("chen", branch, RoleCode.TELLER)
    factories.make_skills(staff, "cash", "personal")
    return staff


@pytest.fixture
def manager(branch: Branch) -> Staff:
    """The lobby manager."""
    return factories.make_staff("mei", branch, RoleCode.LM)


@pytest.fixture
def head(branch: Branch) -> Staff:
    """The branch head."""
    return factories.make_staff("wang", branch, RoleCode.HEAD)


@pytest.fixture
def stranger(other_branch: Branch) -> Staff:
    """A teller of another branch."""
    return factories.make_staff("zhou", other_branch, RoleCode.TELLER)


@pytest.fixture
def kiosk(branch: Branch) -> Device:
    """The ticket kiosk."""
    return factories.make_device(branch, "TESTKIOSK", DeviceKind.KIOSK)


@pytest.fixture
def wall(branch: Branch) -> Device:
    """The wall display."""
    return factories.make_device(branch, "TESTWALL", DeviceKind.WALL)


@pytest.fixture
def session(counter: Counter, teller: Staff, at: dt.datetime) -> CounterSession:
    """The teller at counter 1, open since `at`."""
    return factories.make_session(counter, teller, at)
