"""What people look like and have, and what they were seen doing."""

from __future__ import annotations

from marketing.domain.language.notions import notion

LOOK = notion(
    """
    地摊货 地摊 一看穿 脚上 手上戴 穿得 穿的 穿着 穿一身 一身 打扮 穿戴 衣着 衣服 鞋 表带 戴表 手表 腕表 名牌 大牌
    爱马仕 香奈儿 古驰 普拉达 路易威登 lv gucci 劳力士 百达翡丽 金链 金项链 金镯 大金 首饰 钻戒 拎着 挎着 背着 提着
    开着 开的车 开宾士 开奔驰 开宝马 开豪车 开路虎 开保时捷 宾士 奔驰 宝马 保时捷 路虎 法拉利 豪车 口音 谈吐 长相
    气场 气质 派头 样子 看上去 看起来 看着像 手粗 皮肤黑 土气
    """,
    """
    clothes, clothing, dressed, dress, outfit, shoes, watch, watches, rolex, handbag, handbags, hermes, gucci,
    chanel, louis vuitton, jewellery, jewelry, gold chain, accent, drives a, drove a, drove up in, car keys,
    mercedes, bmw, porsche, looks like a, looked like a, looking like a, wearing, wore, appearance, suit
    """,
    but="一身份 开着门 背着家人 手表柜",
)
MEANS = notion(
    """
    别费劲 值好几千 值好几万 值几万 费劲 有钱 没钱 没什么钱 没啥钱 有实力 没实力 大客户 高净值 大户 私行 贵宾 贵客
    富婆 富人 穷 资产不多 资产多 资产少 财力 身家 家底 做生意 老板 消费能力 购买力 外地打工 打工 农民 农村 乡下
    存不了 买不起 买得起 优先接待 先接待 重点跟 重点营销 重点推 可以推 主推 多推 别浪费 不用招呼 不用主动 不用理
    不用管 不必招呼 不必介绍 不用介绍 别介绍 懒得 判断 推断 估计 看得出 一看就 肯定是 多半是 应该是
    """,
    """
    get the manager, fetch the manager, call the manager, waste your time, waste of time, rich, poor, wealthy,
    broke, afford, premium, high net worth, vip, prospect, worth pitching, pitch, don't bother, do not bother, skip,
    not worth, serve first, priority, judge, guess, tell whether, must be, probably, big client, big customer,
    private banking
    """,
    but="应该是您 不用管 判断题",
)
TRUE_LOOK = notion(
    """
    员工 工作人员 大堂经理 柜员 制服 工装 仪容 遗落 遗失 落在 丢 捡 失物 保管 拿好 带好 挂失 安检 监控 报警 志愿者
    孩子 走失 找人
    """,
    "staff, uniform, employees, lost, found, left, keep, badge, belongings, police, missing child",
)
SEEN = notion(
    """
    看到 看您 看你 看见 注意到 留意到 发现 了解到 观察到 监测到 得知 系统显示 系统记录 系统提示 系统里 后台显示
    后台提示 后台看 后台记录 后台有 记录显示 数据显示 大数据 我们知道 我知道您 追踪到 捕捉到 抓取 画像显示 您的记录
    您的流水 流水显示 浏览记录 消费记录 行为记录 轨迹
    """,
    """
    noticed, notice, saw, see that you, can see, could see, i see you, we see you, we know you, i know you,
    our data, our records, our system, the system shows, the system says, data shows, records show, tracked,
    tracking, spotted, according to your browsing, based on your browsing, based on your clicks, your history shows
    """,
    but="看到账 发现异常 发现假币 看您方便 看您需要 看你方便 看您的时间 看您时间",
)
DID = notion(
    """
    在查 在看 查房贷 查贷款 查理财 浏览纪录 浏览记录 消费记录 消费纪录 搜索记录 翻 翻看 翻了 浏览 搜索 搜寻 搜 查询
    查过 查了 点开 点击 点过 点了 打开过 停留 收藏 关注 看了好几 看过 老看 看了 反复看 常看 逛 刷了卡 刷了 刷卡 消费
    花了 购物 网购 下单 买了 常去 常在 经常在 经常去 进来一笔 进了一笔 到了一笔 收到一笔 转了一笔 转出一笔 入账 进账
    发工资 工资到 余额 账上 存了 取了 订了 订过 预订 出国 旅行社 母婴 医院 租房 装修 怀孕
    """,
    """
    looking at, looked at, been looking, browsing, browsed, searched, searching, search for, clicked, click, opened,
    viewed, viewing, visited, visiting, read our, spent, spending, shop at, shopping, bought, booked, received a,
    salary came, was paid, your balance, came into your account, paid into your account, deposited, withdrew
    """,
    but="余额不足 您查询的 查询余额 收藏品 关注公众号 关注我们 点击下方 点击此处 点击链接 搜索框 搜索附近 消费者",
)
APP = notion(
    "app上 app里 app 手机银行 网上银行 网银 公众号 小程序 官网 手机上 网上 机器上 网页",
    "app, website, online, mobile banking, your phone, our site",
)
LOOKED = notion(
    "看了 看过 翻了 翻过 浏览了 浏览过 搜了 搜过 点了 点过 点开 查了 查过 停留 逛了 逛过 收藏了 翻看 在看 在查 在搜",
    """
    looked at, looking at, browsed, browsing, searched, searching, clicked, viewed, viewing, read about,
    checked out, checking out
    """,
)
TRACED = notion(
    "根据您的 根据你的 依据您的 依您的 按您的 从您的 通过您的 结合您的 凭您的",
    "based on your, from your, according to your, judging by your, looking at your, going by your",
)
TRACES = notion(
    """
    浏览 搜索 点击 消费记录 消费纪录 刷卡 购物 轨迹 行为记录 行为数据 交易流水 浏览纪录 浏览记录 流水来看 账户流水
    上网
    """,
    """
    browsing, search history, searches, clicks, spending, purchase history, purchases, transactions,
    activity in the app, location, shopping
    """,
)
YOU = notion(
    "您 你 阁下 客户 贵公司 用户",
    "you, your, customer, customers",
)
TRUE_TRACE = notion(
    """
    您可以 可以在 要看您 取决于 您提交 您预约 您申请 您说 您提到 您刚才说 您告诉 您要查 您需要查 请问 诈骗 可疑 异常
    盗刷 风险交易 核实 本人操作 是否本人 为您查询 帮您查 您登记 您填写 掉了 落在 遗落
    """,
    """
    you submitted, you booked, you applied, you said, you mentioned, you told, you asked, scam, fraud, suspicious,
    unusual, verify, was it you, appointment
    """,
)
