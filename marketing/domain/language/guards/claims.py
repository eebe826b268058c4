"""N08: no superlatives, no comparisons with others and no absolute promises of service without proof (R10, R28)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from marketing.domain.language.patterns import RATE, Pattern, chinese, compiled, english, one_of
from marketing.enums.scripts import Guard

WHY_BEST = _("“The best” or “the first” needs proof and is banned in advertising.")
WHY_COMPARED = _("A comparison with others needs a source that proves it.")
WHY_ABSOLUTE = _("Whether and when something is granted depends on the examination; it cannot be promised.")
SAY_FACT = _("Name the fact and its source, or attach the papers that prove it with the last day on which they hold.")
SAY_DEPENDS = _("Say what it depends on and how long it usually takes.")

THING = r"(?:收益率?|利率|利息|回报|费率|费用|价格|产品|银行|网点|业绩|口碑|性价比|审批|放款|门槛|优惠|体验|理财|基金|保险|贷款|信用卡|投资|选择|机会|团队|品牌|实力|方案|平台|服务|待遇|行情|折扣|成本|增值|财富|经理|顾问|到账|额度|条件|渠道|公司|水平|机构|存款|期限|组合|资产|技术|系统|同类|全市|全国|全省|全城|本地|业内|行业|同业|市场|我行|我们)"
BEST = chinese(
    r"(?:收益|利益|回报|价值|财富|利润|效益|盈利|资产|优惠|权益)[^。;!?\n,]{0,5}最大化?(?!限度|程度|努力)|最大化",
    rf"最(?:高|低|好|优|佳|强|省|便宜|划算|合算|实惠|安全|专业|赚钱|值钱|稳健?|稳妥|可靠|权威|先进|靠谱|顶|棒|牛|具竞争力|有竞争力|有实力|受欢迎|畅销|热门|抢手|大)(?!限|额|金额|不超|不得|余额|还款|回撤|亏损|损失|年龄|年限|期限|档|层|面额|票面|消费|工资|一级|等级|评级|级|起|化|偿付|努力|程度|学历|温|气温|楼|可以?(?:透支|申请)|(?:为|是|只|仅)?\d)[^。;!?\n,]{{0,6}}?(?:的)?[^。;!?\n,]{{0,4}}?{THING}",
    rf"{THING}[^。;!?\n,]{{0,8}}?最(?:高|低|好|优|佳|强|省|便宜|划算|合算|实惠|安全|专业|赚钱|稳健?|稳妥|可靠|先进|靠谱|棒|牛|具竞争力|有竞争力|快|大)(?!限|额|金额|不超|不得|余额|还款|回撤|亏损|损失|年龄|年限|期限|档|层|一级|等级|级|起存|起购|化|偿付|努力|程度|可(?:透支|申请)|(?:为|是|只|仅)?\d|[^。;!?\n,]{{0,3}}(?:天|日|年|元|块|万|岁|分钟))",
    rf"最(?:高|低|快|大)(?!回撤|亏损|损失|跌幅|波动)(?:能|可|可以|可达|达|享|有|能到|仅|只要|只需){{0,6}}[^。;!?\n,]{{0,4}}{RATE}",
    r"(?:全国|全市|全省|全城|全网|全球|全行业|行业|业内|同业|同行|同类|市场|本地|本市|当地|区域|国内|世界|亚洲|排名|排行|位居|位列|稳居|收益|业绩|销量|规模|口碑|服务|利率)[^。;!?\n,]{0,6}(?:第一(?![次步时天个位条页批期线季年季])|no\.?1|首位|榜首|之首|之最|冠军|领先|顶尖|一流|龙头|老大|独一份|唯一|独有)",
    r"第一(?:品牌|名|大行|银行|梯队|选择|的银行|的理财|的产品)|首屈一指|独一无二|绝无仅有|无与伦比|无人能及|无可比拟|无出其右|史上|历史最|史无前例|前所未有|空前|遥遥领先|傲视|登峰造极|顶级|极致|终极|王牌|之王|天花板|国家级|世界级|殿堂级|宇宙|全网最|首选(?:品牌|银行|产品)|唯一(?:一家|一款|能|可以|的选择|选择|的产品)|独家(?:产品|收益|利率|优惠|渠道|代理|首发)|万能|零缺陷|完美(?:的)?(?:产品|理财|方案)|别无分号|只此一家|仅此一家|天下第一|no\.?1",
)
OTHERS = r"(?:市场|同业|同行|同类|业内|行业(?:平均|水平|均值)|竞争对手|友商|(?:其他|其它|别的|别家|他|任何|一般|普通|多数|大多数|所有|各家|四大|国有|股份制)(?:的)?(?:家)?(?:银行|行(?!业务)|机构|产品|平台))"
COMPARED = chinese(
    r"(?:收益|利率|业绩|规模|销量|服务|口碑)[^。;!?\n,]{0,12}排(?:名|在|到)?第一",
    r"比(?:工|农|中|建|交|招|邮储|浦发|民生|兴业|平安|光大|中信|华夏)(?:行|银行)?[^。;!?\n]{0,10}(?:高|低|多|少|快|好|强|优|划算|便宜|省)|(?:低至|仅为|不到)[^。;!?\n,]{0,3}(?:市场|同业|同行|别家|其他银行)",
    r"(?:同业|业内|市场|全国|全市|同行|行业)[^。;!?\n,]{0,4}(?:罕见|少见|少有|独有|仅有)|只有(?:我们|我行|本行)(?:才)?(?:能|可以|有|做|给)|(?:我们|我行)独有",
    rf"(?:低于|高于|优于|好于|超过|胜过|强于|领先于?|远超|快于|优过|赢过|碾压|秒杀|甩开|完胜|不输给?|高过|低过)[^。;!?\n,]{{0,4}}?{OTHERS}",
    r"(?:比|较|相比|低于|高于|优于|好于|超过|胜过|强于|领先于?|远超|快于|优过|赢过|大于|少于|碾压|秒杀|甩开|完胜|不输)[^。;!?\n,]{0,8}?(?:市场|同业|同行|同类|业内|行业|竞争对手|友商|大行|周边(?:银行)?|隔壁(?:银行)?|对面(?:银行)?|(?:其他|其它|别的|别家|他|任何|哪家|一般|普通|多数|大多数|所有|绝大部分|几家|各家|四大|国有|股份制)(?:的)?(?:家)?(?:银行|行|机构|产品|平台|公司)|别家|人家|支付宝|余额宝|[甲乙丙a-z某x×]{1,12}(?:银行|行))[^。;!?\n]{0,12}?(?:高|低|多|少|快|好|强|优|划算|便宜|省|安全|专业|灵活|一大截|水平|平均|\d)",
    r"(?:同业|同行|别家|别的银行|其他银行|哪家银行|任何银行|没有(?:一家|哪家)?银行)[^。;!?\n,]{0,6}(?:没有|都没有|做不到|给不了|比不(?:了|上|过)|望尘莫及|不如|没我|都不如|赶不上|能比|比得上|找不到)|(?:您|你)?(?:再也)?找不到[^。;!?\n,]{0,4}(?:更|比)[^。;!?\n,]{0,4}(?:高|低|好|划算|便宜|优)|(?<!有)没有(?:比)?[^。;!?\n,]{0,4}(?:比这|比它|比我|更)[^。;!?\n,]{0,3}(?:更|高|低|好|划算|便宜|优|快)",
)
ABSOLUTE = chinese(
    r"(?:只要|凡是|谁)[^。;!?\n,]{0,3}(?:申请|来|提交|签)[^。;!?\n,]{0,4}(?:就|都)(?:能|可以?|会)?(?:批|过|贷|放)|(?:速度|审批|放款|批贷|服务|效率)[^。;!?\n,]{0,4}最快",
    r"(?:当天|当日|当场|即日|立即|立刻|秒|秒速|瞬间|马上|即时|极速|闪电|几分钟|(?<!\d)\d{1,9}分钟|半小时|一小时|(?<!\d)\d{1,9}小时|最快[^。;!?\n,]{0,4}|隔天|次日)(?:就|即|可|能|便|内){0,6}(?:能|可)?(?:放款|批款|下款|放贷|到款|审批|批下来|批贷|拿到(?:钱|贷款)|到手|下卡|放)(?!号|心|行|假)",
    r"秒批|秒放|秒下|秒过|必(?:批|过|下)(?!班)|包(?:过|批|下款|通过)|(?:百分之?百|百分百|100%|肯定|一定|保证|绝对|铁定|必定|准保|包)(?:能|会|可以|给您|帮您|让您)?[^。;!?\n,]{0,3}(?:通过|获批|批|下款|放款|下卡|过审|贷到|贷得到|贷下来|办下来|拿到额度|中签)",
    r"(?:不看|不查|无视|不管|不上)(?:您的?|任何)?(?:征信|资质|流水|信用记录)",
    r"(?:无需|不用|不看|不查|免|无视|不要|没有|不管)(?:任何)?(?:审核|征信|资质|流水|审批|抵押担保|信用记录|门槛)[^。;!?\n,]{0,6}(?:就|也|都|即|直接)?(?:能|可|可以)?[^。;!?\n,]{0,3}(?:贷|放款|批|办|下款|下卡)|人人(?:都)?(?:可|能)(?:贷|办|批|借)|黑户|(?:来者不拒|零门槛|0门槛|无门槛|无条件(?:贷|放|批|办))",
    r"(?:全能|永远|永久|终身|任何时候|随时随地|无限)(?:都)?(?:免费|不收费|免手续费|免年费|零费用)|完全免费|(?:百分之?百|100%|百分百)(?:满意|好评|解决|成功|准确|有效|见效)|(?:绝对|保证)(?:满意|有效|见效|超值|划算|不后悔)|包您满意",
)
GOODS = r"(?:returns?|rates?|yields?|interest|products?|banks?|funds?|loans?|cards?|services?|deals?|offers?|choice|investments?|prices?|fees?|team|brand|plan|policy|market|town|city|country|industry|terms|mortgage|insurance|option|adviser|advisor|performance|performer|approval|payout|value|costs?)"
ENGLISH = english(
    rf"(?:best|highest|lowest|cheapest|safest|fastest|strongest|greatest|finest|largest|smartest|most (?:profitable|secure|reliable|professional|competitive|generous|trusted|popular|advanced|attractive|affordable))(?! (?:regards|wishes|time|way|practice|before|possible|of luck|daily|limit|amount|balance|age|denomination|place to|floor|payment|level|day|moment))~?{GOODS}",
    rf"{GOODS}~(?:is|are) (?:the |simply the |by far the )?(?:best|highest|lowest|cheapest|safest|fastest|strongest|greatest|unbeatable|unrivalled|unmatched|second to none)",
    r"(?:half|a fraction of|a third of|twice|double)~(?:other|any|rival|the market|competing)~?(?:banks?|lenders?|rates?|average|fees?)?|(?:everyone|everybody|anyone|anybody|all)~(?:is|are|gets?|will be) (?:approved|accepted|granted)|(?:nobody|no one|none) (?:beats?|matches|can (?:beat|match)|offers? (?:more|better)|comes? close)",
    r"number one|no\. ?1|#1|ranked first|(?:market|industry|world|country|nation) (?:leading|leader|beating|class)|leading (?:bank|product|fund|returns?)|unbeatable|unrivalled|unrivaled|unmatched|unparalleled|second to none|one of a kind|top ranked|top performing|top of the (?:table|league|market)|like no other|never before|record (?:high|breaking) (?:returns?|yields?|rates?)|maximi[sz](?:e|es|ed|ing)~?(?:your |the )?(?:returns?|profits?|gains?|wealth|income|earnings|yields?|benefits?|interest|savings|value)|maximum (?:returns?|profits?|gains?|yields?)|the only bank (?:that|to|which)|perfect (?:product|investment|fund|loan)",
    r"(?:better|higher|lower|cheaper|faster|safer|more|less|below|above|under|beats?|outperforms?|superior|undercuts?)[^.;:!?\n]{0,30}? (?:than|to|at|the|any|all|every|other|our) (?:any|every|all|the|most|other|our|rival|competing|competitor'?s?|competitors|average|elsewhere|anywhere)? ?(?:other |rival |competing |big |local |major |market |industry )?(?:banks?|lenders?|competitors?|competition|rivals?|market (?:average|rates?|level)|industry (?:average|norm|standard)|market|peers?|elsewhere|anywhere else|average (?:rate|return|yield|fee))",
    r"(?:no|no other) (?:other )?(?:bank|lender|competitor|one) (?:can|could|will|comes?|offers?|gives?|matches|beats?|does)|(?:cannot|can'?t|won'?t|will not|will never|never) (?:find|get)~(?:better|cheaper|lower|higher|faster)|nowhere else (?:will|can|do)|nothing (?:better|comes close|beats)",
    r"(?:guaranteed|certain|sure|assured|automatic|instant|immediate|100%) (?:loan )?approvals?|approval~(?:is )?(?:guaranteed|certain|assured|instant|in minutes|within minutes|automatic)|(?:approved|approve|granted)~(?:for sure|without (?:any )?(?:checks?|questions?|conditions?)|no matter what|guaranteed|instantly|in minutes|on the spot|every time)|everyone (?:is|gets) (?:approved|a loan|the loan|accepted)|(?:same day|instant|immediate|overnight) (?:disbursement|payout|loan|funds|funding|cash|release|approval|credit|lending)|(?:loan|money|funds|cash|credit)~(?:the same day|within the hour|in minutes|within minutes|within hours|on the same day|in your account (?:today|the same day|within))|no credit check|no questions asked|no conditions (?:attached)?|bad credit (?:is )?(?:no problem|welcome|ok)|(?:always|forever|completely|totally) free|100% (?:satisfaction|satisfied|success)|satisfaction guaranteed",
)
SERVICE = one_of(
    "存款保险", "保额", "偿付", "柜员", "评选", "投票", "窗口", "排队", "等候", "客流", "时段", "人少", "最好(?:带|先|提前|在|是|把|不要|能|下)", "风险(?:最低|最高|等级|承受)", "身份证", "密码", "安全第一", "可能(?:只|仅)", "最近", "防诈", "诈骗", "智能柜台", "自助", "天气",
    r"\b(?:not always|may not be|not necessarily|queue|waits?|waiting|counters? (?:are|is)|rush hour|busy|password|scam|risk level)\b",
)  # fmt: skip
UNSURE = one_of("不一定", "未必", "不见得", "不是[^。,]{0,4}最", "并非最", "不敢说")
CLAIMS = (
    Pattern(Guard.CLAIM, compiled(BEST), WHY_BEST, SAY_FACT, unless=SERVICE, unless_within=UNSURE),
    Pattern(Guard.CLAIM, compiled(COMPARED), WHY_COMPARED, SAY_FACT, unless=SERVICE, is_absolute=True),
    Pattern(Guard.CLAIM, compiled(ABSOLUTE), WHY_ABSOLUTE, SAY_DEPENDS),
    Pattern(Guard.CLAIM, compiled(ENGLISH), WHY_BEST, SAY_FACT, unless=SERVICE),
)
