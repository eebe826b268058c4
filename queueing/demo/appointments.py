"""The demo branch can be booked: counters and a wealth manager, a room, and a handful of appointments to look at."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from lobby.branches.actors import CUSTOMER
from lobby.branches.calendar import business_date
from lobby.branches.errors import LobbyError
from lobby.branches.models import Branch, Service, Staff, Zone
from lobby.branches.policies import policy_of
from queueing.domain.appointments import booking, preparing
from queueing.domain.appointments.booking import Cash, Guest
from queueing.enums.appointments import BookingChannel
from queueing.models import Appointment, Room, SlotRule
from queueing.selectors.slots import Slot, lead_day, next_free

BRANCH = "0001"
# Service, hours from now, name, phone, cash: the day's list has somebody soon, later and tomorrow.
GUESTS = [
    ("cash", 1, "张小明", "13800000001", None),
    ("card", 1.5, "李娜", "13800000002", None),
    ("personal", 3, "王建国", "13800000003", None),
    ("cash", 24, "陈思远", "13800000004", None),
    ("cash", 30, "刘芳", "13800000005", Cash(Decimal(80_000), notes="100元券")),
]
MEETING = ("wealth", 2, "欧阳文", "13800000006")
RULES = {"cash": (30, 3), "card": (30, 1), "personal": (30, 2)}


def write(password: str, at: dt.datetime) -> None:
    """Make rules and appointments where the branch has none; a second run changes nothing."""
    branch = Branch.objects.get(code=BRANCH)
    if SlotRule.objects.filter(branch=branch).exists():
        return
    services = {service.code: service for service in Service.objects.filter(branch=branch)}
    for code, (length_min, capacity) in RULES.items():
        SlotRule.objects.create(
            branch=branch, service=services[code], length_min=length_min, capacity=capacity, lead_min=10
        )
    write_meetings(branch, services["wealth"])
    for code, hours, name, phone, cash in GUESTS:
        book(branch, services[code], at, at + dt.timedelta(hours=hours), Guest(name, phone), cash=cash)
    code, hours, name, phone = MEETING
    meeting = book(branch, services[code], at, at + dt.timedelta(hours=hours), Guest(name, phone))
    begin_list(meeting, at)


def write_meetings(branch: Branch, service: Service) -> None:
    """The wealth manager's own slots in the meeting room."""
    room = Room.objects.create(
        branch=branch,
        code="R1",
        name_zh="理财洽谈室",
        name_en="Meeting room",
        zone=Zone.objects.filter(branch=branch, code="wealth").first(),
    )
    SlotRule.objects.create(
        branch=branch,
        service=service,
        staff=Staff.objects.get(username="wealth1"),
        room=room,
        length_min=45,
        buffer_min=15,
        lead_min=30,
        needs_preparation=True,
        prepare_zh="查阅客户持仓与到期情况\n确认风险评估在有效期内\n预订洽谈室并备好资料",
        prepare_en="Read holdings and maturities\nRisk assessment still valid\nRoom booked, papers at hand",
    )


def book(
    branch: Branch, service: Service, at: dt.datetime, since: dt.datetime, guest: Guest, *, cash: Cash | None = None
) -> Appointment | None:
    """Book the first free slot from a moment on, None where there is none."""
    not_before = None
    if cash is not None:
        policy = policy_of(branch, business_date(branch, at))
        not_before = lead_day(branch, at=at, days=policy.large_cash_lead_days)
    slot: Slot | None = next(iter(next_free(branch, service, at=at, since=since, not_before=not_before)), None)
    if slot is None:
        return None
    try:
        return booking.request(
            branch,
            by=CUSTOMER,
            at=at,
            service=service,
            starts_at=slot.starts_at,
            guest=guest,
            channel=BookingChannel.PHONE,
            cash=cash,
        )
    except LobbyError:
        return None


def begin_list(meeting: Appointment | None, at: dt.datetime) -> None:
    """The wealth manager has done the first thing."""
    if meeting is None or meeting.staff is None:
        return
    first = meeting.prepare_items.first()
    if first is not None:
        preparing.prepare(meeting, by=meeting.staff.actor, at=at, items=[first.pk])
