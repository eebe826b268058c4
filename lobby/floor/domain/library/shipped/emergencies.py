"""Emergency cards, one for each kind of event of the banking association's guidance (R20): what to do in which order."""

from __future__ import annotations

from lobby.branches.enums import RoleCode
from lobby.floor.domain.library.shipped.item import Both, Shipped
from lobby.floor.domain.library.shipped.questions import QUESTIONS
from lobby.floor.enums.library import ContentKind

LED_BY = (RoleCode.LM, RoleCode.HEAD, RoleCode.SEC)


def card(kind: str, title: Both, body: Both, *tags: str) -> Shipped:
    """One card; whoever leads the response answers its questions every year (S430)."""
    code = f"emergency-{kind.replace('_', '-')}"
    return Shipped(
        code=code,
        kind=ContentKind.EMERGENCY_CARD,
        title=title,
        body=body,
        roles=LED_BY,
        tags=(kind, *tags),
        must_acknowledge=True,
        quiz=QUESTIONS[code],
    )


EMERGENCIES = (
    card(
        "bank_run",
        ("挤兑", "Run on deposits"),
        (
            "1. 立即报告行长和上级行，不自行解释原因\n2. 所有窗口照常办理，按序叫号，绝不停业\n3. 现金主管核对库存，申请调拨\n4. 大厅经理维持秩序，请老人和体弱者就座\n5. 对外只用上级行统一的说明\n6. 记录时间、人数、金额和客户反应\n\n**不要**：限制取款、承诺或反驳传言、接受采访。",
            "1. Report to the head and the level above at once; explain nothing on your own\n2. Keep every counter working in order; never close\n3. The cash supervisor counts the stock and asks for more\n4. The lobby manager keeps order and seats the old and weak\n5. Say only what the level above gives out\n6. Write down time, people, amounts, reactions\n\n**Never** limit withdrawals, promise or argue about rumours, or give interviews.",
        ),
        "挤兑",
    ),
    card(
        "system_failure",
        ("业务系统故障", "System failure"),
        (
            "1. 先确认范围：一台、一个窗口还是全行\n2. 停止受影响业务的取号，墙上屏和取号机说明原因\n3. 向等候客户当面说明和致歉，给出预计时间和别的办法\n4. 正在办理的业务逐笔登记，核对是否入账，不重复操作\n5. 报修并记下单号；十五分钟未恢复，上报上级行\n6. 恢复后按原来的顺序叫号",
            "1. Find the extent: one machine, one counter, or everything\n2. Stop numbers for what is affected; wall and kiosk say why\n3. Tell those who wait, apologise, name a time and another way\n4. Write down every transaction in progress, check whether it was booked, repeat nothing\n5. Report the fault and keep its number; not back in 15 minutes: tell the level above\n6. Afterwards call in the order that was",
        ),
        "系统", "停机",
    ),
    card(
        "robbery",
        ("抢劫客户财产", "Robbery of a customer"),
        (
            "1. 人身安全第一：不硬拦，不追出门\n2. 按下无声报警，拨打 110，说清地点、人数、去向\n3. 引导其他客户离开危险区域，卧倒或进入柜台内\n4. 保护现场和录像，记住逃离方向和车牌\n5. 照顾受害客户，必要时拨打 120\n6. 立即报告行长和上级行保卫部门",
            "1. Life first: do not block, do not run after\n2. Press the silent alarm, call 110: place, number of people, direction\n3. Lead the others away, down or behind the counter\n4. Keep the scene and the recordings; remember which way they went and number plates\n5. Look after the victim; call 120 if needed\n6. Report to the head and to security above",
        ),
        "抢劫", "报警",
    ),
    card(
        "natural_disaster",
        ("自然灾害", "Natural disaster"),
        (
            "1. 火灾拨打 119；地震先避险，摇晃停后再撤\n2. 大厅经理指挥疏散：走安全出口，不乘电梯，不返回取物\n3. 老人、孩子、行动不便者由专人陪同\n4. 来得及时锁好现金和印章，切断电源\n5. 到集合点清点人数：员工、客户、保安\n6. 安全确认之前任何人不得返回，报告上级行",
            "1. Fire: call 119. Earthquake: take cover first, leave when it stops\n2. The lobby manager leads: emergency exits, no lifts, nobody goes back for things\n3. Somebody goes with the old, children and those who walk with difficulty\n4. If there is time lock up cash and seals, switch off the power\n5. Count at the assembly point: staff, customers, guards\n6. Nobody returns before it is declared safe; report to the level above",
        ),
        "火灾", "地震", "疏散",
    ),
    card(
        "sudden_illness",
        ("客户突发疾病", "Sudden illness"),
        (
            "1. 拨打 120，说清症状、年龄、地址，派人到路口接车\n2. 让客户就地休息，疏散围观，保持通风；不随意搬动、不喂药\n3. 没有呼吸和反应：由受过培训的人做心肺复苏，取自动除颤器\n4. 联系家属，看管好客户的钱物，两人在场登记\n5. 记录时间和经过，报告行长",
            "1. Call 120: symptoms, age, address; send somebody to meet the ambulance\n2. Let them rest where they are, keep people back and air fresh; do not move them, give no medicine\n3. No breath, no reaction: somebody trained does CPR, fetch the defibrillator\n4. Reach the family; look after money and things, two of you, written down\n5. Note the times, tell the head",
        ),
        "急救", "120", "晕倒",
    ),
    card(
        "injury",
        ("客户人身伤害", "A customer is hurt"),
        (
            "1. 先看伤情，用急救箱止血包扎，严重时拨打 120\n2. 扶到安静处休息，不争论责任\n3. 排除隐患：擦干地面、围挡、移开障碍\n4. 保留录像，拍照，请目击者留下说明\n5. 通知家属和行长，陪同就医\n6. 登记时间、地点、原因、处理",
            "1. Look at the injury, use the first-aid box, call 120 when it is serious\n2. Take them somewhere quiet; do not argue about whose fault it was\n3. Remove the cause: dry the floor, fence off, clear the way\n4. Keep the recordings, take pictures, ask witnesses\n5. Tell family and head; go along to the doctor\n6. Write down time, place, cause, what was done",
        ),
        "摔倒", "急救",
    ),
    card(
        "trouble_making",
        ("寻衅滋事", "Picking a quarrel"),
        (
            "1. 大厅经理和保安一起上前，声音放低，请到安静处谈\n2. 不对骂、不动手、不围观；先听，再说能做什么\n3. 隔开其他客户，照常叫号\n4. 砸物、打人、威胁：按无声报警，拨打 110\n5. 保留录像和证人，事后报告行长",
            "1. Lobby manager and guard go together, speak low, ask to talk somewhere quiet\n2. No shouting back, no hands, no crowd; listen first, then say what can be done\n3. Keep the others apart and go on calling\n4. Things broken, somebody hit or threatened: silent alarm, 110\n5. Keep recordings and witnesses, report to the head",
        ),
        "闹事", "报警",
    ),
    card(
        "crowd_surge",
        ("客流激增", "Sudden crowd"),
        (
            "1. 启动高峰预案：开临时窗口，呼叫支援\n2. 入口分流：能自助的去自助，能预约的给预约\n3. 通道和门口不许堵塞，超过容量就分批进入\n4. 每五分钟向等候客户说明一次进度\n5. 给老人、孕妇、抱小孩的客户安排座位和优先号\n6. 人数继续上升，报告上级行",
            "1. Start the peak plan: temporary windows, support\n2. Sort at the door: self-service where it can be, appointments where it need not be today\n3. Keep ways and doors free; over capacity let people in by turns\n4. Tell those who wait every five minutes how it goes\n5. Seats and priority for the old, pregnant, with small children\n6. Still rising: tell the level above",
        ),
        "拥挤", "高峰",
    ),
    card(
        "resource_hogging",
        ("不合理占用服务资源", "Occupying the service unreasonably"),
        (
            "1. 客气说明：后面还有客户在等，请问还需要多久\n2. 提供别的办法：专门的时间、单独的座席、批量办理\n3. 两次说明仍不让出，请值班负责人到场\n4. 不强行中断正在办理的业务\n5. 记录时间、经过和影响的人数",
            "1. Say politely that others wait, and ask how long it will take\n2. Offer another way: an hour of their own, a separate desk, a batch\n3. Still not after the second time: fetch whoever is in charge\n4. Never break off a transaction that is running\n5. Write down time, course and how many had to wait",
        ),
        "占用窗口",
    ),
    card(
        "false_information",
        ("重大失实信息传播", "Serious false information"),
        (
            "1. 保存证据：截图、链接、时间、传播范围\n2. 立即报告行长和上级行，不在网上回应\n3. 对客户只用统一说明，不评论、不猜测\n4. 留意来客和取款的变化，准备应对挤兑\n5. 接待媒体：请其联系上级行新闻部门，不接受采访",
            "1. Keep the evidence: pictures, links, times, how far it went\n2. Tell the head and the level above at once; answer nothing online\n3. Say to customers only what is given out; no opinion, no guesses\n4. Watch visits and withdrawals; be ready for a run\n5. The press is asked to speak with the press office above",
        ),
        "谣言", "舆情",
    ),
    card(
        "other",
        ("其他突发事件", "Anything else"),
        (
            "1. 先保人，再保钱物，再保秩序\n2. 一个人指挥，其他人各就各位\n3. 该报警就报警：110、119、120\n4. 十五分钟内报告行长：时间、地点、原因、性质、人数、金额、影响、措施\n5. 保护现场，保留录像\n6. 三个工作日内复盘",
            "1. People first, then money and things, then order\n2. One leads, everybody else has a place\n3. Call for help when it is needed: 110, 119, 120\n4. Within 15 minutes tell the head: time, place, cause, nature, people, amount, harm, measures\n5. Keep the scene and the recordings\n6. Review within three working days",
        ),
        "突发",
    ),
)  # fmt: skip
