"""What follows the demo branch's complaints: a promise that was moved in advance, departments' tasks, compensation."""

from __future__ import annotations

import datetime as dt

from complaints.domain import follow
from complaints.enums.cases import Step
from complaints.models import Complaint
from lobby.branches.enums import RoleCode
from lobby.branches.models import Staff
from lobby.floor.enums.authority import UseReason

HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)


def write(password: str, at: dt.datetime) -> None:
    """Write them once, on the complaint that is being resolved; a second run changes nothing."""
    resolving = Complaint.objects.filter(branch__is_demo=True, step=Step.RESOLVING).select_related("owner", "branch")
    complaint = resolving.order_by("pk").first()
    lead = Staff.objects.filter(username="lead1").first()
    if complaint is None or lead is None or complaint.promises.exists():
        return
    owner, began = complaint.owner, complaint.step_since
    kept = follow.promise(complaint, by=owner, at=began, text="当天把通话录音的核实结果告诉您", due_at=began + 7 * HOUR)
    follow.keep_promise(kept, by=owner, at=began + 6 * HOUR, effort_minutes=12)
    moved = follow.promise(complaint, by=owner, at=began, text="把多收的年费退回您的卡上", due_at=at + HOUR)
    follow.change_promise(
        moved, by=owner, at=max(began, at - DAY), due_at=at + 2 * DAY, reason="退费需要上级行批复，后天到账"
    )
    done = follow.give_task(
        complaint, by=owner, at=began, to=RoleCode.TELLER_LEAD, text="核对年费扣收记录", due_at=began + 2 * DAY
    )
    follow.answer_task(done, by=lead, at=began + DAY, text="确认重复扣收一次，共 200 元", effort_minutes=25)
    follow.give_task(
        complaint,
        by=owner,
        at=max(began, at - 2 * DAY),
        to=complaint.branch.unit,
        text="请批复减免年费",
        due_at=max(began, at - 2 * DAY) + DAY,
    )
    follow.ask_compensation(
        complaint,
        by=owner,
        at=max(began, at - HOUR),
        amount=200,
        reason=UseReason.BANK_ERROR,
        text="退还重复扣收的年费",
    )
