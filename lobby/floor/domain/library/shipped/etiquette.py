"""The six links of receiving a customer, each with its phrase and body language, and the card of the entrance post."""

from __future__ import annotations

from lobby.floor.domain.library.shipped.item import Both, Shipped
from lobby.floor.enums.library import ContentKind, EtiquetteLink


def link(which: EtiquetteLink, title: Both, body: Both, body_language: Both) -> Shipped:
    """One link."""
    return Shipped(
        code=f"etiquette-{which}",
        kind=ContentKind.ETIQUETTE,
        title=title,
        body=body,
        tags=("六个环节", which.value),
        extra={"link": which.value, "body_language_zh": body_language[0], "body_language_en": body_language[1]},
    )


L = EtiquetteLink
ETIQUETTE = (
    link(
        L.GREET,
        ("迎接客户", "Greet"),
        (
            "**您好，欢迎光临。请问您今天想办理什么业务？**\n\n- 客户进门三步之内先开口\n- 同时来了几位，先对大家问好，再按先后接待\n- 正在接待时，对新来的客户点头示意：“您好，请稍等，我马上来。”",
            "**Good morning, welcome. What may we do for you today?**\n\n- Speak first, within three steps of the door\n- Several at once: greet all, then attend to them in turn\n- Busy with somebody: nod to the newcomer and say “Good morning, I will be with you in a moment.”",
        ),
        (
            "双手自然交叠于身前，面带微笑，目光平视，行 45 度鞠躬礼；不倚靠台面，不背对大门。",
            "Hands folded in front, a smile, eyes level, a bow of 45 degrees; do not lean on the desk or turn your back to the door.",
        ),
    ),
    link(
        L.CONSULT,
        ("询问需求", "Ask what is needed"),
        (
            "**请问您要办理哪项业务？身份证和银行卡都带了吗？**\n\n- 先听完，再用一句话复述确认\n- 只问办理业务所必需的内容，不在大厅里念出姓名、金额和卡号\n- 一时答不上来：“我马上帮您确认”，不猜、不推",
            "**Which service do you need? Do you have your identity card and bank card with you?**\n\n- Listen to the end, then repeat it in one sentence\n- Ask only what the service needs; never say a name, an amount or a card number aloud in the hall\n- Not sure: “Let me find out for you.” Do not guess, do not send the customer away",
        ),
        (
            "身体略向前倾，与客户保持一臂距离；看证件时双手接、双手还。",
            "Lean forward slightly, an arm's length away; take and return documents with both hands.",
        ),
    ),
    link(
        L.LEAD,
        ("引导分流", "Lead the way"),
        (
            "**这项业务在智能柜台更快，我陪您过去；您想在窗口办理也完全可以。**\n\n- 说明去哪里、大约等多久、为什么\n- 年长、行动不便或不愿用设备的客户，不劝第二次\n- 带到位置，交代给下一位同事再离开",
            "**This is quicker at the smart counter, let me take you there; the counter is fine as well if you prefer it.**\n\n- Say where, about how long, and why\n- Do not ask twice when somebody is old, walks with difficulty or does not want a machine\n- Walk along, introduce the next colleague, then leave",
        ),
        (
            "走在客户侧前方约一米，五指并拢、掌心向上指示方向，遇台阶停步提醒。",
            "Walk a metre ahead and to the side, point with an open palm, stop and warn at steps.",
        ),
    ),
    link(
        L.WAITING,
        ("等候告知", "Tell about the wait"),
        (
            "**您前面还有几位，大约需要十来分钟。号码快到时屏幕和手机都会提醒您。**\n\n- 说实际的时间，不说“马上”\n- 超过预计时间，主动道歉并说明原因：“让您久等了，我去看看。”\n- 可以先填单、核对证件、倒杯水",
            "**There are a few people ahead of you, about ten minutes. The screen and your phone tell you when it is your turn.**\n\n- Name the real time, never “in a second”\n- Longer than foreseen: apologise first and say why, “I am sorry you had to wait, let me see.”\n- Meanwhile forms, documents, a glass of water",
        ),
        (
            "走到客户座位旁，微微欠身，音量只让客户听清；不隔着大厅喊话。",
            "Go to the seat, bend slightly, speak so that only the customer hears; never call across the hall.",
        ),
    ),
    link(
        L.HELP,
        ("特殊关怀", "Special help"),
        (
            "**我来扶您，慢慢走。这边有座位，也可以优先办理。**\n\n- 老人、孕妇、抱小孩、行动不便的客户：先问“需要我帮忙吗”，同意了再动手\n- 听障客户用写字板；视障客户先报身份，再伸出手臂让客户扶\n- 密码、签字由客户本人完成，旁人回避",
            "**Let me give you a hand, there is no hurry. Here is a seat, and you may go first.**\n\n- Elderly, pregnant, with a small child, unsteady: ask “may I help?” first, act when they agree\n- Hard of hearing: use the writing board; blind: say who you are, then offer your arm\n- PIN and signature are the customer's own; everybody else looks away",
        ),
        (
            "蹲下或坐下与轮椅客户平视；扶手臂，不拉手、不推人。",
            "Sit or crouch to be at eye level with somebody in a wheelchair; offer an arm, never pull or push.",
        ),
    ),
    link(
        L.FAREWELL,
        ("送别客户", "Say goodbye"),
        (
            "**都办好了，请带好您的证件和物品。请慢走，欢迎再来。**\n\n- 提醒桌面、座位有没有遗落的东西\n- 没办成的，说清还缺什么、什么时候可以再来、下次不用重新排队的办法\n- 请客户评价，但不催促、不看屏幕",
            "**All done. Please take your documents and belongings. Take care, and see you next time.**\n\n- Look for things left on the desk and the seat\n- Not completed: say what is missing, when to come back, and how not to wait again\n- Ask for a rating, without urging and without looking at the screen",
        ),
        (
            "起身或转身面向客户，点头致意，目送到门口；雨天主动借伞。",
            "Stand or turn to the customer, nod, follow with your eyes to the door; offer an umbrella when it rains.",
        ),
    ),
    Shipped(
        code="greeting-entrance",
        kind=ContentKind.GREETING,
        title=("入口岗迎宾卡", "Greeting card of the entrance post"),
        tags=("入口岗", "迎宾"),
        body=(
            "站在入口附近、客户一抬眼就能看到的位置。\n\n1. 微笑，三步之内先问好\n2. 问一句：“您今天办理什么业务？”\n3. 30 秒内分流：窗口、智能柜台、远程柜员机、自助、理财\n4. 看到需要帮助的客户，先迎上去\n5. 离岗先交接，不留空岗\n\n**早**：早上好，欢迎光临。\n**忙时**：您好，请先取号，我马上过来。\n**临近下班**：您好，还可以办理，我帮您看看怎样最快。",
            "Stand near the entrance, where the customer's first look falls.\n\n1. Smile, and greet within three steps\n2. Ask: “What may we do for you today?”\n3. In 30 seconds show the way: counter, smart counter, video teller, self-service, wealth desk\n4. Go to meet whoever needs help\n5. Hand the post over before leaving it; it is never empty\n\n**Morning**: Good morning, welcome.\n**Busy**: Good day, please take a number, I am with you in a moment.\n**Near closing**: Good evening, there is still time, let me see what is quickest.",
        ),
    ),
)
