"""The best, better than others, and what is promised of loans."""

from __future__ import annotations

from marketing.domain.language.notions import notion

FIELD = notion(
    """
    整条街 这一片 这一带 附近 方圆 全港 全台 全市 全国 全省 全城 全区 全县 全网 全球 全行业 全世界 本市 本地 本港
    当地 国内 亚洲 业内 业界 行业 同业 同行 同侪 同类 市面 市场 市场上 市面上 银行里 各家银行 所有银行 几大行 四大行
    银行业 金融界 圈内 城里 这条街 附近几家 周边几家 江湖 历史 史上
    """,
    """
    in town, in the city, in the country, in the market, on the market, in the industry, in the business, in china,
    in asia, in the world, anywhere, of all banks, among banks, market, industry, nationwide, citywide, around,
    in the area, in history, on the street
    """,
    but="市场利率 市场风险 市场波动 市场价格 历史业绩 历史数据 市场行情",
)
TOP = notion(
    """
    无人能比 没人能比 谁能比 最平 最抵 最着数 最划得来 就数我 数我们 数我行 属我们 非我们莫属 只有我们 就我们 追不上
    谁也追不上 谁也比不 谁都比不 没人比得 黑马 首家 第一家 第一大 排头兵 一骑绝尘 独步 秒杀全场 无可挑剔 最具 最高
    最低 最优 最好 最佳 最强 最快 最省 最便宜 最划算 最实惠 最专业 最安全 最稳 最棒 最有实力 最受 最值 最给力 最赚
    最香 最权威 最牛 最靠谱 第一 冠军 夺冠 冠绝 称冠 榜首 榜一 首位 首屈一指 头名 头牌 状元 前茅 前三 第一梯队 领先
    领跑 领军 领头 遥遥领先 顶尖 顶流 顶级 一流 龙头 老大 唯一 独一份 独一无二 独家 无双 无敌 无可匹敌 无可比拟
    无与伦比 无人能及 无出其右 无人可比 难逢敌手 难觅对手 望其项背 望尘莫及 找不到比 找不到更 没有比 没有更 没有之一
    空前绝后 罕见 首选 之王 之冠 之最 天花板 封神 巅峰 翘楚 佼佼者 标杆
    """,
    """
    the only one, hard to beat, impossible to beat, no equal, no rival, best, highest, lowest, cheapest, fastest,
    safest, finest, greatest, strongest, number one, number 1, no.1, no1, top#, top, leading, leader, unbeatable,
    unrivalled, unrivaled, unmatched, unparalleled, unsurpassed, peerless, second to none, king of, queen of,
    gold standard, champion, in a league, best in class, world class, ahead of the pack, head and shoulders
    """,
    but="""
    最低收益 第一家庭 第一家里 最有可能 最受影响 第一次 第一步 第一时间 第一天 第一个 第一位 第一条 第一页 第一批
    第一期 第一季 第一年 第一还款 第一支付 第一种 最高限额 最低还款 最低限额 最高不超过 最高额 最大限度 最高可取
    最低起存 最低起购 最高偿付 最高保额 第一部分 第一联 最高人民 第一责任 唯一标识 唯一编号 最高级别 最低金额
    最高金额
    """,
)
OURS = notion(
    """
    利率 利息 收益 收益率 回报 业绩 费率 费用 手续费 服务 产品 理财 基金 贷款 房贷 存款 放款 审批 团队 专家 顾问
    口碑 品牌 方案 选择 优惠 价格 性价比 财富 银行 本行 我行 我们
    """,
    """
    rate, rates, mortgage, mortgages, loan, loans, return, returns, yield, yields, fee, fees, fund, funds, product,
    products, service, team, adviser, advisers, advisor, advisors, bank, deal, deals, price, prices, performance,
    offer, offers, savings, card, choice, we, we're, our
    """,
)
OTHERS = notion(
    """
    其他银行 其它银行 别的银行 别家 他行 同行 同业 同侪 隔壁行 隔壁银行 隔壁那家 隔壁 对面行 对面银行 对面那家 友商
    竞争对手 市场平均 市场水平 市场均价 平均水平 行业平均 同业平均 市面 四大行 大行 股份行 工行 农行 中行 建行 交行
    招行 外面 哪家 任何一家 别人家 人家 同类产品 同类
    """,
    """
    anything else, anyone else, everyone else, everybody else, all the others, the others, other bank, other banks,
    other bank's, other banks', another bank, any bank, any other bank, every other bank, every other bank's,
    any other, rival, rivals, competitor, competitors, competition, the market, market average, industry average,
    average, peers, the rest, elsewhere, anywhere else, big banks, high street, across the street, next door,
    nobody else, no one else, nobody, no bank, no other bank
    """,
)
BETTER_THAN = notion(
    """
    给不起 比不起 跟不起 追不上 比 低于 高于 优于 好于 强于 胜过 超过 远超 快于 赢过 碾压 秒杀 完胜 吊打 甩开 甩
    领先 低一大截 高一大截 低不少 高不少 便宜不少 低两成 低三成 高两成 低一成 低一半 更低 更高 更快 更好 更优 更便宜
    更划算 更专业 省一半 比不了 比不上 比不过 没法比 不能比 做不到 给不了 望尘莫及 没有这么 没这么 找不到
    """,
    """
    better, higher, lower, cheaper, faster, beats, beat, outperforms, outperform, outshines, outclasses, outdoes,
    undercuts, undercut, ahead of, superior, more than, less than, can't match, cannot match, match, matches,
    comes close, come close, half the, leaves behind, leave behind, put to shame, puts to shame, streets ahead
    """,
    but="比如 比例 比较一下 多比较 对比一下 可以比较 比一比 比率 相比 better to",
)
GRANT = notion(
    """
    均可办理 均可申请 都能办 都可以办 都给办 都能申请 到卡上 到您卡 钱到卡 核贷 拨款 拨付 核准 核批 撥贷 贷款到手
    钱到手 放出来 批 过件 过审 获批 批下来 通过 下款 放款 放贷 到款 批贷 下卡 出额度 给额度 贷到 贷下来 贷得到
    贷出来 借到 能办 能贷 可贷 办下来 拿到钱 钱就到 贷款到账 额度到账
    """,
    """
    approval, approvals, approve, approves, approved, granted, loan, loans, disburse, disbursed, disbursement,
    get the money, in your account, cash in hand, money in your, accepted, credit line, get the card, lend
    """,
    but="""
    财政拨款 审核准 批发 批评 批次 审批流程 一批 本批 这批 首批 批准文号 批复 大批 转账到账 款项到账 实时到账
    到账时间 普通到账 到账通知 审批部门 批注
    """,
)
PROMISED = notion(
    """
    百分百 百分之百 100% 一定 肯定 必定 必 包 保证 保过 确保 准 铁定 绝对 打包票 没问题 轻松 稳 都能 都可以 都给
    都行 人人 来者不拒 无条件 不设门槛 零门槛 0门槛
    """,
    """
    every single time, every time, each and every, guarantee*, sure thing, for sure, certain, certainly, definitely,
    always, never refuse, never reject, never turn, no questions asked, everyone, everybody, anyone, anybody,
    whoever, 100%, automatic, automatically, no matter what, regardless, without fail, promise, promised, assured
    """,
    but="一定条件 一定时间 必须 必要 包括 包含 准备 批准 准时 标准 稳定 面包 必填 包裹",
)
AT_ONCE = notion(
    """
    下午就 上午就 今天就 明天就 今晚就 中午就 半小时 十分钟 几分钟 #分钟 #小时 #秒钟 当天 当日 当场 即日 秒速 瞬间
    立等 立马 马上 立刻 立即 即刻 隔天 次日 极速 闪电 火箭 最快 眨眼 转眼 一杯茶 一杯咖啡
    """,
    """
    this afternoon, by tonight, by lunch, by lunchtime, by tomorrow, within an hour, within the hour, in an hour,
    within minutes, in minutes, in # minutes, within # minutes, within # hours, within hours, same day,
    the same day, instantly, instant, on the spot, immediately, in seconds, in no time, before you finish your,
    overnight, straight away, right away
    """,
)
NO_CHECK = notion(
    """
    无需任何审 无须任何审 不需要审 不需审 免任何审 不用任何审 没有审核 没有任何审 无论征信 不论征信 征信如何
    征信怎样 任何征信 什么征信 免保人 免担保 免联征 免看联征 不看联征 免财力证明 免收入证明 免征信 不上征信 信用不良
    信用瑕疵 呆账 逾期可 免审 免审核 免审查 毋须审查 毋须审批 毋须审核 无须审核 无需审核 无需审批 不用审 不审
    不查征信 不看征信 不看流水 不查流水 不管征信 征信花 征信不好 征信差 征信黑 征信有问题 逾期也 逾期都 黑户 白户也
    没工作也 没收入也 没流水 不用抵押不用 只凭身份证 凭身份证就 一张身份证就
    """,
    """
    no matter your credit, whatever your credit, regardless of credit, regardless of your credit, any credit,
    no matter what your credit, no collateral and no questions, credit problems, no credit check,
    without a credit check, no checks, without checks, no questions asked, bad credit, poor credit, no paperwork,
    no documents needed, no income proof, even if you defaulted, even with overdue, blacklisted,
    whatever your record
    """,
)
ALONE = notion(
    """
    谁也追不上 无人可追 打着灯笼也找不到 打着灯笼找不到 全国最牛 全市最牛 超低利率 超低利息 超低月供 超低月付
    超高额度 白菜价 地板价 骨折价 人无我有 最具性价比 性价比之王 性价比最高 一目皆了然 没有对手 打遍天下 国家级
    世界级 殿堂级 王炸 封神 全网最 史上最 史上最低 史上最高 史无前例 空前绝后 前所未有 绝无仅有 举世无双 天下无敌
    无可匹敌 无人能敌 所向披靡 傲视群雄 独步 独领风骚 冠绝 冠绝同侪 无出其右 无懈可击 完美无缺 十全十美 收益最大化
    利益最大化 价值最大化 增值最大化 最大化您 最大化收益 极致收益 收益王 收益之王 遥遥领先 业内领先 行业领先
    同业领先 市场领先 全国领先 全市领先 排名第一 第一品牌 包过 包批 包下款 包放款 秒批 秒放 必批 必过 百批百
    百分百批 有求必批 逢贷必
    """,
    """
    no bank pays, no bank in the country, no bank offers, no bank gives, no bank in town, pays more than we do,
    more than we do, turn nobody down, turn no one down, nobody is refused, no one is refused, refuse nobody,
    reject nobody, we never refuse, we never reject, miles ahead, light years ahead, top1, top 1, no.1, unbeatable,
    unrivalled, unrivaled, unmatched, unparalleled, unsurpassed, second to none, best in class, best of the best,
    world beating, number one choice, maximise your returns, maximize your returns, nobody beats, no one beats,
    nobody does it better, nobody can beat, none better, you won't find better, you won't find a better,
    you'll never find a better, guaranteed approval
    """,
)
TRUE_CLAIM = notion(
    """
    批不下来 批不了 不能批 难批 更严格 存款保险 可能只 不一定 未必 不见得 结构性存款 挂钩 以审批 以合同 为准
    审批结果 视审批 不保证 无法保证 不能保证 窗口 排队 等候 客流 时段 人少 密码 诈骗 骗子 自助 天气 限额 上限 起存
    起购 偿付 保额 还款额 风险等级 风险最 登录 验证 转账 汇款 人最少 人最多 安全第一 客户第一 取款 取现 提款
    """,
    """
    not always, may not be, not necessarily, queue, wait, waiting, counter, counters, password, scam, scams,
    risk level, limit, minimum payment, best time, best regards, withdraw, as approved, subject to, depends on,
    transfer, transfers
    """,
)
