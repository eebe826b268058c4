"""The demo branch's last four weeks as customers lived them: numbers, marks, problems, improvements, mystery visits."""

from __future__ import annotations

import datetime as dt

from complaints.demo.ratings import served
from complaints.domain import ratings
from complaints.domain.experience import improving, problems, visiting
from complaints.enums.experience import Evidence, Touchpoint, Weight
from complaints.enums.ratings import RatingSource, Recovery
from complaints.errors.experience import NoMysterySheet
from complaints.models import MysteryPlan, Problem, Rating
from lobby.branches.actors import CUSTOMER
from lobby.branches.calendar import business_date, moment
from lobby.branches.models import Branch, Service, Staff
from lobby.floor.domain.checks import answering, running
from lobby.floor.domain.checks.answering import Answer
from lobby.floor.models import ChecklistRun
from lobby.floor.selectors.checks.runs import sheet_of
from queueing.enums import Trait

BRANCH = "0001"
MINUTE, DAY = dt.timedelta(minutes=1), dt.timedelta(days=1)
WEEKS_AGO = range(28, 1, -1)
# Of each of those days: service, minutes of waiting, mark (0: none), would recommend, whether an elderly customer.
CAME = (
    ("cash", 5, 5, 10, True),
    ("personal", 12, 4, None, False),
    ("card", 4, 5, 9, False),
    ("corporate", 9, 4, 8, False),
    ("cash", 8, 0, None, True),
    ("wealth", 6, 5, 10, False),
    ("personal", 24, 0, None, False),
)
# Days on which the long wait ended in a low mark.
BAD_DAYS = (27, 24, 22, 12)
TEN, THREE = dt.time(10), dt.time(15)
# What the visitor of the first visit missed: item → note; one of them is linked to the problem of papers.
PAPERS = "2.4"
FOUND = {
    "4.1": "取号后没有人说明要等多久",
    "4.4": "等了二十多分钟，没有人说明原因",
    "2.4": "第二次问才知道还要复印件",
    "6.4": "没有提醒带好随身物品",
}


def write(password: str, at: dt.datetime) -> None:
    """Make what is missing; a second run changes nothing."""
    branch = Branch.objects.get(code=BRANCH)
    manager, head = Staff.objects.get(username="manager"), Staff.objects.get(username="head")
    if not Problem.objects.filter(branch=branch).exists():
        write_days(branch, manager, at=at)
        write_loop(branch, manager, head, at=at)
    if not MysteryPlan.objects.filter(branch=branch).exists():
        write_visits(branch, at=at)


def write_days(branch: Branch, manager: Staff, *, at: dt.datetime) -> None:
    """Customers of four weeks, a few a day, with their marks."""
    today = business_date(branch, at)
    for ago in WEEKS_AGO:
        day = today - ago * DAY
        if day.weekday() < 5:
            write_day(branch, manager, day, is_bad=ago in BAD_DAYS)


def write_day(branch: Branch, manager: Staff, day: dt.date, *, is_bad: bool) -> None:
    """One day."""
    for place, (service, waited, score, nps, is_elderly) in enumerate(CAME):
        ticket = served(branch, service, 700 + place, moment(branch, day, TEN) + 15 * place * MINUTE, waited)
        if is_elderly:
            ticket.visit.traits = ticket.traits = [Trait.ELDERLY]
            ticket.visit.save(update_fields=["traits"])
            ticket.save(update_fields=["traits"])
        ticket.quoted_p50_s, ticket.quoted_p90_s = 480, 900
        ticket.save(update_fields=["quoted_p50_s", "quoted_p90_s"])
        assert ticket.ended_at is not None  # it was served
        mark = 2 if is_bad and waited > 20 else score
        if mark:
            given_at = ticket.ended_at + 2 * MINUTE
            rating = ratings.give(
                ticket, by=CUSTOMER, at=given_at, score=mark, source=RatingSource.PHONE, nps=nps, comment=""
            )
            if rating.is_low:
                ratings.recover(rating, by=manager, at=given_at + 5 * MINUTE, how=Recovery.EXPLAINED)


