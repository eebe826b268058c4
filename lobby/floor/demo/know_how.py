"""What people of the demo know: most of it, some not yet, some no more; and how they were rated."""

from __future__ import annotations

import datetime as dt

from lobby.branches.calendar import business_date
from lobby.branches.models import Branch, Staff
from lobby.floor.demo.library import BRANCH, pass_quiz
from lobby.floor.domain import competence, lapses
from lobby.floor.enums.competence import Quality
from lobby.floor.enums.library import ContentKind
from lobby.floor.models.competence import CompetenceRating
from lobby.floor.models.library import NoticeAck
from lobby.floor.selectors import notices

# How many days ago each of them passed everything of the year's training: for some it lapses soon, for one it did.
PASSED_DAYS_AGO = {"teller1": 120, "teller2": 355, "teller3": 372, "teller4": 30, "teller5": 200, "lead1": 360}
Q = Quality
RATINGS = (
    ("teller1", Q.KNOWLEDGE, 4, "三月神秘客检查：三项业务规定全部答对，外汇限额说明准确。"),
    ("teller1", Q.COMMUNICATION, 4, "本月二十三条评价中二十一条为满意，主动复述客户需求。"),
    ("teller1", Q.ADAPTABILITY, 3, "系统故障当天按卡片逐步处理，客户安抚需要同事提醒一次。"),
    ("teller1", Q.SERVICE_MIND, 5, "主动为年长客户联系家属并陪同到自助区，收到书面表扬一次。"),
    ("teller2", Q.KNOWLEDGE, 2, "两周内三次把挂失与补卡的顺序说反，主管当场更正并记录。"),
    ("teller2", Q.COMMUNICATION, 3, "巡查时听到说明清楚，但没有告诉客户预计还要等多久。"),
    ("teller2", Q.SERVICE_MIND, 4, "高峰时段主动加开窗口，推迟午休二十分钟接待等候客户。"),
    ("teller3", Q.ADAPTABILITY, 2, "疏散演练中不清楚集合点，离开前没有锁好现金和印章。"),
    ("lead1", Q.KNOWLEDGE, 5, "全年假币判定无差错，给新员工讲解验钞步骤四次。"),
    ("manager", Q.COMMUNICATION, 5, "四起情绪激动的客户均在五分钟内平复，没有升级为投诉。"),
    ("manager", Q.ADAPTABILITY, 4, "客流激增时八分钟内完成分流，等候时间回到目标以内。"),
)  # fmt: skip


def write(_password: str, at: dt.datetime) -> None:
    """Make what is missing; a second run changes nothing."""
    branch = Branch.objects.get(code=BRANCH)
    if CompetenceRating.objects.filter(branch=branch).exists():
        return
    for username, days in PASSED_DAYS_AGO.items():
        pass_training(Staff.objects.get(username=username), branch, days=days, at=at)
    rate(branch, at=at)


def pass_training(staff: Staff, branch: Branch, *, days: int, at: dt.datetime) -> None:
    """Everything with questions, so many days ago: the rows are moved back, since what ships begins today."""
    passed_at = at - dt.timedelta(days=days)
    for version in notices.to_acknowledge(staff, branch, at):
        if version.item.kind == ContentKind.NOTICE:
            continue
        pass_quiz(version, by=staff, branch=branch, at=at)
        acks = NoticeAck.objects.filter(staff=staff, version=version)
        acks.update(at=passed_at)
        lapses.set_clock(acks.select_related("version__item").get(), branch=branch, at=at)


def rate(branch: Branch, *, at: dt.datetime) -> None:
    """Ratings of the last weeks, with gaps."""
    head, today = Staff.objects.get(username="head"), business_date(branch, at)
    for place, (username, quality, rating, evidence) in enumerate(RATINGS):
        staff, rated_on = Staff.objects.get(username=username), today - dt.timedelta(days=3 + 5 * place)
        competence.rate(
            staff, by=head, branch=branch, at=at, quality=quality, rating=rating, evidence=evidence, rated_on=rated_on
        )
