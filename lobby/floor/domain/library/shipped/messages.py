"""Message templates. Names in braces are filled in by whoever sends."""

from __future__ import annotations

from lobby.floor.domain.library.shipped.item import Both, Shipped
from lobby.floor.enums.library import ContentKind


def message(code: str, title: Both, body: Both, *tags: str) -> Shipped:
    """One template."""
    return Shipped(
        code=f"message-{code}", kind=ContentKind.MESSAGE_TEMPLATE, title=title, body=body, tags=("短信", *tags)
    )


MESSAGES = (
    message(
        "appointment-tomorrow",
        ("预约提醒", "Appointment tomorrow"),
        (
            "您预约了{time}到{branch}办理{service}，请带好{documents}。不能来请提前取消或改期：{link}",
            "You have an appointment at {branch} for {service} at {time}. Please bring {documents}. To cancel or change it: {link}",
        ),
        "预约",
    ),
    message(
        "papers-missing",
        ("补充资料提醒", "Papers still missing"),
        (
            "您在{branch}办理的{service}还缺：{documents}。{until}前带来，无需重新排队，凭本短信到大堂即可。",
            "Your {service} at {branch} still needs: {documents}. Bring them by {until} and show this message in the hall: you will not queue again.",
        ),
        "补件",
    ),
    message(
        "forgotten-item",
        ("遗落物品通知", "Something was left behind"),
        (
            "您今天可能在{branch}遗落了物品。请携带身份证件来领，营业时间{hours}。",
            "You may have left something at {branch} today. Please come with your identity document, {hours}.",
        ),
        "失物",
    ),
    message(
        "sorry-for-wait",
        ("久等致歉", "Sorry for the wait"),
        (
            "今天让您久等了，很抱歉。下次可先在手机上预约{service}，或在{quiet}前后来，通常不用等。{branch}",
            "We are sorry that you had to wait today. You may book {service} ahead, or come around {quiet}, when there is hardly a queue. {branch}",
        ),
        "致歉",
    ),
    message(
        "complaint-received",
        ("意见已受理", "We have your complaint"),
        (
            "您的意见我们已收到，编号{number}，由{handler}负责，{until}前给您答复。{branch}",
            "We have your complaint, number {number}. {handler} looks after it and answers by {until}. {branch}",
        ),
        "投诉",
    ),
)  # fmt: skip
