"""Buying, and what is given for it."""

from __future__ import annotations

from marketing.domain.language.notions import notion

BUY = notion(
    """
    成为~客户 成为~会员 今天签 现在签 签下 一签 签就 定下来 您定了 拍板 今天定 点头 推荐~购买 推荐客户 续买 续购
    再买 到期续 保费满 满额 申购满额 下单的 签约就 买十万 买#万 买# 达到#万 资产达到 日均 新资金 资金转入 转入#万
    签约即 开通定投 首笔 成功办理 办一张 办个保险 买个 办理即 下一单 每单 凑够 凑满 购买 买满 买够 买了 买就 买即
    买入 买一 您买 你买 买基金 买理财 买保险 买产品 买得 买到 首购 首投 首单 新购 认购 申购 投保 投资 投满 每投 投入
    投够 购满 成交 签约 签单 下单 签了 签保单 定投 理财满 基金满 保费 保单 入金 持仓 持有满 资产提升 资产达标
    达标客户 开基金户 开理财户 开立基金 加仓 追加 配置满 办理基金 办理理财 办理保险 办基金 办理财 办保险 存满 存够
    存入 存款满 大额存单满 买指定 完成购买 完成认购 完成申购 交易满 每笔交易 每买 多买
    """,
    """
    invests, who invests, refer a friend who, takes out, take out, taking out, opens the fund, open the fund,
    opening the fund, buys the, before lunch, buyer, investor, purchaser, each policy, take this plan,
    take the plan, choose the fund, go for the fund, put money in, once invested, minimum investment, buy, buys,
    buying, bought, purchase, purchases, purchasing, purchased, invest, investing, invested, investment of,
    subscribe, subscribes, subscribing, subscription, subscriptions, subscribers, sign the policy, sign a policy,
    sign the contract, sign up for the fund, sign up for the policy, take out a policy, take out the policy, put in,
    deposit of, top up, new policy, buyers, investors, policyholders, open a fund account, every policy,
    place an order, when you join the fund, per unit
    """,
    but="购买力 不需要购买 无需购买 毋须购买 不用购买 投资者教育 购买知识 投资知识",
)
GIFT = notion(
    """
    即享 立享 酒店 住宿 赢取 赢得 双人游 有机会赢 #台 #部 #箱 #桶 #袋 #盒 返客户 返一半 返~费 提成 分您一半 分你一半
    手续费~返还 返还手续费 返还现金 手续费退 返现金 购物券 现金红包 头奖 二等奖 转一次 转盘 转一把 抽一次 抽一把
    抽日本 请您吃 请您全家 请客 吃顿饭 三选一 任选一 返千分之 返到您 奖学金 奖金 现金奖励 份额奖励 额外奖励 大礼包
    双倍积分 免单 立减 立返 支付红包 加油卡 视频会员 会员年卡 咖啡券 福袋 锦鲤 小礼 小家电 鸡蛋 一箱 一袋 一桶 水杯
    保温杯 茶具 床上用品 四件套 按摩 扫地机 微波炉 电动车 现金奖 现金#元 奖#元 送 赠 附赠 抽奖 抽取 抽手机 抽华为
    抽苹果 抽iphone 抽大奖 摸彩 摸奖 摇奖 大转盘 砸金蛋 金蛋 刮刮 开盲盒 盲盒 幸运星 中奖 返现 现金回赠 回赠 返利
    返点 返佣 返一 返您 返你 返#元 返#个点 返百分之 回扣 佣金 红包 礼品 礼物 礼盒 礼包 礼金 好礼 豪礼 大礼 有礼 厚礼
    伴手礼 谢礼 奖品 大奖 奖励金 话费 流量包 油卡 购物卡 超市卡 京东卡 礼品卡 卡券 礼券 代金券 优惠券 提货券 加油券
    米面 粮油 大米 食用油 电饭煲 空气炸锅 行李箱 旅行箱 拉杆箱 耳机 手环 金条 金豆 银条 送体检 体检套餐 免费体检
    体检卡 电影票 免费领 领一 换购 补您 给您补 补给您 补#百 补您# 贴您 自掏腰包 私下退 退您 退你 私下给 私下返
    微信转您 微信返 给您微信 优惠退 积分翻倍 加息券 体验金
    """,
    """
    cinema tickets, hotel stay, we pay you, pay you both, pay you #, give you both, into the hat, dinner,
    lunch is on, something in it for you, a little something, little something, new phone, on the bank, cash prize,
    cash bonus, bonus, airport lounge, suitcase, luggage, toaster, kettle, smartwatch, headphones, freebie,
    freebies, thank you gift, in return we, eggs, spa, dinner for two, weekend away, gift, gifts, new car,
    refund half, refund a, refund you, refund part, refund #, draw for a car, giveaway, free suitcase, free, prize,
    prizes, prize draw, draw, lucky draw, raffle, lottery, sweepstake, sweepstakes, lucky wheel, spin, scratch card,
    win, wins, ticket for, tickets for, entry into, voucher, vouchers, coupon, coupons, cash back, cashback, rebate,
    rebates, kickback, kick back, reward, rewards, red packet, red envelope, hamper, hampers, shopping card,
    gift card, phone is yours, tablet is yours, is yours, on the house, throw in, thrown in, we'll give you,
    we will give you, get a free, treat you, goodie bag, under the table, from my own commission,
    share my commission, half my commission, out of my own pocket, iphone, air fryer, rice cooker
    """,
    but="""
    一部分 一台机 一套资料 一台电脑上 一台自助 送达 送到 送货 送上门 寄送 送您到 送审 派送 赠与税 转赠 赠予合同
    领取号 领取单 领取卡 领取回单 手机银行 手机号 手机app 手机上 赠险 退您多 返还本金 返还保费 全额返还 旅游险
    旅游保险 体检报告 领取养老金 领取年金 领取材料 礼貌 礼仪 礼品登记
    """,
)
MORE_MORE = notion(
    """
    买得越多 投得越多 存得越多 签得多 买得多 多买多 投得多 越买越 多投多 买多少送 买一送 买就送 买即送 购即送 投即送
    存即送 签单有 投保有礼 认购有礼 理财有礼 基金有礼 开户有礼 申购有礼
    """,
    "the more you buy, the more you invest, buy one get one, invest and win, buy and win, sign and win",
)
TRUE_GIFT = notion(
    """
    纪念币 纪念钞 贵金属 无关 无需购买 毋须购买 无须购买 不需要购买 不需购买 不用买 不要求购买 不以购买 不与 不挂钩
    不送 不赠 不提供 不设 恕不 没有赠品 没有礼品 没有抽奖 不参加抽奖 不参与抽奖 不以送礼 不得 不能 不可 不准 禁止
    严禁 谢绝 问答 知识 竞赛 教育 讲座 公益 积分兑换 积分可以 信用卡积分 不会送 不会赠 退保 犹豫期 人人有 都能参加
    签收 寄 快递 送给 归还
    """,
    """
    no purchase, nothing to buy, nothing has to be bought, no need to buy, open to all, open to every,
    everybody who visits, without buying, without purchase, nothing to do with, independent of, regardless of,
    not tied, quiz, education, learning, do not give, don't give, does not give, may not, must not, not allowed,
    never, free of charge, fee free, free to, feel free, risk free, free look, cooling off, free of risk, toll free,
    scam, scams, credit card points
    """,
    but="不得了 不能错过 不可错过 不可思议 不能不 不得不",
)
