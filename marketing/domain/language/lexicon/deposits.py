"""Deposits, what carries risk, and how the two are held against each other."""

from __future__ import annotations

from marketing.domain.language.notions import notion

DEPOSIT = notion(
    """
    活储 定储 活存 存款 定期 定存 活期 储蓄 存单 存钱 存银行 存在银行 存折 零存整取 整存整取 死期 存死期 存本取息
    同样是存 一样是存 也是存 当存 存着 存起来 存款利息 银行利息 通知存款 放银行 储蓄卡里
    """,
    """
    deposit, deposits, fixed deposit, fixed deposits, time deposit, time deposits, term deposit, term deposits,
    savings account, savings accounts, saving account, savings, cd, cds, certificate of deposit,
    certificates of deposit, passbook, current account, bank interest, money in the bank
    """,
    but="""
    存款保险 存款证明 存款人 定期存款证明 定期寿险 定期开放 定期报告 定期披露 定期评估 定期检查 定期更新 定期更换
    定期修改 定期体检 储蓄国债 存单挂失 活期账户 存款机 定期定额 储蓄卡 定期付款 存款业务
    """,
)
# Risk passed off under a deposit's name.
DISGUISED = notion(
    """
    理财版的大额 理财版存 理财版定 理财版的存 理财版的定 保险版存 保险版定 基金版存 基金版定 都是存 反正是存 换着存
    当存折 高息储蓄 高息存款 高息定期 高息揽储 内部存款 内部储蓄 内部定期 特殊存款 新型存款 新型储蓄 特种存款
    升级版存款 升级存款 类存款 准存款 存款类理财 存款型理财 存款型保险 储蓄型理财 理财型存款 存款替代 定期替代
    存款升级 定期升级 存款平替 定期平替 存款plus 定期plus 活期plus 存款加强 存款般 存款级 定期的收益 活期的便利
    活期的灵活 活期便利 活期的方便 存款的安全 存款的放心 存款的安稳 稳超存款 存款搬家 当活期用 当零钱用 储蓄计划
    存钱计划 教育金存款 养老存款产品
    """,
    """
    deposit like, savings like, deposit level, deposit grade, quasi deposit, deposit plus, savings plus,
    high yield savings product, high yield deposit product, enhanced deposit, super deposit, special deposit
    """,
)
UPGRADED = notion(
    """
    升级款 升级版 升级 加强版 加强款 进阶 豪华版 高配 改良版 增强版 增强款 加长版 2.0 plus pro 替代 平替 替身 表亲
    近亲 孪生 双胞胎
    """,
    "upgrade, upgraded, 2.0, plus, pro, with benefits, with a boost, on steroids, twin, cousin",
)
FUND_RETURN = notion(
    "理财的收益 理财收益 基金的收益 基金收益 理财的回报 基金的回报 投资的收益 投资的回报 股票的收益",
    """
    fund returns, fund return, returns of a fund, return of a fund, market returns, stock returns, equity returns,
    investment returns
    """,
)
ALIKE = notion(
    """
    相若 相近 相仿 相同 无二 不相上下 相差无几 毫无二致 理解成 理解为 看成 看作 看做 视为 想成 想象成 权当 稳如
    安全如 安稳如 踏实如 可作为~替代 作为~替代 换了个名 换个名 换名字 换个说法 换个马甲 马甲 犹如 仿如 有如 宛如
    等如 好似 如同 形同 没~两样 没~区别 没~差别 没~不同 没~分别 无~区别 一个道理 一个意思 一个性质 等于 一样 一个样
    差不多 没两样 无异 没区别 没什么区别 没差别 没分别 一回事 等同 等同于 相当于 好比 类似于 堪比 媲美 不亚于 不输
    赛过 就当 当成 当作
    """,
    """
    only smarter, only better, but better, but smarter, every bit as, by another name, just like, same as,
    the same as, as safe as, as secure as, as flexible as, as easy as, equivalent to, no different from,
    no different to, works like, works just like, think of it as, treat it as, treat it like
    """,
)
PRODUCT = notion(
    """
    计划 本计划 方案 保单 这张 这份 分红 寿险 理财 基金 保险 年金 这款 这只 这个 这支 该产品 产品 债券 债基 信托
    净值 固收 万能险 增额 分红险 两全险 它 换这 放进来 放这里 放这边 这边 资管 投资
    """,
    """
    this, fund, funds, product, products, plan, policy, insurance, wealth product, investment, it, this one, ours,
    annuity, bond fund, note
    """,
    but="存款保险 保险箱 这个月 这个星期 这个周 这个号 这个窗口 这个问题 这个柜台 这个账户",
)
BETTER = notion(
    """
    息率更 优势明显 一点几 更为吸引 稳超 强两倍 强几倍 强好几 高多了 强上 超出 多好多 翻几番 更高 更多 更优 更好
    更香 更强 更划算 高出 高一 高很多 高得多 高不少 高一点 高点 高些 多出 多一 多拿 多赚 多挣 多得 多了 多好几 翻倍
    翻番 翻一番 倍 一大截 一截 一大块 划算 合算 上算 香 强多 优厚 优渥 丰厚 可观 好得多 好一点 好多了 较高 较优
    利率高 利息高 收益高 息高 跑赢 高过 高于 胜过 超过 强过 强于 优于 完胜 秒杀 碾压 吊打 甩开 赢过 打败 不止 比较好
    更有赚头 更赚 更值 赚得更 拿得更
    """,
    """
    ahead of, way more, a lot more, better off, more, higher, better, twice, double, triple, times, bonus, extra,
    superior, beats, beat, outperforms, outperform, outearns, exceeds, tops, above, on steroids, sweeter, richer,
    much more, far more, bigger
    """,
)
SAME = notion(
    """
    相若 相近 相仿 无二 不相上下 相差无几 犹如 仿如 有如 宛如 等如 好似 形同 没~两样 没~区别 没~差别 没~不同 没~分别
    无~区别 一个道理 一个意思 一个性质 同理 当存钱 当储蓄 帮孩子存 就当存 权当 一样 一个样 同样安全 同样稳 同样放心
    同样灵活 一样安全 差不多 没两样 没什么两样 无异 没区别 没什么区别 没差别 没啥差别 没分别 一回事 一码事 等同
    等同于 等于 相当于 好比 如同 类似 类似于 堪比 媲美 不亚于 不输 不逊 其实就是 就是一种 说白了就 说到底就 本质就是
    本质上就 本质是 无非就是 换个方式 换种方式 换个名 换了个名 换个名字 当作 当成 当存款 当定期 视同 视作 升级版
    加强版 进阶版 加长版 豪华版 高配版 替代品 平替 替身 代替品 变相 一种存 跟存 和存 像存 像定期 像活期 同存
    """,
    """
    same, just like, much like, like, the same as, same as, as safe as, as good as, as secure as, equivalent,
    equal to, no different, basically, essentially, practically, in effect, think of it as, think of this as,
    treat it as, treat it like, treat this as, consider it, works like, works just like, acts like, behaves like,
    upgraded, upgrade, version of, alternative to, substitute, replacement for, another kind of, another form of,
    really just, simply, in all but name, disguised
    """,
    but="跟存款不同 like to, would like, similar documents",
)
POOR = notion(
    """
    利率低 利息低 利率太 利息太 跌跌不休 一降再降 不够通胀 抵不过通胀 跑不过通胀 通胀 塞牙 还不够 没搞头 不香 比不上
    比不了 比不过 不如 赶不上 太低 很低 这么低 那么低 越来越低 低得可怜 低得 那点利息 那点儿 那么点 这么点 那点 才那
    够干嘛 够干什么 够什么 够干啥 没几个 没几块 没多少 没什么利息 没啥利息 那么少 这么少 太少 少得可怜 少得 可怜
    不划算 划不来 不值 不值当 跑不赢 跑输 贬值 缩水 亏了 浪费 可惜 没意思 没意义 鸡肋 亏得慌 吃灰 睡大觉 躺着 闲着
    白白 寒酸 塞牙缝
    """,
    """
    not worth it, measly, tiny, lousy, low, eroded, so little, too little, little, peanuts, next to nothing,
    almost nothing, hardly anything, too low, so low, pitiful, miserable, pathetic, a waste, wasting, wasted, waste,
    idle, pointless, losing to inflation, eaten by inflation, sitting there, sit there, lazy, for nothing, stuck in
    """,
)
RISKY = notion(
    "理财 基金 保险 保单 年金 信托 债券 寿险 分红险 净值型",
    "fund, funds, policy, insurance, annuity, wealth product, bond",
)
IS = notion(
    "就是 等于 其实是 无非是 不过是 说白了是 实际上是 本来就是 算是 当于 便是",
    "is just, is really, is basically, is simply, is nothing but, is only",
)
SCORN = notion(
    """
    傻子才 傻瓜才 谁还 还有谁 现在谁 哪有人还 老观念 老思想 老脑筋 落伍 过时了 out了 亏死了 亏大了 早该 早就该
    还在存 还存 只知道存 只会存 就知道存
    """,
    """
    mad to leave, crazy to leave, silly to leave, foolish to leave, mad to keep, crazy to keep, silly to keep,
    foolish to keep, who still keeps, nobody keeps, only fools, what a waste, why on earth, old fashioned,
    so last century, leave that in, leaving that in
    """,
    denies=True,
)
SWITCH = notion(
    """
    转化为 变成 升级为 取了买 取出来放 一部分放到 匀一些 分一部分 倒腾 换成 换这 换到 换个 换一 转成 转买 转投 转到
    转为 转入 改买 改投 改成 改放 挪 搬到 搬过来 搬家 取出来 别存 别续存 不要存 不要再存 不用存 不用再存 别再存 别续
    不续 不如买 不如放 不如投 不如试 不如转 不如换 不如配 不如 与其 何必存 何必放 干嘛存 干嘛还存 还存 为什么要存
    为啥存 代替 替代 取代 替换 告别 拿来买 用来买 拿去买 升级到 升级成 买这 买点 买我们 放进来 放这里 放这
    """,
    """
    switch, switching, move, moving, shift, swap, instead, instead of, rather than, put it into, put it in,
    roll it into, roll over into, convert, turn, replace, trade, why leave, why keep, why let, don't leave,
    don't keep, take it out of, why settle for, say goodbye, ditch, forget
    """,
)
COMPARED = notion(
    """
    稳超 超 强 赢 比 较 相比 比起 相较 高于 高过 超过 超出 胜过 优于 强于 好于 多于 跑赢 赢过 打败 完胜 秒杀 碾压
    吊打 远超 大于 甩开 甩 不止
    """,
    """
    than, compared, versus, vs, beats, beat, twice, double, triple, times, outperforms, exceeds, above, over,
    better than, more than, higher than
    """,
    but="比例 比如 比率 比较基准 比方 比重 比赛 较好地 对比一下 比一比 比较一下 可以比较",
)
SAVE_IN = notion(
    """
    每年存# 存## 每月存# 存三五年 存够年限 存进来 存入即 存#年 存够#年 存个#年 存五年 存三年 存满 存进去 存一笔
    存下来 一年存 每年存 存到 连利息 到期连 随存随取 随时取 利息照拿 利息照给
    """,
    """
    save # a year, put aside # a month, save for # years, withdraw any time, withdraw anytime,
    with interest at maturity
    """,
    but="存取款 存取业务",
)
TRUE_DEPOSIT = notion(
    """
    定存和#年 定期和#年 定期与#年 存款和#年 存单和#年 年期和#年 定期~比 存款~比 存单~比 储蓄~比 定存~比 活期~比
    期限越长 不是存款 非存款 并非存款 不等于存款 不同于存款 和存款不一样 与存款不同 存款保险 存款证明 提前支取 挂牌
    牌告 利率表 存单挂失 起存 财政部 国债 不能比 不可比 不要把 不能把 请勿将 不得将 不应 不受存款 贷款 信用卡
    自动转存 转存 续期
    """,
    """
    not a deposit, no deposit, not the same, different from, differs, not insured, deposit insurance, as posted,
    posted rate, loan, mortgage, credit card, safe deposit, deposit slip, early withdrawal, do not, never compare
    """,
    but="别续存 定期比不上 存款比不上 存款比不了 定期比不了 活期比不上",
)
