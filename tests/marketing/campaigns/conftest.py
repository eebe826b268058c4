"""An event on Thursday evening with approved material, customers who may be asked, a cupboard with gifts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from lobby.branches.actors import SYSTEM
from lobby.branches.enums import RoleCode
from lobby.branches.models import Branch, Staff
from lobby.customers.models import Customer
from lobby.floor.domain.stock import materials, moving
from lobby.floor.enums.library import ContentKind
from lobby.floor.enums.stock import MaterialKind
from lobby.floor.models import LibraryItem, Material
from marketing.domain.campaigns import holding, inviting, planning
from marketing.enums.campaigns import EventStatus
from marketing.enums.products import Family
from marketing.models import Campaign, Event, EventGuest
from tests.factories import make_staff
from tests.floor.library.conftest import make, reviewer
from tests.marketing.factories import make_customer
from tests.queueing.conftest import clock

__all__ = ["clock", "make", "reviewer"]
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
MakeEvent = Callable[..., Event]
MakeGuest = Callable[..., EventGuest]


@pytest.fixture
def adviser(branch: Branch) -> Staff:
    """The wealth manager, who plans."""
    return make_staff("lan", branch, RoleCode.WM)


@pytest.fixture
def poster(make: Any) -> LibraryItem:
    """Approved words for everybody."""
    item: LibraryItem = make(kind=ContentKind.NOTICE).item
    return item


@pytest.fixture
def cup(branch: Branch, at: dt.datetime) -> Material:
    """Five cups in the cupboard."""
    kept = Material(branch=branch, code="cup", kind=MaterialKind.PRIZE, name_zh="纪念杯", name_en="Cup")
    material = materials.add(kept, by=SYSTEM, at=at)
    moving.receive(material, quantity=5, by=SYSTEM, at=at)
    return material


@pytest.fixture
def willing(branch: Branch, at: dt.datetime) -> Callable[..., Customer]:
    """A customer who agreed to offers."""

    def build(reference: str, **fields: Any) -> Customer:
        return make_customer(branch, reference, **({"consent_marketing_at": at - DAY} | fields))

    return build


@pytest.fixture
def event(branch: Branch, adviser: Staff, head: Staff, poster: LibraryItem, at: dt.datetime) -> MakeEvent:
    """An event two days on, taken to a state by the ordinary verbs."""

    def build(status: str = EventStatus.OPEN, **fields: Any) -> Event:
        begins = at + 2 * DAY
        values = {"name_zh": "养老沙龙", "name_en": "Pension salon", "place": "二楼", "seats": 2} | fields
        times = {"starts_at": begins, "ends_at": begins + 2 * HOUR}
        common = {"family": Family.PENSION, "material": poster, "owner": adviser}
        found = holding.plan(branch, by=adviser, at=at, **(times | common | values))
        steps = [
            lambda one: holding.approve(one, by=head, at=at),
            lambda one: holding.start_inviting(one, by=adviser, at=at),
            lambda one: holding.open_sign_up(one, by=adviser, at=at),
            lambda one: holding.hold(one, by=adviser, at=begins + HOUR),
            lambda one: holding.evaluate(one, by=adviser, at=begins + DAY, spent=800, finding="下次早点开始"),
        ]
        if status == EventStatus.CANCELLED:
            return holding.cancel(found, by=adviser, at=at, reason="下雪")
        order = [EventStatus.APPROVED, EventStatus.INVITING, EventStatus.OPEN, EventStatus.HELD, EventStatus.EVALUATED]
        for step in steps[: order.index(EventStatus(status)) + 1 if status in order else 0]:
            found = step(found)
        return found

    return build


@pytest.fixture
def guest(adviser: Staff, willing: Callable[..., Customer], at: dt.datetime) -> MakeGuest:
    """An invited guest of an event."""

    def build(event: Event, reference: str, **fields: Any) -> EventGuest:
        return inviting.invite(event, willing(reference, **fields), by=adviser, at=at)

    return build


@pytest.fixture
def campaign(branch: Branch, adviser: Staff, head: Staff, at: dt.datetime) -> Callable[..., Campaign]:
    """An approved campaign of four weeks from today."""

    def build(code: str = "C1", *, is_approved: bool = True, **fields: Any) -> Campaign:
        names = {"name_zh": "财富管理月", "name_en": "Wealth month", "family": Family.WEALTH, "budget": 5000}
        days = {"starts_on": at.date(), "ends_on": (at + 27 * DAY).date(), "owner": adviser}
        found = planning.plan(branch, by=adviser, at=at, code=code, **(names | days | fields))
        return planning.approve(found, by=head, at=at) if is_approved else found

    return build
