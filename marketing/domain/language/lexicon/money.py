"""What is put in, what comes out, and what may be lost."""

from __future__ import annotations

from marketing.domain.language.notions import notion

PRINCIPAL = notion(
    """
    投资款 投入资金 全部资金 所投资金 全部投入 每一块钱 每一分钱 每分钱 每块钱 母金 老底 家底 棺材钱 救命钱 血汗钱
    辛苦钱 本金 本钱 老本 本息 本利 血本 本儿 投进去的 投入的 投进来的 放进去的 原来的钱 您的钱 你的钱 这笔钱 养老钱
    棺材本 回本 保本 还本 把本 连本
    """,
    """
    your principal, the principal, the money you invested, all your money, all of your money, every yuan,
    every dollar you put, hard earned money, starting amount, deposit with us, principal, capital, your money,
    your cash, your savings, initial investment, original investment, what you put in, what you invest,
    what you invested, every cent, every penny, nest egg, the full amount, your investment, your funds,
    the money you put in, the whole sum
    """,
)
SAFE = notion(
    """
    托着 作后盾 做后盾 当后盾 撑腰 背书 兜着 收回 取回 领回 归还 退回来 回得来 有~担保 有~保障 有~保证 丢不了 自由
    零损失 不受影响 不会动 动都不 稳稳当当 安安稳稳 踏实 放心 安心 安全 无忧 无虞 无恙 无损 稳妥 稳当 万全 有保障
    受保障 得到保障 获保障 受保护 有保证 有担保 毫发无 完好 纹丝不动 动不了 不动分毫 拿得回 拿回 拿回来 取得回
    收得回 保得住 保住 守得住 守住 跌不了 亏不了 赔不了 亏不着 有底 兜得住 一分不少 分文不少 一个子儿都不少 稳稳
    """,
    """
    safety, security, whole, stays whole, stay whole, sound, risk free, rock solid, guarded, comes back, come back,
    returned, safe, secure, secured, protected, untouched, intact, preserved, safeguarded, shielded, covered,
    insured, back in full, returned in full, in good hands, never at risk, not at risk, out of danger
    """,
    but="""
    安全垫 安全边际 安全教育 安全提示 安全认证 安全设备 安全码 账户安全 资金安全提示 交易安全 信息安全 用卡安全
    安全账户 人身安全
    """,
)
RETURN = notion(
    """
    配息 领息 领钱 分钱 拿钱 复利 翻倍 翻番 滚存 收益 回报 利息 利润 分红 派息 红利 派发 进账 盈利 赢利 获利 增值
    升值 净赚 年化 息票 息率 利钱 赚 挣 钱生钱 大涨 上涨 会涨 包涨 有得赚 有钱赚 落袋
    """,
    """
    paid out, paid, pay off, pays off, goes up, go up, going up, rises, rise, keeps rising, climbs, return, returns,
    yield, yields, profit, profits, gain, gains, interest, income, earn, earns, earning, earnings, payout, payouts,
    dividend, dividends, pays, pay out, make money, grow, grows, growth, make a profit, upside
    """,
    but="赚积分 分期利息 贷款利息 利息税 增值税 增值服务",
)
LOSS = notion(
    """
    赔过 亏过 出过问题 出过事 出过岔 栽过 出过纰漏 负的 为负 是负 负收益 负数 见红 倒贴 少拿 岔子 赔本 赔掉 少回来
    亏 赔 蚀本 折本 损失 跌 缩水 打水漂 血本无归 收不回 拿不回 套牢 踩雷 爆雷 暴雷 出事 出问题 归零 少一分 少您 少你
    少掉
    """,
    """
    negative, a down year, a losing year, a bad year, a loss making, with less, less than they, less than you,
    walk away with less, come out behind, end up behind, out of pocket, lose, loses, losing, lost, loss, losses,
    drop, drops, dropped, fall, falls, fell, go down, goes down, went down, going down, decline, declines, shrink,
    shrinks, lose money, losing money, lost money, default, defaults, go wrong, goes wrong, go under, in the red
    """,
    but="赔偿 赔付 理赔 赔款 赔礼 挂失 吃亏 损失厌恶 幸亏 多亏",
)
RISK = notion(
    "风险",
    "risk, risks, downside",
    but="""
    风险测评 风险评估 风险等级 风险偏好 风险承受 风险揭示 风险提示 风险意识 风险告知 风险管理 风险控制 低风险等级
    无风险利率
    """,
    but_en="""
    risk notice*, risk level*, risk assessment*, risk rating*, risk warning*, risk profile*, risk line*,
    risk disclosure*, risk test*
    """,
)
SHORTFALL = notion(
    """
    差额 亏空 缺口 窟窿 差价 亏了 亏的 亏多少 亏损部分 亏损的部分 亏损 跌了 跌的 赔了 损失 损失的 少的部分 不够的
    短的
    """,
    """
    difference, shortfall, loss, losses, gap, hole, the rest, whatever is missing, drops, falls, goes down, loses,
    it's down
    """,
    but="亏损承受",
)
MAKE_GOOD = notion(
    """
    补足 补齐 补上 补给您 补给你 给您补 给你补 补贴 贴补 贴给 补回来 补还 填上 填补 填平 兜底 兜着 兜住 托底 买单
    承担 负责 包赔 全赔 赔给 扛 我来补 我补 我赔 算我的 算我们的 算行里的 算我头上 算在我
    """,
    """
    make up, makes up, make good, makes good, made good, make whole, cover, covers, pick up, picks up,
    foot the bill, reimburse, reimburses, compensate, compensates, refund, refunds, top up, tops up, pay you back,
    on us, on me, out of my own pocket, step in, steps in, absorb, absorbs, take the hit
    """,
    but="由投资者承担 投资者自行承担 客户自行承担 由您承担 自行承担 自己承担 您自己负责 自负",
)
WE = notion(
    "本行 我行 银行 我们 行里 总行 分行 公司 国家 政府 财政 集团 股东 咱们 咱行 我 算我",
    "bank, the bank, we, we'll, us, i'll, i, our, head office, government, state, parent company, me, on me, on us",
    but="我国 告诉我 问我",
)
EXPECTED = notion(
    """
    预计 预期 估计 预估 预测 测下来 算下来 算了算 大概能 大概有 大约能 差不多能 差不多有 少说 少说也 保守估计 保守算
    起码能 至少能 最少能 怎么也能 有望 可望 目标收益 目标是 奔着
    """,
    """
    expect, expected, expects, projected, projecting, forecast, forecasts, should earn, should make, should return,
    should give, should pay, should bring, likely to earn, looking at, aim for, target, anticipated, estimate,
    estimated, conservatively
    """,
    but="预计到账 预计等候 预计等待 预计时间 预计到期日 预期寿命",
)
AMOUNT = notion(
    "#万元 ## #元 #块 #块钱 #万 #千 #百块 #厘 #分利 #个点 #% 百分之# #点#左右 #点#个点 四千五 三千六 两千一 #百",
    "# yuan, # rmb, rmb #, # dollars, # percent, # per cent, #%, # a month, # a year",
    but="#万起 #元起 #元以下 #元以上 #岁",
)
PERIOD = notion(
    """
    每月 每个月 月月 每年 一年 年年 每季 一季 半年 按月 按年 一个月 三个月 到期 年底 到时候 每天 每日 天天 每周 一周
    #年 #个月 #天
    """,
    """
    a year, a month, per year, per month, every year, every month, each month, each year, annually, monthly,
    by year end, by the end of the year, at maturity, every quarter, a week, a day
    """,
)
RATE_SAID = notion(
    "#个点 #个多点 #% 百分之# #厘 #点#个 几个点",
    "#%, # percent, # per cent",
)
TAKE_HOME = notion(
    """
    能有 能到 会有 有个 可达 拿到 领到 领回 拿回去 有利息 给您 返您 到手 净得 净赚 净拿 拿到手 多拿 多出来 多赚 白赚
    白拿 白得 可得 可拿 能拿 能赚 能得 能收 可收 可赚 进账 落袋 入袋 躺赚 派息 固定到账 固定给 固定拿 赚 挣 滚成
    变成 利息
    """,
    """
    get, gets, receive, receives, walk away with, take home, in your pocket, pocket, earn, earns, earning, make,
    makes, net, netting, clear, collect, collects, pays you, pays out, pay you, gives you, brings you, turns into,
    becomes, grow into, grows into, of income
    """,
    but="利息税 贷款利息 赚取积分",
)
PAY_YOU = notion(
    "赔您 赔你 全赔 包赔 赔给 赔钱给 补您差 补给您 贴给您 给您补 给您赔 给你补 赔到底 承担全部",
    """
    pay you back, make it up to you, compensate you, reimburse you, make you whole, cover your loss,
    cover your losses, cover any loss, cover the loss
    """,
)
PUT_IN = notion(
    "投进 投入 放进 放 存 买",
    "put in, invest, put down, start with, give us, place",
)
WILL_HAVE = notion(
    "变#万 变成#万 就是#万 拿回#万 取#万 取出#万 拿#万 回来#万 连本带利#",
    """
    you'll have #, you will have #, you'll get #, you will get #, get # back, walk away with #, walk out with #,
    turns into #, grows to #, becomes #, take out #, ends up as #
    """,
)
BACKED = notion(
    """
    国资背景 国企背景 央企背景 国企担保 央企担保 政府项目 政府平台 政府背景 国家项目 国有大行 大银行 总行发行
    自家产品 自营产品 我们自己的产品 上市公司担保 城投 有抵押 有足值抵押
    """,
    """
    state owned, state backed, government backed, backed by the government, backed by the bank, our own product,
    too big to fail, a big bank
    """,
)
REASSURING = notion(
    """
    不用操心 不必操心 别操心 甭操心 不用惦记 放心 尽管放心 大可放心 安心 靠谱 错不了 怕什么 怕啥 不用怕 不用担心
    没问题 出不了事 出不了问题 不会倒 倒不了 跑不了 亏不了 赖不掉
    """,
    "nothing to worry, don't worry, no worries, can't fail, cannot fail, won't fail, safe, relax, sleep easy",
)
AS_GOOD_AS = notion(
    """
    跟保本一样 和保本一样 与保本一样 同保本一样 跟保本没 和保本没 与保本没 与保本无 等于保本 等同保本 胜似保本
    比保本还 堪比保本 类似保本 类保本 相当于保本 几乎保本 变相保本 隐性保本 实际上保本 其实保本 实际都保 实质保本
    等于是保本 就是保本 当保本 保本级 保本水平
    """,
    """
    as good as guaranteed, practically guaranteed, virtually guaranteed, effectively guaranteed, all but guaranteed,
    in effect guaranteed, guaranteed in all but name, capital protected in practice
    """,
    but="不等于保本 不等同保本 不是保本",
)
EASY = notion(
    """
    想亏钱都 想亏都难 想赔都难 亏钱都难 赔钱都难 零波动 绝无闪失 断无闪失 一分不差 分毫不差 只会多不会少 会多不会少
    只涨不赔 只赢不输 百二十个心 一百二十个心 全额担保 全额保障 担保兑付 稳定可靠 稳赚 亏不到 少不了您的 少不了你的
    本息双保 双保险 本息全保 本息都保 一天比一天多 只进不出 只会变多 越放越多 怎么算都不亏 怎么算都赚 100%有保证
    百分百有保证 绝对有保证 百分百保证 怎么样都赚 兑付率百分 兑付率100 百分百兑付 100%兑付 从未违约 从没违约 零违约
    零逾期 期期兑付 全部如期兑付 达标率100 达标率百分 只多不少 上不封顶 下有保底 跌了算我 赚了算您 稳得起 稳如狗
    稳得离谱 旱涝保收 闭眼入 闭眼买 闭着眼 闭眼都 闭眼也 无脑入 无脑买 无脑冲 无脑投 躺赢 躺赚 躺平赚 躺着赚 躺着数
    捡钱 白捡 送钱给 送钱的 天上掉 稳赢 稳的一批 稳得一批 妥妥的 稳稳的幸福 睡得着觉 睡个安稳觉 放一百个心
    一百个放心 一万个放心 把心放肚子 把心放到肚子 放心大胆 只涨不跌 涨了算您 稳如磐石 稳如老狗 固若金汤 铜墙铁壁
    保险箱 银行不倒 银行不会倒 银行倒不了 银行在就在 有国家在
    """,
    """
    impossible to lose, pays 4 again, come out ahead, stays whole, stay whole, always paid, zero worries,
    never at risk, never been a day, only go one way, only goes one way, nowhere to go but up, nothing but up,
    one direction, can't lose with, no way to lose, free money, too good to fail, never missed a payment,
    never defaulted, rain or shine, sit back and collect, watch it grow, as good as guaranteed, no brainer,
    free lunch, easy money, money in the bank, like printing money, can't go wrong, cannot go wrong,
    nothing to lose, all upside, sleep easy, sleep well at night, safe as houses, safe as the bank, as safe as cash,
    heads you win, bulletproof, ironclad, iron clad, risk taken out, set and forget profit, guaranteed winner,
    one way bet, never have to worry, money for jam
    """,
    but="保险箱业务 保险箱租赁 租保险箱 保管箱",
)
TRUE_SAFE = notion(
    """
    看重 注重 关心 取决于 有赚有赔 有赚有亏 有涨有跌 会涨会跌 可升可跌 可涨可跌 也可能亏 也可能下跌 有可能亏
    都有可能 高风险 风险越 风险也越 风险也高 存款保险 偿付限额 存款保障 储蓄国债 国债由 国债利率 国债票面 购买国债
    国债提前 大额存单 定期存款 整存整取 通知存款 活期存款 贷款 借款 信用卡 还款 密码 挂失 诈骗 骗子 反诈 转账 汇款
    账户安全 提前支取 退保 犹豫期 保证金 汇率 外汇 假币 残损
    """,
    """
    high risk, higher risk, more risk, deposit insurance, deposit protection, treasury bond, treasury bonds, loan,
    loans, mortgage, credit card, scam, scams, fraud, password, time deposit, covered up to, insured up to,
    early withdrawal
    """,
)
