"""N07: gifts and draws are never tied to a purchase (R07)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from marketing.domain.language.patterns import Pattern, chinese, compiled, english, one_of
from marketing.enums.scripts import Guard

WHY = _("A gift, rebate or draw may not depend on buying.")
WAY_OUT = _("Let everybody take part who comes or learns something, and say that it has nothing to do with a purchase.")

BUY = r"(?:购买|买(?!单)|认购|申购|投保|投资|购(?!物)|成交|签约|签单|下单|入金|存入|存(?:满|够|款|钱|\d|[一二三五十百]{1,12}万)|定投|办理(?:理财|基金|保险|大额|业务满)|理财(?:满|达|客户)|资产(?:满|达|提升|净增)|达标|消费满|持有|开立?(?:理财|基金)|保费|加仓|追加|交易满|配置)"
GIFT = r"(?:送(?!达|到|货|上门|您到)|赠(?:送|品|予)?|抽奖|抽取?(?:大奖|手机|红包|礼)|返现|返(?:利|佣|点|还现金|费|\d)|礼[品物包盒]|好礼|豪礼|大礼|红包|奖品|大奖|奖励|积分|加息券|体验金|油卡|购物卡|京东卡|话费|一桶油|大米|回扣|佣金|优惠券|代金券|换购|兑换|现金券|免费领|领取?(?:一|礼|奖|红包|米|油)|得(?:礼|奖|红包|手机)|砸金蛋|转盘|摇奖|刮奖|手机一部|黄金|金条|中奖|贴息|补贴|伴手礼|(?<![债证])券|抽[a-z]|电饭煲|耳机|自行车|门票|影票|体检卡|旅游)"
TIED = chinese(
    rf"{BUY}[^。;!?\n]{{0,18}}?{GIFT}",
    rf"{GIFT}[^。;!?\n]{{0,12}}?(?:须|需|要|必须|凭|限|仅限|条件|前提|资格|先|只给|只送|只要)[^。;!?\n]{{0,6}}?{BUY}",
    r"(?:买|购|存|投)[^。;!?\n,]{0,6}(?:就|即|则|立|便)?(?:送|赠|返|抽)(?!达|到|货|上门)|(?:买|存)一送|买赠|购即送",
    r"(?:产品|理财|基金|保险|投资|购买|客户|业绩|销售)[^。;!?\n,]{0,6}抽奖|抽奖[^。;!?\n,]{0,6}(?:产品|理财|基金|保险|购买)",
    r"(?:礼品|礼物|赠品|奖品)(?:和|与|及|、|或|以及)(?:参与|购买|交易|投资)?奖励|(?:交易|购买|投资|认购)(?:返|奖励|礼金|有礼|有奖|返现|返利)|(?:理财|基金|保险|存款)(?:有礼|有奖|送礼)",
)
BUYING = r"(?<!\w)(?:buy|buys|buying|purchase[sd]?|purchasing|invest|invests|invested|investing|subscrib(?:e|es|ed|ing)|sign up for|sign (?:the|a|this|today|now)|deposit(?:ing)?|open(?:ing)? (?:a|an|the|your) (?:account|fund)|put in|placing|top up|spend)(?!\w)"
GIFTS = r"(?:gifts?|prizes?|prize draw|lottery|raffle|lucky draw|(?:enter|join|into) (?:the|our|a|this) draw|wins?|vouchers?|coupons?|cash ?back|rebates?|bonus|rewards?|hampers?|a present|red packets?|red envelopes?|sweepstakes?|(?:get|receive) a(?! (?:confirmation|receipt|copy|contract|statement|message|letter|certificate))|take home|kickbacks?|free (?:gift|phone|voucher|card|insurance|watch|hamper|bag|rice|oil|ticket|trip|coffee|cooker|tablet)s?)"
ENGLISH = english(
    r"(?:every|each|all|any) (?:new )?(?:subscribers?|buyers?|investors?|purchasers?)~?(?:gets?|receives?|wins?|takes? home|will (?:get|receive|win))|(?:put|place|pay)~(?:into|in)~(?:fund|product|plan|account|policy)[^.;!?\n]{0,30}(?:we (?:add|give|send|throw in)|gift|card|voucher|free)",
    rf"{BUYING}[^.;:!?\n]{{0,50}}?(?<!\w){GIFTS}",
    rf"{GIFTS}[^.;:!?\n]{{0,36}}?(?<!\w)(?:if|when|once|after|for|with|upon|on|provided|as soon as|to) (?:~)?(?:(?:you|every|each|any|all|a|the|your|who|customers who|new|wealth|fund|product|single|first) ){{0,5}}(?:buy|buys|purchas\w{{1,4}}|invest\w{{0,5}}|subscrib\w{{1,5}}|sign up|buyers?|investors?|policy|deposit)",
    r"(?:purchase|investment|subscription|deposit) (?:is )?(?:required|necessary|needed)~?(?:to|for)~?(?:enter|draw|win|take part)|lucky draw for (?:buyers|investors|purchasers)|product (?:prize|lucky) draw|(?:prize|lucky) draw (?:with|for|on) (?:the |a |every |our )?(?:products?|funds?|wealth)",
)
FREE = one_of(
    "无关", "无需购买", "不以.{0,6}(?:购买|买|投资|认购)", "不需要购买", "不设", "(?:[无毋][须需]|不必)(?:购买|投资)", "不用买", "不要求购买", "与购买", "不与", "问答", "知识", "教育", "讲座", "签收", "寄送", "送达", "送货", "送到", "送您", "赠险除外", "积分兑换", "信用卡积分", "礼貌",
    "自愿", "转赠", "赠与", "遗赠", "投资者教育", "反假", "反诈", "公益", "纪念[币章钞]", "贵金属",
    r"\b(?:no purchase|nothing to buy|no need to buy|open to (?:all|every\w*)|without (?:buying|any purchase|purchase)|nothing to do with|independent of|regardless of|not tied|quiz|education|learning|free of charge|fee free|free to|feel free|toll free|free wi|risk notice|refund policy|present your|present the|present document|hotline)\b",
)  # fmt: skip
APART = one_of(
    "没有(?:任何)?(?:赠品|礼品|礼物|红包|抽奖)|(?:恕|概)不|不(?:提供|赠送|附)|不[得能可应准许需用必以与和跟]",
    "无关",
    "无需",
    "禁止",
    r"\b(?:not|never|no|without|neither|independent)\b",
)
PRIZES = (Pattern(Guard.PRIZE, compiled(TIED, ENGLISH), WHY, WAY_OUT, unless=FREE, unless_within=APART),)