def write_loop(branch: Branch, manager: Staff, head: Staff, *, at: dt.datetime) -> None:
    """A problem with an improvement that was evaluated, and one that was just designed."""
    today = business_date(branch, at)

    def noon(ago: int) -> dt.datetime:
        return moment(branch, today - ago * DAY, THREE)

    low = Rating.objects.filter(branch=branch, score__lte=2, day__lt=today - 20 * DAY).values_list("pk", flat=True)
    waiting = problems.note(
        branch,
        by=head,
        at=noon(19),
        title="个人业务上午等候长，没有人说明要等多久",
        touchpoint=Touchpoint.WAIT,
        severity=Weight.BAD,
        service=Service.objects.get(branch=branch, code="personal"),
        evidence=[(Evidence.RATING, pk) for pk in low],
    )
    tried = improving.design(
        branch,
        by=head,
        at=noon(19),
        problem=waiting,
        title="十点前增开一个综合窗口，等候超过十分钟主动说明",
        hypothesis="上午高峰多一个窗口，并主动告知时间，客户的评价会提高。",
        owner=manager,
        kpi_code="K05",
        before=(today - 28 * DAY, today - 20 * DAY),
        due_on=today - 14 * DAY,
    )
    improving.implement(tried, by=manager, at=noon(16))
    improving.evaluate(
        tried,
        by=head,
        at=noon(1),
        after=(today - 11 * DAY, today - 2 * DAY),
        finding="评价回升，低分只剩一次；样本还少，继续两周。",
    )
    papers = problems.note(
        branch,
        by=manager,
        at=noon(6),
        title="材料没有一次说清，客户来回跑",
        touchpoint=Touchpoint.CONSULT,
        severity=Weight.GRAVE,
        local_cause="explanation",
    )
    improving.design(
        branch,
        by=head,
        at=noon(5),
        problem=papers,
        title="引导台按业务发放材料清单卡",
        hypothesis="进门就拿到清单，退回补件会减少，办结更快。",
        owner=manager,
        kpi_code="K02",
        before=(today - 28 * DAY, today - 6 * DAY),
        due_on=today + 10 * DAY,
    )


def write_visits(branch: Branch, *, at: dt.datetime) -> None:
    """One visit that was released, one that waits for it, one to be made."""
    visitor, office = Staff.objects.get(username="mystery1"), Staff.objects.get(username="brops1")
    head, today = Staff.objects.get(username="head"), business_date(branch, at)
    first = visited(branch, visitor, office, moment(branch, today - DAY, TEN), wrong=FOUND)
    if first is None:
        return
    running.release(first, by=office.actor, at=at)
    papers = Problem.objects.filter(branch=branch, touchpoint=Touchpoint.CONSULT).first()
    for row in sheet_of(first).issues:
        if papers is not None and row.item.code == PAPERS and row.result is not None:
            problems.link(papers, Evidence.MYSTERY, row.result.pk, by=head, at=at)
    visited(branch, visitor, office, at - 60 * MINUTE, wrong={"4.4": FOUND["4.4"]})
    visiting.plan(branch, by=office, at=at, visitor=visitor, first=today, last=today + 14 * DAY)


def visited(
    branch: Branch, visitor: Staff, office: Staff, came_at: dt.datetime, *, wrong: dict[str, str]
) -> ChecklistRun | None:
    """A visit, handed in; None where no sheet is installed."""
    day = business_date(branch, came_at)
    plan = visiting.plan(branch, by=office, at=came_at - DAY, visitor=visitor, first=day - DAY, last=day + DAY)
    try:
        run = visiting.begin(plan, by=visitor, at=came_at)
    except NoMysterySheet:
        return None
    for row in sheet_of(run).rows:
        note = wrong.get(row.item.code, "")
        said = Answer(value="issue" if note else "ok", note=note)
        answering.answer(run, row.item, said, by=visitor.actor, at=came_at + 20 * MINUTE)
    return running.submit(run, by=visitor.actor, at=came_at + 40 * MINUTE)
