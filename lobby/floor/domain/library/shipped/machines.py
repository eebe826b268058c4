"""First-fix cards for machines (S131): what whoever stands there tries before anybody is called."""

from __future__ import annotations

from lobby.floor.domain.library.shipped.cards import fix

MACHINES = (
    fix(
        "freeze",
        ("屏幕不动了", "The screen is frozen"),
        (
            "1. 请客户稍候，先看有没有卡或现金在机器里：有的，不要重启\n2. 按“返回主菜单”，等三十秒\n3. 没有反应：用管理员菜单重启程序，只做一次\n4. 仍然不动：关机一分钟再开\n5. 起来后自己走一遍查询，再请下一位\n\n**不要**连续断电，不要让客户自己按电源。",
            "1. Ask the customer to wait and look first whether a card or money is inside: then do not restart\n2. Press “main menu” and wait half a minute\n3. Nothing: restart the program from the service menu, once only\n4. Still nothing: off for a minute, on again\n5. When it is up, run an enquiry yourself before the next customer\n\n**Do not** cut the power again and again, and let no customer touch the switch.",
        ),
        "死机", "重启",
    ),
    fix(
        "id-read",
        ("身份证读不出来", "The identity card is not read"),
        (
            "1. 请客户取下卡套，证件平放在感应区，停两秒\n2. 旁边不要放手机和其他卡\n3. 用软布擦感应区，再试一次\n4. 换一张证件试：只有这一张读不出，到柜台人工核验\n5. 每一张都读不出：停用身份类业务，报故障",
            "1. Take the card out of its cover, lay it flat on the reader, two seconds still\n2. No phone and no other card beside it\n3. Wipe the reader with a soft cloth, try once more\n4. Try another card: only this one fails, check it by hand at the counter\n5. Every card fails: no business that needs it here, report the fault",
        ),
        "身份证", "感应区",
    ),
    fix(
        "card-jam",
        ("卡退不出来", "A card is stuck"),
        (
            "1. 请客户不要离开，不要再插别的卡\n2. 按“退卡”，等十秒\n3. 仍不退：停用机器，挂牌\n4. 两人在场按吞卡流程取出，登记卡号后四位，当面核对身份再交还\n5. 清洁卡口，用测试卡插拔三次再恢复\n\n**不要**用镊子或卡片去勾。",
            "1. Ask the customer to stay and to put no other card in\n2. Press “eject” and wait ten seconds\n3. Still inside: close the machine, put the sign up\n4. Two of you take it out by the rule for kept cards, note the last four digits, check who it belongs to before it is given back\n5. Clean the slot, test card in and out three times, then open\n\n**Do not** fish for it with tweezers or another card.",
        ),
        "吞卡", "退卡",
    ),
    fix(
        "cash-jam",
        ("钞票卡住了", "Money is stuck"),
        (
            "1. 请客户留在机旁，记下时间和交易金额，凭条留存\n2. 不要重启：先看屏幕的交易结果\n3. 停用存取款，挂牌，其他业务可继续\n4. 双人开钞箱通道，取出的钞票当面清点、登记、入长款\n5. 清机后点一次测试钞再恢复\n\n客户的款项按长短款流程处理，**不要**当场承诺到账时间。",
            "1. Ask the customer to stay, note time and amount, keep the slip\n2. No restart: look first what the screen says about the transaction\n3. Close cash in and out and put the sign up; the rest may go on\n4. Two of you open the way of the notes, count what comes out together, write it down, book it as surplus\n5. Clear it, run a test note, then open\n\nThe customer's money follows the rule for differences; **promise** no time.",
        ),
        "卡钞", "钞箱",
    ),
    fix(
        "slow",
        ("机器很慢", "The machine is slow"),
        (
            "1. 看旁边的机器：都慢是网络，只有这台慢是机器\n2. 都慢：按网络中断的卡片处理\n3. 只有这台：没有客户时退回主菜单，重启程序一次\n4. 记下慢在哪一步、等了几秒\n5. 半小时内又慢：报故障，请客户用旁边的机器",
            "1. Look at the others: all slow is the network, this one alone is the machine\n2. All: follow the card for the network\n3. This one: with nobody at it go to the main menu and restart the program once\n4. Note at which step it is slow and for how many seconds\n5. Slow again within half an hour: report it, send customers to the next machine",
        ),
        "卡顿", "缓慢",
    ),
    fix(
        "starting",
        ("一直停在开机画面", "It does not finish starting"),
        (
            "1. 等满五分钟，更新时屏幕会说明\n2. 看外设：读卡口、出钞口有没有东西挡住\n3. 关机一分钟再开，只做一次\n4. 抄下屏幕上的代码\n5. 还停着：挂牌，把代码写进故障，交技术人员",
            "1. Give it the whole five minutes; an update says so on the screen\n2. Look at the slots: is anything in the way?\n3. Off for a minute and on again, once only\n4. Copy the code on the screen\n5. Still there: put the sign up, write the code into the fault, hand it to the technician",
        ),
        "开机", "启动",
    ),
    fix(
        "silent",
        ("系统听不到这台机器", "Nothing is heard of the machine"),
        (
            "1. 走过去看：有画面吗，能办业务吗\n2. 没有画面：看插座和开关\n3. 有画面：看网线两端的灯，重新插紧\n4. 等两分钟，看平板上是否恢复\n5. 还是没有消息：暂停使用，报网络或电源故障",
            "1. Go there: is there a picture, does it work?\n2. No picture: the socket and the switch\n3. A picture: the lights at both ends of the cable, plug it in again\n4. Wait two minutes and look at the tablet\n5. Still nothing: close it, report network or power",
        ),
        "无心跳", "离线",
    ),
    fix(
        "power",
        ("没有电", "There is no power"),
        (
            "1. 看同一排插座的其他设备：都没电找物业\n2. 只有这台：插头插紧，开关打开\n3. 看稳压电源上的灯，叫了就先不动\n4. 机内有卡或现金的，来电后先处理再开放\n5. 插座发烫、有焦味：不碰，断开这一路，报物业和故障",
            "1. Other machines on the same row: all dark, call the building\n2. This one alone: plug and switch\n3. The lights of the UPS; leave it alone while it beeps\n4. A card or money inside: deal with it before the machine opens again\n5. A hot socket or a burnt smell: do not touch, switch the line off, call the building and report it",
        ),
        "断电", "电源",
    ),
    fix(
        "hardware",
        ("部件坏了", "A part is broken"),
        (
            "1. 机内有卡或现金的，先按对应卡片处理\n2. 挂牌，把客户带到能办的渠道\n3. 抄下屏幕或凭条上的错误代码\n4. 按管理员菜单复位一次\n5. 复位不成：不拆机，写清代码和现象，交上级和厂商",
            "1. A card or money inside: its own card first\n2. Put the sign up, take the customer where it can be done\n3. Copy the error code from screen or slip\n4. Reset once from the service menu\n5. No success: do not open the machine, write code and signs down, hand it on with the maker's number",
        ),
        "硬件", "复位",
    ),
    fix(
        "software",
        ("程序出错", "The program fails"),
        (
            "1. 抄下错误代码和做到哪一步\n2. 确认上一笔交易的结果，有疑问的到柜台查证\n3. 没有客户时重启程序一次\n4. 同一步再出错：停用这项业务\n5. 交上级远程查看，写明代码、时间和步骤",
            "1. Copy the code and the step it came at\n2. Make sure how the last transaction ended; in doubt look it up at the counter\n3. With nobody there restart the program once\n4. The same step fails again: close that business\n5. Hand it on for a remote look, with code, time and step",
        ),
        "软件", "报错",
    ),
    fix(
        "configuration",
        ("设置不对", "It is set up wrongly"),
        (
            "1. 看哪里不对：时间、网点号、菜单、限额\n2. 不要自己改参数\n3. 影响办理的业务先停用，挂牌\n4. 拍下设置页面附在故障里\n5. 交上级核对后下发",
            "1. What is wrong: the time, the branch, the menu, a limit?\n2. Change nothing yourself\n3. Close the business it touches, put the sign up\n4. Take a picture of the settings for the fault\n5. Hand it on; the right settings come from above",
        ),
        "参数", "设置",
    ),
    fix(
        "tampering",
        ("机器可能被动过手脚", "The machine may have been tampered with"),
        (
            "1. 不声张，不碰机器上的异物\n2. 以“维护”为由请客户换一台，挂维护牌\n3. 通知保安和网点负责人，由他们决定\n4. 记下时间、位置和人数，其余由安保负责\n5. 保留现场和录像编号，等安保处理\n\n**不要**在大厅里议论，不要自己拆。",
            "1. Say nothing, touch nothing that does not belong there\n2. Send the customer to another machine “for maintenance”, put that sign up\n3. Tell the guard and the head; they decide\n4. Note time, place and how many people were there; security does the rest\n5. Keep the place as it is and the camera's number until security comes\n\n**Do not** talk about it in the hall, and remove nothing.",
        ),
        "侧录", "安全",
    ),
    fix(
        "other",
        ("说不清的故障", "Something else is wrong"),
        (
            "1. 机内有卡或现金吗：有的先处理\n2. 写下看到什么、听到什么、从什么时候开始\n3. 拍一张照片\n4. 没有客户时重启一次\n5. 不放心就挂牌停用，请技术人员来看",
            "1. Is a card or money inside? That comes first\n2. Write down what is seen and heard, and since when\n3. Take a picture\n4. With nobody there restart it once\n5. When in doubt put the sign up and let the technician look",
        ),
        "其他", "报修",
    ),
)  # fmt: skip
