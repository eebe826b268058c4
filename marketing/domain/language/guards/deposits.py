"""N05: what carries risk is never held against a deposit, nor passed off as one (R05, R07)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from marketing.domain.language.patterns import Pattern, chinese, compiled, english, one_of
from marketing.enums.scripts import Guard

WHY = _("Held against a deposit, what carries risk seems as safe as one.")
WAY_OUT = _("Say that it is not a deposit and may lose principal; ask for a valid assessment first.")

DEPOSIT = r"(?:(?:(?:银行|普通|一般|同期|同期限|活期|定期|死期|大额|三个月|半年|一年|两年|三年|五年|[一二三五]年期|\d年期?)的?){0,3}(?:定期|存款|定存|活期|存单|储蓄|余额宝|存银行|存定期|存死期|存着|存钱|存折|银行利息|死期|放银行))"
BETTER = r"(?:高|多|强|好|划算|合算|实惠|赚|挣|有赚头|上算|优|香|值|快|厚|可观|翻倍|丰厚|给力|灵活|有利|诱人|胜|大|美)"
COMPARED = chinese(
    rf"(?:比|较|比起|相比|相较于?|对比|跟|与|和|较之)[^。;!?\n,]{{0,6}}?{DEPOSIT}(?:利率|利息|收益|相比|比|的利息|的收益|起来|要|还|都|的){{0,6}}[^。;!?\n]{{0,10}}?{BETTER}",
    rf"比[^。;!?\n,]{{0,3}}{DEPOSIT}高出|(?:高于|高过|超过|超出|跑赢|胜过|优于|强于|好于|多于|远超|完胜|秒杀|碾压|打败|赢过|超越|大于|多过)[^。;!?\n,]{{0,6}}?{DEPOSIT}",
    rf"{DEPOSIT}[^。;!?\n,]{{0,8}}(?:的)?(?:\d|[一二三四五两几])(?:\.\d)?倍|(?:两|三|几|\d)倍[^。;!?\n,]{{0,4}}{DEPOSIT}",
)
# "A deposit bears more the longer it is held" compares deposits among themselves.
AMONG_THEMSELVES = one_of(
    r"(?:定期|存单|存款|存期|国债|活期|利率|整存整取|通知存款)[^。;!?\n]{0,20}(?:比|高于|超过|优于|相比|较)"
)
INVESTED = r"(?:理财|基金|产品|收益|保险|信托|债基|净值|这款|这个|这只|它|年金)"
ALIKE = chinese(
    r"(?:跟|和|同|与|像|如同|好比|等于|相当于|等同于?|就是|类似于?|类|当作?|当成|视为|堪比|媲美|不亚于|不输|几乎是|基本是|其实就是|本质(?:上)?(?:就)?是)(?:是)?[^。;!?\n,]{0,5}?(?:存款|定期|定存|存银行|存钱|储蓄|存单|活期|存着|存定期|存死期)[^。;!?\n,]{0,4}?(?:一样|没区别|没差别|没啥差别|没啥区别|没什么区别|没两样|差不多|一个样|无异|一回事|似的|同样|是一个道理|来买|来放|的?升级|的?替代|安全|稳|放心|靠谱)",
    r"(?:相当于|等同于?|等于|就是|堪比|媲美|不亚于|视同|当作?是?|当成)(?:是)?(?:[一二三]?[个笔种])?(?:您)?(?:高息|高收益|升级版?|灵活|加强版|更好|银行|特殊|另一种)?的?(?:存款|定期|定存|储蓄|存单|存钱|存定期)(?!保险|证明|余额|账户)",
    r"类存款|存款替代|替代(?:存款|定期)|存款(?:的)?(?:升级版|加强版|替代品|平替)|高息存款|定期(?:的)?(?:升级|平替|替代)|升级版?(?:的)?(?:存款|定期)|(?:存款|定期)搬家",
)
INSTEAD = chinese(
    rf"(?:{DEPOSIT}|利息|利率)[^。;!?\n]{{0,12}}(?:太低|很低|这么低|才|没(?:几个|多少|啥|什么)|不划算|划不来|跑不赢|亏|浪费|贬值|不值|可惜|少得可怜|没意思)[^。;!?\n]{{0,20}}(?:理财|基金|产品|保险|买|换|转|试试|不如)",
    rf"(?:与其|别|不要|何必|不用|甭|先别|干嘛|为什么|为啥|何苦)[^。;!?\n,]{{0,6}}(?:{DEPOSIT}|存)[^。;!?\n]{{0,14}}(?:不如|买|换成|转成|转为|改|来|试试|选|理财|基金)",
    rf"(?:{DEPOSIT})[^。;!?\n,]{{0,8}}(?:不如|比不上|赶不上|不及|哪有|哪比得上|远不如|还不如)[^。;!?\n]{{0,10}}(?:{INVESTED}|买)",
    rf"(?:把|将)[^。;!?\n,]{{0,6}}{DEPOSIT}[^。;!?\n,]{{0,8}}(?:换成|转成|转为|变成|取出来买|挪|搬|转到|改成|转投|转买)[^。;!?\n,]{{0,6}}(?:理财|基金|产品|保险|它|这)?",
    rf"(?:理财|基金|产品|保险|这款)[^。;!?\n,]{{0,6}}(?:代替|取代|替代|顶替)[^。;!?\n,]{{0,4}}{DEPOSIT}",
)
SAVING = r"(?:(?:a |any |the |your |our |ordinary |normal |regular |fixed |time |term |bank |savings |three month |one year |\d{1,3} (?:month|year) ){0,4}(?:deposits?|savings(?: accounts?| book)?|cds?|certificates? of deposit|bank interest|passbook))"
ENGLISH = english(
    rf"(?:more|higher|better|greater|bigger|larger|superior|richer|faster|fatter)~?(?:returns?|yields?|interest|gains?|income|rates?)?~?than~?{SAVING}",
    rf"(?:beats?|beating|outperforms?|outpaces?|exceeds?|exceeding|tops?|surpass(?:es)?|outshines?|outearns?|above|over and above|twice|double|triple|times)~?{SAVING}",
    rf"(?:as|just|exactly|much|practically|basically|really|simply|nearly|almost)? ?(?:as )?(?:safe|secure|good|reliable|solid|certain|sure|stable|simple|easy)? ?(?:as|like|the same as|same as|equal to|equivalent to|no different from|no different than|identical to|akin to|instead of|in place of|rather than|alternative to|substitute for|replacement for|upgrade (?:of|to|on)) {SAVING}",
    rf"{SAVING}~(?:pays?|earns?|gives?|brings?|yields?|is|are|rates? (?:are|is))~?(?:little|nothing|almost nothing|so low|too low|peanuts|pointless|a waste|less|poor|hardly)",
    rf"(?:swap|switch|move|turn|convert|shift|exchange|trade|take)~{SAVING}~?(?:into|to|for|out and)~?(?:a |the |our |this )?(?:wealth|fund|product|investment|insurance|it|plan)",
    r"(?:high|higher) (?:yield|interest) (?:deposit|savings) (?:product|alternative|substitute)|deposit (?:like|substitute|alternative|replacement|equivalent|plus)|quasi deposit",
)
WARY = one_of(
    r"\b(?:loan|mortgage|credit card|overdraft|not a deposit|deposit insurance|safe deposit|deposit slip|deposit machine|cash deposit|early withdrawal|early redemption|out early)\b",
    "存款保险",
    "存款证明",
    "贷款",
    "性质不同",
    "转[到成为入]活期",
    "多少没有关系",
    "存单挂失",
)

# What is told apart from a deposit.
OTHERWISE = one_of("不一样", "不同", "不等同", "(?:不要|别|勿|不能)把?(?:理财|基金|保险|产品)当")

HELD = one_of(
    r"更(?:高|多|好|值|划算|强|香|优|赚|合算|有|省)", r"(?<!对)比(?!较|如|例|率|上)", "超过", "倍", "翻", "一半", "不如", "吃亏", "划算", "换(?:成|这|个|到|来)", "改[买投]", "转[买投]", "代替", "替代",
    "没(?:有)?(?:差|区)别", "差不多", "媲美", "告别", "多(?:拿|赚|得)", "拿得(?:更)?多", "高出", "跑赢", "当(?:它|成|作|做)?", "定存", "拥抱",
    r"\b(?:more than|better|twice|double|safer|more profitable|only better|why (?:leave|keep)|instead|beats?|no different|same)\b",
)  # fmt: skip
RISKY = one_of(
    "理财",
    "基金",
    "这款",
    "这只",
    "这个",
    "产品",
    "收益",
    "保险",
    "它",
    r"\b(?:this|fund|product|plan|it|wealth|investment|you earn|more profitable)\b",
)
PLAINLY = one_of(
    "不是", "非存款", "不同", "不一样", "不能", "不要", "不可", "存款保险", "存款证明", "提前支取", "挂牌", "利率表", "续存", "存单挂失", "起存", "大额存单利率", "适合",
    r"\bdeposits? (?:is|are) safer", r"\b(?:not a|not the same|different from|differs?|insurance|insured|slip|renew|do not|never)\b",
)  # fmt: skip
HELD_AGAINST = compiled(rf"{DEPOSIT}", english(SAVING))
DEPOSITS = (
    Pattern(
        Guard.DEPOSIT, HELD_AGAINST, WHY, WAY_OUT, near=(HELD, RISKY), unless=PLAINLY, unless_clause=AMONG_THEMSELVES
    ),
    Pattern(Guard.DEPOSIT, compiled(COMPARED), WHY, WAY_OUT, unless=WARY, unless_clause=AMONG_THEMSELVES),
    Pattern(Guard.DEPOSIT, compiled(ALIKE, INSTEAD), WHY, WAY_OUT, unless=WARY, unless_within=OTHERWISE),
    Pattern(Guard.DEPOSIT, compiled(ENGLISH), WHY, WAY_OUT, unless=WARY),
)
