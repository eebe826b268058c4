"""Checklists of every week, month or quarter: safety, facilities, the branch's own assessment, the mystery visit."""

from __future__ import annotations

from lobby.branches.enums import RoleCode
from lobby.floor.domain.checks.shipped.wording import WEEK, Line, Shipped, group, line
from lobby.floor.enums.checks import CheckKind, When

LM, SEC, TECH, HEAD = RoleCode.LM, RoleCode.SEC, RoleCode.TECH, RoleCode.HEAD


def hazard(zh: str, en: str, *, team: str = SEC, due_s: int = 24 * 3600) -> Line:
    """A point of safety: its issue is a hazard with a photo, an owner and a due time."""
    return line(zh, en, is_compliance=True, photo_on_issue=True, weight=3, team=team, task_due_s=due_s)


def link(zh: str, en: str, *lines: tuple[str, str]) -> tuple[str, str, tuple[Line, ...]]:
    """One of the six links of service, seen by phrase, body language, waiting and service."""
    return zh, en, tuple(line(one_zh, one_en, weight=5, task_due_s=WEEK) for one_zh, one_en in lines)


SAFETY = Shipped(
    code="safety",
    kind=CheckKind.SAFETY,
    name_zh="安全风险评估",
    name_en="Safety assessment",
    fields={"roles": [SEC, LM], "signed_by": HEAD, "when": When.WEEKLY, "weekday": 0},
    groups=(
        group(
            "出入口", "Entrance",
            hazard("摄像机无遮挡，能看清人脸", "Cameras are free and show faces"),
            hazard("门锁、防撞、防尾随装置完好", "Locks, bollards and door interlock are whole"),
            hazard("应急出口无锁闭、指示灯亮", "Emergency exits are not locked, their signs are lit", due_s=3600),
        ),
        group(
            "自助银行区", "Self-service",
            hazard("设备无异物、无可疑读卡或摄像装置", "No foreign parts, readers or cameras on machines", due_s=1800),
            hazard("密码遮挡、紧急呼叫按钮完好", "Keypad covers and emergency call work", team=TECH),
            hazard("摄像与照明覆盖操作区", "Cameras and lights cover the machines"),
        ),
        group(
            "现金柜台区", "Cash counters",
            hazard("联动门正常，尾随报警有效", "The interlocked door works, its alarm too"),
            hazard("一键报警测试正常", "The panic button was tested", due_s=3600),
            hazard("防弹玻璃、收银槽完好", "Glass and trays are whole"),
        ),
        group(
            "客户等候区", "Waiting area",
            hazard("消防器材在位、在有效期内", "Fire extinguishers are in place and in date"),
            hazard("地面防滑，无绊倒、坠落隐患", "No danger to slip, trip or be hit", team=LM),
            hazard("急救箱齐全、在有效期内", "The first-aid kit is complete and in date", team=LM),
        ),
        group(
            "信息安全", "Information safety",
            hazard("离座锁屏，台面无客户资料", "Screens are locked, no customer papers lie about", team=LM, due_s=3600),
            hazard("废弃单据粉碎处理", "Waste paper with data is shredded", team=LM),
            hazard("员工安全与保密培训在有效期内", "Staff's safety and secrecy training is in date", team=LM, due_s=WEEK),
            hazard("客用无线网络与业务网隔离，提示牌在位", "Guest Wi-Fi is apart from the bank's net, its notice is up",
                   team=TECH),
            hazard("电子设备无未授权外接", "Nothing unknown is plugged into devices", team=TECH, due_s=3600),
        ),
    ),
)  # fmt: skip

FACILITIES = Shipped(
    code="facilities",
    kind=CheckKind.FACILITIES,
    name_zh="无障碍与便民设施检查",
    name_en="Facilities for everybody",
    fields={"roles": [LM, RoleCode.LMA], "signed_by": HEAD, "when": When.MONTHLY, "month_day": 1},
    groups=(
        group(
            "通行", "Ways",
            line("坡道畅通，求助电话或呼叫按钮有效", "The ramp is free, its help phone or bell works", weight=3,
                 is_compliance=True, photo_on_issue=True, task_due_s=WEEK),
            line("盲道无占用，入口有标识", "The tactile path is free, the entrance is marked", task_due_s=WEEK),
            line("无障碍停车位或上下车位标识清楚", "The place to park or get out is marked", task_due_s=WEEK),
            line("导盲犬可进入，标识在位", "Guide dogs are admitted, the sign is up", is_compliance=True, weight=2),
        ),
        group(
            "服务设施", "Equipment",
            line("轮椅、拐杖完好可借", "Wheelchair and cane are whole and can be lent", about="stock:care_kit", weight=2),
            line("低位柜台可用", "The low counter can be used", weight=2),
            line("叫号有振动或闪光提示", "Calls also vibrate or flash", weight=2),
            line("写字板、放大镜、老花镜在位", "Writing board, magnifier and reading glasses are there"),
            line("盲文指引、盲文键盘或语音可用", "Braille guide and keypad, or speech, can be used", weight=2),
            line("手语图示卡在位", "Cards with sign pictures are there"),
        ),
        group(
            "人员", "People",
            line("至少两名员工会基本手语", "At least two staff know basic sign language", weight=2, task_due_s=4 * WEEK),
            line("上门、远程视频服务方式已公示", "Home visits and video service are announced"),
        ),
    ),
)  # fmt: skip

