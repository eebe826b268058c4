"""Transfers, what is said to hold them back, and other banks."""

from __future__ import annotations

from marketing.domain.language.notions import notion

MOVE = notion(
    """
    转往 汇往 调往 移往 挪往 转入他行 转至 汇至 转不了 转不出 汇不出 放过去 转账转不 转账 转出 转走 转到 转去 转过去
    转给 往外转 往外汇 外转 转他行 转别家 转别的 转外行 汇款 汇出 汇走 汇到 汇过去 跨行 提走 取走 挪走 挪出 划走
    划出 搬走 搬到别 调走 打过去 打款 转了 要转 想转 转钱 资金出去 钱出去 出去容易 转回来 换一家银行 换家银行
    """,
    """
    send them, send a penny, send them a penny, send it there, transfer, transfers, transferring, transferred,
    interbank, wire, wiring, remit, remitting, remittance, remittances, move it, moving it, moved it,
    move the money, move your money, moving your money, moving the money, move money, moving money, send it,
    sending it, send the money, send your money, sending money, sending your money, take it out, taking it out,
    take the money out, take your money elsewhere, move a cent, move elsewhere, pull the money out, pull it out,
    switch banks, withdraw it all
    """,
    but="""
    转到活期 转到定期 转到您的卡 转到另 转成活期 转到人工 转到柜台 转账凭证 转账限额 转到我们 转到我行 转到本行
    转进来 转给客户经理 转给同事
    """,
)
OTHER_BANK = notion(
    """
    对方是小 外行 小行 那间银行 那间 他们银行 他们那 那种银行 他们行 他们家 别处 外地银行 新开的银行 农信 私人银行
    别的地方 别家 他行 其他银行 其它银行 别的银行 别的行 其他行 小银行 民营银行 外资行 外资银行 对方银行 那边银行
    隔壁行 隔壁那家 隔壁银行 对面银行 对面那家 村镇银行 城商行 农商行 地方银行 互联网银行 网商 微众 网络银行
    网上银行那种 那家银行 那家行 那家小 人家银行 信用社 股份行 外面的银行 虚拟银行 支付宝 余额宝 微信零钱
    """,
    """
    their systems, their system, different bank, that lot, that outfit, those people, other bank, other banks,
    another bank, rival bank, rival banks, online bank, online banks, small bank, small banks, smaller bank,
    smaller banks, foreign bank, foreign banks, their bank, that bank, those banks, these banks, local bank,
    local banks, internet bank, internet banks, virtual bank, virtual banks, competitor, competitors, elsewhere,
    down the road, across the street, next door
    """,
)
UNSAFE = notion(
    """
    安全性不足 安全性差 不够安全 安全性不 不一定有保障 未必有保障 不一定安全 未必安全 不见得安全 没准哪天 经常故障
    常出故障 老出故障 老故障 总出故障 卡住 卡死 挂掉 崩溃 规模小 规模太小 不敢保证 出问题 出了问题 出岔子 找谁去
    没人管 没人负责 说没就没 心里没底 出过事 出了事 不放心 不保险 谁知道 没几年 没听过 资质 实力差 实力不行 不如大行
    亏空 挤兑 不安全 没保障 没有保障 无保障 缺乏保障 没有保险 没有存款保险 没存款保险 不受保护 说倒就倒 会倒 要倒
    倒闭 破产 关门 撤资 跑路 暴雷 爆雷 出事 不稳 不牢靠 不靠谱 不可靠 靠不住 信不过 不正规 风险大 风险高 有风险
    大风险 危险 取不出 取不到 取都取 拿不回 容易丢 会丢 丢了 丢失 不见了 下落不明 有没有命 没我们稳 哪有我们
    哪有国有 哪能跟我们 不如我们 比不上我们 没法跟我们比 没有我们 没我们 服务差 网点少 网点小 差远了 取~不方便
    用~不方便 太折腾 风险~高 冻结 被盗 被骗
    """,
    """
    can't protect, cannot protect, can't look after, don't protect, any day now, trouble, problems, no guarantee,
    who knows, nobody knows, wouldn't rely, unsafe, isn't safe, not safe, is not safe, aren't safe, are not safe,
    not insured, isn't insured, aren't insured, not as safe, not so safe, less safe, risky, shaky, unreliable,
    unstable, might fail, may fail, could fail, go bust, goes bust, going bust, collapse, collapses, go under,
    bankrupt, fold, folds, go missing, goes missing, get lost, gets lost, vanish, disappear, disappears,
    can't be trusted, cannot be trusted, wouldn't trust, don't trust, never trust, poor service, in trouble, hacked,
    frozen
    """,
    but="风险提示 风险等级",
)
COSTLY = notion(
    """
    数目不小 数目可观 不是小数 千分之 麻烦 折腾 费事 费劲 手续多 手续繁 手续复杂 一笔几十 好几十 上百 割肉 肉疼 够买
    划不来 不划算 不合算 不值当 不值得 不值 犯不着 何必 何苦 白白 白扔 白花 白搭 冤枉钱 冤枉 心疼 破费 很贵 太贵
    贵得 贵着 挺贵 可贵 好贵 又贵 不便宜 高昂 高额 费用高 收费高 手续费高 费用大 不少费用 不少手续费 不少钱 一大笔
    一笔不小 来回都 来回要 两头扣 两头收 两头都 每笔都 每次都 笔笔 层层 扣您 扣你 要扣 得扣 还要扣 收您 收你 要收您
    得收 还得交 还得付 还要给 要给银行 钱都给银行 损失利息 利息都损失 利息损失 利息全没 亏利息 利息就没 利息白
    """,
    """
    hassle, headache, paperwork, both ways, robbery, cost you, costs you, costing you, fortune, arm and a leg,
    expensive, pricey, costly, steep, hefty, ripped off, rip off, waste of money, waste money, lose money on fees,
    high fee, high fees, heavy fee, heavy fees, eaten up, eat up, eats up, eat into, throw away, throwing away,
    not worth, lose interest, lose the interest, lose out
    """,
)
SLOW = notion(
    """
    没个准点 没准点 要领导签字 要行长签字 要行长批 层层审批 走流程好几 排到下 慢得很 慢得要命 很慢 太慢 挺慢 特别慢
    最近慢 又慢 好慢 慢着 慢吞吞 要等好 要等几 要等#天 得等好 得等几 得等#天 等上好 等上# 等好 好几天 三五天 三四天
    四五天 两三天 几天 十天半个月 一个礼拜 一个星期 一周才 一两周 猴年马月 不知道什么时候 说不准什么时候
    说不好什么时候 没准什么时候 不一定当天 不一定到 不一定能到 不见得到 未必到 未必能 未必当天 卡住 卡在路上
    卡在半路 卡在系统 卡在中间 要卡 卡好 拖好 拖上 拖几 到不了 肯定到不 压着 压几天 压在 在途 路上 经常延 老是延
    经常失败 老失败 容易失败 容易退 经常退 耽误 误事
    """,
    """
    sit there, slow, slowly, slower, ages, forever, take days, takes days, several days, for days, a week, weeks,
    take a week, get stuck, gets stuck, stuck, held up, tied up, delayed, delays, not today, won't arrive,
    not arrive, never arrive, who knows when, late, limbo
    """,
)
PUNISHED = notion(
    """
    服务就取消 就取消 服务取消 待遇就 待遇没 享受不到 享受不了 没法享受 降级 掉级 等级就 等级会 贵宾没 贵宾资格
    权益没 权益取消 积分清零 优惠没 优惠取消 贷款不好批 贷款就难 影响贷款 影响征信 影响评级 影响额度 额度会降 以后办
    不给办贷款 白积累
    """,
    """
    lose your status, lose your vip, lose your benefits, lose your perks, lose your points, lose the rate,
    downgraded, downgrade, affect your credit, hurt your credit, harder to get a loan, lose your discount
    """,
)
HOLD_BACK = notion(
    "先别转 别转了 别转走 别转出 可别转 先不转 不转最 先不要转走 别急着转 何必转 别往外转 甭转 别汇走 别取走 别挪走",
    """
    don't move it, don't transfer it, don't move the money, don't take it out, leave your money where,
    leave your money here, leave the money here, leave it where it is
    """,
)
STAY = notion(
    """
    慎重转 谨慎转 慎重 掂量 不转最 引导其 引导客户 三思而 拖#天 先拖 做工作 做做工作 先稳 顺便看看 拖一下 冷一冷
    晾一晾 挽回 截住 拦住 留在 留住 留下 留着 留给我们 放在我 放我们 放我行 放这 放在这 放着 还是放 不如放 不如留
    不如存 不如买 不如直接 别转 先别 别急 别忙 别动 甭转 不要转 不建议 不推荐转 劝 挽留 稳住 拖住 拖一拖 拖着 缓一缓
    缓几天 缓缓 过几天 过两天 过些天 改天 改日 下周再 月底再 下个月再 明天再来 先不办 不给办 办不了 先放着 打消 念头
    别麻烦 何必 没必要 犯不着 可别 千万别 舍近求远 折腾 三思 想清楚再转 说服 想办法让 尽量让 尽量把 尽量留 尽量不 吓
    说得 强调
    """,
    """
    talk her round, talk him round, talk them round, sleep on it first, if i were you i'd keep, leave it here,
    leave it with us, leave it where it is, leave the money, keep it here, keep it with us, keep the money,
    keep your money, stay here, stay with us, they stay, she stays, he stays, stays, stay put, hold off,
    hold on to it, think again, think twice, talk them out, talk him out, talk her out, discourage, persuade,
    convince, don't bother, why bother, no point, better off here, wouldn't move, wouldn't transfer, would not move,
    i would not, why not leave, why not keep, try again next week, come back next week, come back another day,
    stall, scare
    """,
)
STAFF_TOLD = notion(
    """
    跟客户说 跟客人讲 跟客人说 跟客户讲 告诉客户 对客户说 向客户强调 让客户觉得 让客户知道 让他觉得 让她觉得
    让他打消 客户要转 客户想转 客户说要转 把钱留 把客户留 把资金留
    """,
    """
    tell the customer, tell customers, tell them, say to the customer, let them think, make them think,
    make the customer think, mention that, warn them that, warn customers that
    """,
)
FEE = notion(
    "手续费 费用 收费 扣费 费率 收钱 扣钱 汇费 电汇费 汇款费 服务费 要钱 要费",
    "fee, fees, charge, charges, charged, cost, costs",
)
TRUE_TRANSFER = notion(
    """
    诈骗 骗子 骗局 反诈 被骗 陌生 可疑 96110 报警 警方 公安 不认识 核实 核对 核验 安全账户 刷单 公检法 价目表 收费表
    收费标准 价目 公示 免收 免费 不收 不收费 免手续费 减免 维护 故障 恢复 户名不符 账号有误 退回 限额 为准 由您决定
    您决定 可以选 任选 下一个工作日 次日到账 实时到账 即时转账
    """,
    """
    scam, scams, fraud, stranger, strangers, suspicious, police, verify, confirm, check the name, price list,
    price table, tariff, published, free of charge, no charge, no fee, waived, maintenance, you can choose,
    you may choose, up to you, free to, next working day, next business day
    """,
)
