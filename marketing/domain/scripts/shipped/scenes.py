"""Scripts of the seven scenarios (S154): what to ask, what may be said, when to leave it."""

from __future__ import annotations

from lobby.floor.domain.library.shipped.item import Both, Shipped
from lobby.floor.enums.library import ContentKind
from marketing.enums.prompts import ScenarioCode

S = ScenarioCode
RISK = (
    "理财、基金不是存款，可能损失本金；先测评，再看风险等级。",
    "Wealth products and funds are no deposits and may lose principal; assess first, then look at the risk level.",
)


def scene(scenario: ScenarioCode, title: Both, body: Both, risk: Both = ("", "")) -> Shipped:
    """One scenario; a risk line where what is spoken of carries risk."""
    extra = {"scenario": scenario.value, "risk_zh": risk[0], "risk_en": risk[1]}
    return Shipped(
        code=f"scene-{scenario}", kind=ContentKind.SCENARIO, title=title, body=body, extra=extra, tags=("情景",)
    )


SCENES = (
    scene(
        S.PAYDAY,
        ("发薪日", "Payday"),
        (
            "**问**：每个月的开支和结余，您怎么安排？\n\n- 想存：介绍自动转存，金额和日期由客户定\n- 想还款：介绍还款提醒\n- 不想谈：祝工作顺利，到此为止\n\n不提客户的工资金额，也不提系统里看到的内容。",
            "**Ask**: How do you arrange what comes in and goes out each month?\n\n- To save: an automatic transfer, with the sum and day the customer chooses\n- To repay: a reminder\n- Not now: wish a good day and leave it\n\nNever name the salary, nor anything the system shows.",
        ),
    ),
    scene(
        S.FESTIVAL,
        ("节日", "Festivals"),
        (
            "**先祝福，再问**：过节给孩子的红包，您想怎么存？\n\n- 儿童账户要带户口本和监护人证件\n- 存款期限由客户选\n- 客户赶时间就不再多说\n\n节日不是催促的理由。",
            "**Good wishes first, then ask**: How would you like to keep the children's festival money?\n\n- A child's account takes the household register and the guardian's document\n- The term is the customer's choice\n- Say no more to somebody in haste\n\nA festival is no reason to press anybody.",
        ),
    ),
    scene(
        S.BILLS,
        ("生活缴费", "Paying bills"),
        (
            "**问**：这些费用您每月都来交吗？\n\n- 说明自动扣款：扣哪个账户、哪天扣、怎样解约\n- 愿意在手机上交的，陪着看一遍，由客户自己操作\n- 喜欢来柜台的，就在柜台办",
            "**Ask**: Do you come to pay these bills every month?\n\n- Explain the debit: from which account, on which day, how to end it\n- Who would like to use the phone is shown once, and presses every key alone\n- Who prefers the counter is served at the counter",
        ),
    ),
    scene(
        S.INVESTMENT,
        ("投资理财", "Investment"),
        (
            "1. 先问用途和期限\n2. 再看测评是否有效，没有就先测评\n3. 只介绍等级相符的产品，读出风险提示\n4. 请理财经理当面讲，全程录音录像\n\n客户说不，就谢谢并结束。",
            "1. Ask for purpose and term\n2. See whether the assessment is valid; if not, assess first\n3. Introduce only what fits the level, and read the risk line aloud\n4. Let the adviser explain it, with sound and picture recorded\n\nA no is answered with thanks, and that is the end.",
        ),
        RISK,
    ),
    scene(
        S.ABROAD,
        ("出国金融", "Going abroad"),
        (
            "**问**：什么时候出发，去多久？\n\n- 换汇：带护照，额度和汇率以当天公告为准\n- 现钞要预约\n- 境外用卡：先说明费用表，再问要不要开通",
            "**Ask**: When do you leave, and for how long?\n\n- Currency: bring the passport; limit and rate are those published on the day\n- Notes are ordered ahead\n- Cards abroad: show the price table first, then ask whether to activate it",
        ),
    ),
    scene(
        S.EDUCATION,
        ("子女教育", "Children's education"),
        (
            "**问**：孩子多大了，哪几年要用钱？\n\n- 按用钱的年份排一排，再谈期限\n- 近两年要用的，只谈存款\n- 更久的，先测评，再请理财经理讲",
            "**Ask**: How old is the child, and in which years will money be needed?\n\n- Put the years in order, then speak of terms\n- Needed within two years: deposits alone\n- Later: assess first, then the adviser explains",
        ),
        RISK,
    ),
    scene(
        S.PENSION,
        ("养老规划", "Pension"),
        (
            "**问**：退休以后，您希望每个月有多少可用？\n\n- 一起算现有的养老金和缺口\n- 说明个人养老金的缴存上限和领取条件\n- 年满六十五岁又问到高风险产品：放慢，请家人一起，交给有资质的同事",
            "**Ask**: How much would you like to have each month after work?\n\n- Reckon what there is and what is missing\n- Explain the yearly limit of the pension account and when it pays\n- From sixty-five on and asking for high risk: slow down, invite the family, hand over to a qualified colleague",
        ),
        RISK,
    ),
)