SELF_CHECK = Shipped(
    code="service-standard",
    kind=CheckKind.SELF_CHECK,
    name_zh="网点服务自评",
    name_en="Branch's own assessment",
    fields={"roles": [LM], "signed_by": HEAD, "when": When.MONTHLY, "month_day": 15},
    groups=(
        group(
            "环境", "Environment",
            line("公示齐全：执照、营业时间（工作日、假日、对公、对私）、收费、汇率利率",
                 "On show: licence, hours by weekday, holiday and kind of customer, prices and rates", weight=10),
            line("屏幕、海报无过期宣传", "No screen or poster shows what has expired", weight=10),
            line("功能区划分清楚，引导标识连续", "Areas are told apart, signs lead on without a gap", weight=8),
            line("设备标明名称、功能、时间与安全提示", "Machines tell name, functions, hours and safety tips", weight=6),
        ),
        group(
            "功能", "Functions",
            line("主动迎询、分流，特殊客户优先", "Customers are met, asked and guided; who needs it goes first", weight=10),
            line("窗口数量与客流相称，弹性排班", "Open windows fit the crowd, shifts are flexible", weight=10),
            line("自助设备有人指导", "Somebody helps at machines", weight=6),
        ),
        group(
            "管理", "Management",
            line("投诉渠道公示，登记与回复及时", "Ways to complain are on show, answers come in time", weight=10),
            line("应急预案在位，演练按期", "Emergency plans are at hand, drills are held", weight=8),
            line("员工服务培训按期", "Staff's service training is up to date", weight=6),
        ),
        group(
            "消费者权益", "Consumer protection",
            line("销售适当性与风险提示到位", "Sales suit the customer, risks are told", weight=8),
            line("客户信息受到保护", "Customers' data are protected", weight=8),
        ),
    ),
)  # fmt: skip

SIX_LINKS = (
    link(
        "迎接", "Greeting",
        ("进门 10 秒内问候，用语规范", "Greeted within ten seconds in the right words"),
        ("微笑、欠身约 45 度、目光接触", "Smile, a bow of about 45 degrees, eye contact"),
        ("进门无需等待招呼", "No waiting to be noticed"),
        ("问清需求", "Was asked about the need"),
    ),
    link(
        "咨询", "Consulting",
        ("用语清楚，不说行话", "Clear words, no jargon"),
        ("倾听、不打断", "Listened and did not interrupt"),
        ("很快得到答复", "The answer came soon"),
        ("答复正确、完整，材料一次说清", "Right and complete, papers told at once"),
    ),
    link(
        "引导", "Leading",
        ("引导语规范", "The right words to lead the way"),
        ("掌心向上指引，走在侧前方", "Open hand, half a step ahead"),
        ("取号与等候区指引及时", "Ticket and place to wait without delay"),
        ("推荐了合适的渠道", "The fitting channel was proposed"),
    ),
    link(
        "等候提示", "While waiting",
        ("主动告知预计等候时间", "Was told how long it takes"),
        ("巡视时有目光与点头示意", "A look and a nod on patrol"),
        ("等候时间与告知相符", "The wait was as told"),
        ("久等时致歉、送水、说明原因", "A long wait got an apology, water and the reason"),
    ),
    link(
        "特殊帮助", "Special help",
        ("主动询问是否需要帮助", "Was asked whether help is needed"),
        ("弯腰或蹲下，平视交流", "Bent or crouched to be at eye level"),
        ("优先安排", "Went first where it is due"),
        ("设施与陪同到位", "Equipment and company were there"),
    ),
    link(
        "送别", "Farewell",
        ("送别语规范", "The right words to part"),
        ("起身或转身目送", "Stood or turned to see the customer off"),
        ("离开无耽搁", "Left without delay"),
        ("提醒带好随身物品，邀请评价", "Was reminded of belongings and asked to rate"),
    ),
)  # fmt: skip

MYSTERY = Shipped(
    code="mystery",
    kind=CheckKind.MYSTERY,
    name_zh="神秘人暗访",
    name_en="Mystery visit",
    fields={"roles": [RoleCode.MYST], "signed_by": HEAD, "when": When.AD_HOC, "is_watched": False},
    groups=tuple(group(zh, en, *lines) for zh, en, lines in SIX_LINKS),
)

PERIODIC = (SAFETY, FACILITIES, SELF_CHECK, MYSTERY)
