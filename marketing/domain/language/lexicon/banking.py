"""Transfers, deposits, products, and other banks."""

from __future__ import annotations

from marketing.domain.language.notions import notion

MOVE = notion(
    "转往 汇往 调往 移往 挪往 转入他行 转至 汇至 转不了 转不出 汇不出 放过去 转账转不 转账 转出 转走 转到 转去 转过去 转给 往外转 往外汇 外转 转他行 转别家 转别的 转外行 汇款 汇出 汇走 汇到 汇过去 跨行 提走 取走 挪走 挪出 划走 划出 搬走 搬到别 调走 打过去 打款 转了 要转 想转 转钱 资金出去 钱出去 出去容易 转回来 换一家银行 换家银行",
    "send them, send a penny, send them a penny, send it there, put it there, transfer, transfers, transferring, transferred, interbank, wire, wiring, remit, remitting, remittance, remittances, move it, moving it, moved it, move the money, move your money, moving your money, moving the money, move money, moving money, "
    "send it, sending it, send the money, send your money, sending money, sending your money, take it out, taking it out, take the money out, take your money elsewhere, move a cent, move elsewhere, pull the money out, pull it out, switch banks, withdraw it all",
    but="转到活期 转到定期 转到您的卡 转到另 转成活期 转到人工 转到柜台 转账凭证 转账限额 转到我们 转到我行 转到本行 转进来 转给客户经理 转给同事",
)
OTHER_BANK = notion(
    "对方是小 外行 小行 那间银行 那间 他们银行 他们那 那种银行 他们行 他们家 别处 外地银行 新开的银行 农信 私人银行 别的地方 别家 他行 其他银行 其它银行 别的银行 别的行 其他行 小银行 小行 民营银行 外资行 外资银行 对方银行 那边银行 隔壁行 隔壁那家 隔壁银行 对面银行 对面那家 村镇银行 城商行 农商行 地方银行 互联网银行 网商 微众 网络银行 网上银行那种 那家银行 那家行 那家小 人家银行 信用社 股份行 "
    "外面的银行 虚拟银行 支付宝 余额宝 微信零钱",
    "that lot, that outfit, those people, other bank, other banks, another bank, rival bank, rival banks, online bank, online banks, small bank, small banks, smaller bank, smaller banks, foreign bank, foreign banks, their bank, that bank, those banks, these banks, private bank down, local bank, "
    "local banks, internet bank, internet banks, virtual bank, virtual banks, competitor, competitors, elsewhere, down the road, across the street, next door",
)
UNSAFE = notion(
    "不一定有保障 未必有保障 不一定安全 未必安全 不见得安全 没准哪天 经常故障 常出故障 老出故障 老故障 总出故障 卡住 卡死 挂掉 崩溃 规模小 规模太小 不敢保证 出问题 出了问题 出岔子 找谁去 没人管 没人负责 说没就没 心里没底 出过事 出了事 不放心 不保险 谁知道 没几年 没听过 资质 实力差 实力不行 不如大行 亏空 挤兑 不安全 没保障 没有保障 无保障 缺乏保障 没有保险 没有存款保险 没存款保险 不受保护 说倒就倒 会倒 要倒 倒闭 破产 关门 撤资 跑路 暴雷 爆雷 出事 不稳 不牢靠 不靠谱 不可靠 靠不住 信不过 不正规 风险大 风险高 有风险 大风险 危险 取不出 取不到 取都取 拿不回 容易丢 会丢 丢了 丢失 不见了 下落不明 "
    "有没有命 没我们稳 哪有我们 哪有国有 哪能跟我们 不如我们 比不上我们 没法跟我们比 没有我们 没我们 服务差 网点少 网点小 差远了 取~不方便 用~不方便 太折腾 风险~高 冻结 被盗 被骗",
    "can't protect, cannot protect, can't look after, don't protect, any day now, trouble, problems, no guarantee, who knows, nobody knows, wouldn't rely, unsafe, isn't safe, not safe, is not safe, aren't safe, are not safe, not insured, isn't insured, aren't insured, not as safe, not so safe, less safe, risky, shaky, unreliable, unstable, might fail, may fail, could fail, go bust, goes bust, going bust, collapse, "
    "collapses, go under, bankrupt, fold, folds, go missing, goes missing, get lost, gets lost, vanish, disappear, disappears, can't be trusted, cannot be trusted, wouldn't trust, don't trust, never trust, poor service, in trouble, hacked, frozen",
    but="风险提示 风险等级",
)
COSTLY = notion(
    "麻烦 折腾 费事 费劲 手续多 手续繁 手续复杂 一笔几十 好几十 上百 割肉 肉疼 够买 划不来 不划算 不合算 不值当 不值得 不值 犯不着 何必 何苦 白白 白扔 白花 白搭 冤枉钱 冤枉 心疼 破费 很贵 太贵 贵得 贵着 挺贵 可贵 好贵 又贵 不便宜 高昂 高额 费用高 收费高 手续费高 费用大 不少费用 不少手续费 不少钱 一大笔 一笔不小 来回都 来回要 两头扣 两头收 两头都 "
    "每笔都 每次都 笔笔 层层 扣您 扣你 要扣 得扣 还要扣 收您 收你 要收您 得收 还得交 还得付 还要给 要给银行 钱都给银行 损失利息 利息都损失 利息损失 利息全没 亏利息 利息就没 利息白",
    "hassle, headache, paperwork, both ways, robbery, cost you, costs you, costing you, fortune, arm and a leg, expensive, pricey, costly, steep, hefty, ripped off, rip off, waste of money, waste money, lose money on fees, high fee, high fees, heavy fee, heavy fees, eaten up, eat up, eats up, eat into, throw away, "
    "throwing away, not worth, lose interest, lose the interest, lose out",
)
SLOW = notion(
    "要领导签字 要行长签字 要行长批 层层审批 走流程好几 排到下 慢得很 慢得要命 很慢 太慢 挺慢 特别慢 最近慢 又慢 好慢 慢着 慢吞吞 要等好 要等几 要等#天 得等好 得等几 得等#天 等上好 等上# 等好 好几天 三五天 三四天 四五天 两三天 几天 十天半个月 一个礼拜 一个星期 一周才 一两周 猴年马月 不知道什么时候 说不准什么时候 说不好什么时候 没准什么时候 不一定当天 不一定到 不一定能到 不见得到 未必到 未必能 "
    "未必当天 卡住 卡在 要卡 卡好 拖好 拖上 拖几 到不了 肯定到不 压着 压几天 压在 在途 路上 经常延 老是延 经常失败 老失败 容易失败 容易退 经常退 耽误 误事",
    "slow, slowly, slower, ages, forever, take days, takes days, several days, for days, a week, weeks, take a week, get stuck, gets stuck, stuck, held up, tied up, delayed, delays, not today, won't arrive, not arrive, never arrive, who knows when, late, limbo",
)
PUNISHED = notion(
    "服务就取消 就取消 服务取消 待遇就 待遇没 享受不到 享受不了 没法享受 降级 掉级 等级就 等级会 贵宾没 贵宾资格 权益没 权益取消 积分清零 优惠没 优惠取消 贷款不好批 贷款就难 影响贷款 影响征信 影响评级 影响额度 额度会降 以后办 不给办贷款 白积累",
    "lose your status, lose your vip, lose your benefits, lose your perks, lose your points, lose the rate, downgraded, downgrade, affect your credit, hurt your credit, harder to get a loan, lose your discount",
)
HOLD_BACK = notion("先别转 别转了 别转走 别转出 可别转 先不转 不转最 先不要转走 别急着转 何必转 别往外转 甭转 别汇走 别取走 别挪走", "don't move it, don't transfer it, don't move the money, don't take it out, leave your money where, leave your money here, leave the money here, leave it where it is")
STAY = notion(
    "慎重转 谨慎转 慎重 掂量 不转最 引导其 引导客户 三思而 拖#天 先拖 做工作 做做工作 先稳 顺便看看 拖一下 冷一冷 晾一晾 挽回 截住 拦住 留在 留住 留下 留着 留给我们 放在我 放我们 放我行 放这 放在这 放着 还是放 不如放 不如留 不如存 不如买 不如直接 别转 先别 别急 别忙 别动 甭转 不要转 不建议 不推荐转 劝 挽留 稳住 拖住 拖一拖 拖着 缓一缓 缓几天 缓缓 过几天 过两天 过些天 改天 改日 下周再 月底再 下个月再 明天再来 "
    "先不办 不给办 办不了 先放着 打消 念头 别麻烦 何必 没必要 犯不着 可别 千万别 舍近求远 折腾 三思 想清楚再转 说服 想办法让 尽量让 尽量把 尽量留 尽量不 吓 说得 强调",
    "talk her round, talk him round, talk them round, sleep on it first, if i were you i'd keep, leave it here, leave it with us, leave it where it is, leave the money, keep it here, keep it with us, keep the money, keep your money, stay here, stay with us, they stay, she stays, he stays, stays, stay put, hold off, hold on to it, think again, think twice, talk them out, talk him out, talk her out, "
    "discourage, persuade, convince, don't bother, why bother, no point, better off here, wouldn't move, wouldn't transfer, would not move, i would not, why not leave, why not keep, try again next week, come back next week, come back another day, stall, scare",
)
STAFF_TOLD = notion(
    "跟客户说 跟客人讲 跟客人说 跟客户讲 告诉客户 对客户说 向客户强调 让客户觉得 让客户知道 让他觉得 让她觉得 让他打消 客户要转 客户想转 客户说要转 把钱留 把客户留 把资金留",
    "tell the customer, tell customers, tell them, say to the customer, let them think, make them think, make the customer think, mention that, warn them that, warn customers that",
)
FEE = notion("手续费 费用 收费 扣费 费率 收钱 扣钱 汇费 电汇费 汇款费 服务费 要钱 要费", "fee, fees, charge, charges, charged, cost, costs")
TRUE_TRANSFER = notion(
    "诈骗 骗子 骗局 反诈 被骗 陌生 可疑 96110 报警 警方 公安 不认识 核实 核对 核验 安全账户 刷单 公检法 价目表 收费表 收费标准 价目 公示 免收 免费 不收 不收费 免手续费 减免 维护 故障 恢复 户名不符 账号有误 退回 限额 为准 由您决定 您决定 可以选 任选 下一个工作日 次日到账 实时到账 即时转账",
    "scam, scams, fraud, stranger, strangers, suspicious, police, verify, confirm, check the name, price list, price table, tariff, published, free of charge, no charge, no fee, waived, maintenance, you can choose, you may choose, up to you, free to, next working day, next business day",
)
DEPOSIT = notion(
    "活储 定储 活存 存款 定期 定存 活期 储蓄 存单 存钱 存银行 存在银行 存折 零存整取 整存整取 死期 存死期 存本取息 同样是存 一样是存 也是存 当存 存着 存起来 存款利息 银行利息 通知存款 放银行 储蓄卡里",
    "deposit, deposits, fixed deposit, fixed deposits, time deposit, time deposits, term deposit, term deposits, savings account, savings accounts, saving account, savings, cd, cds, certificate of deposit, certificates of deposit, passbook, current account, bank interest, money in the bank",
    but="存款保险 存款证明 存款人 定期存款证明 定期寿险 定期开放 定期报告 定期披露 定期评估 定期检查 定期更新 定期更换 定期修改 定期体检 储蓄国债 存单挂失 活期账户 存款机 定期定额 储蓄卡 定期付款 存款业务",
)
# Risk passed off under a deposit's name.
DISGUISED = notion(
    "理财版的大额 理财版存 理财版定 理财版的存 理财版的定 保险版存 保险版定 基金版存 基金版定 都是存 反正是存 换着存 当存折 高息储蓄 高息存款 高息定期 高息揽储 内部存款 内部储蓄 内部定期 特殊存款 新型存款 新型储蓄 特种存款 升级版存款 升级存款 类存款 准存款 存款类理财 存款型理财 存款型保险 储蓄型理财 理财型存款 存款替代 定期替代 存款升级 定期升级 存款平替 定期平替 存款plus 定期plus 活期plus 存款加强 "
    "存款般 存款级 定期的收益 活期的便利 活期的灵活 活期便利 活期的方便 存款的安全 存款的放心 存款的安稳 稳超存款 存款搬家 当活期用 当零钱用 储蓄计划 存钱计划 教育金存款 养老存款产品",
    "deposit like, savings like, deposit level, deposit grade, quasi deposit, deposit plus, savings plus, high yield savings product, high yield deposit product, enhanced deposit, super deposit, special deposit",
)
UPGRADED = notion("升级款 升级版 升级 加强版 加强款 进阶 豪华版 高配 改良版 增强版 增强款 加长版 2.0 plus pro 替代 平替 替身 表亲 近亲 孪生 双胞胎", "upgrade, upgraded, 2.0, plus, pro, with benefits, with a boost, on steroids, twin, cousin")
FUND_RETURN = notion("理财的收益 理财收益 基金的收益 基金收益 理财的回报 基金的回报 投资的收益 投资的回报 股票的收益", "fund returns, fund return, returns of a fund, return of a fund, market returns, stock returns, equity returns, investment returns")
ALIKE = notion(
    "相若 相近 相仿 相同 无二 不相上下 相差无几 毫无二致 理解成 理解为 看成 看作 看做 视为 想成 想象成 权当 稳如 安全如 安稳如 踏实如 可作为~替代 作为~替代 换了个名 换个名 换名字 换个说法 换个马甲 马甲 犹如 仿如 有如 宛如 等如 好似 如同 形同 没~两样 没~区别 没~差别 没~不同 没~分别 无~区别 一个道理 一个意思 一个性质 等于 一样 一个样 差不多 没两样 无异 没区别 没什么区别 没差别 没分别 一回事 等同 等同于 相当于 好比 如同 类似于 堪比 媲美 不亚于 不输 赛过 就当 当成 当作",
    "only smarter, only better, but better, but smarter, every bit as, by another name, just like, same as, the same as, as safe as, as secure as, as flexible as, as easy as, equivalent to, no different from, no different to, works like, works just like, think of it as, treat it as, treat it like",
)
PRODUCT = notion(
    "计划 本计划 方案 保单 这张 这份 分红 寿险 理财 基金 保险 年金 这款 这只 这个 这支 该产品 产品 债券 债基 信托 净值 固收 万能险 增额 分红险 两全险 它 换这 放进来 放这里 放这边 这边 资管 投资",
    "this, fund, funds, product, products, plan, policy, insurance, wealth product, investment, it, this one, ours, annuity, bond fund, note",
    but="存款保险 保险箱 这个月 这个星期 这个周 这个号 这个窗口 这个问题 这个柜台 这个账户",
)
BETTER = notion(
    "息率更 优势明显 一点几 更为吸引 稳超 强两倍 强几倍 强好几 高多了 强上 超出 多好多 翻几番 更高 更多 更优 更好 更香 更强 更划算 高出 高一 高很多 高得多 高不少 高一点 高点 高多了 高些 多出 多一 多拿 多赚 多挣 多得 多了 多好几 翻倍 翻番 翻一番 倍 一大截 一截 一大块 划算 合算 上算 香 强多 优厚 优渥 丰厚 可观 好得多 好一点 好多了 较高 较优 利率高 利息高 收益高 息高 跑赢 高过 高于 胜过 超过 强过 强于 优于 完胜 秒杀 碾压 "
    "吊打 甩开 赢过 打败 不止 比较好 更有赚头 更赚 更值 赚得更 拿得更",
    "ahead of, way more, a lot more, better off, more, higher, better, twice, double, triple, times, bonus, extra, superior, beats, beat, outperforms, outperform, outearns, exceeds, tops, above, on steroids, sweeter, richer, much more, far more, bigger",
)
SAME = notion(
    "相若 相近 相仿 无二 不相上下 相差无几 犹如 仿如 有如 宛如 等如 好似 形同 没~两样 没~区别 没~差别 没~不同 没~分别 无~区别 一个道理 一个意思 一个性质 同理 当存钱 当储蓄 帮孩子存 就当存 权当 一样 一个样 同样安全 同样稳 同样放心 同样灵活 一样安全 差不多 没两样 没什么两样 无异 没区别 没什么区别 没差别 没啥差别 没分别 一回事 一码事 等同 等同于 等于 相当于 好比 如同 类似 类似于 堪比 媲美 不亚于 不输 不逊 其实就是 就是一种 说白了就 说到底就 本质就是 本质上就 本质是 无非就是 换个方式 换种方式 换个名 换了个名 换个名字 当作 当成 当存款 "
    "当定期 视同 视作 升级版 加强版 进阶版 加长版 豪华版 高配版 替代品 平替 替身 代替品 性质跟 性质和 性质同 性质与 变相 一种存 跟存 和存 像存 像定期 像活期 同存",
    "same, just like, much like, like, the same as, same as, as safe as, as good as, as secure as, equivalent, equal to, no different, basically, essentially, practically, in effect, think of it as, think of this as, treat it as, treat it like, treat this as, consider it, works like, works just like, "
    "acts like, behaves like, upgraded, upgrade, version of, alternative to, substitute, replacement for, another kind of, another form of, really just, simply, in all but name, disguised",
    but="跟存款不同 like to, would like, similar documents",
)
POOR = notion(
    "利率低 利息低 利率太 利息太 跌跌不休 一降再降 不够通胀 抵不过通胀 跑不过通胀 通胀 塞牙 还不够 没搞头 不香 比不上 比不了 比不过 不如 赶不上 太低 很低 这么低 那么低 越来越低 低得可怜 低得 那点利息 那点儿 那么点 这么点 那点 才那 够干嘛 够干什么 够什么 够干啥 没几个 没几块 没多少 没什么利息 没啥利息 那么少 这么少 太少 少得可怜 少得 可怜 不划算 划不来 不值 不值当 跑不赢 跑输 贬值 缩水 亏了 浪费 可惜 没意思 没意义 鸡肋 亏得慌 吃灰 睡大觉 躺着 闲着 白白 寒酸 塞牙缝",
    "not worth it, measly, tiny, lousy, low, eroded, so little, too little, little, peanuts, next to nothing, almost nothing, hardly anything, too low, so low, pitiful, miserable, pathetic, a waste, wasting, wasted, waste, idle, pointless, losing to inflation, eaten by inflation, sitting there, sit there, lazy, for nothing, stuck in",
)
RISKY = notion("理财 基金 保险 保单 年金 信托 债券 寿险 分红险 净值型", "fund, funds, policy, insurance, annuity, wealth product, bond")
IS = notion("就是 等于 其实是 无非是 不过是 说白了是 实际上是 本来就是 算是 当于 便是", "is just, is really, is basically, is simply, is nothing but, is only")
SCORN = notion(
    "傻子才 傻瓜才 谁还 还有谁 现在谁 哪有人还 老观念 老思想 老脑筋 落伍 过时了 out了 亏死了 亏大了 早该 早就该 还在存 还存 只知道存 只会存 就知道存",
    "mad to leave, crazy to leave, silly to leave, foolish to leave, mad to keep, crazy to keep, silly to keep, foolish to keep, who still keeps, nobody keeps, only fools, what a waste, why on earth, old fashioned, so last century, leave that in, leaving that in",
    denies=True,
)
SWITCH = notion(
    "转化为 变成 升级为 取了买 取出来放 一部分放到 匀一些 分一部分 倒腾 换成 换这 换到 换个 换一 转成 转买 转投 转到 转为 转入 改买 改投 改成 改放 挪 搬到 搬过来 搬家 取出来 别存 别续存 不要存 不要再存 不用存 不用再存 别再存 别续 不续 不如买 不如放 不如投 不如试 不如转 不如换 不如配 不如 与其 何必存 何必放 干嘛存 干嘛还存 还存 为什么要存 为啥存 代替 替代 取代 替换 取代 告别 拿来买 用来买 拿去买 升级到 升级成 "
    "买这 买点 买我们 放进来 放这里 放这",
    "switch, switching, move, moving, shift, swap, instead, instead of, rather than, put it into, put it in, roll it into, roll over into, convert, turn, replace, trade, why leave, why keep, why let, don't leave, don't keep, take it out of, why settle for, say goodbye, ditch, forget",
)
COMPARED = notion(
    "稳超 超 强 赢 比 较 相比 比起 相较 高于 高过 超过 超出 胜过 优于 强于 好于 多于 跑赢 赢过 打败 完胜 秒杀 碾压 吊打 远超 大于 甩开 甩 不止",
    "than, compared, versus, vs, beats, beat, twice, double, triple, times, outperforms, exceeds, above, over, better than, more than, higher than",
    but="比例 比如 比率 比较基准 比方 比重 比赛 较好地 对比一下 比一比 比较一下 可以比较",
)
SAVE_IN = notion("每年存# 存## 每月存# 存三五年 存够年限 存进来 存入即 存#年 存够#年 存个#年 存五年 存三年 存满 存进去 存一笔 存下来 一年存 每年存 存到 连利息 到期连 随存随取 存取 随时取 利息照拿 利息照给", "save # a year, put aside # a month, save for # years, withdraw any time, withdraw anytime, with interest at maturity", but="存取款 存取业务")
TRUE_DEPOSIT = notion(
    "定期~比 存款~比 存单~比 储蓄~比 定存~比 活期~比 期限越长 不是存款 非存款 并非存款 不等于存款 不同于存款 和存款不一样 与存款不同 存款保险 存款证明 提前支取 挂牌 牌告 利率表 存单挂失 起存 财政部 国债 不能比 不可比 不要把 不能把 请勿将 不得将 不应 不受存款 贷款 信用卡 自动转存 转存 续期",
    "not a deposit, no deposit, not the same, different from, differs, not insured, deposit insurance, as posted, posted rate, loan, mortgage, credit card, safe deposit, deposit slip, early withdrawal, do not, never compare",
    but="别续存 定期比不上 存款比不上 存款比不了 定期比不了 活期比不上",
)
