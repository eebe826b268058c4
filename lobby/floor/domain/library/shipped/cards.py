"""First-fix cards for what breaks down, and cards for order in the hall (S427)."""

from __future__ import annotations

from lobby.floor.domain.library.shipped.item import Both, Shipped
from lobby.floor.enums.library import ContentKind


def fix(code: str, title: Both, body: Both, *tags: str) -> Shipped:
    """A first-fix card."""
    return Shipped(code=f"first-fix-{code}", kind=ContentKind.FIRST_FIX_CARD, title=title, body=body, tags=tags)


def order(code: str, title: Both, body: Both, *tags: str) -> Shipped:
    """A card for order in the hall."""
    return Shipped(code=f"order-{code}", kind=ContentKind.ORDER_CARD, title=title, body=body, tags=(code, *tags))


FIRST_FIX = (
    fix(
        "printer",
        ("打印机不打印", "The printer does not print"),
        (
            "1. 看指示灯：缺纸、卡纸、盖子没关？\n2. 打开盖子，顺着出纸方向轻轻取出卡纸\n3. 装纸不超过刻度线，边缘对齐\n4. 关机十秒再开\n5. 还不行：换到备用打印机，按“报故障”\n\n**不要**用工具撬，不要拆机壳。",
            "1. Look at the lights: no paper, a jam, a lid open?\n2. Open the lid, take the paper out the way it runs\n3. Fill paper up to the mark, edges straight\n4. Off for ten seconds, on again\n5. Still nothing: use the spare printer and report the fault\n\n**Do not** use tools or open the case.",
        ),
        "打印机", "卡纸",
    ),
    fix(
        "kiosk-paper",
        ("取号机没纸", "The kiosk is out of paper"),
        (
            "1. 在平板上接手取号：“新客户”，号码发到手机\n2. 打开机身下门，取出旧纸芯\n3. 新纸卷热敏面朝外，拉出一截，压紧盖子\n4. 打印一张测试号条，确认字迹清楚\n5. 备用纸少于两卷，记入库存",
            "1. Issue on the tablet meanwhile: “New customer”, the number goes to the phone\n2. Open the lower door, take the empty core out\n3. New roll with the printing side outwards, pull a piece out, close firmly\n4. Print a test slip and see that it is readable\n5. Fewer than two rolls left: tell the stock list",
        ),
        "取号机", "热敏纸",
    ),
    fix(
        "wall-dark",
        ("叫号屏黑屏", "The wall display is dark"),
        (
            "1. 改用口头叫号，平板上能看到当前号码\n2. 看电源灯：不亮查插座，亮着按一次遥控器电源键\n3. 有画面没有叫号：刷新页面，确认右下角不是“已断开”\n4. 声音没有：看音量和静音时段\n5. 五分钟没有恢复，报故障并放指示牌",
            "1. Call by voice; the tablet shows who is called\n2. The power light: off, look at the socket; on, press the remote once\n3. A picture but no calls: reload, look whether it says “disconnected”\n4. No sound: volume and quiet hours\n5. Not back in five minutes: report the fault, put up a sign",
        ),
        "叫号屏", "黑屏",
    ),
    fix(
        "network",
        ("网络中断", "The network is down"),
        (
            "1. 看范围：一台设备还是所有设备\n2. 一台：查网线两端的灯，重新插紧\n3. 全部：看机柜里路由器的灯，拔电三十秒再开，只做一次\n4. 断网时：用已打印的号条按顺序叫，业务手工登记，不办不能核验的业务\n5. 报网络故障，说明开始时间和影响的窗口",
            "1. How far: one machine or all of them\n2. One: the lights at both ends of the cable, plug it in again\n3. All: the lights of the router; unplug for thirty seconds, once only\n4. Meanwhile: call by the printed slips in order, write things down, do nothing that cannot be verified\n5. Report it with the time it began and the counters it touches",
        ),
        "断网", "路由器",
    ),
)  # fmt: skip

ORDER = (
    order(
        "queue-jumping",
        ("有人插队", "Somebody jumps the queue"),
        (
            "**您好，大家都按号码办理。您的号我看一下，大约还要几分钟，我请您先坐这边。**\n\n- 先对插队的客户说，再向被插队的客户致歉\n- 有急事或身体不适：看能否给优先号，并向其他客户说明\n- 第二次：“规则对每位客户都一样，请您理解。”\n- 仍不听：请值班负责人和保安到场，不争吵\n\n记下时间、区域、处理结果。",
            "**Good day, everybody is served by number. Let me look at yours: a few more minutes, please take a seat here.**\n\n- First to the one who jumped, then an apology to the one passed\n- Urgent or unwell: see whether priority applies and tell the others\n- The second time: “The rule is the same for everybody, thank you for understanding.”\n- Still not: fetch whoever is in charge and the guard; do not argue\n\nWrite down time, zone, outcome.",
        ),
        "插队", "秩序",
    ),
    order(
        "noise",
        ("大声喧哗", "Somebody is loud"),
        (
            "**您好，大厅里还有客户在办业务，能请您声音小一点吗？需要打电话的话，这边安静一些。**\n\n- 走近了说，不隔空喊\n- 情绪激动的，先问“有什么我可以帮您”，请到洽谈室\n- 孩子吵闹：递上画笔或绘本，不责备家长\n- 第二次：语气不变，把话说短：“请您小声一点，谢谢。”",
            "**Good day, others are at their business here, could you speak a little lower? It is quieter over there if you need to phone.**\n\n- Go close, do not call across the hall\n- Upset: ask “how can I help?” first, offer the meeting room\n- A noisy child: pencils or a book, no reproach to the parents\n- The second time, same tone, shorter: “A little lower, please. Thank you.”",
        ),
        "喧哗", "秩序",
    ),
    order(
        "belongings",
        ("遗落或无人看管的物品", "Belongings left behind or unattended"),
        (
            "**请问这是哪位客户的物品？请看好自己的包和手机。**\n\n1. 先在附近问一遍，不打开、不翻看\n2. 没有人认领：两人在场登记外观、地点、时间，交值班负责人保管\n3. 客户来认领：请其说出内有什么，核对身份后签字\n4. 可疑的箱包：不碰，疏散周围，拨打 110",
            "**Whose is this, please? Please keep an eye on your bag and phone.**\n\n1. Ask around first; do not open it\n2. Nobody's: two of you write down what it is, where and when; whoever is in charge keeps it\n3. Claimed: let them say what is inside, check who they are, have it signed\n4. A suspicious bag: do not touch it, clear the place, call 110",
        ),
        "失物", "无人看管",
    ),
)  # fmt: skip
