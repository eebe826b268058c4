"""What the concierge knows from the first day on: common questions and where things are."""

from __future__ import annotations

from lobby.branches.enums import ZoneKind
from lobby.floor.domain.library.shipped.item import Both, Shipped
from lobby.floor.enums.library import ContentKind


def faq(code: str, title: Both, body: Both, *tags: str) -> Shipped:
    """One question with its answer."""
    return Shipped(code=f"faq-{code}", kind=ContentKind.FAQ, title=title, body=body, tags=tags)


def way(code: str, zone: ZoneKind, title: Both, body: Both, *tags: str) -> Shipped:
    """One place of the hall."""
    return Shipped(
        code=f"way-{code}",
        kind=ContentKind.WAYFINDING,
        title=title,
        body=body,
        tags=tags,
        extra={"zone_kind": zone.value},
    )


COMMON_QUESTIONS = (
    faq(
        "lost-card",
        ("银行卡丢了怎么办", "I lost my bank card"),
        (
            "1. 马上挂失：手机银行、客服电话或任一窗口都可以\n2. 挂失后卡里的钱不能再动，请放心\n3. 带上本人有效身份证件，到窗口补办新卡\n\n请不要把密码和验证码告诉任何人，银行工作人员也不会问。",
            "1. Report it at once: in the mobile bank, by telephone or at any counter\n2. From then on nobody can use the money in it\n3. Bring your own identity document to a counter for a new card\n\nTell nobody your PIN or codes; the bank never asks for them.",
        ),
        "挂失", "丢卡", "补卡", "lost", "stolen", "report",
    ),
    faq(
        "what-to-bring",
        ("办业务要带什么", "What should I bring"),
        (
            "多数业务请带本人有效身份证件，以及银行卡或存折。\n取号时屏幕和小票上会写明这项业务还需要什么；不确定就请问大堂经理，免得白跑一趟。",
            "For most things: your own identity document, and the card or passbook.\nWhen you take a number, screen and slip say what else is needed. If in doubt ask the lobby manager before you wait.",
        ),
        "证件", "材料", "身份证", "documents", "passport",
    ),
    faq(
        "on-behalf",
        ("可以替家人办吗", "Can I do it for a relative"),
        (
            "有些业务可以代办，双方的有效身份证件都要带；开户、改密码等必须本人来。\n本人来不了，可以请大堂经理预约上门服务。",
            "Some things yes: bring the identity documents of both. Opening an account or changing a PIN must be done in person.\nWho cannot come may ask the lobby manager for a visit at home.",
        ),
        "代办", "家人", "上门", "relative", "behalf", "parents",
    ),
    faq(
        "large-cash",
        ("取大额现金要预约吗", "Must I book a large sum of cash"),
        (
            "要。请提前一个工作日打电话、在手机银行或到网点预约，说明金额和取款日期。\n当天请带本人有效身份证件和银行卡。",
            "Yes. One working day before, by telephone, in the mobile bank or here: say the sum and the day.\nOn that day bring your identity document and the card.",
        ),
        "大额", "取现", "取钱", "预约取款", "withdraw", "cash", "booking",
    ),
    faq(
        "damaged-notes",
        ("破损的钞票能换吗", "Can damaged notes be exchanged"),
        (
            "可以。剩下一半以上的按规定换全额或半额，窗口当面鉴定，不收费。\n烧过、受潮粘连的请原样拿来，不要自己分开。",
            "Yes, free of charge: with more than half left you get the full or half value by the rule, judged in front of you.\nBring burnt or sticking notes as they are; do not separate them.",
        ),
        "残币", "破损", "换钱", "torn", "exchange",
    ),
    faq(
        "how-long",
        ("还要等多久", "How long is the wait"),
        (
            "小票上的二维码打开后，可以看到前面还有几位、大约几分钟，轮到您时手机会响。\n想快一些：智能柜台和远程柜员往往更快，取号时屏幕会告诉您。",
            "Scan the code on your slip: it shows how many are ahead and about how many minutes, and rings when it is your turn.\nSmart counters and video tellers are often sooner; the ticket screen tells you.",
        ),
        "等待", "排队", "叫号", "waiting", "queue",
    ),
    faq(
        "missed-call",
        ("过号了怎么办", "I missed my number"),
        (
            "请马上告诉大堂经理，在规定时间内可以直接恢复，不用重新排队。\n临时有事，也可以先在手机页面上顺延。",
            "Tell the lobby manager at once: within the set time your number is taken back and you need not queue again.\nIf something comes up, put it off on your telephone before.",
        ),
        "过号", "顺延", "missed", "number",
    ),
    faq(
        "suspicious-call",
        ("接到可疑电话要我转账", "Somebody on the phone wants me to send money"),
        (
            "先不要转。公检法、银行、客服都不会要您把钱转到“安全账户”，也不会要验证码。\n请直接告诉大堂经理或任何一位工作人员，我们陪您核实。需要报警请拨 110。",
            "Do not send it. No police, court or bank asks for money on a “safe account” or for codes.\nTell the lobby manager or anybody who works here; we look at it together. To call the police dial 110.",
        ),
        "诈骗", "安全账户", "转账", "fraud", "scam", "police",
    ),
    faq(
        "complaint",
        ("我要提意见或投诉", "I want to complain"),
        (
            "请告诉大堂经理，当场能解决的当场解决；也可以在取号小票的页面上写下来，或拨打客服电话。\n每件投诉都有编号和答复期限。",
            "Tell the lobby manager: what can be settled at once is. Or write it on the page of your slip, or call the bank.\nEvery complaint gets a number and a day by which it is answered.",
        ),
        "投诉", "意见", "complaint", "feedback",
    ),
)  # fmt: skip
WAYS = (
    way(
        "cash",
        ZoneKind.CASH,
        ("现金窗口", "Cash counters"),
        ("存取现金、残币兑换在这里。请先取号。", "For cash in and out and damaged notes. Please take a number first."),
        "取钱", "存钱", "现金", "withdraw", "deposit",
    ),
    way(
        "service",
        ZoneKind.NONCASH,
        ("非现金窗口", "Service counters"),
        ("开户、挂失、密码和信息修改在这里。请先取号。", "Accounts, lost cards, PINs and changes. Please take a number first."),
        "开户", "窗口", "柜台", "account", "counter",
    ),
    way(
        "self-service",
        ZoneKind.SELF_SERVICE,
        ("自助机和智能柜台", "Cash machines and smart counters"),
        ("不用等号。需要帮忙请招手，助理会过来。", "No number needed. Wave if you need help and an assistant comes."),
        "自助", "取款机", "智能柜台", "自动取款机", "atm", "machine",
    ),
    way(
        "waiting",
        ZoneKind.WAITING,
        ("等候区", "Waiting area"),
        ("有座位、饮水和爱心专座。叫号屏上会显示您的号码。", "Seats, water and priority seats. The wall shows your number when it is called."),
        "座位", "休息", "喝水", "seat", "water",
    ),
    way(
        "wealth",
        ZoneKind.WEALTH,
        ("理财区", "Wealth zone"),
        ("理财咨询在这里，请先在门口告诉大堂经理或预约。", "For advice on savings and funds; tell the lobby manager first or book."),
        "理财", "基金", "advice", "funds",
    ),
    way(
        "corporate",
        ZoneKind.CORPORATE,
        ("对公窗口", "Corporate counters"),
        ("企业业务在这里。请带营业执照和印鉴。", "For companies. Please bring licence and seals."),
        "对公", "公司", "企业", "company", "business",
    ),
    way(
        "entrance",
        ZoneKind.ENTRANCE,
        ("取号机和大门", "Ticket kiosk and entrance"),
        ("取号、预约签到和大堂经理都在入口。", "Tickets, checking in and the lobby manager are at the entrance."),
        "取号", "出口", "大门", "ticket", "exit", "kiosk",
    ),
)  # fmt: skip
