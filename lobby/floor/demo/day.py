"""Demo of My day: tasks given and taken, a note between the shifts, a morning of logged work, work for the back office."""

from __future__ import annotations

import datetime as dt

from lobby.branches.calendar import business_date, day_bounds
from lobby.branches.models import Branch, Staff
from lobby.floor import back_office, kinds
from lobby.floor.domain.activities import role_of, start_activity
from lobby.floor.domain.handover import write_note
from lobby.floor.domain.tasks import ask_back_office, give
from lobby.floor.domain.zone_duties import enter_zone
from lobby.floor.enums.activities import ActivityKind
from lobby.floor.models import Activity, HandoverNote, Reminder

CAST = ("manager", "lead1", "teller1", "head")
MORNING = (
    (ActivityKind.PREP, 25),
    (ActivityKind.GUIDE, 40),
    (ActivityKind.TRIAGE, 55),
    (ActivityKind.PATROL, 12),
    (ActivityKind.ASSIST, 33),
    (ActivityKind.COMPLAINT, 10),
)
NOTE = "2号智能柜台打印慢，已报修，请留意。B007 的资料在引导台左侧抽屉，客户下午三点来取。"


def write(password: str, at: dt.datetime) -> None:
    """Write what is not there yet for the demo branch 0001."""
    branch = Branch.objects.filter(code="0001", is_demo=True).first()
    people = {one.username: one for one in Staff.objects.filter(username__in=CAST)}
    if branch is None or len(people) < len(CAST):
        return
    if not Reminder.objects.filter(branch=branch, kind=kinds.TASK).exists():
        write_tasks(branch, people, at=at)
    if not Activity.objects.filter(branch=branch, date=business_date(branch, at)).exists():
        write_morning(branch, people["manager"], at=at)
    if not HandoverNote.objects.filter(branch=branch).exists():
        write_note(branch, people["lead1"], text=NOTE, by=people["lead1"].actor, at=at)


def write_tasks(branch: Branch, people: dict[str, Staff], *, at: dt.datetime) -> None:
    """Tasks of every list: one's own, a team's, given to others, the back office's."""
    manager, head, teller = people["manager"], people["head"], people["teller1"]
    soon, later, days = (at + dt.timedelta(hours=hours) for hours in (0.3, 4, 72))
    give(branch, to=manager, giver=manager, by=manager.actor, at=at, due_at=soon, text="补充填单台的签字笔和单据")
    give(branch, to=manager, giver=head, by=head.actor, at=at, due_at=later, text="整理本周客户意见，周会上说明")
    give(branch, to="LM", giver=head, by=head.actor, at=at, due_at=later, text="陪同社区老人参观智能设备区")
    give(branch, to=teller, giver=manager, by=manager.actor, at=at, due_at=later, text="下班前核对重要空白凭证登记簿")
    give(branch, to=manager, giver=manager, by=manager.actor, at=at, due_at=days, text="联系物业检修自动门")
    ask_back_office(branch, kind=back_office.CHECK, by=manager.actor, at=at, text="A018 对公开户资料复核")
    ask_back_office(branch, kind=back_office.DATA_ENTRY, by=teller.actor, at=at, text="B007 批量代发名单录入")


def write_morning(branch: Branch, manager: Staff, *, at: dt.datetime) -> None:
    """A morning of work that ends in what runs now; nothing before the day began."""
    date = business_date(branch, at)
    begun = day_bounds(branch, date)[0]
    moment = at - dt.timedelta(minutes=sum(minutes for _kind, minutes in MORNING))
    role = role_of(manager, branch)
    for kind, minutes in MORNING:
        started_at, moment = moment, moment + dt.timedelta(minutes=minutes)
        if started_at >= begun:
            row = {"kind": kind, "date": date, "started_at": started_at, "ended_at": moment}
            Activity.objects.create(branch=branch, staff=manager, role=role, **row)
    start_activity(manager, branch, kind=ActivityKind.GUIDE, by=manager.actor, at=at)
    zone = branch.zones.order_by("pk").first()
    if zone is not None:
        enter_zone(zone, manager, by=manager.actor, at=at)
