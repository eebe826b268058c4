"""The library of the demo: who has read what ships, a draft, something in review, a notice of the branch."""

from __future__ import annotations

import datetime as dt

from lobby.branches.enums import RoleCode
from lobby.branches.models import Branch, OrgUnit, RoleGrant, Staff
from lobby.floor import quizzes
from lobby.floor.domain import answering, unread
from lobby.floor.domain.library import reviewing, writing
from lobby.floor.domain.library.wording import Wording
from lobby.floor.enums.library import ContentKind
from lobby.floor.models.library import LibraryItem, LibraryVersion
from lobby.floor.selectors import notices

BRANCH = "0001"
NOTICE, REVIEWED, DRAFT, ENDING = "notice-id-check", "script-wait-over", "guide-coins", "tip-older-customers"


def write(password: str, at: dt.datetime) -> None:
    """Make what is missing; a second run changes nothing."""
    branch = Branch.objects.get(code=BRANCH)
    write_people(password)
    if not LibraryItem.objects.filter(code=NOTICE).exists():
        write_texts(branch, at=at)
        read_most(branch, at=at)


def write_people(password: str) -> None:
    """Head office writes and decides for the whole bank; the branch's reviewer does so there as well."""
    head_office = OrgUnit.objects.get(code="HO")
    if not Staff.objects.filter(username="content1").exists():
        staff = Staff.objects.create_user("content1", password, name="苏晴")
        RoleGrant.objects.create(staff=staff, role=RoleCode.CONTENT, unit=head_office)
    reviewer = Staff.objects.get(username="compliance1")
    RoleGrant.objects.get_or_create(staff=reviewer, role=RoleCode.COMPL, unit=head_office)


def write_texts(branch: Branch, *, at: dt.datetime) -> None:
    """One text of the branch in each state that somebody has to deal with."""
    manager, reviewer = Staff.objects.get(username="manager"), Staff.objects.get(username="compliance1")
    write_notice(branch, manager, reviewer, at=at)
    write_tip(branch, manager, reviewer, at=at)
    handed_in = writing.begin(
        branch,
        by=manager,
        at=at,
        code=REVIEWED,
        kind=ContentKind.SCRIPT,
        tags=["致歉"],
        wording=Wording(
            title_zh="等候超时怎么说",
            title_en="What to say when the wait is longer than foreseen",
            body_zh="让您久等了，很抱歉。现在前面还有几位，我帮您看看有没有更快的办法。",
            body_en="I am sorry that you have to wait. A few people are ahead of you; let me see whether there is a quicker way.",
        ),
    )
    writing.submit(handed_in, by=manager, at=at)
    writing.begin(
        branch,
        by=manager,
        at=at,
        code=DRAFT,
        kind=ContentKind.GUIDE,
        service="cash",
        tags=["硬币"],
        wording=Wording(
            title_zh="硬币清点与兑换",
            title_en="Counting and exchanging coins",
            body_zh="1. 请客户按面额分好\n2. 机器清点两遍，当面报数\n3. 兑换当天办完，不收费",
            body_en="1. Ask the customer to sort by value\n2. Count twice by machine, tell the figure in view\n3. Exchange on the same day, free of charge",
        ),
    )


def write_notice(branch: Branch, manager: Staff, reviewer: Staff, *, at: dt.datetime) -> None:
    """A notice that everybody of the branch acknowledges."""
    version = writing.begin(
        branch,
        by=manager,
        at=at,
        code=NOTICE,
        kind=ContentKind.NOTICE,
        wording=Wording(
            title_zh="身份证件核验：新版外国人永久居留证",
            title_en="Checking documents: the new permanent residence card",
            body_zh="从今天起，五星卡与旧版永久居留证都有效。\n\n- 五星卡可以直接读取芯片\n- 号码与旧证不同：按客户信息变更办理，不重新开户\n- 拿不准时请现场主管",
            body_en="From today on the new card with five stars and the former one are both valid.\n\n- The new card's chip can be read\n- Its number differs from the old one: change the customer's details, do not open a new account\n- In doubt ask the supervisor",
            must_acknowledge=True,
        ),
    )
    decide(version, manager, reviewer, number="合规〔2026〕118号", days=180, at=at)


def write_tip(branch: Branch, manager: Staff, reviewer: Staff, *, at: dt.datetime) -> None:
    """A tip card that ends within the fortnight."""
    version = writing.begin(
        branch,
        by=manager,
        at=at,
        code=ENDING,
        kind=ContentKind.TIP_CARD,
        tags=["老年客户", "适老"],
        wording=Wording(
            title_zh="接待年长客户",
            title_en="Receiving older customers",
            body_zh="**看重安全、熟悉的人和熟悉的办法。**\n\n- 声音放慢，一次只说一件事\n- 先问愿意在哪里办，不默认去设备\n- 大额转账多问一句给谁、为什么\n- 纸面留一份写大字的步骤",
            body_en="**Safety counts, and people and ways they know.**\n\n- Speak slowly, one thing at a time\n- Ask where they would like to be served; a machine is never assumed\n- A large transfer: one more question, to whom and why\n- Leave the steps on paper in large letters",
        ),
    )
    decide(version, manager, reviewer, number="合规〔2026〕097号", days=9, at=at)


def decide(version: LibraryVersion, author: Staff, reviewer: Staff, *, number: str, days: int, at: dt.datetime) -> None:
    """Through review into force."""
    writing.submit(version, by=author, at=at)
    reviewing.approve(version, by=reviewer, at=at, number=number, expires_at=at + dt.timedelta(days=days))
    reviewing.publish(version, by=author.actor, at=at)


def read_most(branch: Branch, *, at: dt.datetime) -> None:
    """Nearly everybody has read nearly everything: one plan is open with the manager, the notice with some."""
    for username in ("manager", "head", "guard1"):
        staff = Staff.objects.get(username=username)
        plans = [one for one in notices.to_acknowledge(staff, branch, at) if one.item.kind != ContentKind.NOTICE]
        for version in plans[:-1] if username == "manager" else plans:
            pass_quiz(version, by=staff, branch=branch, at=at)
    notice = LibraryVersion.objects.get(item__code=NOTICE)
    for username in ("head", "lead1", "teller1", "teller2", "teller3", "teller4", "guard1"):
        unread.acknowledge(notice, by=Staff.objects.get(username=username), branch=branch, at=at)


def pass_quiz(version: LibraryVersion, *, by: Staff, branch: Branch, at: dt.datetime) -> None:
    """Answer all its questions rightly."""
    answers = [question.right for question in quizzes.parse(version.quiz_zh)]
    answering.answer(version, by=by, branch=branch, at=at, number=version.number, answers=answers)
