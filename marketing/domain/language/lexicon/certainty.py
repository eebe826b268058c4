"""How sure something is said to be, and how it is denied."""

from __future__ import annotations

from marketing.domain.language.notions import notion

SURE = notion(
    """
    风雨无阻 都能按时 都能拿到 必能 必将 必得 必可 必获 定能 定可 准可 定会 必定能 月月有 天天有 期期有 只多不少
    只高不低 只增不减 上不封顶 下有保底 肯定 一定 必定 必然 注定 铁定 稳定拿 绝对 绝无例外 保准 准保 包管 准能 保证
    确保 担保 承诺 许诺 保障 锁定 锁死 定死 说死 妥妥 稳稳 稳拿 稳收 稳得 稳有 稳到手 百分之百 百分百 100% 打包票
    打保票 拍胸脯 拍胸口 立字据 写进合同 写在合同 白纸黑字 雷打不动 风雨不改 旱涝保收 十拿九稳 板上钉钉 没跑 跑不掉
    跑不了 少不了 差不了 错不了 出不了错 不会有错 铁打 一分不少 分文不少 足额 全额 如数 原封不动 次次 回回 年年
    月月都 从不失手 零失误 包赢 包你 包您 必有 必会 实打实 铁板钉钉 无论如何都 提前定好 早就定好 事先定好 都是定好
    已经定好 说好了 敲定
    """,
    """
    consistently, month after month, year after year, worry free, day in day out, like clockwork, guarantee*,
    definitely, certain, certainly, for certain, for sure, surely, sure thing, bound to, assure*, ensure*, promise,
    promises, promised, no matter what, come what may, without fail, always, absolutely, one hundred percent,
    hundred percent, 100 percent, 100%, as good as guaranteed, count on, bank on, rest assured, locked in,
    set in stone, every single time, every single year, every single month, rain or shine, you have my word,
    take my word, trust me, mark my words, hand on heart, swear, in the bag, done deal, foregone conclusion
    """,
    but="""
    确保您的信息 确保安全 保证金 保障计划 保障金额 一定的风险 一定风险 一定的 保证书 承诺函 稳定性 担保人 担保贷款
    担保物 社会保障 信息保障 消费者权益保障 存款保障 保险保障 基本保障 健康保障 家庭保障 人身保障 养老保障 医疗保障
    """,
)
# The words say "never": what stands behind them is denied by them.
NEVER = notion(
    """
    没有一年 没一年 没有一个月 没一个月 没有哪年 没有一天 没有一期 没一期 几乎没有 几乎没 基本没有 基本没 根本没有
    根本没 不存在 没有任何 毫无 零 不用烦恼 不必烦恼 免烦恼 免担心 不用管 不用操心 无须理会 毋须理会 不用理会 不用看
    不跌 跌不 破不了 不破 亏不 不会 不可能 不可能会 绝不 决不 绝不会 永不 永远不 从不 从没 从未 从来没 从来没有
    从来不 从来都没 还没 没有一个 没有一次 没有一个人 没一个 没一次 没人 没有人 无一 一次也没 一次都没 一个都没 哪能
    哪会 哪里会 哪有可能 怎么会 怎么可能 岂会 何曾 未曾 未尝 不曾 不至于 断不会 断无 绝无 绝非 毫不 一点都不
    一点也不 一分都不 一分钱都不 一分钱不 一毛不 一毛钱都不 丝毫不 半点不 不用担心 不用怕 不怕 不必担心 不必怕
    不用愁 不愁 无须担心 毋须担心 无需担心 别担心 甭担心 放心不会 想亏都 想赔都 亏都难 赔都难
    """,
    """
    not a single year, no year, not one year, hardly any, virtually no, practically no, next to no, never,
    never once, not once, no way, simply no way, impossible, no chance, not a chance, nobody has ever,
    no one has ever, nobody ever, no one ever, not one customer, not one client, not a single, not a cent,
    not a penny, zero chance, don't worry about, no need to worry about, hardly ever, has yet to, have yet to,
    unable to, hard to
    """,
    but="不会补 不会赔 不会承担 不会负责 不会因 不会为 不会替 不会就 不会帮",
    denies=True,
)
# Whatever happens, whoever buys, each time.
EVER = notion(
    """
    连续#个月 连续#个季 连续#期 连续#天 连续多年 每个季度 每一季 每季都 每一期 每月都 每个月都 每年都是 个个季度
    怎么样都 怎样都 怎么都 怎么买都 谁买都 谁买谁 任何时候 任何时间 任一时间 任何一天 随时买 随便买 随便哪天
    无论何时 无论涨跌 不管涨跌 不论涨跌 不管谁 不管怎么 不管什么时候 不管什么行情 不论何时 牛市熊市 涨跌都 横竖都
    连续#年 连着#年 每一年都 每年都 每期都 次次都 期期都 年年都 全都 全部都 一直都 从头到尾都 买了就 买到就 买就
    进来就 投了就 拿着就 放着就 躺着就 坐着就 睡着就 闭着眼都
    """,
    """
    every quarter, each quarter, every time, each time, every year, each year, every month, every single, whenever,
    whoever, whatever the, whatever happens, any time, anytime, in any, no matter, all of them, straight years,
    years in a row, years running, months in a row, quarters in a row
    """,
)
GAINING = notion(
    "不亏 赢 赚 挣 盈利 赢利 获利 正收益 上涨 大涨 涨 翻倍 见钱 有钱拿 有钱分 有收益 有利息 有进账",
    """
    come out ahead, ahead, stays whole, stay whole, in the black, better off, profit, profits, profited, profitable,
    gain, gains, gained, make money, makes money, made money, positive, win, wins, earn, earns, earned, paid out,
    pays out, grow, grows, grew, rose
    """,
    but="赚积分 涨价 涨跌 上涨或",
)
NONE = notion(
    """
    不用当回事 毋须承担 无须承担 无需承担 不用承担 不必承担 不须承担 毋需承担 没得 没有半点 不沾 不大 很小 极小 极低
    小到 小得 没多大 没多少 不会有大 不会有什么 没有什么 微不足道 几近于 没有 没什么 没啥 为零 不存在 几乎没 基本没
    根本没 完全没 忽略不计 可忽略 不值一提 不足为虑 不足挂齿 不用考虑 不必考虑 不用管 约等于零 约等于没有 等于没有
    近乎零 趋近于零 接近于零 谈不上 不用担心 不必担心 无须担心 毋须担心 无从谈起 微乎其微 聊胜于无
    """,
    """
    little, little to no, minimal, hardly a, barely a, almost no, no, zero, none, nil, next to none,
    next to nothing, negligible, nonexistent, non existent, virtually none, practically none, hardly any,
    barely any, eliminated, removed, taken care of
    """,
    but="没有风险意识 没有风险承受 没有哪 没有任何投资 没有绝对 无论 无法 没有零风险 没有无风险",
    denies=True,
)
DISMISSED = notion(
    """
    不用当回事 别当回事 不必当回事 不必当真 别当真 不用当真 不用太当真 不用理 不用理会 不用管 不用在意 别在意
    不用往心里去 吓唬人 走形式 走个形式 走过场 走个过场 例行公事 说说而已 写写而已 写着玩 摆设 都那么写 都这么写
    不用怕 别怕 大可不必
    """,
    """
    ignore, ignore that, never mind, just a formality, only a formality, don't take it seriously, pay no attention,
    just legal, legal wording, they all say, small print
    """,
)
# Asked so that the answer is no.
RHETORIC = notion(
    """
    能有啥 能有什么 能出什么 能出啥 会出什么 会出啥 会有啥 还能有 还能出 哪来的 哪来 何来 何谈 谈何 有啥好怕
    有什么好怕 怕啥 怕什么 还怕 不带 不碰 不见 没见过 没听说 没听过 啥时候 什么时候
    """,
    "what could, what can, where is the, where's the, how could, how can, when did, when has, who has ever, who ever",
    but="什么时候到 什么时候可以 什么时候来 什么时候能 什么时候办",
    denies=True,
)
RISK_TALK = notion(
    "风险 条款 说明书 免责",
    "risk, risks, risk warning, risk notice, terms, disclaimer, warning",
)
WORST = notion(
    """
    最差 最坏 再差 再不济 最不济 最多也就是少赚 大不了 再怎么跌 再怎么亏 再怎么样 怎么着也 怎么也 无论怎样 不管怎样
    不管怎么 无论怎么 不管行情 无论行情 不论行情 哪怕市场 就算市场 起码 至少 最起码 最少
    """,
    """
    at worst, worst case, in the worst case, at the very least, at least, whatever the market, whatever happens,
    even if the market, even in a crash, no matter how the market, in any market
    """,
)
# "It is not called so, but": said of a promise that may not be put in writing.
NOT_IN_NAME = notion(
    """
    不是保本 非保本 不算保本 虽不保本 不叫保本 不写保本 不保本但 不保本却 不保本而 写着不保本 说不保本 写的不保本
    合同上不 合同不能写 合同里不 不能写 不敢写 不让写 不方便写 不好明说 不能明说 不便明说 名义上 嘴上 说是不保
    说是有风险 写着有风险 写有风险 走个形式 走形式 走个过场 走过场 只是形式 例行公事 那是吓唬 官方说法 套话
    """,
    """
    not called, not on paper, can't put it in writing, cannot put it in writing, can't write it, cannot write it,
    off the record, between you and me, just a formality, only a formality, merely a formality, just legal language,
    just legal wording, boilerplate, the small print says, officially
    """,
)
IN_TRUTH = notion(
    """
    内部都 内部其实 大家心里 谁都明白 胜似 等于保本 跟保本一样 和保本一样 与保本无异 比保本还 堪比保本 其实 实际上
    实际 事实上 从来都 一直都 私下 心里有数 都懂 大家都知道 不过 但是 但 却
    """,
    "better than, as good as, really, in practice, in reality, in fact, actually, but, we all know, everybody knows",
)
