"""The branch the bench works in: one service, many counters with tellers, keys, waiting tickets."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from lobby.branches.enums import Channel, DeviceKind, RoleCode, ServiceFamily, UnitKind, ZoneKind
from lobby.branches.keys import create_key
from lobby.branches.models import (
    Branch,
    BranchPolicy,
    Counter,
    Device,
    OpeningHours,
    OrgUnit,
    RoleGrant,
    Service,
    Skill,
    Staff,
    Zone,
)
from queueing.domain.counters import open_counter
from queueing.domain.issuing import issue
from queueing.enums import Source
from queueing.models import CounterSession

COUNTERS = 40


@dataclass(slots=True)
class Hall:
    """The bench's branch and its credentials."""

    branch: Branch
    service: Service
    sessions: list[CounterSession]
    teller_keys: list[str]
    kiosk_key: str
    wall_key: str

    def issue(self, n: int) -> None:
        """Put `n` more people into the queue."""
        for _ in range(n):
            issue(
                self.branch,
                by=self.sessions[0].staff.actor,
                at=timezone.now(),
                service=self.service,
                source=Source.KIOSK,
            )


def build() -> Hall:
    """Write the branch; it never closes."""
    at = timezone.now()
    unit = OrgUnit.objects.create(code="HO", kind=UnitKind.HEAD_OFFICE, name_zh="总行", name_en="Head office")
    branch = Branch.objects.create(code="9001", name_zh="测速支行", name_en="Bench branch", unit=unit)
    BranchPolicy.objects.create(branch=branch, effective_from=dt.date(2020, 1, 1))
    start = branch.day_starts_at
    for day in range(7):
        OpeningHours.objects.create(branch=branch, weekday=day, opens_at=start, closes_at=start)
    zone = Zone.objects.create(branch=branch, code="hall", kind=ZoneKind.CASH, name_zh="大厅", name_en="Hall")
    service = Service.objects.create(
        branch=branch, code="cash", prefix="A", family=ServiceFamily.CASH, zone=zone, number_last=999_999,
        channels=[Channel.COUNTER], name_zh="现金业务", name_en="Cash",
    )  # fmt: skip
    sessions = [seat(branch, zone, service, number, at) for number in range(1, COUNTERS + 1)]
    wall, kiosk = (
        Device.objects.create(branch=branch, code=kind.upper(), kind=kind, name_zh=kind, name_en=kind)
        for kind in (DeviceKind.WALL, DeviceKind.KIOSK)
    )
    return Hall(
        branch=branch,
        service=service,
        sessions=sessions,
        teller_keys=[create_key(session.staff, at=at)[1] for session in sessions],
        kiosk_key=create_key(kiosk, at=at)[1],
        wall_key=create_key(wall, at=at)[1],
    )


def seat(branch: Branch, zone: Zone, service: Service, number: int, at: dt.datetime) -> CounterSession:
    """One counter with its teller."""
    counter = Counter.objects.create(
        branch=branch, code=str(number), zone=zone, name_zh=f"{number}号窗口", name_en=f"Counter {number}"
    )
    counter.services.add(service)
    staff = Staff.objects.create_user(f"bench{number}", None, name=f"Bench {number}", home_branch=branch)
    RoleGrant.objects.create(staff=staff, role=RoleCode.TELLER, branch=branch)
    Skill.objects.create(staff=staff, code=service.code)
    return open_counter(counter, by=staff.actor, at=at, staff=staff)
