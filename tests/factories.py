"""Plain makers of rows, one for each model; nothing is made that the call does not name."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import Any, TypeVar

from django.db.models import Model

from lobby.branches.calendar import business_date
from lobby.branches.enums import (
    Channel,
    Complexity,
    DeviceKind,
    RoleCode,
    ServiceFamily,
    SkillKind,
    UnitKind,
    ZoneKind,
)
from lobby.branches.models import (
    Branch,
    BranchPolicy,
    Break,
    Counter,
    Device,
    DocRequirement,
    OpeningHours,
    OrgUnit,
    RoleGrant,
    Service,
    Shift,
    Skill,
    Staff,
    Zone,
)
from lobby.customers.domain.cards import add_customer
from lobby.customers.models import Customer
from queueing.domain.counters import open_counter
from queueing.domain.issuing import issue
from queueing.enums import Source
from queueing.models import CounterSession, FlowForecast, Ticket

numbers = itertools.count(1)
Row = TypeVar("Row", bound=Model)


def insert(row: Row) -> Row:
    """Write a row as it is, without its history: nearly every test begins with these, and none reads when they began."""
    type(row)._default_manager.bulk_create([row])
    return row


def make_unit(code: str = "9900", kind: str = UnitKind.REGIONAL_BRANCH, parent: OrgUnit | None = None) -> OrgUnit:
    return OrgUnit.objects.create(code=code, kind=kind, parent=parent, name_zh=f"分行{code}", name_en=f"Region {code}")


def make_branch(code: str = "7001", unit: OrgUnit | None = None, **fields: Any) -> Branch:
    unit = unit or make_unit(f"R{code}")
    return insert(Branch(code=code, unit=unit, name_zh=f"支行{code}", name_en=f"Branch {code}", **fields))


def make_policy(branch: Branch, **fields: Any) -> BranchPolicy:
    return insert(BranchPolicy(branch=branch, **{"effective_from": dt.date(2020, 1, 1), **fields}))


def make_hours(
    branch: Branch, opens: dt.time = dt.time(9), closes: dt.time = dt.time(17), days: int = 5
) -> list[OpeningHours]:
    return OpeningHours.objects.bulk_create(
        OpeningHours(branch=branch, weekday=day, opens_at=opens, closes_at=closes) for day in range(days)
    )


def make_zone(branch: Branch, code: str = "hall", kind: str = ZoneKind.CASH, **fields: Any) -> Zone:
    return Zone.objects.create(branch=branch, code=code, kind=kind, name_zh="大厅", name_en="Hall", **fields)


def make_service(branch: Branch, code: str, prefix: str, **fields: Any) -> Service:
    defaults = {
        "complexity": Complexity.SIMPLE,
        "family": ServiceFamily.CASH,
        "channels": [Channel.COUNTER],
        "standard_minutes": 8,
        "name_zh": f"业务{code}",
        "name_en": f"Service {code}",
    }
    return Service.objects.create(branch=branch, code=code, prefix=prefix, **{**defaults, **fields})


def make_document(service: Service, name_zh: str, name_en: str = "Document", **fields: Any) -> DocRequirement:
    return DocRequirement.objects.create(service=service, name_zh=name_zh, name_en=name_en, **fields)


def make_counter(branch: Branch, code: str, zone: Zone, services: list[Service]) -> Counter:
    counter = Counter.objects.create(
        branch=branch, code=code, zone=zone, name_zh=f"{code}号窗口", name_en=f"Counter {code}"
    )
    counter.services.set(services)
    return counter


def make_staff(
    username: str, branch: Branch | None, *roles: RoleCode, unit: OrgUnit | None = None, **fields: Any
) -> Staff:
    staff = Staff.objects.create_user(
        username, None, name=fields.pop("name", username.title()), home_branch=branch, **fields
    )
    for role in roles:
        RoleGrant.objects.create(staff=staff, role=role, branch=branch if unit is None else None, unit=unit)
    return staff


def make_skills(staff: Staff, *codes: str, kind: str = SkillKind.SERVICE, rank: str = "primary") -> list[Skill]:
    return [Skill.objects.create(staff=staff, kind=kind, code=code, rank=rank) for code in codes]


def make_device(branch: Branch, code: str, kind: str = DeviceKind.WALL) -> Device:
    return Device.objects.create(branch=branch, code=code, kind=kind, name_zh=code, name_en=code)


def make_customer(branch: Branch, at: dt.datetime, *, by: Staff, **fields: Any) -> Customer:
    return add_customer(branch, by=by.actor, at=at, **{"name": f"张小{next(numbers)}", **fields})


def make_session(counter: Counter, staff: Staff, at: dt.datetime) -> CounterSession:
    return open_counter(counter, by=staff.actor, at=at, staff=staff)


def make_ticket(service: Service, at: dt.datetime, *, by: Staff, **fields: Any) -> Ticket:
    return issue(service.branch, by=by.actor, at=at, service=service, **{"source": Source.TABLET, **fields})


def make_shift(staff: Staff, starts_at: dt.datetime, hours: float = 8, **fields: Any) -> Shift:
    branch = fields.pop("branch", staff.home_branch)
    return Shift.objects.create(
        branch=branch,
        staff=staff,
        date=business_date(branch, starts_at),
        starts_at=starts_at,
        ends_at=starts_at + dt.timedelta(hours=hours),
        **fields,
    )


def make_break(shift: Shift, starts_at: dt.datetime, minutes: int = 45, **fields: Any) -> Break:
    return Break.objects.create(
        shift=shift, starts_at=starts_at, ends_at=starts_at + dt.timedelta(minutes=minutes), **fields
    )


def make_forecast(service: Service, starts_at: dt.datetime, mean: float, **fields: Any) -> FlowForecast:
    defaults = {"p10": mean / 2, "p50": mean, "p90": mean * 1.5, "mean": mean, "planned": mean, "made_at": starts_at}
    return FlowForecast.objects.create(
        branch=service.branch,
        service=service,
        date=business_date(service.branch, starts_at),
        starts_at=starts_at,
        **{**defaults, **fields},
    )
