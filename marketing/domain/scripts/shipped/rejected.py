"""What is never said: sentences that circulate in training papers, each with why not and a way out (N24).

They are quoted as warnings. The first eight are the documents' own words, short as they are.
"""

from __future__ import annotations

from lobby.floor.domain.library.shipped.item import Both, Shipped
from lobby.floor.enums.library import ContentKind
from marketing.enums.scripts import Guard

G = Guard


def never(code: str, guard: Guard, title: Both, said: Both, why: Both, instead: Both) -> Shipped:
    """A sentence, why nobody says it, and what to say."""
    extra = {
        "guard": guard.value,
        "why_zh": why[0],
        "why_en": why[1],
        "instead_zh": instead[0],
        "instead_en": instead[1],
    }
    return Shipped(
        code=f"never-{code}",
        kind=ContentKind.REJECTED_EXAMPLE,
        title=title,
        body=(f"“{said[0]}”", f"“{said[1]}”"),
        extra=extra,
        tags=("反面示例", guard.value),
    )


REJECTED = (
    never(
        "principal",
        G.RETURN,
        ("理财不说本金有保障", "No promise of principal"),
        (
            "这款理财产品设有本金保障机制，同时过去一年的年化收益达到4.5%",
            "This wealth product protects your principal, and last year it returned 4.5 %",
        ),
        (
            "资产管理产品不得承诺本金或收益；过往业绩要有起止日期、来源和提示语。",
            "Nobody may promise principal or return; past performance needs its dates, source and warning.",
        ),
        (
            "先读风险等级和风险提示，再说明这款产品可能亏损。",
            "Read the risk level and the risk line first, and say that it may lose value.",
        ),
    ),
    never(
        "looks",
        G.LOOKS,
        ("不凭外表判断客户", "No judging by looks"),
        (
            "名牌包包和高档服饰可能暗示客户有较高的消费能力",
            "Branded bags and expensive clothes may suggest that a customer can spend more",
        ),
        (
            "以貌取人没有依据，对客户不公平。",
            "Looks prove nothing, and it is unfair to customers.",
        ),
        (
            "先问需求；客户等级只看系统。",
            "Ask what is needed; the system alone knows a level.",
        ),
    ),
    never(
        "transfer",
        G.TRANSFER,
        ("不拿手续费吓客户", "No holding back a transfer"),
        (
            "跨行转账要手续费，而且不能及时到账",
            "Transfers to other banks cost a fee and do not arrive in time",
        ),
        (
            "很多转账免费且实时到账，这样说会误导客户。",
            "Many transfers are free and instant; this misleads the customer.",
        ),
        (
            "出示价目表上的费用和时间，客户决定后马上办。",
            "Show fee and time in the price table, and carry out what the customer decides.",
        ),
    ),
    never(
        "deposit",
        G.DEPOSIT,
        ("理财不和定期比", "No comparison with a deposit"),
        ("并且收益还比定期高", "And it even returns more than a fixed deposit"),
        (
            "拿有风险的产品和存款比，客户会以为一样安全。",
            "Held against a deposit, what carries risk seems as safe as one.",
        ),
        (
            "说明它不是存款、可能亏损，先测评。",
            "Say that it is no deposit and may lose value, and assess first.",
        ),
    ),
    never(
        "pressure",
        G.PRESSURE,
        ("不制造紧迫感", "No pressure"),
        ("最后机会，仅限今天，马上抢", "Last chance, today only, grab it now"),
        (
            "催促客户，就是不让客户自己决定。",
            "Whoever presses a customer takes the decision away.",
        ),
        (
            "告诉客户真实的截止日期，请客户考虑好再定。",
            "Name the real last day, and let the customer think it over.",
        ),
    ),
    never(
        "draw",
        G.PRIZE,
        ("抽奖不和购买挂钩", "No draw for buying"),
        ("产品优惠抽奖，小礼品和参与奖励", "A prize draw with the product, small gifts and rewards for taking part"),
        (
            "买基金、理财不得抽奖、返利、送礼。",
            "Funds and wealth products may not come with draws, rebates or gifts.",
        ),
        (
            "抽奖只给参加知识问答或讲座的人，买不买都可以参加。",
            "Draws are for whoever takes part in a quiz or a talk, buying or not.",
        ),
    ),
    never(
        "best",
        G.CLAIM,
        ("不说最、第一和没有依据的比较", "No superlatives, no comparison without proof"),
        (
            "利率比市场平均水平低15%，最快当天放款，确保您的收益最大化",
            "15 % below the market average, money on the same day, and your returns maximised",
        ),
        (
            "比较要有出处，放款要看审批，广告不用“最”字。",
            "A comparison needs a source, a loan depends on the examination, and advertising knows no superlatives.",
        ),
        (
            "报公布的利率和一般的审批天数；有依据的，附上证明和有效期。",
            "Name the published rate and the usual days; where there is proof, attach it with its last day.",
        ),
    ),
    never(
        "seen",
        G.TRACKING,
        ("不说看到客户查过什么", "No word of what somebody looked at"),
        ("我注意到您最近查询了装修贷款", "I noticed that you recently looked at renovation loans"),
        (
            "客户会觉得被盯着；使用行为数据要告知并取得同意。",
            "It feels like being watched; behaviour may be used only with notice and consent.",
        ),
        (
            "问一句开放的话：最近家里有什么安排？",
            "Ask openly: what plans does your family have?",
        ),
    ),
    never(
        "riskless",
        G.RETURN,
        ("不说稳赚和零风险", "No sure profit, no zero risk"),
        ("稳赚不赔，零风险，闭着眼睛买", "A sure profit at no risk, buy it with your eyes closed"),
        ("投资都有风险，这样说就是误导。", "Every investment carries risk; this misleads."),
        ("说清最坏的情况会怎样。", "Say what the worst case would be."),
    ),
    never(
        "other-banks",
        G.TRANSFER,
        ("不贬低别的银行", "No running down of other banks"),
        ("别的银行不安全，钱还是别转走", "Other banks are not safe, better leave the money here"),
        ("没有依据，也是不正当竞争。", "It has no ground, and it is unfair competition."),
        ("尊重客户的决定，把转账办好。", "Respect the decision and carry out the transfer well."),
    ),
    never(
        "herd",
        G.PRESSURE,
        ("不说别人都买了", "No “everybody has bought it”"),
        ("大家都在买，就差您了，再不买就没额度了", "Everybody is buying it, you are the only one left, the quota is nearly gone"),
        ("别人买不代表适合这位客户。", "What others bought need not suit this customer."),
        ("只谈这位客户的需求、期限和等级。", "Speak of this customer's need, term and level alone."),
    ),
    never(
        "approval",
        G.CLAIM,
        ("不承诺批贷", "No promise of approval"),
        ("不看征信，百分百获批", "No credit check, one hundred percent approved"),
        ("能不能批、批多少，要看审核。", "Whether and how much is granted depends on the examination."),
        ("说明要哪些资料、一般几天有结果。", "Say which papers are needed and how long it usually takes."),
    ),
)  # fmt: skip
