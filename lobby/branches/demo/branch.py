"""The demo branches 0001 and 0002: hall, services, counters, devices. They never close, so any hour can be tried."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction

from lobby.branches.demo.people import write_people
from lobby.branches.enums import Channel, Complexity, DeviceKind, ServiceFamily, UnitKind, ZoneKind
from lobby.branches.models import (
    Branch,
    BranchPolicy,
    Counter,
    Device,
    DocRequirement,
    OpeningHours,
    OrgUnit,
    Service,
    Zone,
)

ZONES = [
    ("entrance", ZoneKind.ENTRANCE, "入口引导区", "Entrance", 6, (2, 85, 32, 13)),
    ("waiting", ZoneKind.WAITING, "等候区", "Waiting area", 30, (36, 50, 34, 48)),
    ("cash", ZoneKind.CASH, "现金区", "Cash counters", 16, (2, 2, 40, 44)),
    ("service", ZoneKind.NONCASH, "非现金区", "Service counters", 10, (44, 2, 26, 44)),
    ("self", ZoneKind.SELF_SERVICE, "智能服务区", "Self-service", 8, (2, 47, 32, 37)),
    ("wealth", ZoneKind.WEALTH, "理财专区", "Wealth zone", 6, (72, 2, 26, 44)),
    ("corporate", ZoneKind.CORPORATE, "对公区", "Corporate", 6, (72, 50, 26, 48)),
]
C, F = Channel, ServiceFamily
SERVICES: list[dict[str, Any]] = [
    {
        "code": "cash", "prefix": "A", "family": F.CASH, "zone": "cash", "standard_minutes": 5,
        "name_zh": "现金业务", "name_en": "Cash", "channels": [C.COUNTER, C.SMART_COUNTER, C.SELF_SERVICE],
    },
    {
        "code": "personal", "prefix": "B", "family": F.NONCASH, "zone": "service", "standard_minutes": 12,
        "complexity": Complexity.COMPLEX, "name_zh": "个人综合业务", "name_en": "Personal banking",
        "channels": [C.COUNTER, C.SMART_COUNTER, C.VTM],
    },
    {
        "code": "card", "prefix": "C", "family": F.CARD, "zone": "service", "standard_minutes": 7,
        "name_zh": "银行卡业务", "name_en": "Cards", "channels": [C.COUNTER, C.SMART_COUNTER, C.VTM],
    },
    {
        "code": "wealth", "prefix": "V", "family": F.WEALTH, "zone": "wealth", "standard_minutes": 18,
        "complexity": Complexity.COMPLEX, "name_zh": "理财与咨询", "name_en": "Wealth and advice",
        "channels": [C.WEALTH_DESK],
    },
    {
        "code": "corporate", "prefix": "D", "family": F.CORPORATE, "zone": "corporate", "standard_minutes": 12,
        "complexity": Complexity.COMPLEX, "name_zh": "对公业务", "name_en": "Corporate banking",
        "channels": [C.COUNTER],
    },
]  # fmt: skip
# Service, name, name, required, copies.
DOCUMENTS = [
    ("cash", "本人有效身份证件", "Valid identity document", True, 0),
    ("cash", "银行卡或存折", "Bank card or passbook", True, 0),
    ("personal", "本人有效身份证件", "Valid identity document", True, 1),
    ("personal", "手机（本人号码）", "Your own mobile phone", False, 0),
    ("card", "本人有效身份证件", "Valid identity document", True, 0),
    ("card", "原银行卡(换卡时)", "The old card (for a replacement)", False, 0),
    ("wealth", "本人有效身份证件", "Valid identity document", True, 0),
    ("wealth", "银行卡", "Bank card", True, 0),
    ("corporate", "营业执照", "Business licence", True, 1),
    ("corporate", "公章及预留印鉴", "Company seals", True, 0),
    ("corporate", "经办人身份证件", "Identity document of the person handling it", True, 1),
]
COUNTERS = [
    ("1", "cash", ["cash", "card", "personal"]),
    ("2", "cash", ["cash", "card", "personal"]),
    ("3", "cash", ["cash", "card"]),
    ("4", "cash", ["cash", "card"]),
    ("5", "service", ["personal", "card", "cash"]),
    ("6", "service", ["personal", "card", "cash"]),
    ("7", "wealth", ["wealth"]),
    ("8", "corporate", ["corporate", "personal"]),
]
DEVICES = [
    ("WALL1", DeviceKind.WALL, "waiting", "叫号屏一", "Wall 1"),
    ("KIOSK1", DeviceKind.KIOSK, "entrance", "取号机一", "Kiosk 1"),
    ("SC1", DeviceKind.SMART_COUNTER, "self", "智能柜台一", "Smart counter 1"),
    ("SC2", DeviceKind.SMART_COUNTER, "self", "智能柜台二", "Smart counter 2"),
    ("VTM1", DeviceKind.VTM, "self", "远程柜员机一", "VTM 1"),
    ("ATM1", DeviceKind.ATM, "self", "自动取款机一", "ATM 1"),
]


@transaction.atomic
def write(password: str, at: dt.datetime) -> None:
    """Make what is missing; a second run changes nothing."""
    head_office, _ = OrgUnit.objects.get_or_create(
        code="HO", defaults={"kind": UnitKind.HEAD_OFFICE, "name_zh": "总行", "name_en": "Head office"}
    )
    region, _ = OrgUnit.objects.get_or_create(
        code="R01",
        defaults={
            "kind": UnitKind.REGIONAL_BRANCH,
            "parent": head_office,
            "name_zh": "市分行",
            "name_en": "City region",
        },
    )
    branches = {
        "0001": write_branch("0001", "城东支行", "East City Branch", region),
        "0002": write_branch("0002", "城西支行", "West City Branch", region),
    }
    write_devices(branches["0001"])
    write_people(password, branches, {"region": region, "head office": head_office})


def write_branch(code: str, name_zh: str, name_en: str, unit: OrgUnit) -> Branch:
    """Make a branch with hall, services and counters."""
    branch, is_new = Branch.objects.get_or_create(
        code=code,
        defaults={
            "name_zh": name_zh,
            "name_en": name_en,
            "unit": unit,
            "is_demo": True,
            "ticket_footer_zh": "请留意叫号，过号请联系大堂经理",
            "ticket_footer_en": "Please watch for your number",
            "address_zh": f"示例市人民路{int(code)}号",
            "address_en": f"{int(code)} Renmin Road, Sample City",
        },
    )
    if is_new:
        BranchPolicy.objects.create(branch=branch, effective_from=dt.date(2026, 1, 1))
        start = branch.day_starts_at
        OpeningHours.objects.bulk_create(
            OpeningHours(branch=branch, weekday=day, opens_at=start, closes_at=start) for day in range(7)
        )
        write_hall(branch)
    return branch


def write_hall(branch: Branch) -> None:
    """Zones, services with their documents, and counters."""
    zones = {}
    for code, kind, name_zh, name_en, capacity, (x, y, width, height) in ZONES:
        zones[code] = Zone.objects.create(
            branch=branch, code=code, kind=kind, name_zh=name_zh, name_en=name_en, capacity=capacity,
            x=x, y=y, width=width, height=height,
        )  # fmt: skip
    services = {}
    for position, fields in enumerate(SERVICES):
        zone = zones[fields["zone"]]
        services[fields["code"]] = Service.objects.create(
            **{**fields, "branch": branch, "zone": zone, "position": position}
        )
    DocRequirement.objects.bulk_create(
        DocRequirement(
            service=services[code], name_zh=name_zh, name_en=name_en, is_required=required, copies=n, position=place
        )
        for place, (code, name_zh, name_en, required, n) in enumerate(DOCUMENTS)
    )
    for position, (code, zone_code, codes) in enumerate(COUNTERS):
        counter = Counter.objects.create(
            branch=branch, code=code, zone=zones[zone_code], position=position,
            name_zh=f"{code}号窗口", name_en=f"Counter {code}",
        )  # fmt: skip
        counter.services.set(services[one] for one in codes)


def write_devices(branch: Branch) -> None:
    """Walls, kiosk and machines."""
    zones = {zone.code: zone for zone in Zone.objects.filter(branch=branch)}
    for code, kind, zone, name_zh, name_en in DEVICES:
        Device.objects.get_or_create(
            code=code,
            defaults={"branch": branch, "kind": kind, "zone": zones[zone], "name_zh": name_zh, "name_en": name_en},
        )
