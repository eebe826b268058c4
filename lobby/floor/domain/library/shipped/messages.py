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
    message(
        "nearly-your-turn",
        ("快到您了", "Nearly your turn"),
        (
            "{number}号：前面还有{ahead}位，约{minutes}分钟。请回到{branch}大堂，屏幕和手机都会叫号。",
            "Number {number}: {ahead} ahead of you, about {minutes} minutes. Please come back to the hall of {branch}; screen and phone call your number.",
        ),
        "叫号",
    ),
    message(
        "visit-receipt",
        ("业务办理回执", "Receipt of your visit"),
        (
            "您{time}在{branch}办理了{service}，号码{number}。有疑问请凭本短信到大堂咨询，也可以在这里打分：{link}",
            "At {time} you were served at {branch}: {service}, number {number}. With questions show this message in the hall; you may rate the service here: {link}",
        ),
        "回执",
    ),
    message(
        "follow-up",
        ("办理后回访", "After your visit"),
        (
            "您最近在{branch}办理的业务，还有没弄清楚的地方吗？可以直接到大堂找{staff}，也可以先预约时间：{link}",
            "Is anything still open after your last visit to {branch}? Please ask {staff} in the hall, or book a time first: {link}",
        ),
        "回访",
    ),
    message(
        "keep-in-touch",
        ("问候", "A greeting"),
        (
            "{branch}的{staff}向您问好。需要我们做什么，可以随时预约：{link}",
            "{staff} of {branch} sends greetings. Whenever you need us, book a time: {link}",
        ),
        "问候",
    ),
    message(
        "birthday",
        ("生日祝福", "Happy birthday"),
        ("{branch}的{staff}祝您生日快乐，身体健康。", "{staff} of {branch} wishes you a happy birthday and good health."),
        "生日",
    ),
    message(
        "maturing",
        ("到期提醒", "Something matures"),
        (
            "您在{branch}有一笔业务将于{date}到期。到期后怎样安排由您决定；想了解的话可以预约{staff}：{link}",
            "Something you hold at {branch} matures on {date}. What happens then is your decision; to talk about it book a time with {staff}: {link}",
        ),
        "到期",
    ),
)  # fmt: skip
