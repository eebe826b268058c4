"""The demo branch's further devices: one of every kind, a spare, a maintenance to come, questions without an answer."""

from __future__ import annotations

import datetime as dt

from devices.domain import concierge, register, windows
from devices.domain.register import Details
from devices.models import MaintenanceWindow, UnansweredQuestion
from lobby.branches.actors import SYSTEM
from lobby.branches.enums import DeviceKind
from lobby.branches.models import Branch, Device, Zone

K = DeviceKind
# Code, kind, zone, names, maker and model, who mends it.
FURTHER = (
    ("CRS1", K.CASH_RECYCLER, "self", "存取款一体机一", "Cash recycler 1", "GRG H68", "运通服务"),
    ("TERM1", K.TERMINAL, "self", "自助终端一", "Self-service terminal 1", "长城 T2", "长城服务"),
    ("LED1", K.LED, "entrance", "门楣屏", "LED sign", "", ""),
    ("EVAL1", K.EVALUATOR, "cash", "评价器一", "Evaluator 1", "", ""),
    ("PC1", K.EBANK_PC, "self", "网银体验机", "E-bank computer", "", "科技部"),
    ("TEL1", K.PHONE, "self", "客服电话", "Service phone", "", "科技部"),
    ("ND1", K.NOTE_DETECTOR, "cash", "点验钞机一", "Note detector 1", "", ""),
    ("PRN1", K.PRINTER, "service", "打印机一", "Printer 1", "", "科技部"),
    ("ALARM1", K.ALARM, "cash", "报警按钮", "Alarm button", "", "保卫部"),
    ("EXP1", K.EXPERIENCE, "waiting", "手机银行体验台", "Mobile bank to try out", "", ""),
    ("HELLO1", K.CONCIERGE, "entrance", "导览屏一", "Concierge 1", "", "科技部"),
)
SPARE, SPARE_FOR = "SC3", "SC2"
CLEANED = "PRN1"
ASKED = ("可以换外币吗", "附近哪里能停车")


def write(password: str, at: dt.datetime) -> None:
    """Make what is missing; a second run changes nothing."""
    branch = Branch.objects.filter(code="0001", is_demo=True).first()
    if branch is None:
        return
    zones = {zone.code: zone for zone in Zone.objects.filter(branch=branch)}
    have = set(Device.objects.values_list("code", flat=True))
    for code, kind, zone, name_zh, name_en, model, vendor in FURTHER:
        if code not in have:
            details = Details(
                name_zh=name_zh, name_en=name_en, kind=kind, zone=zones.get(zone), model=model, vendor=vendor
            )
            register.add(branch, code, details, by=SYSTEM, at=at)
    write_spare(branch, have, at)
    write_window(at)
    write_questions(at)


def write_spare(branch: Branch, have: set[str], at: dt.datetime) -> None:
    """A smart counter that stands ready."""
    stands = Device.objects.filter(branch=branch, code=SPARE_FOR).first()
    if stands is not None and SPARE not in have:
        details = Details(
            name_zh="备用智能柜台",
            name_en="Spare smart counter",
            kind=K.SMART_COUNTER,
            is_spare=True,
            spare_for=stands,
        )
        register.add(branch, SPARE, details, by=SYSTEM, at=at)


def write_window(at: dt.datetime) -> None:
    """A printer that is cleaned tomorrow."""
    device = Device.objects.filter(code=CLEANED, branch__is_demo=True).select_related("branch").first()
    if device is not None and not MaintenanceWindow.objects.filter(device=device).exists():
        starts_at = at.replace(minute=0, second=0, microsecond=0) + dt.timedelta(days=1)
        ends_at = starts_at + dt.timedelta(hours=1)
        windows.plan(device, by=SYSTEM, at=at, starts_at=starts_at, ends_at=ends_at, reason="清洁保养")


def write_questions(at: dt.datetime) -> None:
    """What the concierge was asked in vain."""
    device = Device.objects.filter(code="HELLO1", branch__is_demo=True).select_related("branch").first()
    if device is not None and not UnansweredQuestion.objects.filter(branch=device.branch).exists():
        for text in ASKED:
            concierge.note(device, text, by=device.actor, at=at, language="zh-hans")
