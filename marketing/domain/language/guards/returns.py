"""N01: no promise of principal, return or freedom from risk (R06, R10)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from marketing.domain.language.patterns import Pattern, chinese, compiled, english, one_of
from marketing.enums.scripts import Guard

WHY_PRINCIPAL = _("Nobody may promise that the money invested is safe.")
WHY_RISK = _("Nothing that is invested is without risk.")
WHY_GAIN = _("Nobody may promise a return.")
SAY_LOSS = _("Say that principal may be lost, and show the risk level and the risk line.")
SAY_RANGE = _("Say that the return is not certain; show ranges with their conditions and the risk line.")

SURELY = r"(?:肯定|一定|必定|必然|铁定|绝对|准保|保准|包管|注定|百分之?百|百分百|100%|稳稳|妥妥|十成十)"
GAIN = r"(?:收益|回报|盈利|利润|分红|年化|获利|增值|赚头)"
MONEY = r"(?:本金|本息|本利|老本|本钱|血本|投资款|投进去的钱|投入的钱|本儿)"

PRINCIPAL_ZH = chinese(
    r"(?<![担确环投社参医作准负留])保本(?!不保本)(?![人次行网机单月年周地着身案部市店产科领事])",
    r"保[底息](?!线)",
    r"(?:保证|保障|确保|保全|守住|守护|锁定|护住|保住|担保|承诺|包)(?!金)[^,。;!?\n还款不没无未非]{0,8}?" + MONEY,
    MONEY
    + r"[^。;!?\n,不没无未非]{0,6}?(?:(?:有|受|得到|都有|完全|绝对|百分之?百|百分百|100%|十足|全额|稳稳|妥妥|足额|全部|原封不动|如数|分文不少|一分不少)?"
    r"(?:保[障证本底]|担保|兜底|无忧|无损|无虞|绝对安全|很安全|非常安全|十分安全|完全安全|百分百安全|安全无|零损失|0损失|分文不[少动]|一分(?:钱)?(?:都|也)?不?[少亏]|毫发无[损伤]|稳稳)"
    r"|(?:全额|足额|肯定|一定|保证|百分之?百|如数|原封不动|稳稳|照样|随时|完完整整)[^。;!?\n,不没无未非]{0,4}(?:拿回|返还|兑付|退还|归还给您|回来|还给您|到手)"
    r"|(?:都|也|是)?(?:绝|决|永远|从来)?(?:不会|不可能|不怕|不用担心|不受|不可能会)[^。;!?\n,不没无未非]{0,4}(?:亏|少|损|丢|缩水|减|受|有事|影响|波动|动))",
    r"(?:本金|本钱)(?:绝对|十分|非常|完全|百分之?百|都很|都|就很|就|很|更|是)?安全(?!垫|性|边际|教育)",
    r"刚性?兑付?|兜底|回购承诺|差额补足|保(?:证|障)?兑付",
    r"(?:亏|赔|损失)(?:了|的)?[^。;!?\n]{0,6}(?:算我|我(?:们|行)?(?:来)?(?:赔|补|承担|负责|兜|贴)|银行(?:来)?(?:赔|补|承担|兜|负责|贴)|行里(?:赔|补|承担|兜|贴)|全额(?:赔|补)|补给您|赔给您|给您补)",
    r"(?:银行|我们|我行|行里|国家|政府|总行|国企|央企)[^。;!?\n,不没无未非]{0,4}(?:兜着|背书|信用担保|给您担保|给您保底|托底|保着|买单)",
)
PRINCIPAL_EN = english(
    r"(?:principal|capital|money|investment|stake|savings|funds|deposit|every cent|cash)~(?:is|are|stays?|remains?|will be|comes?)~?(?:fully |100% |completely |totally |absolutely |always |perfectly )?(?:guaranteed|protected|secured?|insured|untouched|safe|intact|back)",
    r"(?:principal|capital) (?:is |are )?(?:fully |100% |completely |totally )?(?:guaranteed|protected|secured|protection|guarantee|safe|preserved)",
    r"(?:guarantee[sd]?|guaranteeing|protect(?:s|ed)?|secures?|safeguards?|assured?|promises?|ensures?|insures?)~(?:your |the |of |all |full |back ){0,6}(?:principal|capital|original sum|initial investment|money back|money invested|stake|investment)",
    r"(?:get|have|receive|take)~(?:all|every (?:cent|penny|yuan)|full|whole|entire)~(?:back|returned|home)",
    r"(?:will not|won'?t|cannot|can'?t|can not|never|not going to|impossible to|no way to|without ever) (?:ever |possibly )?(?:lose|losing|lost|shrink|drop|fall|go down)",
    r"(?:bank|state|government|we)~(?:stands? behind|backs?|make[s]? (?:up|good)|cover[s]?|underwrites?|compensates?|reimburses?)~(?:loss(?:es)?|return|product|shortfall)",
    r"(?:no|zero|not a (?:cent|penny)|nothing) (?:of |to )?(?:loss(?:es)?|lose|is ever lost)",
)
RISK_ZH = chinese(
    r"(?:[零0〇]|没有?(?:任何|一点儿?|一丝|丝毫|什么|半点|多少|啥|任何的|一丁点)?(?:的)?|毫无|毫没|绝无|全无|并无|不存在(?:任何|什么)?|不[带含](?:任何|一点|什么)?|不(?:用|需要|必|会)?(?:您|你)?(?:再)?(?:承担|担|冒|担心)(?:任何|一点|什么|半点)?)(?:投资|本金|市场|亏损|信用|的)?风险"
    r"(?!测|评|提示|等级|偏好|承受|意识|揭示|防|告知|敏感|管理|控制|知识|责任|损失|承担能力|教育|测试)",
    r"(?<![对毫])无(?:任何)?风险(?!利率|收益率|承受|测|评|等级|偏好|意识|提示)",
    r"风险[^。;!?\n,不没无未非]{0,6}?(?:为零|为0|是零|是0|等于零|等于0|几乎没有|基本没有|根本没有|完全没有|忽略不计|可忽略|不存在|全由[^。;!?\n,不没无未非]{0,6}(?:承担|扛|担)|降到零|降为零|没有的|都没有|全无)",
    r"(?:绝对|百分之?百|百分百|100%|十足|万分|完完全全)(?:的)?(?:安全|可靠|稳当|稳妥|保险)",
    r"万无一失|高枕无忧|稳如泰山|稳稳当当|板上钉钉|十拿九稳|雷打不动|铁饭碗|稳得很|稳得住",
)
RISK_EN = english(
    r"(?:zero|no|nil) (?:chance|possibility|danger|way) (?:of|to|that|you)~?(?:los\w{1,5}|fail\w{0,4}|default)",
    r"(?:risk ?free|riskless|zero risk|no risk(?! (?:notice|assessment|level|warning|rating|disclosure|test|profile))|free of (?:any |all )?risk|without (?:any |the slightest |a )?risk|not (?:a )?(?:bit|any|the slightest) risk|no (?:real |actual |downside |market )risk|risk is (?:zero|nil|nonexistent|non existent))",
    r"(?:carries|bears?|has|have|involves?|takes?|with|is|there is|at) (?:absolutely |practically |virtually |virtually |basically |literally )?(?:no|zero) (?:risk|downside|chance of loss)",
    r"(?:safe bet|sure thing|sure fire|can'?t go wrong|cannot go wrong|fool ?proof|bullet ?proof|nothing can go wrong|nothing to worry about|sleep soundly|as safe as houses|rock solid)",
    r"(?:completely|totally|absolutely|100%|perfectly|one hundred percent) (?:safe|secure|riskless)",
)
GAIN_ZH = chinese(
    r"一分(?:钱)?(?:都|也)?(?:丢|少|跑)不[了掉]|只(?:会)?(?:往上|向上|上)(?:走|升|涨)|只升不降|一路上涨|安全得很|有(?:钱|得)赚|(?:等着|坐着)(?:数钱|收钱|分钱)|稳稳[^。;!?\n,]{0,2}(?:入袋|落袋|到手)",
    r"(?:不管|无论|任凭|哪怕|就算|即使)[^。;!?\n,]{0,4}(?:行情|市场|大盘|股市|经济)[^。;!?\n]{0,12}(?:都|也|照样|依然)[^。;!?\n,]{0,6}(?:赚|收益|拿|正|涨|不会亏)|(?:年年|每年|月月|期期|连续[^。;!?\n,]{0,4}年|一直)[^。;!?\n,]{0,3}正(?:收益|报酬|回报)",
    r"(?:亏损|损失)[^。;!?\n,]{0,3}由(?:本行|我行|银行|我们)[^。;!?\n,]{0,3}(?:承担|负责|补|赔)|(?:保证|确保|包)回本|(?:绝对|肯定|一定)不会(?:出问题|出事|有事)[^。;!?\n]{0,6}(?:本金|收益|钱)",
    r"(?:哪有|哪会|哪能|怎么会|怎么可能|岂会|不可能会?)[^。;!?\n,]{0,3}(?:亏|赔(?!偿|付)|跌|有风险|出事|损失)|(?:钱|本金|资金)[^。;!?\n,]{0,4}(?:丢不[了掉]|少不了|跑不[了掉]|没不了|飞不了)|从(?:没|未|来没)[^。;!?\n,]{0,3}(?:失手|失败)",
    r"(?:没|未|从没|没有)(?:人)?(?:见过|听说过?|遇到过?|让)[^。;!?\n]{0,12}(?:亏|赔(?!偿|付)|损失)|(?:利息|收益率?|回报率?)[^。;!?\n,]{0,3}(?:锁死|写死|定死|说好|讲好|谈好|不会(?:变)?少)|不会(?:有|出现|产生)?(?:任何|一点|丝毫|半点|本金)的?(?:损失|亏损)",
    r"稳(?:赚|赢|拿|挣|获|嫌)|[必包准铁]赚|包(?:赢|涨|挣|收益|回本)|必(?:涨|赢|定赚|定涨)|准能?(?:赚|涨)|只(?:会)?(?:赚|涨|赢|挣)不(?:会)?(?:赔|亏|跌|输)",
    r"躺赚|躺(?:着|平)(?:都|也|就)?(?:能|可以)?(?:赚|挣|数钱|拿钱|收钱)|闭[着]?(?:上)?眼睛?[^。;!?\n,不没无未非]{0,3}(?:买|赚|入手|投|选)|坐(?:等|收|享)[^。;!?\n,不没无未非]{0,4}(?:收益|收钱|赚|红利|分红|其成|回报)|旱涝保收|保(?:您|你)(?:赚|挣|赢|盈利|发财|满意收益)|保证?(?:盈利|收益|回报|赚)",
    r"稳(?:稳|妥|当|健)?(?:地|的)?(?:赚|拿到?(?:手|收益|利息)|进账|到手|收益到手|收钱)",
    SURELY
    + r"(?:会|能|可以|是|要|都|都能|都会|有)?[^。;!?\n,不没无未非]{0,4}(?:赚|挣钱|上?涨|盈利|有?收益|回本|升值|增值(?!税)|不赔(?!偿|付)|不亏|兑付|翻|获利|有钱赚)",
    r"(?:从来?|从来都?|历来|一直|年年|月月|每年|次次|期期|至今|这么多年|成立以来|发行以来|以来)[^。;!?\n,不没无未非]{0,4}(?:没有?|未曾?|不曾|没让[^。;!?\n,不没无未非]{0,4})(?:出现过?|发生过?|有过?)?(?:亏|赔|跌|损失|负)",
    r"(?:没有?|未曾?|未有|没有人|没人)(?:客户|人)?(?:亏|赔)过|(?:没|未)(?:亏|赔)过",
    r"(?:不会|不可能|绝不|决不|永不|永远不|不怕|不用怕|不愁|不用愁|不用担心|不必担心|不用操心)(?:会|再|有|让您|让你|出现|发生)?[^。;!?\n,不没无未非]{0,3}(?:亏|赔(?!偿|付)|跌|贬值|缩水)",
    r"(?<!理)(?:亏|赔|跌)不(?:了|到|着)|(?<![从而])不(?:亏|赔)(?:钱|本|损)|稳不[亏赔]|不(?:亏|赔)不(?:赔|亏)|一分(?:钱)?(?:也|都)?(?:不会|不|没)(?:亏|赔|损失)",
    r"(?:轻松|快速|很快|一年|几年|两年|三年|半年|资产|财富|本金|钱|收益)[^。;!?\n,不没无未非]{0,5}翻(?:一?倍|一?番|几番|两番)|钱生钱|暴富|发大财|日进斗金|一夜",
    GAIN
    + r"率?(?:是|都|也|很|非常|特别|绝对|完全|百分之?百|100%|肯定|一定|稳定|有|能|可以|真正|确实|同样|就|安全|十分){0,4}(?:保[障证底]|确定(?!性)|固定(?!收益|资产)|稳拿|雷打不动|打包票|兑现|写进合同|写在合同|到手|不打折|有底|无忧|不变|包)",
    r"(?:承诺|保证|答应|许诺|打包票|拍胸脯|立字据|我担保|敢担保|给您担保|确保|保障|锁定|锁住|敲定|包)(?!金)[^。;!?\n,不没无未非]{0,8}?(?:收益|回报|赚|盈利|分红|不亏|不赔|年化|兑付|利润|高息|涨)",
    r"(?:签|写)[^。;!?\n,不没无未非]{0,4}(?:保证书|承诺书|包赔|保本)|包在我身上|我(?:敢)?打包票|跟您打保票|打保票",
    r"到期(?:就|一定|肯定|必|保证|准|稳|直接|轻松|至少|最少|净|可以|能)[^。;!?\n,不没无未非]{0,4}(?:赚|多拿|多出|净得|稳拿|拿到收益|有收益|收益到手)",
)
GAIN_EN = english(
    r"will~?(?:grow|rise|gain|earn|profit|increase)~?(?:for certain|for sure|guaranteed|without fail)",
    r"guarante(?:e[sd]?|eing|e)~(?:returns?|profits?|gains?|yields?|income|earnings|interest|dividends?|growth|payouts?|\d[\d.]{0,8}%|money)",
    r"(?:returns?|profits?|gains?|yields?|income|earnings|payouts?|growth)~(?:is|are|comes?)~?(?:guaranteed|assured|certain|secured?|fixed|locked in|promised|a given|for sure)",
    r"(?:assured|certain|sure|fixed|locked in|promised|steady guaranteed|ensured?|secured?) (?:\d[\d.]{0,8}% )?(?:annual |yearly |monthly )?(?:returns?|profits?|gains?|yields?|earnings|payouts?)",
    r"(?:promise[sd]?|assure[sd]?|swear|vouch|warrant)~(?:returns?|profits?|gains?|yields?|earn|make money|\d[\d.]{0,8}%)",
    r"(?:will|shall|are going to|are bound to|are certain to|are sure to|'ll|ll) (?:definitely|certainly|surely|always|for sure|undoubtedly|without fail) (?:earn|make|gain|profit|win|get|grow|receive|come out|rise|go up)",
    r"(?:definitely|certainly|surely|always|bound to|sure to|certain to|guaranteed to) (?:earns?|makes? (?:a )?(?:money|profit|gains?)|gains?|profits?|pays? (?:off|out)|goes up|go up|wins?|grows?|rises?|delivers?|make money)",
    r"(?:can ?not|can'?t|cannot|could ?n'?t|never|won'?t|will not|no way (?:you|to)|impossible to)~(?:lose|losing|lost|loss(?:es)?|fail|go down|drop|fallen|fell)",
    r"(?:double|triple|multiply)~(?:money|investment|savings|capital|wealth)|get rich|easy money|free money|money for nothing|effortless (?:income|profit|gains?)|win win every time",
    r"(?:profits?|gains?|returns?)~(?:every (?:single )?(?:time|year|month|day)|year after year|rain or shine|no matter what|whatever happens|in any market)",
    r"(?:nobody|no one|no client|no customer|none of our clients)~(?:ever )?(?:lost|loses)",
)
INSURED = one_of("存款保险", "deposit insurance", r"deposits? (?:is|are) (?:insured|covered)", "存保", "国债")
CARE = one_of(r"\bcover (?:any|your|the) loss", "挂失", "积分", "里程", "盗刷", "卡内", "密码", "冻结")

RETURNS = (
    Pattern(Guard.RETURN, compiled(PRINCIPAL_ZH, PRINCIPAL_EN), WHY_PRINCIPAL, SAY_LOSS, unless=INSURED),
    Pattern(Guard.RETURN, compiled(RISK_ZH, RISK_EN), WHY_RISK, SAY_LOSS),
    Pattern(Guard.RETURN, compiled(GAIN_ZH, GAIN_EN), WHY_GAIN, SAY_RANGE, unless=CARE),
)
