"""What can be booked, and a customer who books it. `at` is Tuesday 10:00 on the branch's clock."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable
from typing import Any

import pytest

from lobby.branches.actors import CUSTOMER
from lobby.branches.enums import RoleCode
from lobby.branches.models import Branch, Service, Staff
from queueing.domain.appointments.booking import Guest, request
from queueing.enums.appointments import BookingChannel
from queueing.models import Appointment, Room, SlotRule
from tests import factories

phones = (f"138{number:08d}" for number in itertools.count(1))


@pytest.fixture
def rule(branch: Branch, cash: Service) -> SlotRule:
    """Two places every half hour at the counters."""
    return SlotRule.objects.create(branch=branch, service=cash, capacity=2, length_min=30, lead_min=30)


@pytest.fixture
def wealth(branch: Branch, zone: Any) -> Service:
    return factories.make_service(branch, "wealth", "V", zone=zone, complexity="complex", family="wealth")


@pytest.fixture
def adviser(branch: Branch, wealth: Service) -> Staff:
    """A wealth manager of the branch."""
    staff = factories.make_staff("ying", branch, RoleCode.WM)
    factories.make_skills(staff, "wealth")
    return staff


@pytest.fixture
def room(branch: Branch) -> Room:
    return Room.objects.create(branch=branch, code="R1", name_zh="洽谈室一", name_en="Meeting room 1")


@pytest.fixture
def meetings(branch: Branch, wealth: Service, adviser: Staff, room: Room) -> SlotRule:
    """The wealth manager's own slots: an hour and a quarter of an hour between, with a list."""
    return SlotRule.objects.create(
        branch=branch,
        service=wealth,
        staff=adviser,
        room=room,
        length_min=60,
        buffer_min=15,
        lead_min=30,
        needs_preparation=True,
        prepare_zh="查阅持仓\n确认风险评估有效",
        prepare_en="Read the holdings\nRisk assessment still valid",
    )


@pytest.fixture
def book(branch: Branch, cash: Service, at: dt.datetime) -> Callable[..., Appointment]:
    """Book as a customer's phone does; by default the cash slot an hour from now."""

    def make(hours: float = 1, **fields: Any) -> Appointment:
        made_at = fields.pop("at", at)
        guest = fields.pop("guest", None) or Guest(fields.pop("name", "张小明"), fields.pop("phone", next(phones)))
        wish = {"service": cash, "channel": BookingChannel.PHONE, "by": CUSTOMER, **fields}
        starts_at = wish.pop("starts_at", at + dt.timedelta(hours=hours))
        return request(branch, at=made_at, starts_at=starts_at, guest=guest, **wish)

    return make
