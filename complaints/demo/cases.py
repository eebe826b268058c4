"""The demo branch's complaints: eight in various steps, each brought there by its verbs at moments gone by."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from complaints.domain import cases
from complaints.domain.follow import visits
from complaints.domain.on_the_spot import settle_now
from complaints.enums.cases import (
    CardStep,
    CaseSeverity,
    Dimension,
    LocalCause,
    ReceiptChannel,
    Responsibility,
    ToldWay,
    Verdict,
)
from complaints.enums.follow import CallResult, Satisfaction
from complaints.models import Complaint, ComplaintCode
from lobby.branches.actors import CUSTOMER, Actor
from lobby.branches.calendar import business_date, moment
from lobby.branches.models import Branch, Staff
from queueing.models import Ticket

HOUR, MINUTE = dt.timedelta(hours=1), dt.timedelta(minutes=1)
MORNING = dt.time(10, 20)
WHO = ("manager", "head", "cp1", "lead1", "teller1", "teller2")


def write(password: str, at: dt.datetime) -> None:
    """Write them once; a second run changes nothing."""
    branch = Branch.objects.filter(is_demo=True).order_by("code").first()
    if branch is None or Complaint.objects.filter(branch=branch).exists():
        return
    staff = {one.username: one for one in Staff.objects.filter(username__in=WHO)}
    codes = {(one.dimension, one.code): one for one in ComplaintCode.objects.all()}
    if len(staff) == len(WHO) and codes:
        stage = Stage(branch, at, staff, codes)
        for tell in STORIES:
            tell(stage)


@dataclass(slots=True)
class Stage:
    """The branch, its people and codes, and the present moment."""

    branch: Branch
    at: dt.datetime
    staff: dict[str, Staff]
    codes: dict[tuple[str, str], ComplaintCode]

    def days_ago(self, days: int) -> dt.datetime:
        """A morning some days ago."""
        return moment(self.branch, business_date(self.branch, self.at) - dt.timedelta(days=days), MORNING)

    def received(self, content: str, at: dt.datetime, *, by: Actor | None = None, **fields: Any) -> Complaint:
        """Somebody complains at the branch, was listened to, and left a number."""
        values: dict[str, Any] = {"channel": ReceiptChannel.VISIT, "is_heard": True, "contact": "13800000000"}
        who = by or self.staff["teller1"].actor
        return cases.receive(self.branch, by=who, at=at, content=content, **{**values, **fields})

    def known(self, complainant: str, business: str, cause: LocalCause, **fields: Any) -> dict[str, Any]:
        """What registering asks for."""
        return {
            "complainant": complainant,
            "severity": CaseSeverity.NORMAL,
            "channel_code": self.codes[Dimension.CHANNEL, "branch"],
            "business_code": self.codes[Dimension.BUSINESS, business],
            "local_cause": cause,
            "effort_minutes": 8,
            **fields,
        }

    def newest_ticket(self) -> Ticket | None:
        """A ticket of today that was called."""
        rows = Ticket.objects.filter(branch=self.branch, first_called_at__isnull=False, issued_at__lte=self.at)
        return rows.select_related("service", "counter").order_by("-issued_at").first()


def just_received(stage: Stage) -> None:
    """Noted at the counter from the ticket; nobody has registered it yet."""
    words = "叫到号以后柜台让我重新填单，又排了一次，前后等了快一个小时"
    stage.received(words, stage.at - 40 * MINUTE, ticket=stage.newest_ticket(), contact="13811112222")


def registered_late(stage: Stage) -> None:
    """Registered yesterday, and the first feedback is soon due."""
    began = stage.at - 20 * HOUR
    complaint = stage.received("短信费扣了三个月，没有人告诉过我", began, contact="13922223333")
    known = stage.known("陈先生", "information", LocalCause.EXPLANATION)
    cases.register(complaint, by=complaint.owner, at=began + HOUR, **known)


def being_analysed(stage: Stage) -> None:
    """The mobile bank failed; the owner looks for the cause and has told the customer so."""
    began = stage.days_ago(2)
    complaint = stage.received(
        "手机银行转账一直转圈，款扣了对方没收到",
        began,
        by=CUSTOMER,
        channel=ReceiptChannel.APP,
        contact="ma@example.com",
    )
    owner = complaint.owner
    known = stage.known("马女士", "payment", LocalCause.SYSTEM, channel_code=stage.codes[Dimension.CHANNEL, "app"])
    complaint = cases.register(complaint, by=owner, at=began + HOUR, **known)
    cases.feedback(
        complaint, by=owner, at=began + 2 * HOUR, text="已查询到款项在途，明天给您准确答复", way=ToldWay.PHONE
    )
    cases.analyse(complaint, by=owner, at=began + 3 * HOUR, text="请科技部查交易流水", effort_minutes=20)


def major_waits(stage: Stage) -> None:
    """A large amount: the plan waits for the branch head."""
    began = stage.days_ago(3)
    complaint = stage.received(
        "定期到期没有按约定转存，少了利息",
        began,
        channel=ReceiptChannel.CALL,
        amount=Decimal(80_000),
        contact="13733334444",
    )
    owner = complaint.owner
    known = stage.known("刘先生", "savings", LocalCause.OPERATION, severity=CaseSeverity.SERIOUS)
    complaint = cases.register(complaint, by=owner, at=began + HOUR, **known)
    cases.feedback(complaint, by=owner, at=began + 2 * HOUR, text="正在核对存单与约定", way=ToldWay.PHONE)
    complaint = cases.analyse(complaint, by=owner, at=began + 3 * HOUR, effort_minutes=30)
    cases.plan(
        complaint,
        by=owner,
        at=began + 26 * HOUR,
        text="按约定补足利息差额，向客户书面说明，运营复核转存流程",
        responsibility=Responsibility.PROCESS,
        effort_minutes=25,
    )


def nearly_due(stage: Stage) -> None:
    """Passed on by a hotline twelve days ago; what was planned is being done."""
    began = stage.days_ago(12)
    complaint = stage.received(
        "信用卡年费减免承诺没有兑现",
        began,
        channel=ReceiptChannel.HOTLINE_12378,
        forwarded_number="12378-2026-004518",
        contact="13655556666",
    )
    owner = complaint.owner
    complaint = cases.register(
        complaint, by=owner, at=began + HOUR, **stage.known("赵女士", "credit-card", LocalCause.EXPLANATION)
    )
    cases.feedback(complaint, by=owner, at=began + 3 * HOUR, text="已收到，正在核实当时的约定", way=ToldWay.PHONE)
    complaint = cases.analyse(complaint, by=owner, at=began + 4 * HOUR, effort_minutes=15)
    complaint = cases.plan(
        complaint,
        by=owner,
        at=began + 28 * HOUR,
        text="核实录音，按约定减免年费",
        responsibility=Responsibility.STAFF,
    )
    cases.resolve(complaint, by=owner, at=began + 29 * HOUR)


def to_be_called_back(stage: Stage) -> None:
    """Decided yesterday; somebody else calls the customer back."""
    began = stage.days_ago(1)
    complaint = stage.received(
        "窗口少，午休时只开一个", began, channel=ReceiptChannel.OPINION_BOOK, contact="13577778888"
    )
    settle_now(
        complaint,
        by=complaint.owner,
        at=began + HOUR,
        card=list(CardStep),
        verdict=Verdict.UPHELD,
        answer="向您道歉，从本周起午间加开一个窗口",
        **stage.known("孙女士", "savings", LocalCause.WAIT),
    )


def closed(stage: Stage) -> None:
    """Settled on the spot, called back, closed."""
    began = stage.days_ago(9)
    complaint = stage.received("大堂人员没有起身接待", began, contact="13499990000", about_staff=stage.staff["teller2"])
    complaint = settle_now(
        complaint,
        by=complaint.owner,
        at=began + 15 * MINUTE,
        card=list(CardStep),
        verdict=Verdict.PARTLY,
        answer="当面道歉，已提醒相关人员",
        **stage.known("周女士", "savings", LocalCause.ATTITUDE),
    )
    officer, later = stage.staff["cp1"], began + 24 * HOUR
    visits.call_back(
        complaint, by=officer, at=later, result=CallResult.ANSWERED, is_solved=True, satisfaction=Satisfaction.SATISFIED
    )
    visits.close(complaint, by=officer, at=later + 5 * MINUTE)


def withdrawn(stage: Stage) -> None:
    """The customer took it back on the page."""
    began = stage.days_ago(5)
    complaint = stage.received("回单打印机没有纸", began, by=CUSTOMER, channel=ReceiptChannel.PAGE)
    cases.withdraw(complaint, by=CUSTOMER, at=began + 2 * HOUR, text="已经拿到回单")


STORIES = (
    nearly_due,
    closed,
    withdrawn,
    major_waits,
    being_analysed,
    to_be_called_back,
    registered_late,
    just_received,
)
