"""N04: nobody is kept from a transfer by what is said about fees, time or other banks; the price table says it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from marketing.domain.language.patterns import SAME, Pattern, chinese, compiled, english, one_of
from marketing.enums.scripts import Guard

WHY = _("What a transfer costs and how long it takes stands in the price table; to hold it back by it is misleading.")
WAY_OUT = _("Show fee and time from the price table, never delay the order; what the customer decides ends the talk.")

TRANSFER = r"(?:转账|跨行|汇款|转[出走到去给]|转出去|汇[出走到]|打款|转款|提现|划[走转款]|异地|他行|别的银行|其他银行|别家银行|外行|取走|转移|转他|外地|转过去|转来转去|大额转|转回来)"
DETER = (
    r"(?:(?:要|得|需|需要|会|还|都)(?:另外|额外|多|再|被)?(?:收|付|交|扣|花|缴|加收|产生|出)[^。;!?\n,]{0,6}?(?:手续费|费用|钱|费)"
    r"|有[^。;!?\n,]{0,4}手续费|(?:手续费|费用|费)[^。;!?\n,]{0,4}(?:高|贵|不便宜|不少|不划算|很多|不低|一大笔)"
    r"|收[^。;!?\n,]{0,4}(?:手续费|费用|服务费)|扣[^。;!?\n,]{0,3}(?:手续费|钱|费)|手续费[^。;!?\n,]{0,4}(?:\d|[一二三四五六七八九十几两百])"
    r"|(?:不能|没法|无法|不会|未必|不一定|不见得|没办法|做不到)[^。;!?\n,]{0,5}(?:到账|到帐|收到|到)|到[账帐][^。;!?\n,]{0,4}(?:慢|不及时|没那么快|晚|不了|没准|没保证|遥遥|等)"
    r"|(?:要|得|需要|起码|至少|往往|通常|可能)(?:等|等上|过|花|好|耽误)?[^。;!?\n,]{0,4}(?:几|两|三|一两|两三|好几|好多|\d)(?:个)?(?:天|工作日|日)"
    r"|(?:第二天|隔天|隔日|明天|后天|下周)[^。;!?\n,]{0,4}(?:才|到)|(?:容易|经常|动不动|可能)[^。;!?\n,]{0,4}(?:延迟|延误|丢|卡住|退回|出错|出问题|冻结|失败|风控)"
    r"|(?:够您|心疼|到不了|收不到|拖上|拖好|没个|两头|盯上|被查|不如(?:留|先|放)|麻烦|不划算|不合算|划不来|吃亏|损失|亏了|不值|耽误|很慢|太慢|慢得|费时|折腾))"
)
FORWARD = rf"{TRANSFER}{SAME}{{0,24}}?{DETER}"
BACKWARD = rf"{DETER}{SAME}{{0,12}}?(?:才能|的)?(?:转账|跨行|汇款|转出|转走|转到别|转到他|转过去)"
STAY = chinese(
    r"(?:(?<!特)别(?!的|家|人)|(?<!要)不要|先别|甭|何必|没必要|不用|不如别|劝您别|还是别|犯不着)(?:急着|着急|再|把钱|往|忙着|去){0,6}[^。;!?\n,]{0,6}(?:转(?:走|出|账|到|去)|汇款|汇(?:走|出)|取走|转了|汇了)",
    r"(?:别的|其他|其它|他|别家|人家|小|那家|那边|对方|外面的?|隔壁)(?:家)?(?:的)?银行[^。;!?\n]{0,8}(?:不安全|不靠谱|风险(?:大|高)|要倒|会倒|倒闭|没保障|没有保障|出事|跑路|靠不住|不正规|服务差|差远|不行)",
    r"(?:别家|别的|其他|其它|人家|他们)(?:的)?(?:银行)?[^。;!?\n]{0,10}(?:没有?我们|不如我们|不及我们|比我们(?:慢|贵|差))",
    r"(?:钱|资金|存款)[^。;!?\n,]{0,4}(?:留在|放在|存在)我(?:们)?(?:行|这)[^。;!?\n,]{0,8}(?:才|更|最)(?:安全|放心|划算|好)",
    r"(?:转|汇|取)(?:走|出|出去|到别处|到他行)[^。;!?\n]{0,10}(?:就没|就亏|作废|取消|清零|收回|没了|不安全|有风险|不保险|收不回|回不来)",
)
ENGLISH = english(
    r"takes?~(?:days?|long|ages|weeks?) to (?:reach|arrive|get to|go through|clear)~?banks?",
    r"(?:transfers?|transferring|sending|moving|wiring|wire|remit(?:tance|ting)?|move|send|transfer)~?(?:\w{1,20} ){0,8}?(?:costs?|will cost|incurs?|fee|fees|charge[sd]?|charges|expensive|takes?|slow|delayed?|late|days|tomorrow|not arrive|never arrives?|get stuck|frozen|lost|hassle|not worth|trouble|risky|unsafe)",
    r"(?:fee|fees|charges?|cost|costs)~(?:for|to|on|of|when|if)~?(?:transfer|transferring|send|sending|move|moving|wire|interbank|inter bank)",
    r"(?:don'?t|do not|no need to|why|better not|rather not|you should not|shouldn'?t) (?:bother |you )?(?:transfer|move|send|wire|take)~(?:money|funds|cash|savings|balance)",
    r"(?:other|another|rival|that|competing|small|smaller|different) banks?~?(?:is|are|isn'?t|aren'?t|might|may|could|will|can)~?(?:not )?(?:as |so )?(?:unsafe|safe|reliable|risky|fail|collapse|slow|slower|charge|trustworthy|close|bankrupt)",
    r"(?:money|funds|it|transfer|payment)~(?:won'?t|will not|cannot|can'?t|may not|might not|does not|doesn'?t)~?(?:arrive|get there|reach|be there|clear|go through)~?(?:\w{1,20} ){0,4}?(?:today|in time|immediately|instantly|right away|soon|for days|until|at once)",
)
ENGLISH_TRANSFER = one_of(r"\b(?:interbank|transfer|transferr|send|sending|wir(?:e|ing)|moving|move|remit|bank|banks)")
# The price table is named, the words warn of fraud, or the customer merely chooses.
HONEST = one_of(
    "价目", "马上就能到", "详见", "都是(?:\\d|[一二两三五])", "[实即]时到账", "公告", "公示", "为准", "收费标准", "价格表", "查询", "查看", "看一下", "一看", "(?:一般|通常)[^。]{0,10}工作日", "(?:下一个?|次一?)工作日", "免收", "免手续费", "不收", "免费", "减免", "优惠", "诈骗", "骗子", "陌生", "反诈", "核对", "核实", "可疑",
    "是多少", "多少钱", "告诉您", "您可以选", "任选", "自行选择", "系统维护", "故障", "恢复", "退票", "账号(?:有误|错|不符)", "写错", "填错", "户名",
    r"\bcharge a fee to receive", r"\b(?:usually|normally|generally|may) (?:takes?|arrives?)[^.]{0,24}(?:working|business) days?\b", r"\b(?:price (?:list|table)|tariff|published|fee schedule|according to|as listed|scam|fraud|free of charge|no fee|waived|you (?:can|may) choose|check|verify|maintenance|details|wrong|suspicious|strangers?|choose)\b",
)  # fmt: skip
TRANSFERS = (
    Pattern(Guard.TRANSFER, compiled(FORWARD, BACKWARD), WHY, WAY_OUT, unless=HONEST),
    Pattern(Guard.TRANSFER, compiled(STAY), WHY, WAY_OUT, unless=one_of("诈骗", "骗子", "陌生", "不认识", "可疑", "反诈", "96110", "报警", "安全账户", "核实"), is_absolute=True),
    Pattern(Guard.TRANSFER, compiled(ENGLISH), WHY, WAY_OUT, near=(ENGLISH_TRANSFER,), unless=HONEST),
)  # fmt: skip
