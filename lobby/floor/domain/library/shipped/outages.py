"""What screens for customers say while a plan is in force. Nothing else than these approved words is ever shown there."""

from __future__ import annotations

from lobby.floor.domain.library.shipped.item import Shipped
from lobby.floor.enums.library import ContentKind

OUTAGES = (
    Shipped(
        code="screen-outage",
        kind=ContentKind.MESSAGE_TEMPLATE,
        title=("系统暂时不能办理业务", "Our system is down for the moment"),
        body=(
            "请勿着急，您的号码保留。工作人员会说明情况；也可到附近网点办理或改约时间。",
            "Please bear with us, your number stays valid. Our staff explain; you may also go to a branch nearby or come at another time.",
        ),
        tags=("屏幕", "故障"),
    ),
    Shipped(
        code="screen-outage-part",
        kind=ContentKind.MESSAGE_TEMPLATE,
        title=("部分业务暂时不能办理", "Part of our service is down for the moment"),
        body=(
            "其他业务照常办理。请勿着急，您的号码保留，工作人员会说明情况。",
            "Everything else goes on as usual. Please bear with us, your number stays valid. Our staff explain.",
        ),
        tags=("屏幕", "故障"),
    ),
    Shipped(
        code="screen-evacuation",
        kind=ContentKind.MESSAGE_TEMPLATE,
        title=("请听从工作人员引导离开大厅", "Please leave the hall, follow our staff"),
        body=(
            "请走最近的安全出口，不要奔跑，不要返回取物。",
            "Use the nearest way out. Do not run, do not go back for belongings.",
        ),
        tags=("屏幕", "疏散"),
    ),
)
