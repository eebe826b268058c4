"""The demo branch's day: a briefing that is being prepared, yesterday's review, counters that are ready to open."""

from __future__ import annotations

import datetime as dt

from lobby.branches.calendar import business_date
from lobby.branches.models import Branch, Staff
from lobby.floor.domain import briefing, goals, reviews
from lobby.floor.enums.briefing import GoalKind, Traffic, Weather
from lobby.floor.models import Briefing, EveningReview
from queueing.simulation.preparation import prepare_demo

TOPICS = """1. 昨日等候超时 2 次，均在 11 点后；今日 3 号窗口 10:30 开放
2. 新版开户资料清单已发布，请各岗位确认
3. 雨天地滑，入口岗注意提示"""
GOALS = [
    (GoalKind.KEY, "定期存款", 12),
    (GoalKind.ORDINARY, "手机银行", 20),
    (GoalKind.CROSS, "信用卡", 5),
    (GoalKind.ORDINARY, "用卡安全提醒", 12),
]
REVIEW = {
    "wins": "高峰期支援 3 分钟内到位；两位客户点名表扬。",
    "troubles": "打印机卡纸两次，午间排队变长。",
    "tomorrow": "11:30 前增开一个窗口；午餐错峰。",
}


def write(password: str, at: dt.datetime) -> None:
    """Make what is missing; a second run on the same day only prepares counters that are not."""
    branch = Branch.objects.get(code="0001")
    today = business_date(branch, at)
    head = Staff.objects.get(username="head")
    if not Briefing.objects.filter(branch=branch, date=today).exists():
        write_briefing(branch, head, at)
    yesterday = today - dt.timedelta(days=1)
    if not EveningReview.objects.filter(branch=branch, date=yesterday).exists():
        reviews.write_review(branch, by=head.actor, at=at, date=yesterday, **REVIEW)
        reviews.close_review(branch, by=head.actor, at=at, date=yesterday)
    prepare_demo(at=at)


def write_briefing(branch: Branch, head: Staff, at: dt.datetime) -> None:
    """Weather, topics and goals; attendance and the close are left to whoever tries it."""
    briefing.set_outlook(
        branch,
        by=head.actor,
        at=at,
        weather=Weather.HEAVY_RAIN,
        traffic=Traffic.NORMAL,
        agreed="后台 11 点起支援一名",
    )
    briefing.write_topics(branch, by=head.actor, at=at, topics=TOPICS)
    for kind, product, target in GOALS:
        goals.set_goal(branch, by=head.actor, at=at, kind=kind, product=product, target=target)
    teller = Staff.objects.get(username="teller1")
    briefing.coach(branch, by=head.actor, at=at, staff=teller, text="复杂业务先说明所需时间")
