"""N09: wording never reveals that somebody was watched; hints from behaviour need consent (R11)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from marketing.domain.language.patterns import Pattern, chinese, compiled, english, one_of
from marketing.enums.scripts import Guard

WHY = _("It tells the customer that what they looked at or spent was followed.")
WAY_OUT = _(
    "Ask an open question instead; whoever agreed to offers may be offered something without saying why it is known."
)

SEEN = r"(?:注意到|看到|发现|留意到|了解到|观察到|监测到|得知|获悉|察觉到?|捕捉到|[记纪]录到|知道|看得到|看得出|看出|关注到|见|看|显示|提示|反映|分析出?|推测|识别到|判断)"
DONE = r"(?:查询|查过|查了|查看|浏览|搜索|搜过|搜了|搜|点击|点过|点开|访问|看过|看了|看房|看车|逛|逛过|关注过?|打开过?|收藏|停留|翻看|翻了|咨询过|对比|比较过|研究|反复看|经常看|在看|加入购物车|下单|网购|消费|刷卡|刷了|花了|花费|买过|买了|购物|入账|进账|到账|转账|转出|转入|取现|取了|汇款|汇了|存了|流水|收入|余额|代发|发工资|工资|还款|出国|旅行|旅游|订了|预订|生病|住院|孩子|备婚|结婚|怀孕|装修|搬家|换工作|离职|网上|买|交了|贷了)"
RECENT = r"(?:最近|近期|近来|这几天|前几天|前两天|昨天|昨晚|前天|上周|上个?月|本月|这个月|刚刚?|刚才|今早|今天上午|这段时间|近一个月|近一周|过去一[周月年]|经常|常常|多次|好几次|一直|频繁|反复|曾经?|之前|此前|连续|每月|每个月|半夜|夜里)"
REVEALED = chinese(
    rf"(?:我(?:们|行|这边)?|系统|后台|数据|大数据|平台|银行|行里|[记纪]录|app|手机银行|页面|客户画像|画像)?(?:上|里|中|这边|也|都|能|可以|刚刚|刚)?{SEEN}(?:到|出|过|了)?(?:您|你|客户|用户|贵公司|阁下)[^。;!?\n]{{0,14}}?{DONE}",
    rf"(?:您|你)(?:的账户|的卡|账户|卡)?(?:里|上|中)?{RECENT}[^。;!?\n,]{{0,10}}?(?:查询|查过|查了|浏览|搜索|搜过|搜了|点击|点开|访问过|看过|逛|关注过|关注了|打开过|收藏|停留|翻看|反复看|在看|在查|在搜|刷卡|消费|刷了|花了|网购|入账|进账|转出|转入|取现)",
    rf"(?:您|你){RECENT}[^。;!?\n,]{{0,6}}?(?:取了|存了|转了|汇了|花了|买了|还了|转钱|往[^。;!?\n,]{{1,8}}转)(?!号|什么)|(?:最近|近期|近来|这几天)(?:老|常|总|一直|反复|经常|多次|频繁)(?:在)?(?:查|看|搜|逛|刷|点|浏览|买)",
    r"(?:根据|依据|基于|通过|结合|从|按照|凭|参考|分析|对照)(?:对)?(?:您|你|客户|用户)?的?[^。;!?\n,]{0,6}(?:浏览|搜索|点击|访问|查询|消费|购物|上网|行为|足迹|轨迹|定位|位置|通讯录|聊天|流水|交易|刷卡|账单|使用|停留)(?:[记纪]录|历史|数据|习惯|轨迹|行为|足迹|痕迹|信息|情况|偏好|明细|时长)?[^。;!?\n]{0,12}(?:推荐|判断|猜|知道|看出|发现|为您|给您|觉得|认为|估计|看|推断|匹配|推送|来看|得出)",
    r"(?:您|你)(?:的)?(?:浏览|搜索|点击|访问|查询|消费|上网|行为|购物)(?:[记纪]录|历史|数据|轨迹|足迹|痕迹|习惯)[^。;!?\n,]{0,8}(?:显示|表明|说明|看|告诉|反映|里|中|推)",
    r"(?:大数据|系统|后台|画像|算法|模型)(?:分析|显示|告诉|推测|判断|监测|追踪|提示|跟踪)[^。;!?\n,]{0,6}(?:您|你|客户)(?!前面|的号|排队|还有|需要等|的预约|的业务|已)[^。;!?\n]{0,12}(?:想|需要|有意|正在|打算|最近|可能|喜欢|感兴趣|关注|对|偏好|消费|买)",
    r"(?:您|你)(?:的)?(?:账户|卡|账上|卡里|户头|账号)(?:里|上|内|中)?[^。;!?\n,]{0,8}(?:刚|最近|昨天|今天|前几天|上周|近期|突然|新|多)[^。;!?\n,]{0,8}(?:进|入|到|收到|多了|转|来了|发|躺|趴|存)[^。;!?\n,]{0,4}(?:\d|一笔|钱|万|工资|款|奖金|资金)|(?:您|你)(?:账上|卡里|卡上|账户里)(?:躺|趴|放|闲|还有|有)(?:着)?[^。;!?\n,]{0,6}(?:万|钱|一笔|闲)",
    r"猜(?:您|你)[^。;!?\n,]{0,4}(?:是因为|最近|浏览|在看|正在)|(?:刚才|刚刚)?在(?:我们)?(?:app|手机银行|网站|官网|小程序|公众号)[^。;!?\n,]{0,4}(?:上|里)?[^。;!?\n,]{0,4}(?:看|查|搜|浏览|点)(?:了|过)(?!什么)",
)
VERB = r"(?:search(?:ed|ing)|brows(?:ed|ing)|view(?:ed|ing)|look(?:ed|ing) (?:at|up|for|into)|click(?:ed|ing)|visit(?:ed|ing)|check(?:ed|ing) (?:out|our|the|rates)|read(?:ing)?|spent|spend(?:ing)?|bought|buy(?:ing)?|shopp(?:ed|ing)|paid|pay(?:ing)?|transferred|withdr(?:ew|awn)|received|booked|travel(?:led|ling|ed)|opened|compar(?:ed|ing)|research(?:ed|ing)|enquired|inquired|inquir(?:y|ies)|quer(?:y|ied|ies)|us(?:ed|ing) your card|been on|interested in|planning|expecting|got (?:paid|married)|moved|purchased|follow(?:ed|ing)|watch(?:ed|ing)|linger(?:ed|ing)|renovat(?:ing|ed))"
ENGLISH = english(
    rf"(?:noticed?|notice|saw|see|seen|spotted|observed?|detected|can tell|could tell|know|learned|found|tells? (?:us|me)|shows?|showed|indicates?|flagged|picked up|aware|suggests?|reveals?|says?)(?: that| how| when| from [a-z\x20]{{1,20}} that)? (?:you|your|the customer|this customer)(?:'ve|'re|'d| have| has| had| are| were| been| recently| just| often| keep| kept| frequently| repeatedly| lately| last [a-z]{{1,12}}| all| also){{0,4}} {VERB}",
    rf"(?:you|you've|you have) (?:recently|just|lately|repeatedly|frequently|often|keep|kept|have been|were|recently been) (?:been )?{VERB}~?(?:[a-z'\x20]{{0,30}})(?:loan|loans|mortgage|fund|funds|product|page|pages|site|website|app|rates?|online|wealth|insurance|card|deposit|calculator|renovation|travel|house|school)",
    r"(?:since|because|as|given that|now that) you (?:recently |just )?(?:viewed|browsed|searched|looked|clicked|visited|opened our|compared)|(?:noticed?|saw|see|know|can tell)~?your (?:salary|bonus|spending|purchases?|balance|browsing|search(?:es)?|shopping)|from (?:your|their) (?:card|account|payment)[a-z]{0,2} ?(?:payments?|statements?|transactions?|purchases?|use)?~?(?:we|i) can",
    r"(?:based on|judging (?:by|from)|going by|according to|given|because of|thanks to|looking at) (?:your|the customer'?s|his|her|their) (?:recent )?(?:browsing|search|searches|clicks?|web|online|app|spending|purchase|purchases|shopping|location|transaction|transactions|activity|behaviou?r|history|card|account|viewing|page views?|surfing|usage|footprint|data)",
    r"(?:our|the) (?:system|data|algorithm|analytics|big data|model|records?|software|app|website|logs?)~?(?:shows?|tells?|says?|indicates?|suggests?|noticed|detected|tracked|tracks|knows?|flagged|predicts?|thinks?|picked up|reveals?)~?(?:us |me )?(?:that )?(?:you|your)(?! (?:number|ticket|turn|appointment|card has|card is|application|password|request|order|booking))",
    r"(?:your|the) (?:search|browsing|click|spending|web|purchase) (?:history|records?|data|behaviou?r|habits?|patterns?) (?:shows?|suggests?|tells?|indicates?|reveals?|says?)|we(?:'ve| have)? (?:been )?(?:track(?:ed|ing)?|follow(?:ed|ing)|monitor(?:ed|ing)?) (?:your|what you)|(?:a )?(?:large |big )?(?:sum|salary|bonus|payment|deposit) (?:just |has just |recently |has )(?:arrived|landed|came|come|hit|been paid)~?(?:in|into)? ?your account",
)
CARE = one_of(
    "异常", "可疑", "风险提示", "诈骗", "盗刷", "被盗", "冻结", "密码", "安全", "挂失", "排队", "等候", "在等", "号码", "叫号", "窗口", "需要帮", "预约", "反洗钱", "涉嫌", "本人操作", "核实是否", "您可以", "要看您", "取决于", "请您?(?:在|到|登录|打开|用)", "可在",
    "自己查", "自助查询", "您是否查", "请查看", "收到您的", "账单日", "还款日", "对账单",
    r"\b(?:unusual|suspicious|fraud|stolen|unauthori[sz]ed|waiting|queue|your number|appointment|lost card|security|was it you|scam|you can|you may|statement)\b",
)  # fmt: skip
TRACKING = (Pattern(Guard.TRACKING, compiled(REVEALED, ENGLISH), WHY, WAY_OUT, unless=CARE),)
