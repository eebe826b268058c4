"""What walls may play from the first day on: no product, no promise."""

from __future__ import annotations

from lobby.floor.domain.library.shipped.item import Both, Shipped
from lobby.floor.enums.content import Category
from lobby.floor.enums.library import ContentKind


def slide(code: str, category: Category, title: Both, body: Both, *tags: str) -> Shipped:
    """One content for the walls."""
    return Shipped(
        code=f"wall-{code}",
        kind=ContentKind.WALL_CONTENT,
        title=title,
        body=body,
        tags=(category.value, *tags),
        extra={"category": category.value, "seconds": 12},
    )


WALL_CONTENTS = (
    slide(
        "quiet-hours",
        Category.SERVICE,
        ("哪个时候人少", "When it is quiet"),
        (
            "工作日下午两点到四点通常最空。\n\n手机预约，到点优先。",
            "Weekdays between two and four in the afternoon are usually the quietest.\n\nBook by phone and go first at your time.",
        ),
        "预约",
    ),
    slide(
        "what-to-bring",
        Category.SERVICE,
        ("来之前看一眼", "Before you come"),
        (
            "- 本人身份证件\n- 银行卡或存折\n- 本人手机\n\n缺什么，门口的大堂经理先帮您看。",
            "- Your identity document\n- Bank card or passbook\n- Your own phone\n\nThe lobby manager at the door looks through them with you.",
        ),
        "资料",
    ),
    slide(
        "no-safe-account",
        Category.SERVICE,
        ("没有“安全账户”", "There is no “safe account”"),
        (
            "凡是让您把钱转到“安全账户”的，都是诈骗。\n\n反诈专线 96110",
            "Whoever asks you to move money to a “safe account” is a fraud.\n\nCall 96110",
        ),
        "防诈骗",
    ),
    slide(
        "damaged-notes",
        Category.SERVICE,
        ("残损人民币可以换", "Damaged notes are exchanged"),
        (
            "能辨别面额、剩余四分之三及以上：全额兑换。\n剩余二分之一至四分之三：半额兑换。\n\n请到现金窗口，免费。",
            "Recognisable and three quarters or more left: full value.\nBetween one half and three quarters: half the value.\n\nAt a cash counter, free of charge.",
        ),
        "残损币",
    ),
    slide(
        "rates-change",
        Category.MARKET,
        ("利率和汇率每天会变", "Rates change every day"),
        (
            "屏上和网上看到的以办理时为准。\n\n过去的数字不代表将来。拿不准，请到窗口询问。",
            "What counts is the rate at the moment of the transaction.\n\nFigures of the past say nothing about the future. Please ask at the counter.",
        ),
        "利率", "汇率",
    ),
    slide(
        "understand-before-you-sign",
        Category.PRODUCT,
        ("看懂再签", "Understand before you sign"),
        (
            "理财不是存款，可能亏损。\n\n先做风险评估，再看产品说明书；没看懂，不签字。",
            "An investment is not a deposit and may lose money.\n\nFirst the risk assessment, then the prospectus; do not sign what is not clear.",
        ),
        "理财", "风险",
    ),
)  # fmt: skip
