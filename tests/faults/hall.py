"""A branch that is open now, with as many counters as a test needs, and a key for everybody in it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from django.utils import timezone

from lobby.branches.enums import DeviceKind, RoleCode
from lobby.branches.keys import create_key
from lobby.branches.models import Branch, Counter, Device, Service, Staff
from tests import factories

HALF_A_DAY = dt.timedelta(hours=12)
ZONE = dt.timezone(dt.timedelta(hours=8))  # the branches' Asia/Shanghai


@dataclass(slots=True)
class Hall:
    """Teller n works at counter n. `keys` are secrets by user name or device code, once `make_keys` has run."""

    branch: Branch
    service: Service
    manager: Staff
    wall: Device
    kiosk: Device
    counters: list[Counter] = field(default_factory=list)
    tellers: list[Staff] = field(default_factory=list)
    keys: dict[str, str] = field(default_factory=dict)

    def make_keys(self) -> None:
        """A key for everybody."""
        at = timezone.now()
        for person in (self.manager, *self.tellers):
            self.keys[person.username] = create_key(person, at=at)[1]
        for device in (self.wall, self.kiosk):
            self.keys[device.code] = create_key(device, at=at)[1]

    def open_counters(self) -> None:
        """Every teller opens the own counter."""
        at = timezone.now()
        for counter, teller in zip(self.counters, self.tellers, strict=True):
            factories.make_session(counter, teller, at)

    @property
    def issue_path(self) -> str:
        """Where tickets are issued."""
        return f"/api/v1/branches/{self.branch.code}/tickets/"

    @property
    def call_paths(self) -> list[str]:
        """Where each counter calls its next."""
        return [f"/api/v1/counters/{counter.pk}/call-next/" for counter in self.counters]


def make_hall(code: str = "7001", counters: int = 1) -> Hall:
    """Make the branch; its business day began twelve hours ago, so none of a test's minutes crosses the border."""
    begins = (timezone.now() + HALF_A_DAY).astimezone(ZONE).time().replace(second=0, microsecond=0)
    branch = factories.make_branch(code, day_starts_at=begins)
    factories.make_policy(branch)
    factories.make_hours(branch, dt.time(0), dt.time(0), days=7)
    zone = factories.make_zone(branch)
    service = factories.make_service(branch, "cash", "A", zone=zone, number_last=9999)
    hall = Hall(
        branch=branch,
        service=service,
        manager=factories.make_staff(f"manager-{code}", branch, RoleCode.LM),
        wall=factories.make_device(branch, f"WALL-{code}", DeviceKind.WALL),
        kiosk=factories.make_device(branch, f"KIOSK-{code}", DeviceKind.KIOSK),
    )
    for number in range(1, counters + 1):
        hall.counters.append(factories.make_counter(branch, str(number), zone, [service]))
        teller = factories.make_staff(f"teller{number}-{code}", branch, RoleCode.TELLER, name=f"Teller {number}")
        factories.make_skills(teller, service.code)
        hall.tellers.append(teller)
    return hall
