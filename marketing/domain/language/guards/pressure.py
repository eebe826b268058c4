"""N06: nobody is hurried into a product (R04)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from marketing.domain.language.patterns import Pattern, chinese, compiled, english, one_of
from marketing.enums.scripts import Guard

WHY = _("It presses the customer to decide.")
WAY_OUT = _("Name the real last day without pressing, and say that there is time to think it over.")

ACT = r"(?:买|办|抢|入手|上车|下手|下单|认购|申购|购买|投|签|开户|行动|出手|定|订|预约|报名|参加|锁定|占|决定|存|来|选)"
HURRY = chinese(
    rf"(?:赶紧|赶快|抓紧|火速|速速|趁早|趁现在|赶早|快来|快快|快点|尽早)(?:来|去|把|给|就|要)?(?:时间)?{ACT}(?!理|到|号|问|询|自|源|电|店|取|领|窗|柜|接|回|填|名|存)",
    r"(?:马上|立即|立刻|即刻|现在就|今天就|今日就|当场就?|即时|快)(?:来|去|就|要)?(?:抢|买(?!单)|入手|上车|下手|下单|认购|申购|购买|投(?!诉)|签(?!字|名|到|收)|行动|锁定|参与认购|占(?!用))",
    r"最后[一二两三几\d]{1,3}(?:份|席|张|套|单|波|批)|(?:只|仅)(?:此|限)一[天日次回]|还等(?:什么|啥)|等什么呢|(?:库存|额度|名额|份额)(?:告急|见底|不足|吃紧)",
    r"(?:阿姨|叔叔|大妈|大爷|大姐|大哥|邻居|客户|别人|大家|人家|街坊|同事|朋友|亲戚|老[张李王赵陈刘]|[张李王赵陈刘]总)[^。;!?\n,]{0,6}(?:都|已经|早就|也|刚)[^。;!?\n,]{0,4}(?:买了|买的|入了|下单|签了|抢|上车|认购)",
    r"(?:机会|机遇)[^。;!?\n,]{0,8}(?:不多|难得|难遇|难再|遇不到|没几|少有|一辈子|不常有|转瞬|只有一次|就一次|不会再|不等)|(?:晚|迟|拖|等)一[天日刻分][^。;!?\n,]{0,3}(?:少|亏|损失|就没)",
    r"再(?:想|等|拖|犹豫|考虑|耽误|磨蹭)[^。;!?\n,]{0,6}(?:就|可|便|怕)[^。;!?\n,]{0,2}(?:没|晚|来不及|涨|错|亏|抢|完|迟)|(?:赶紧|赶快|抓紧|马上|立即|立刻|火速|趁早)(?:把|将)(?:钱|资金|存款)",
    r"(?:卖|抢|订|认购)(?:掉|出|走|得)?(?:已|了)?[^。;!?\n,]{0,3}(?:[一二三四五六七八九\d]成|大半|差不多了)|(?:抢|争取|预留)(?:来|到|出来|出)?的?(?:名额|额度|份额)|(?:名额|额度|份额)[^。;!?\n,]{0,10}(?:抢|争取|留)(?:来|到|下)",
    r"犹豫就|眼看(?:就|着)?[^。;!?\n,]{0,4}没|(?:名额|额度|份额|机会)[^。;!?\n,]{0,4}(?:就|快|要)?没了",
    r"(?:以后|往后|下次|明天|过后|将来)[^。;!?\n,]{0,4}(?:就)?(?:买不到|抢不到|没有这|没这)",
    r"紧迫感|饥饿营销|稀缺感|制造(?:紧张|焦虑|稀缺)|马上抢|抢(?:购|占|先|到|名额|额度|完|光|着|手|不到)|疯抢|秒杀|秒光|秒没|开抢|手慢(?:无|则无|就没)|限时|限量|仅限(?:今|当|本|前|现场)|只限(?:今|当|前|本)",
    r"(?:最后|末)(?:的)?(?:一次)?(?:[一二两三几\d]{0,3}[个天日次位份席波批期轮小时分钟])?(?:的)?(?:机会|名额|额度|席位|份额|一天(?!为|是|可以|办理)|一次|一波|一批|几个|几天|两天|三天|一小时|几小时|一晚|时刻|关头|上车|倒计时|冲刺)",
    r"(?:仅|只|就)(?:剩|余|有)(?:下|最后)?[^。;!?\n,]{0,3}(?:\d|[一二两三四五六七八九十几])[^。;!?\n,]{0,3}(?:名额|额度|席|份|个|位|天|套|万|小时|席位|单)(?!窗口|工作日|柜台)|所剩无几|额度(?:不多|紧张|告急|有限|快没|就要没|即将|已经不多|马上)|名额(?:不多|紧张|告急|有限|快没|即将|马上)",
    r"(?:售完|卖完|抢完|送完|额满|售罄|兑完)(?:即止|为止|就没|截止)|(?:即将|马上|快要|就要|很快|眼看)(?:就)?(?:会|要|被)?[^。;!?\n,]{0,3}(?:售罄|卖完|抢完|抢光|卖光|没了|没有了|下架|停售|涨价|关闭|取消|结束了|截止了|满额|满了|没额度|没名额)",
    r"先到先得|先买先得|先抢先得|早买早(?:赚|享)|晚了(?:就|可)?(?:没|不|来不及)|来晚(?:了)?(?:就)?(?:没|不)|再晚(?:就|可|点|一步)|迟了(?:就)?(?:没|不|来不及)|慢一步|晚一步",
    r"(?:错过|错失|失去)(?:了|这|今|本|它|此|就|可|后|良|机|时|将|一|的话){0,6}[^。;!?\n,]{0,8}(?:就|再|没|不|后悔|可惜|遗憾|等|亏|机会|良机|机遇|无|白|损失|一年|村)|(?:千万|切莫|不要|别|不容|不可|切勿|勿)(?:再)?(?:错过|错失)(?!叫号|号|您的号|来电|电话)",
    r"过了(?:这|今|本)[^。;!?\n,]{0,6}(?:没|不再|就没|再也)|机不可失|时不再来|失不再来|时不我待|过时不候|过期不候|逾期不候|机会难得|机遇难得|千载难逢|天赐良机|百年一遇|难得一遇|稍纵即逝|不等人|不会再有|不再有(?:这|机)|下不为例|仅此一(?:次|天|期|回)|最后通牒|倒计时",
    r"再不[^。;!?\n,]{1,6}(?:就|可|便)|(?:不|没)(?:买|办|抢|上车|投|入手)[^。;!?\n,]{0,3}(?:就|会|要|可|一定|肯定)?[^。;!?\n,]{0,3}(?:后悔|亏|吃亏|可惜|遗憾|落后|没机会)|后悔(?:都|也|就)?来不及|您(?:会|一定|肯定)后悔|悔(?:青|断)",
    r"(?:别|不要|不用|甭|无需)(?:再)?(?:犹豫|考虑|想了|纠结|观望|等了|磨蹭|拖|商量|迟疑)|没(?:有)?时间(?:给您)?(?:考虑|犹豫|想)|(?:今天|今晚|现在|当场|今日|这会儿|马上)(?:就)?(?:得|必须|务必|一定要|要)(?:给)?(?:定|签|决定|办|买|下单|答复|交|回复|确认|表态|拿主意|转)",
    r"(?:明天|本周)[^。;!?\n,]{0,6}(?:就没|没有了|过后|过了|之后就|就停|就涨|就下|就关|就要收)|(?:今天|今晚|今日|现在|下班前|零点)[^。;!?\n,]{0,6}(?:截止|就没|没有了|结束|过后|过了|之后就|为止|就停|就涨|就下|就关|就要收|收盘前定)|(?:今天|今日|现场|当场|现在)(?:签|办|买|存|下单|成交|定)[^。;!?\n,]{0,4}(?:才|就)(?:有|能|给|送|享)",
    r"(?:别人|大家|邻居|同事|好多人|很多人|好多客户|其他客户|朋友|街坊|全都|人人)[^。;!?\n,]{0,6}(?:都)?(?:买了|在买|在抢|抢着|办了|抢|下手|上车|入手|存了|排队买|赚了)|就差您|就您(?:一个)?(?:还)?(?:没|不)|只有您(?:还)?没|专门(?:给|为)您留|特意给您留|帮您(?:抢|占|留)(?:了|到)?[^。;!?\n,]{0,3}(?:名额|额度|份)|独家名额|内部名额|内部额度",
)
ENGLISH = english(
    r"(?:last|final|only|one last|very last)(?: and (?:last|only|final))? (?:chance|opportunity|shot)|(?:last|final|only a few|very last) (?:call(?! for)|spots?|seats?|units?|slots?|hours?|remaining|few (?:places|spots|left|units))|(?:last|final) (?:days?|week|places?|minutes?) (?:to (?:buy|invest|sign|subscribe|get|join|order|grab)|of (?:the |this |our )?(?:offer|sale|promotion|subscription|campaign))",
    r"(?:today|tonight|this week|this morning) only|only (?:today(?! and)|tonight|until (?:tonight|midnight|noon)|valid today|for today)|(?:offer|promotion|deal|quota|price|sale|chance|subscription|rate|window|opportunity|places?|it)[^.;:!?\n]{0,16}(?:ends?|closes?|expires?|gone|over|finish(?:es)?|disappears?) (?:today|tonight|at midnight|tomorrow|soon|in (?:an|one|two|a few) hours?|very soon)(?!,)",
    r"act (?:now|fast|quick|quickly|immediately|today)|hurry(?: up)?|(?:buy|sign|invest|decide|order|subscribe|commit|book|grab|get|apply|join)(?: (?:this|one|up|in|yours))? (?:right )?(?:now|immediately|at once|on the spot|this minute|this instant|before it'?s)(?! at (?:the )?(?:counter|kiosk))",
    r"(?:don'?t|do not|never|cannot afford to|you (?:do not|don'?t) want to) (?:miss (?:out|this|it|the (?:chance|offer|boat|opportunity)|your chance)|hesitate|think twice|overthink|dither|dawdle|wait (?:too long|any longer|until it|and see|to (?:buy|invest|sign|decide))|let (?:this|it|the) ?(?:chance|opportunity|offer)? (?:slip|pass|go)|(?:lose|waste) (?:this|the) (?:chance|opportunity|offer)|delay (?:your )?(?:purchase|investment|decision))",
    r"limited (?:time|offer|quantity|quota|places|availability|number|seats|spots)|time limited|while (?:stocks?|supplies|it|they|quota) lasts?|selling (?:out|fast)|sold out (?:soon|any)|(?:almost|nearly|all but) (?:gone|sold out)|(?:quota|places|seats)~(?:almost|nearly) full|going fast|running out|run out (?:soon|fast)|flash sale|countdown|clock is ticking|time is running|snap(?:ped)? up|snatch|scramble",
    r"before (?:the |this )?(?:quota|places|offer|seats|spots|price|rate|window|chance)~?(?:is|are|goes|go|fills?|runs?|sells?|ends?|closes?|rises?|disappears?)|quick(?:ly)?[\x20,]{1,2}(?:sign|buy|decide|invest|join)|(?:never|rarely|seldom|won'?t|don'?t) (?:comes?|knocks?|happens?|arises?) (?:twice|again|often)|(?:opportunit(?:y|ies)|chances?|offers?) (?:like|such as) this",
    r"(?:only|just|merely|no more than) (?:\d{1,9}|one|two|three|four|five|six|seven|eight|nine|ten|a few|a handful of|a couple of)~?(?:places?|spots?|units?|slots?|seats?|left|remaining|remain|days? (?:left|remain))(?! (?:ahead|before you|in the queue|counters?))",
    r"never~(?:get|have|see|find)~(?:chance|opportunity|offer|deal)|(?:now or never|before (?:it'?s|it is) too late|too late (?:to (?:buy|invest|join|get)|for you)|once in a (?:lifetime|blue moon)|never (?:be )?(?:repeated|come back|see (?:it|this|such|one))|won'?t (?:come (?:back|again|round)|last|be (?:here|repeated|available)|see)|will not (?:last|come again|be repeated|be offered again)|last long|first come|gone by tomorrow|gone tomorrow|never get another|no second chance|not be available (?:tomorrow|again))",
    r"(?:you(?:'ll| will| would)|will|would) (?:really |surely |definitely |only )?(?:regret|be sorry|kick yourself|miss out)|fear of missing|miss out on|everyone (?:else )?(?:is|has)~?(?:buying|bought|signed|signing|in)|your (?:neighbou?rs|friends|colleagues)~?(?:have|are)~?(?:bought|buying|signed|in|joined)|you(?:'re| are) the only one|kept? one (?:just )?for you|saved one (?:just )?for you|must (?:sign|decide|buy|act|commit) (?:today|now|tonight|immediately)|have to (?:sign|decide|buy|act|commit) (?:today|now|tonight|immediately)|rush(?: in| to| before)?|no time to (?:think|lose|waste)|stop (?:thinking|hesitating|waiting)",
)
SERVICE = one_of(
    "叫号", "过号", "窗口", "柜台", "取号", "排队", "您的号", "挂失", "报警", "冻结", "补齐", "材料", "身份证", "证件", "疏散", "撤离", "系统", "停电", "密码", "诈骗", "客服", "限时(?:停车|停)", "限量取", "医院", "救护",
    "停车", "缴费", "社保", "国债", "纪念[币钞]", "(?:讲座|沙龙|座位)[^。]{0,4}(?:有限|只有)", "验证码", "有效期", "停业", "营业", "表单", "使用一次", "下班", "关门", "末班", "充电",
    r"\b(?:any other day|whenever|queue|counters?|number is called|your number|your turn|police|card is blocked|block|report|evacuat|scam|fraud|closing time|bus|train|exit|opening hours|document|documents|password|code|branch closes)\b",
)  # fmt: skip
CALM = one_of(
    "不着急", "不用急", "慢慢", "考虑清楚", r"\b(?:no (?:rush|hurry)|take your time|in your own time|think it over)\b"
)
PRESSURE = (Pattern(Guard.PRESSURE, compiled(HURRY, ENGLISH), WHY, WAY_OUT, unless=SERVICE),)
