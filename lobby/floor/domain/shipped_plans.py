"""The plans that come with the product, one for each kind and severity it usually has: role, minutes, words."""

from __future__ import annotations

from lobby.branches.enums import RoleCode
from lobby.floor.enums.incidents import IncidentKind, IncidentSeverity

K, S, R = IncidentKind, IncidentSeverity, RoleCode
Task = tuple[RoleCode, int, str, str]

SYSTEM_FAILURE: list[Task] = [
    (R.LM, 2, "指定一名员工统一向客户说明情况", "Name one person who explains to customers"),
    (R.LM, 5, "提供备用渠道、附近网点或改约时间", "Offer other channels, a branch nearby or another time"),
    (R.TELLER_LEAD, 5, "确认故障范围并切换备用系统", "Find out what fails and switch to the backup"),
    (R.TECH, 5, "现场排查，联系技术支持", "Check on the spot and call technical support"),
    (R.SEC, 5, "维持等候区秩序", "Keep order in the waiting area"),
    (R.HEAD, 10, "向上级报告影响范围和预计恢复时间", "Tell the superior office what is affected and until when"),
]
DISASTER: list[Task] = [
    (R.LM, 2, "停止取号，引导客户到安全地点", "Stop giving numbers and lead customers to safety"),
    (R.SEC, 2, "打开疏散通道，检查各区域有无滞留", "Open the ways out and look for people left in each area"),
    (R.TELLER_LEAD, 5, "现金、凭证和印章入库上锁", "Lock cash, vouchers and stamps away"),
    (R.HEAD, 5, "点名清点员工和客户", "Take the roll-call of staff and customers"),
    (R.HEAD, 10, "报告上级并联系救援", "Tell the superior office and call for rescue"),
    (R.TECH, 15, "切断危险电源，保护设备", "Cut dangerous power and protect the machines"),
]
PLANS: dict[tuple[str, str], list[Task]] = {
    (K.BANK_RUN, S.I): [
        (R.HEAD, 5, "立即报告上级行并请求资金和人员支援", "Report upwards at once and ask for cash and people"),
        (R.TELLER_LEAD, 10, "增开全部窗口，核实现金库存", "Open every window and count the cash at hand"),
        (R.LM, 5, "公示正常兑付，安抚并有序引导客户", "Show that everybody is paid, calm and guide customers"),
        (R.SEC, 5, "分区排队，防止拥挤踩踏", "Queue by area so that nobody is crushed"),
        (R.LMA, 10, "为老弱客户安排座位和饮水", "Seats and water for those who need them"),
        (R.HEAD, 15, "统一对外口径，由指定人员答复", "One voice only: the named person answers"),
    ],
    (K.SYSTEM_FAILURE, S.I): [
        *SYSTEM_FAILURE,
        (R.BR_OPS, 15, "协调邻近网点接待客户", "Have branches nearby take customers"),
    ],
    (K.SYSTEM_FAILURE, S.II): SYSTEM_FAILURE,
    (K.ROBBERY, S.II): [
        (R.SEC, 1, "保证人身安全，避免正面冲突，按动报警", "People first, no confrontation, set off the alarm"),
        (R.HEAD, 2, "报警110，报告地点和人数", "Call 110 and tell where and how many"),
        (R.SEC, 5, "关闭出入口，保护现场", "Close the doors and keep the scene untouched"),
        (R.HEAD, 10, "按区域点名，照看受害客户", "Roll-call by area, look after the customer concerned"),
        (R.HEAD, 30, "记录证据：摄像机编号和时段、目击者", "Note evidence: cameras with times, witnesses"),
    ],
    (K.SECURITY, S.II): [
        (R.SEC, 1, "观察并保持距离，人身安全第一", "Watch from a distance, people first"),
        (R.HEAD, 2, "报警110并通知上级保卫部门", "Call 110 and tell the security department"),
        (R.SEC, 3, "安静地把客户引导到安全区域", "Lead customers quietly to a safe area"),
        (R.HEAD, 10, "按区域点名", "Roll-call by area"),
        (R.HEAD, 30, "登记证据，只记摄像机编号和时段", "Note evidence, of cameras only number and times"),
    ],
    (K.NATURAL_DISASTER, S.I): [
        *DISASTER,
        (R.BR_OPS, 20, "统筹跨网点救援和替代服务", "Organise rescue and service across branches"),
    ],
    (K.NATURAL_DISASTER, S.II): DISASTER,
    (K.SUDDEN_ILLNESS, S.III): [
        (R.LM, 1, "到客户身边，拨打120，记录时间", "Go to the customer, call 120, note the time"),
        (R.LMA, 2, "取急救箱，请急救员到场", "Fetch the first-aid kit and the first-aider"),
        (R.SEC, 2, "疏开围观，保持通道畅通，迎接救护车", "Keep people back and the way free, meet the ambulance"),
        (R.LM, 10, "联系客户家属", "Reach the customer's family"),
        (R.HEAD, 30, "安排后续慰问", "See that somebody asks after the customer later"),
    ],
    (K.INJURY, S.III): [
        (R.LM, 1, "查看伤情，必要时拨打120", "See how bad it is, call 120 if needed"),
        (R.LMA, 2, "用急救箱作初步处理", "First help from the kit"),
        (R.SEC, 5, "围护现场，排除危险", "Fence the place off and remove the danger"),
        (R.HEAD, 30, "登记经过、摄像机时段和见证人", "Note what happened, camera times and witnesses"),
    ],
    (K.TROUBLE_MAKING, S.III): [
        (R.LM, 2, "请到单独区域，先听后说", "Ask into a separate area, listen first"),
        (R.SEC, 2, "在旁守候，劝阻过激行为", "Stand by and stop what goes too far"),
        (R.HEAD, 10, "由负责人出面答复", "The head answers in person"),
        (R.SEC, 15, "劝阻无效时报警", "Call the police when nothing helps"),
    ],
    (K.CROWD_SURGE, S.III): [
        (R.LM, 3, "启动高峰方案，分流到自助和智能设备", "Start the peak plan, guide to machines"),
        (R.TELLER_LEAD, 5, "增开窗口，推迟轮休", "Open windows, put breaks off"),
        (R.SEC, 3, "控制入口人数，疏导通道", "Limit the entrance, keep ways free"),
        (R.LMA, 5, "广播等候情况，提醒看管随身物品", "Announce the wait, remind of belongings"),
    ],
    (K.RESOURCE_HOGGING, S.III): [
        (R.LM, 5, "了解需求，说明合理使用的规则", "Ask what is needed, explain fair use"),
        (R.TELLER_LEAD, 10, "为其他客户调整窗口", "Free a window for the others"),
        (R.SEC, 10, "必要时劝离", "Ask to leave when needed"),
    ],
    (K.FALSE_INFORMATION, S.III): [
        (R.HEAD, 10, "核实内容并报告上级", "Check what is said and report it"),
        (R.LM, 10, "按统一口径向客户说明", "Explain to customers in the agreed words"),
        (R.BR_OPS, 60, "联系发布平台澄清", "Have the platform set it right"),
    ],
    (K.GROUP_EVENT, S.II): [
        (R.HEAD, 5, "向上级报告并请求支援", "Report upwards and ask for support"),
        (R.LM, 5, "设单独接待区，增派人员", "Set up a separate area with more staff"),
        (R.LM, 10, "请对方推选代表，不超过五人", "Ask for representatives, five at most"),
        (R.HEAD, 30, "由一人记录诉求并答复时限", "One person notes demands and says by when"),
        (R.SEC, 5, "维持秩序，保持其他客户通行", "Keep order and the way of other customers free"),
    ],
    (K.OTHER, S.III): [
        (R.LM, 5, "到场了解情况，安抚客户", "Go there, understand, calm customers"),
        (R.SEC, 5, "维持秩序", "Keep order"),
        (R.HEAD, 15, "决定处置办法并报告", "Decide what to do and report"),
    ],
}
