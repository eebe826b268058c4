"""Hurry, scarcity, and what everybody else does."""

from __future__ import annotations

from marketing.domain.language.notions import notion

# Acts of buying; filling in a form or coming to a window is none.
DECIDE = notion(
    """
    落单 买 购 签 定下 定了 拍板 下单 下手 出手 入手 上车 认购 申购 投保 开户 锁定 锁住 锁单 下定 做决定 决定 表态
    拿主意 回复我 给我准话 办了 办下来 行动 配置 抢 参与认购 预留 入场 上船 成交 加仓 存进来 转进来
    """,
    """
    buy, buys, buying, sign, sign up, signing, invest, investing, commit, decide, purchase, subscribe, act,
    lock it in, lock in, get in, jump in, jump on, grab, reserve, secure your, make up your mind, say yes,
    pull the trigger, seal the deal, join
    """,
    but="买单 签字 签名 签到 签收 抢救 抢劫 抢险 签证 决定权 由您决定 您自己决定 慢慢决定 着急决定 不必决定 购汇 抢修",
)
HURRY = notion(
    """
    请即 即时 尽速 从快 赶紧 赶快 赶忙 抓紧 火速 速速 从速 速来 速抢 速度 趁早 趁现在 趁热 趁着还有 快来 快快 快点
    快抢 尽快 尽早 马上 立即 立刻 即刻 现在就 今天就 当场就 当场 这就买 这就签 这就定 二话不说 先下手 别磨蹭 别墨迹
    别拖 事不宜迟 刻不容缓 一刻别等 争分夺秒 麻利
    """,
    """
    now, right now, right away, immediately, at once, today, tonight, this minute, this instant, on the spot, fast,
    quick, quickly, hurry, asap, straight away, without delay, before it's too late, before too late, here and now
    """,
    but="""
    即时到账 即时转账 即时通知 快递 尽快为您 尽快答复 尽快处理 尽快到 尽快联系 马上为您 马上来 马上就来 马上就好
    马上到 尽快给您 速度快
    """,
)
# The same said after what is to be done: "buy now".
AT_THE_END = notion(
    "要快 趁早 赶紧 赶快 抓紧 从速 得快 请早 要抓紧 刻不容缓",
    """
    now, right now, right away, immediately, at once, today, tonight, this minute, this instant, on the spot, fast,
    quickly, asap, straight away, without delay, before it's too late, before too late, here and now
    """,
)
SOON = notion(
    """
    一日 一天 半天 当天 当日 几分钟 今天 今晚 今日 今夜 明天 明早 明儿 后天 下周 这周 本周 周末 周五 月底 下月
    下个月 #点 #点前 #点钱 下班前 收盘前 半夜 零点 中午 下午 #小时 #分钟 #天 晚上 天黑前 逾期 过后 到点 再晚 再不
    稍后
    """,
    """
    today, tonight, tomorrow, midnight, noon, monday, tuesday, wednesday, thursday, friday, saturday, sunday,
    this week, next week, the weekend, by the end of, in an hour, in # hours, this afternoon, o'clock, closing,
    soon, any minute, days left
    """,
)
GONE = notion(
    """
    眼睁睁 看着别人赚 别人都赚 别人赚钱 涨上去 就贵了 帮不了 没法帮 没辙 未必还有 未必有 不一定有 不一定还有
    不见得有 不见得还有 说不定就没 让给后面 让给下 给后面的 给下一个 轮给 归后面 再想买 想买都 没地方买 再也遇不到
    就轮到别人 归别人 没了 没有了 就没 没这个价 没这价 没这好 没这机会 没机会 没这村 没这店 没有这店 没份 没名额
    没额度 没您的 没你的 轮不到 轮不上 抢光 抢完 抢空 卖光 卖完 售完 售罄 售空 一抢而空 抢不到 买不到 买不着 赶不上
    赶不到 来不及 晚了 迟了 过时不候 过期不候 过期作废 作废 失效 收回 取消 放弃 给别人 让给别人 给下一位 给其他人
    下架 停售 停发 关闸 关门了 涨价 要涨 调价 下调 恢复原价 涨回去 错过 错失 失去 后悔 可惜 遗憾 等一年 等下一年
    等明年 白等 要再等 就得等 再等 不再有 再也没有 再也买 绝版 最后一班车
    """,
    """
    lose out, be left behind, won't come around, won't come again, won't come back, won't be back, never come again,
    never come back, come around again, won't last, be sorry, too slow, someone else gets, gone, sold out, miss it,
    miss out, miss this, missed out, will be too late, too late, disappear, disappears, vanish, run out, runs out,
    taken, snapped up, given to someone else, go to someone else, goes to someone else, goes to the next, lose it,
    lose your place, lose the rate, forfeit, withdrawn, won't be here, won't be available, won't get another,
    won't see this, regret it, regret, kick yourself, wait a year, wait another year, off the table, back up, go up
    """,
    but="""
    取消预约 取消业务 取消办理 取消交易 取消订单 号作废 没了解 取消挂失 错过叫号 收回卡片 遗憾地 很遗憾 可惜不能
    取消关注 没有了解
    """,
)
IF_NOT = notion(
    """
    今天不买 今天不定 今天不签 您不要我 你不要我 您不要的话 不要就 过了今 过了这 过了明 不决定 不定下 再不 还不定
    还不签 还不买 不点头 不买 不签 不定 不办 不下手 不出手 不入 不上车 没买 没签 未认购 未签 未购 不认购 不行动 犹豫
    迟疑 纠结 再想 想多了 多想 再考虑 考虑太久 想太久 想太多 再等 再拖 拖下去 拖到 错过 错失 失去 过了 过期 逾期
    晚一 慢一 晚来 迟来 再晚
    """,
    """
    don't buy, don't sign, don't act, don't decide, wait, waiting, hesitate, hesitating, think too long,
    thinking too long, think about it too long, delay, delaying, miss, if you leave, walk out, walk away, unless you
    """,
)
SCARCE = notion(
    """
    仅余 只余 少量 剩余不多 去了一大半 去了大半 卖了一大半 卖了大半 没了一半 卖掉了 只批了 就#个 只有#个 就#席 就#份
    还有#个 手里就 手上就 手里只有 手上只有 稀缺 紧缺 所剩 抢手得很 就这么几 就那么几 就几 没多少 剩不下 所剩无几
    所余无几 所剩不多 剩得不多 剩不多 没剩多少 没几个了 没多少了 只剩 仅剩 就剩 还剩最后 剩最后 剩下最后 最后#个
    最后#席 最后#份 最后#万 最后几个 最后几席 最后几份 最后一点 最后一批 最后一期 不多了 已经不多 紧俏 紧张 告急
    见底 有限 限额发售 限量 限购 一席难求 一票难求 供不应求 抢手 僧多粥少 快满 将满 即将售罄 快没 快卖完 快抢完 秒没
    手慢无
    """,
    """
    just the two, just the one, one or two left, only got # left, only got #, only have # left, just got #,
    just have # left, only # remain, only # remaining, # left, down to the last, in high demand, limited number of,
    limited supply, only # left, only three, only two, only a few, few left, a few left, last few, last remaining,
    just # left, nearly full, almost full, filling up, filling fast, running low, scarce, almost gone, nearly gone,
    limited, in short supply, oversubscribed, flying off, going fast, selling fast
    """,
    but="就几分钟 没多少时间 最后一步 最后一位 最后一页 最后一次还款 最后请 最后再 有限公司 有限责任",
)
OFFERED = notion(
    """
    配额 名额 额度 席位 份额 指标 库存 利率 优惠 价格 折扣 福利 产品 理财 基金 保险 机会 专享 活动 这期 本期 这批
    本批 这款
    """,
    """
    spot, spots, place, places, seat, seats, slot, slots, quota, quotas, unit, units, allocation, rate, rates,
    offer, offers, deal, deals, price, product, fund, opportunity, chance, discount, promotion, this, it
    """,
    but="额度以审批 贷款额度 信用额度 转账额度 取款额度 讲座名额 贷款利率 风险产品",
)
HELD_FOR_YOU = notion(
    """
    给您留到 给你留到 帮您留到 只能留到 只能留 只能给您留 只能帮您留 留不住 留不了 给您保留到 名额保留到 额度保留到
    利率保留到 名额只保留 额度只保留 利率只保留 只给您保留 最多给您留 只等到 等到#点 等您到 等你到 压着给您 给您锁到
    才能锁 才能帮您锁 才能给您锁 才锁得住 名额我先占 我先给您占 帮您抢 给您抢
    """,
    """
    hold it until, hold this until, hold this rate, hold the rate, hold this for you, hold it for you,
    hold your place, hold the spot, keep it for you until, save it for you until, only hold, only keep,
    can only hold, reserve it until, reserve it for you until
    """,
)
HERD = notion(
    """
    多数客户 大部分客户 大多数人 大部分人 前面几位 前几位 隔壁 太太 陈太太 老陈 老刘 王姐 李姐 张姐 一个单位 好多人
    很多人 多少人 大爷大妈 有钱人 聪明人 懂行的 内行人 其他客户 其他人 别的客户 大家 大伙 别人 人家 身边的人 身边人
    周围的人 周边的人 左邻右舍 邻居 街坊 同事 朋友们 亲戚 全小区 整个小区 整栋楼 您同事 您单位 您们单位 老客户都
    客户都 那位阿姨 那位大叔 刚才那位 前面那位 刚走那位 隔壁老 隔壁王 老姐妹 老伙计 所有人 全行 人人 个个 都在 行长
    经理自己 员工自己 我自己 我妈 我家 我爸 自己家
    """,
    """
    most customers, most of our customers, most clients, most of our clients, most people, the others, other people,
    other investors, other savvy investors, savvy investors, smart investors, smart people, smart money, investors,
    insiders, everyone, everybody, all your neighbours, all your neighbors, your neighbours, your neighbors,
    your neighbour, your neighbor, your colleagues, your friends, your friend, all our customers, all our clients,
    all my clients, other customers, other clients, the lady before you, the gentleman before you,
    the person before you, whole building, half the town, people like you, my own mother, even my mother,
    even our manager
    """,
)
BOUGHT = notion(
    """
    抢到 买到 拿到最后 定了 报了 投了 冲了 跟了 存进来 抢疯 都跟 买了 买的 都买 在买 抢着买 抢着 抢购 都抢 在抢
    下手了 下单了 入手了 上车了 认购了 签了 已经签 已经买 刚买 刚签 存了 都投 都入 都签 都上车 办了 都办 排队买
    排着队
    """,
    """
    have invested, are investing, piling in, moving in, rushing in, lining up, queueing up to buy, bought, buying,
    signed, signed up, signing, invested, investing, snapping up, taken it, taken one, jumped in, getting in,
    in already, in on it, on board, have it, has it, putting their money, put money in, purchased
    """,
)
LEFT_OUT = notion(
    """
    您怎么 就您没 您也该 您也来 就差您 就差你 就您还 就你还 只有您 只有你 还等什么 还等啥 等什么 您还 你还 还考虑
    还犹豫 还想什么 还在考虑 还在想 还在等 落后 落下 掉队 跟不上 别人笑 落单 吃亏的是 亏的是您 连您都 怎么还
    """,
    """
    so you should too, so should you, why shouldn't you, why not you, why don't you, you should too, don't you want,
    what are you waiting, why are you waiting, waiting for, you're the only one, you are the only one,
    only one left, don't be left, left behind, be the last, the last one, fool, foolish, silly, crazy,
    don't get left
    """,
)
NO_THINKING = notion(
    """
    先把单子签 先把字签 先把名额占 额度占上 名额占上 先把额度占 后面不想要再说 不用看那么 不用细看 不用看得 看那么细
    看这么细 不用逐 不用一页 不用每页 别看那么 都这么签 想啥呢 想什么呢 别墨迹 痛快点 干脆点 爽快点 签字就行
    签个字就行 直接签 不用看了 不看也行 走个形式签 别想了 别想 别多想 别犹豫 别再犹豫 别考虑了 别再考虑 别纠结
    别琢磨 别磨蹭 别问了 别看了 别商量 不用商量 不用跟家里 别跟家里 别告诉家里 不用看条款 条款不用看 不用看合同
    合同不用看 别看合同 回头再看 回头慢慢看 回去再看 以后再看 签完再看 先签再 先签了 先签上 先买再说 先买了 先买上
    先上车 先定下来 先占上 先交钱 先交了 想那么多 想太多 还考虑什么 还考虑啥 还犹豫什么 还想什么 有什么好想
    有什么好考虑 有啥好想 有啥可犹豫 有什么可犹豫 没什么好想 没什么好考虑 切勿犹豫 勿犹豫 毋须犹豫 切莫迟疑 何须犹豫
    二话别说
    """,
    """
    everyone signs it, everybody signs it, nobody reads, no one reads, no need to read it, just sign,
    stop worrying and, what's there to think, don't analyse, trust me and sign, make your mind up, don't think,
    stop thinking, no need to think, don't overthink, nothing to think about, think later, read it later,
    read later, read the terms later, sign first, sign now, sign here first, buy first, no need to read,
    don't need to read, skip the reading, don't bother reading, no need to ask your, don't tell your, why think,
    don't hesitate, stop hesitating, why hesitate, no time to think, think too long, foolish to wait, fool to wait,
    silly to wait, crazy to wait
    """,
    but="别想了解 请别想",
)
SLOGANS = notion(
    """
    售罄不补 请即认购 请即申购 请即行动 最后一个能 最后一个可以 最后一位能 最后一个名额 切勿走宝 勿走宝 就这一回
    就这一次 仅此一回 要买趁 趁这两天 趁还有 趁没 是不等人 不等人的 错过不再 优惠不再 最后召集 别怪我 可别怪
    没提醒您 没提醒你 再也没有这 再没有这 不会再有这 以后没有这 下次没有这 下回没有 过期没有 把握机会 把握良机 倒数#
    额满截止 今儿是最后 最后~机会 最后购买 最后一波 最后一轮 最后一批 最后几天 最后#份 最后#席 最后百份 不再有
    错失良机 停售在即 涨价在即 绝版产品 抢到就是赚到 早买早受益 早买早享受 早上车 以后再也买不到 买到就是赚到
    再等就没 即将停售 马上停售 就要停售 停售倒计时 今日特供 欲购从速 从速 手慢无 手快有 手慢则无 过这村 过了这个村
    过了这村 没这店 再不上车 上车就晚 先到先得 先下手为强 错过等一年 错过再等 良机莫失 莫失良机 勿失良机 机不可失
    切勿错过 请勿错过 不容错过 岂容错过 不可错过 万勿错过 售完即止 额满即止 售罄即止 送完即止 截止前抢 倒计时
    最后冲刺 最后疯狂 最后窗口 黄金窗口 窗口期 抄底 限时 限时抢 限时专享 限时特惠 爆款 秒光 一抢而空 抢疯了 疯抢
    火爆 火热抢购 马上截止 即将截止 进入尾声 随时下架 随时截止 随时停售 说停就停 说没就没
    """,
    """
    about to shut, about to close, only shot, one shot, wouldn't sleep on, before you leave,
    before leaving the branch, before you go home, don't leave without, second bite, won't get another,
    by the time you've thought, need a yes, need an answer now, need your answer, close the book, closing the book,
    books close, last day to save, now is the time, now's the time, time to buy is now, of a lifetime, get in now,
    get in early, get in while, before the door closes, before everyone else, get it while, today's your last,
    once it's gone, don't blink, jump on it, hurry, last chance, final chance, now or never, once in a lifetime,
    act now, act fast, don't miss, while it lasts, while stocks last, selling fast, limited time, countdown,
    final call, before it's gone, blink and you'll miss, time is running out, clock is ticking, going going gone,
    last train, window is closing, don't sleep on, time is ticking, too good to miss, too good to pass, won't last,
    last orders, final hours
    """,
    but="最后期限为 不再有效 不再有这 最后一批客户 限时停车 窗口期内 送完即止 末班车时间",
)
FAVOUR = notion(
    """
    特批 好不容易争取 好不容易给您 专门给您争取 特意给您争取 内部额度 内部名额 内部份额 内部指标 内部渠道 特意给您留
    特意留 偷偷给您 给您开了后门 开个后门 走后门 只给您一个 只告诉您 不对外 一般人我不告诉 一般客户买不到 别人想买都
    """,
    """
    pulled strings, pulled some strings, special favour, special favor, just for you today, kept one aside,
    set one aside, set aside for you, not open to everyone, don't tell anyone, between us, insiders only
    """,
    but="不对外公开的信息 不对外营业 不对外开放 不对外提供 不对外披露 不对外透露",
)
GUILT = notion(
    """
    帮我完成任务 完不成任务 帮我冲 冲业绩 冲任务 冲个量 支持一下我 支持我工作 支持一下我们工作 就当帮我 就当支持
    帮帮我 帮个忙买 差您这一单 差您一单 差一单 差这一单 就差您 月底考核 我要被扣 扣我工资 给个面子 给我个面子
    卖我个面子
    """,
    """
    help me hit my target, hit my target, make my target, meet my target, meet my quota, one short of my,
    do me a favour, do me a favor, after all i've done, as a favour to me, my bonus depends, you owe me
    """,
)
FALLING = notion(
    "还要降 还会降 马上降 又要降 要降了 继续降 越来越低 还得降 即将下调 又降 一降再降 降息",
    """
    will fall, going to fall, about to fall, will drop, about to drop, going down, falling, will be cut,
    about to be cut
    """,
)
CALM = notion(
    """
    以公告为准 停车 下月继续 下次还 叫号 过号 窗口 柜台 取号 排队 您的号 挂失 冻结 补齐 材料 身份证 证件 疏散 撤离
    停电 密码 诈骗 验证码 停业 营业 下班时间 下班了 下班后 关门 公交 地铁 现金业务 还款 逾期还款 账单 国债 纪念币
    纪念钞 不着急 不用急 不急 不必今天 不用今天 不用马上 没关系 慢慢 考虑清楚 冷静 犹豫期 想清楚 商量 等候 换卡 到账
    贷款逾期 反诈 骗子 投诉
    """,
    """
    queue, counter, counters, number is called, your number, your turn, police, report, evacuate, scam, scams,
    fraud, closing time, bus, train, opening hours, branch closes, branch opens, document, documents, password,
    card, no hurry, no rush, take your time, do not have to, don't have to, need not, repayment, payment is due,
    statement, complaint, appointment is, cooling off
    """,
    but="还没考虑清楚 慢慢看条款 慢慢看合同 回头再慢慢 再慢慢看 不用商量 别商量 窗口期 黄金窗口 最后窗口 预约从速",
)
