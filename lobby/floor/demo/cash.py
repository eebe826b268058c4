"""Demo data of the cash side: a request to approve, a seizure in custody, a prevented fraud and a case."""

from __future__ import annotations

import datetime as dt

from lobby.branches.enums import AuthorityAction
from lobby.branches.models import Branch, Staff
from lobby.floor.domain import authority, bills, dual_signs
from lobby.floor.domain.fraud import cases, checks, talks
from lobby.floor.domain.seizures import steps
from lobby.floor.domain.seizures.pieces import Piece
from lobby.floor.domain.seizures.steps import Voucher
from lobby.floor.enums.authority import UseReason
from lobby.floor.enums.bills import BillDoubt, BillKind
from lobby.floor.enums.dual_signs import DualKind
from lobby.floor.enums.fraud import FraudKind, FraudSign, FraudStep
from lobby.floor.models import Seizure

HOUR = dt.timedelta(hours=1)
MINUTE = dt.timedelta(minutes=1)


def write(password: str, at: dt.datetime) -> None:
    """Fill branch 0001 once."""
    branch = Branch.objects.filter(code="0001").first()
    if branch is None or Seizure.objects.filter(branch=branch).exists():
        return
    names = ("teller1", "teller2", "lead1", "manager")
    people = {one.username: one for one in Staff.objects.filter(username__in=names)}
    if len(people) == len(names):
        write_money(branch, people, at=at)
        write_fraud(branch, people, at=at)


def write_money(branch: Branch, people: dict[str, Staff], *, at: dt.datetime) -> None:
    """Waivers, a seizure that is in custody, a bill and a dual sign-off."""
    first, second, lead = people["teller1"], people["teller2"], people["lead1"]
    fee, waited = AuthorityAction.FEE_WAIVER, UseReason.LONG_WAIT
    authority.use(first, branch, at=at - HOUR, action=fee, amount=10, reason=waited, note="等候超过 30 分钟")
    authority.use(second, branch, at=at - 2 * MINUTE, action=fee, amount=60, reason=waited, note="挂失补卡工本费")
    seizure = steps.find(second, branch, at=at - 2 * HOUR, pieces=[Piece("note", "100", "C5H6088112")])
    steps.join(seizure, second=first, at=at - 2 * HOUR + MINUTE)
    steps.mark(seizure, by=second, at=at - 2 * HOUR + 2 * MINUTE, in_view=True)
    voucher = Voucher("JB20260001", "赵示例", "110101198001010010", has_signed=True)
    steps.write_voucher(seizure, by=second, at=at - 2 * HOUR + 5 * MINUTE, voucher=voucher)
    steps.inform(seizure, by=second, at=at - 2 * HOUR + 6 * MINUTE)
    steps.hand_over(seizure, custodian=lead, at=at - 2 * HOUR + 9 * MINUTE)
    bills.ask(first, branch, at=at - MINUTE, kind=BillKind.CHEQUE, doubts=[BillDoubt.PRINT], bill_no="30204455")
    signed = dual_signs.open_sign(
        first, branch, at=at - 3 * HOUR, kind=DualKind.ATM_LOAD, text="1 号自助设备装钞，钞箱 2 个，封签已核对"
    )
    dual_signs.sign(signed, second=lead, at=at - 3 * HOUR + MINUTE, on_same_device=True)


def write_fraud(branch: Branch, people: dict[str, Staff], *, at: dt.datetime) -> None:
    """A check under review, a prevented fraud and a case after its second step."""
    first, manager = people["teller1"], people["manager"]
    checks.check(
        first,
        branch,
        at=at - 3 * MINUTE,
        signs=[FraudSign.CODES, FraudSign.HURRY],
        amount=80_000,
        note="对方自称客服，要求当天转账",
    )
    talks.talk(
        manager,
        branch,
        at=at - HOUR,
        kind=FraudKind.PHONE,
        is_convinced=True,
        amount=50_000,
        police="96110,核实为冒充公检法",
    )
    case = cases.open_case(
        manager, branch, at=at - 4 * HOUR, kind=FraudKind.PHISHING, amount=12_800, customer_name="钱示例"
    )
    for step, note in ((FraudStep.CALM, "请到理财室，倒水安抚"), (FraudStep.FACTS, "保存短信与转账记录")):
        cases.take_step(case, by=manager, at=at - 4 * HOUR + step * 10 * MINUTE, step=step, note=note)
