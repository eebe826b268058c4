"""Checklists of every day: opening, teller's preparation, patrol, closing."""

from __future__ import annotations

from lobby.branches.enums import RoleCode
from lobby.floor.domain.checks.shipped.wording import Shipped, count, device, group, line
from lobby.floor.enums.checks import CheckKind, CheckSubject, When

LOBBY = [RoleCode.LM, RoleCode.LMA]
SEC, TECH, LEAD = RoleCode.SEC, RoleCode.TECH, RoleCode.TELLER_LEAD

OPENING = Shipped(
    code="opening",
    kind=CheckKind.OPENING,
    name_zh="开门检查",
    name_en="Opening check",
    fields={"roles": LOBBY, "signed_by": RoleCode.HEAD, "when": When.OPENING},
    groups=(
        group(
            "大厅环境", "Hall",
            line("地面、玻璃、填单台干净，无杂物", "Floor, glass and writing desks are clean and clear"),
            line("座椅干净、摆放整齐，爱心座椅空置", "Seats are clean and in line, care seats are free"),
            line("灯光、空调、饮水机正常", "Lights, air conditioning and water dispenser work", team=TECH),
            line("入口与疏散通道畅通", "Entrance and escape ways are clear", is_compliance=True, photo_on_issue=True,
                 weight=3, team=SEC, task_due_s=900),
        ),
        group(
            "设备与服务七查", "Seven device and service checks",
            device("取款机、自助终端运行正常", "Cash machines and terminals run", "atm,cash_recycler,terminal",
                   is_compliance=True),
            line("取款机外罩宣传画面完好、在有效期内", "Adverts on the cash machines' hoods are whole and in date",
                 about="content:hood"),
            line("每台设备旁有操作指南", "Every machine has its operating guide",
                 about="device-list:serving"),
            device("网银体验机能够登录网上银行", "The e-banking PC can sign in", "ebank_pc"),
            device("客户服务电话线路畅通", "The service phone line is open", "phone"),
            device("客用点钞机、验钞机正常", "Customers' note counter and note detector work", "note_detector"),
            line("客户意见簿在位，昨日意见已登记", "The opinion book is in its place, yesterday's entries are typed in",
                 is_compliance=True),
        ),
        group(
            "叫号与显示", "Queue and displays",
            device("取号机出号、纸张充足", "The ticket kiosk prints and has paper", "kiosk", is_compliance=True),
            device("叫号屏、电子屏显示正常", "Call display and LED board show correctly", "wall,led"),
            device("智能柜台可用", "Smart counters can be used", "smart_counter"),
            device("远程柜员机可用", "Video teller machines can be used", "vtm"),
        ),
        group(
            "物料盘点", "Stock",
            count("宣传折页（份）", "Leaflets (copies)", 20, "stock:leaflet"),
            count("常用凭条、单据（本）", "Common slips and forms (pads)", 5, "stock:form"),
            count("取号纸（卷）", "Ticket paper (rolls)", 2, "stock:paper"),
            line("过期、破损的宣传资料已撤下", "Expired or damaged leaflets are removed", is_compliance=True,
                 about="expired:leaflet", weight=2),
            line("急救箱齐全、药品在有效期内", "The first-aid kit is complete and in date", is_compliance=True,
                 about="expired:first_aid", weight=2),
        ),
        group(
            "工作夹", "Work folder",
            line("热销产品折页、常用单据、便签与笔齐全", "Leaflets of current products, common forms, notes and pens are there",
                 about="stock:folder"),
        ),
        group(
            "标识", "Signs",
            line("指引牌、标识牌、窗口牌完整清晰", "Direction signs, labels and counter plates are whole and legible"),
            line("折页架整齐、品种齐全", "Leaflet racks are in order and hold every kind"),
            line("营业时间、执照、收费公示齐全", "Opening hours, licence and price list are on show", is_compliance=True,
                 weight=2),
        ),
        group(
            "屏幕与画面", "Screens and frames",
            line("电子屏播放内容合规、在有效期内", "What screens play is approved and in date", is_compliance=True,
                 about="content:wall", weight=3),
            line("海报框、灯箱画面合规、在有效期内", "Posters and light boxes are approved and in date",
                 is_compliance=True, photo_on_issue=True, about="content:poster", weight=3),
        ),
        group(
            "仪容仪表", "Appearance",
            line("着装统一、佩戴工牌，发型与妆容整洁，站姿端正，状态饱满（每位当班人员自查）",
                 "Uniform and badge, tidy hair, plain make-up and accessories, upright and rested (each person on duty)",
                 is_per_person=True, is_compliance=True),
        ),
    ),
)  # fmt: skip

