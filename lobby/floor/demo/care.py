"""The demo branch lends magnifiers and toys, and somebody has asked for a home visit."""

from __future__ import annotations

import datetime as dt

from lobby.branches.calendar import business_date, moment
from lobby.branches.models import Branch, Staff
from lobby.floor.domain import home_visits
from lobby.floor.domain.stock import materials, moving
from lobby.floor.enums.care import HomeVisitNeed
from lobby.floor.enums.stock import MaterialKind
from lobby.floor.models import HomeVisit, Material

KIT = (("care-magnifier", "放大镜", "Magnifier", 4), ("care-toys", "儿童玩具", "Toys", 3))


def write(password: str, at: dt.datetime) -> None:
    """Make what is missing; a second run changes nothing."""
    branch, manager = Branch.objects.get(code="0001"), Staff.objects.get(username="manager")
    for code, name_zh, name_en, quantity in KIT:
        if not Material.objects.filter(branch=branch, code=code).exists():
            kept = Material(branch=branch, code=code, kind=MaterialKind.CARE_KIT, is_lendable=True)
            kept.name_zh, kept.name_en = name_zh, name_en
            materials.add(kept, by=manager.actor, at=at)
            moving.receive(kept, quantity=quantity, by=manager.actor, at=at)
    if not HomeVisit.objects.filter(branch=branch).exists():
        ask(branch, manager, at)


def ask(branch: Branch, manager: Staff, at: dt.datetime) -> None:
    """One wish, for tomorrow at ten."""
    tomorrow = business_date(branch, at) + dt.timedelta(days=1)
    home_visits.request(
        branch,
        by=manager,
        at=at,
        need=HomeVisitNeed.PASSWORD,
        name="赵桂英",
        phone="13900000001",
        address="演示路 12 号 3 单元 501",
        wished_at=moment(branch, tomorrow, dt.time(10)),
        note="重置密码，本人在家",
        route_note="步行 10 分钟，联系其女儿",
    )
