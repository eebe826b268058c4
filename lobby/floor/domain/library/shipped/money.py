"""Banknotes of the fifth series: how to tell a genuine one (S176a); and the three notices against fraud (S176d)."""

from __future__ import annotations

from lobby.branches.enums import RoleCode
from lobby.floor.domain.library.shipped.item import Both, Shipped
from lobby.floor.domain.library.shipped.questions import QUESTIONS
from lobby.floor.enums.library import ContentKind

TAKES_CASH = (RoleCode.TELLER, RoleCode.TELLER_LEAD)


def feature(code: str, title: Both, body: Both, *tags: str) -> Shipped:
    """A card on banknotes; whoever takes cash answers its questions every year."""
    return Shipped(
        code=f"note-{code}",
        kind=ContentKind.NOTE_FEATURE,
        service="cash",
        roles=TAKES_CASH,
        title=title,
        body=body,
        tags=("假币", *tags),
        must_acknowledge=True,
        quiz=QUESTIONS[f"note-{code}"],
    )


def warning(code: str, title: Both, body: Both, *tags: str) -> Shipped:
    """A notice against fraud."""
    return Shipped(code=f"risk-{code}", kind=ContentKind.RISK_NOTICE, title=title, body=body, tags=("防诈骗", *tags))


NOTE_FEATURES = (
    feature(
        "look",
        ("看：人民币第五套", "Look: renminbi, fifth series"),
        (
            "1. 水印：迎光看，固定人像或花卉水印有深浅层次，白水印透亮\n2. 光变面额数字：上下转动，颜色变化，新版中间有一道滚动的光带\n3. 安全线：完整嵌在纸里，开窗处能看到文字，转动时变色\n4. 冠字号码：排列整齐、间距均匀，颜色过渡自然\n5. 对印图案：迎光看，正背面拼成完整的图形\n6. 胶印缩微文字：放大镜下字迹清楚\n\n假币常见：水印印在表面，颜色不变，安全线是画上去的。",
            "1. Watermark: against the light a portrait or flower with soft shades, the white one bright\n2. Number that changes colour when tilted; newer notes show a band of light moving across it\n3. Thread: whole inside the paper, letters where it surfaces, another colour when turned\n4. Serial number: straight, evenly spaced, its colours run smoothly\n5. See-through picture: both sides make one whole against the light\n6. Micro-text: sharp under a magnifying glass\n\nA forgery often has the watermark printed on, a number that keeps its colour, a thread that is drawn.",
        ),
        "水印", "安全线", "冠字号",
    ),
    feature(
        "touch",
        ("摸：人民币第五套", "Touch: renminbi, fifth series"),
        (
            "1. 毛泽东头像、国徽、行名、盲文点：雕刻凹版，手指划过有明显凹凸感\n2. 背面主景和行名也有凹凸感\n3. 纸张厚薄均匀、有韧性，不打滑\n4. 拼接变造币：摸票面中线、安全线处有没有接缝\n\n旧币手感变弱，结合看和测判断，不单凭手感。",
            "1. Portrait, national emblem, name of the bank, dots for the blind: engraved, clearly raised under the finger\n2. The main picture of the back is raised as well\n3. Paper of even thickness, firm, not slippery\n4. Notes pieced together: feel for a seam along the middle and the thread\n\nOld notes feel flatter: judge together with looking and testing, never by touch alone.",
        ),
        "手感", "拼接",
    ),
    feature(
        "listen",
        ("听：人民币第五套", "Listen: renminbi, fifth series"),
        (
            "1. 手持一端轻轻抖动，或两手一松一紧拉动\n2. 真币声音清脆；假币多沉闷\n3. 受潮、过旧的币声音也会变闷，只作参考\n\n听不出来就测，不反复折腾客户的钱。",
            "1. Hold one end and flick it, or pull it taut and let go\n2. A genuine note sounds crisp, a forgery mostly dull\n3. Damp or worn notes sound dull as well: a hint, no proof\n\nIn doubt use the detector; do not mishandle the customer's money.",
        ),
        "声音",
    ),
    feature(
        "tilt-and-test",
        ("转与测：人民币第五套", "Tilt and test: renminbi, fifth series"),
        (
            "1. 转：上下左右转动票面，看光变数字、安全线、隐形面额数字\n2. 测：验钞机正反各过一次；紫光下看荧光数字和纤维，纸张本身不发亮\n3. 机器报警：换一台再测，人工看、摸、听\n4. 两名有证书的人员一致判定\n5. 全程在客户视线内，不离开台面\n6. 确认为假币：按收缴步骤办理，说明三个工作日内可申请鉴定的权利",
            "1. Tilt up, down and sideways: the changing number, the thread, the hidden number\n2. Test: each side once through the detector; under ultraviolet the fluorescent number and fibres glow, the paper does not\n3. The detector objects: another machine, then look, touch, listen\n4. Two people with the certificate agree\n5. Always in the customer's sight, never off the counter\n6. A forgery: follow the steps of seizure; explain the right to ask for an appraisal within three working days",
        ),
        "验钞机", "荧光", "鉴定",
    ),
)  # fmt: skip

RISK_NOTICES = (
    warning(
        "card-and-pin",
        ("保管好银行卡和密码", "Keep card and PIN to yourself"),
        (
            "请保管好您的银行卡、密码和短信验证码。\n\n- 不出租、不出借、不出售银行卡和手机卡\n- 输密码时用手遮挡；密码不写在卡上、手机里\n- 卡不离手，丢了马上挂失",
            "Keep your bank card, PIN and message codes to yourself.\n\n- Never rent out, lend or sell a card or a SIM\n- Cover the keys when you enter the PIN; do not write it on the card or in the phone\n- The card stays in your hand; report a loss at once",
        ),
        "盗刷", "复制卡",
    ),
    warning(
        "calls-and-codes",
        ("谁问验证码都不给", "Nobody needs your code"),
        (
            "银行、公安、法院不会打电话要密码和验证码，也没有“安全账户”。\n\n- 要求核实账户、转到安全账户：挂断\n- 要求屏幕共享、下载不认识的软件：不装\n- 拿不准：当面问我们，或拨打 96110",
            "No bank, police or court asks for a PIN or a code by phone, and there is no “safe account”.\n\n- Asked to verify your account or move money to safety: hang up\n- Asked to share the screen or install something unknown: do not\n- Not sure: ask us here, or call 96110",
        ),
        "电话诈骗", "验证码",
    ),
    warning(
        "links-and-fees",
        ("高回报、先交费、催着办，都是圈套", "High return, fee first, hurry: a trap"),
        (
            "不点陌生链接，不扫陌生二维码，不在陌生网站输卡号。\n\n- 回报高得出奇，却要先交手续费、保证金：不转\n- 催您马上办、不许告诉家人：停下来\n- 已经转了：立刻报警，并来柜台或打客服电话止付",
            "Do not open strange links, scan strange codes or type a card number on strange pages.\n\n- A wonderful return, but a fee or deposit first: do not pay\n- You are urged to act now and tell nobody: stop\n- Already paid: call the police at once, and come here or call us to stop the payment",
        ),
        "钓鱼网站", "高回报",
    ),
)  # fmt: skip