TELLER_PREP = Shipped(
    code="teller-prep",
    kind=CheckKind.TELLER_PREP,
    name_zh="柜员班前准备",
    name_en="Teller's preparation",
    fields={
        "roles": [RoleCode.TELLER, LEAD, RoleCode.WM, RoleCode.RM],
        "when": When.OPENING,
        "subject": CheckSubject.COUNTER,
        "due_before_s": 0,
        "is_watched": False,
        "needs_two": True,
    },
    groups=(
        group(
            "设备", "Equipment",
            line("电脑开机，业务系统可登录", "The PC is on and signs in", is_compliance=True, team=TECH),
            line("打印机、扫描仪正常，纸张充足", "Printer and scanner work and have paper", is_compliance=True, team=TECH),
            line("点钞机、验钞机正常", "Note counter and note detector work", is_compliance=True, team=TECH),
            line("评价器、叫号正常", "Rating pad and calling work", team=TECH),
        ),
        group(
            "印章与凭证", "Seals and vouchers",
            line("印章齐全，由双人核对交接", "Seals are complete, checked and handed over by two", is_compliance=True,
                 team=LEAD),
            line("重要空白凭证号码相符，由双人核对", "Numbers of blank vouchers agree, checked by two",
                 is_compliance=True, team=LEAD),
            line("常用单据、凭条充足", "Common forms and slips are enough", team=LEAD),
        ),
        group(
            "窗口", "Counter",
            line("台面整洁，笔与老花镜就位", "The desk is tidy, pen and reading glasses are there"),
            line("宣传资料摆放到位且在有效期内", "Promotion is laid out and in date", about="expired:leaflet"),
        ),
    ),
)  # fmt: skip

PATROL = Shipped(
    code="patrol",
    kind=CheckKind.PATROL,
    name_zh="大厅巡视",
    name_en="Patrol of the hall",
    fields={"roles": [*LOBBY, RoleCode.BA, SEC], "when": When.PATROL},
    groups=(
        group(
            "等候区", "Waiting area",
            line("等候较久的客户已致歉并说明原因", "Customers who wait long got an apology and the reason"),
            line("饮水、报刊充足，座椅够用", "Water and reading are there, seats are enough"),
            line("无需要帮助的老人、孕妇、残障客户被忽略", "Nobody who needs help is left alone", is_compliance=True),
        ),
        group(
            "设备与秩序", "Machines and order",
            device("自助设备运行，有人引导", "Machines run and somebody guides", "atm"),
            line("一米线、通道有序，无可疑情况", "Lines keep their distance, ways are clear, nothing suspicious", team=SEC,
                 task_due_s=600),
        ),
    ),
)  # fmt: skip

CLOSING = Shipped(
    code="closing",
    kind=CheckKind.CLOSING,
    name_zh="关门检查",
    name_en="Closing check",
    fields={
        "roles": [*LOBBY, LEAD, SEC],
        "signed_by": RoleCode.HEAD,
        "when": When.CLOSING,
        "needs_two": True,
    },
    groups=(
        group(
            "大厅", "Hall",
            line("无客户滞留，遗失物品已登记", "Nobody is left inside, lost items are recorded", is_compliance=True),
            line("出借物品全部归还", "Everything lent out is back", about="loans:open"),
            line("未完成任务已交接", "Open tasks are handed over", about="tasks:open"),
        ),
        group(
            "设备", "Machines",
            device("自助设备状态正常，延时区可用", "Machines are fine for the night", "atm"),
            line("电脑、空调、灯光按规定关闭", "PCs, air conditioning and lights are off as ruled"),
        ),
        group(
            "安全", "Security",
            line("尾箱由双人封存、双人交接", "Cash boxes are sealed and handed over by two", is_compliance=True, weight=3,
                 team=LEAD, task_due_s=900),
            line("门窗、卷帘已锁", "Doors, windows and shutters are locked", is_compliance=True, weight=3, team=SEC,
                 task_due_s=900),
            line("监控、报警已布防并测试", "Cameras run, the alarm is set and tested", is_compliance=True, weight=3,
                 team=SEC, task_due_s=900),
        ),
    ),
)  # fmt: skip

DAILY = (OPENING, TELLER_PREP, PATROL, CLOSING)
