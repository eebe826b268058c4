"""N02: nobody is judged by clothes, belongings or manner."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lobby.floor.contents import WHY_NO_LOOKS
from marketing.domain.language.patterns import Pattern, chinese, compiled, english, one_of
from marketing.enums.scripts import Guard

SAY_NEED = _("Ask what the customer needs; the system alone knows a level.")
# Always about somebody's means.
PLAIN = compiled(
    chinese(
        r"名牌|奢侈品|(?<!点)名表(?!扬)|豪车|好车|金表|大牌|珠光宝气|富态|寒酸|土里土气|土气|穿金戴银|阔气|穷酸|暴发户|富婆|土豪|阔太",
        r"高档(?:服[饰装]|衣|包|首饰|手表|穿|车)|(?:昂贵|贵重|考究|光鲜|体面)的?(?:衣|服|首饰|穿|包|手表|打扮)",
        r"(?:看|看着|看上去|看起来|看样子|瞧|瞧着|一看就|显得|长得|模样|样子|外表)(?:很|挺|像|像是|是|不像|就|比较|也){0,6}(?:有钱|没钱|富|穷|老板|大户|阔|气派|农民|民工|打工|乡下|外地)",
        r"外貌|长相|相貌|外在特征|(?:以貌|凭外表|靠外表|凭相貌|看人下菜|以衣)",
    ),
    english(
        r"(?:designer|luxury|branded|expensive|fancy) (?:bags?|handbags?|cloth(?:es|ing)|watch(?:es)?|shoes?|cars?|jewel(?:le)?ry|suits?)",
        r"(?:well|badly|poorly|shabbily|richly|smartly) dressed|shabby|looks? (?:rich|poor|wealthy|well off|like money|affluent|prosperous|cheap|like (?:a )?(?:farmer|migrant|boss))",
        r"by (?:their|the customer'?s|his|her|its|how they) (?:looks?|appearance|cloth(?:es|ing)|dress|outfit|accent|shoes)|drives? (?:a |an )?(?:luxury|expensive|fancy)",
    ),
)
BODY = compiled(
    chinese(
        r"穿着|穿衣|开的?是?什么车|什么牌子|衣着|穿戴|行头|衣服|外套|西装|皮包|腕表|项链|金链子?|戒指|手镯|耳环|外表|时髦|奔驰|宝马|奥迪|保时捷|着装|服饰|打扮|随身物品|携带(?:的)?(?:物品|包)|言谈举止|谈吐|气质|口音|首饰|手表|手提包|拎的?包|背的?包|提的?包|车钥匙|开什么车|座驾|发型|皮肤|鞋子?|皮鞋|戴的|佩戴"
    ),
    english(
        r"cloth(?:es|ing)|outfits?|coats?|necklaces?|rings?|suits?|haircuts?|how (?:expensively|cheaply|well|badly) they dress|dress(?:es|ed)?|appearance|handbags?|watch(?:es)?|jewel(?:le)?ry|shoes?|car keys?|accents?|belongings|manner(?:s)? of (?:speech|dress)|hairstyle"
    ),
)
JUDGED = one_of(
    "判断", "缺钱", "富裕", "阔绰", "出手", "大方", "高净值", "贵宾室", "理财室", "(?:不必|不用|无需|不要|别)(?:介绍|推荐|营销|推)", "(?:优先|先)(?:接待|招呼|营销|推)", "推荐", "多推", "推销", "适合推", "适合办", "看出", "推断", "识别", "猜", "推测", "收入水平", "决定怎么", "估计", "反映", "暗示", "说明(?!书)", "表明", "分类", "分辨", "区分", "筛选", "衡量", "辨别",
    "消费能力", "购买力", "经济(?:实力|条件|状况)", "有钱", "没钱", "财力", "身家", "高端", "潜力客户", "目标客户", "优质客户", "贵宾客户", "值不值得", "家境", "富裕",
    "档次", "身份地位", "社会地位", "重点(?:接待|关注|推荐|营销)", "优先(?:推荐|营销|接待)",
    r"\b(?:sign of|need no|no need|deserve|priority|wealth offer|sort|judg|guess|tell|estimat|infer|suggest|hint|indicat|reveal|show|identify|spot|recogni[sz]|sort|sizing|size up|means|wealth|afford|spending power|rich|poor|worth|target|prospect)",
)  # fmt: skip
STAFF = one_of(
    "员工", "工作人员", "工装", "制服", "志愿者", "柜员着", "大堂经理着", "统一", "工牌", "仪容", "整洁", "保管", "遗失", "遗落", "遗忘", "安检", "您的随身", "带好",
    "拿好", "挂失", "失物", r"\b(?:staff|uniform|employees|keep|lost|found|left behind|your belongings|badge|tidy|code)\b",
)  # fmt: skip
LOOKS = (
    Pattern(Guard.LOOKS, PLAIN, WHY_NO_LOOKS, SAY_NEED),
    Pattern(Guard.LOOKS, BODY, WHY_NO_LOOKS, SAY_NEED, near=(JUDGED,), unless=STAFF),
)
