"""The one sentence that goes with each rule, and what to mind: shipped as items of the library, in our own words.

The first line is what is said. It never tells what the bank has seen (N09), promises nothing (N01, N05, N08) and presses
nobody (N06); what a product risks stands beside it, from the product itself.
"""

from __future__ import annotations

from lobby.branches.enums import RoleCode
from lobby.floor.domain.library.shipped.item import Shipped
from lobby.floor.enums.library import ContentKind

R = RoleCode
ROLES = (R.LM, R.LMA, R.TELLER, R.TELLER_LEAD, R.WM)


def say(code: str, title: tuple[str, str], zh: tuple[str, ...], en: tuple[str, ...]) -> Shipped:
    """An item: the sentence, then what to mind."""
    bodies = (
        f"**{zh[0]}**\n\n" + "\n".join(f"- {one}" for one in zh[1:]),
        f"**{en[0]}**\n\n" + "\n".join(f"- {one}" for one in en[1:]),
    )
    return Shipped(code=code, kind=ContentKind.SCRIPT, roles=ROLES, title=title, body=bodies, tags=("营销", "一句话"))


WORDS = (
    say(
        "say-payday",
        ("发薪日", "Payday"),
        (
            "您每月想留一部分钱做固定安排吗？可以设置自动转存，金额和日期由您定。",
            "先问打算，再介绍办法",
            "不提具体工资金额",
        ),
        (
            "Would you like to put a part aside every month? An automatic transfer can do it, with the sum and day you choose.",
            "Ask what they plan before you explain",
            "Never name the amount of a salary",
        ),
    ),
    say(
        "say-festival",
        ("节日", "Festivals"),
        (
            "过节给孩子的压岁钱，您打算怎么存？我们可以单独开户记账，方便您查看。",
            "祝福在先，业务在后",
            "不以节日为由催促",
        ),
        (
            "How will you keep the children's festival money? A separate account makes it easy to follow.",
            "Good wishes first, business after",
            "A festival is no reason to hurry anybody",
        ),
    ),
    say(
        "say-bills",
        ("生活缴费", "Paying bills"),
        (
            "水电燃气费可以签约自动扣缴，以后不用专程来，您想了解怎么办吗？",
            "说明可随时解约",
            "老年客户愿意来柜台的，不劝转",
        ),
        (
            "Bills for water, power and gas can be paid automatically. Would you like to know how that works?",
            "Say that it can be ended at any time",
            "Elderly customers who like the counter are not talked out of it",
        ),
    ),
    say(
        "say-investment",
        ("投资理财", "Investment"),
        (
            "您对资金安排有什么想法？先做风险评估，再看哪些产品适合，可以吗？",
            "先评估后介绍，只讲风险等级相符的产品",
            "理财非存款，可能亏损，逐字说明",
        ),
        (
            "What do you have in mind for your money? May we first assess how much risk suits you and then look at what fits?",
            "Assess first; speak only of products at or below the customer's level",
            "An investment is no deposit and may lose value: say so",
        ),
    ),
    say(
        "say-term",
        ("期限相近的产品", "Products of a like term"),
        (
            "同样的时间，除了定期还有其他产品，性质和风险不一样，您想听一下区别吗？",
            "先说不是存款、本金可能受损",
            "客户只要定期的，办定期",
        ),
        (
            "For the same time there are products other than a deposit, with another nature and other risks. Shall I explain the difference?",
            "Say first that it is no deposit and may lose money",
            "Whoever wants the deposit gets the deposit",
        ),
    ),
    say(
        "say-abroad",
        ("出国金融", "Going abroad"),
        (
            "出国用汇您准备得怎么样了？换汇额度和所需材料，我可以给您一份清单。",
            "额度和材料以当日规定为准",
            "费用照价目表说明",
        ),
        (
            "How far are your preparations for going abroad? I can give you a list of limits and papers for foreign currency.",
            "Limits and papers as they stand on the day",
            "Fees as the price list has them",
        ),
    ),
    say(
        "say-education",
        ("子女教育", "Children's education"),
        (
            "孩子以后的学费，您是打算慢慢攒还是有别的安排？可以请同事陪您一起算一算。",
            "问时间和用途，不制造焦虑",
            "涉及保险产品的，转介有资格的同事",
        ),
        (
            "Are you putting money aside for the children's schooling, or do you have other plans? A colleague can do the sums with you.",
            "Ask when and for what; never make anybody anxious",
            "Insurance is for colleagues who are qualified",
        ),
    ),
    say(
        "say-pension",
        ("养老规划", "Pension"),
        (
            "退休以后的开支，您有过打算吗？个人养老金账户的规则，我可以给您讲清楚。",
            "讲清领取条件和锁定期",
            "税收政策以官方发布为准",
        ),
        (
            "Have you thought about the years after work? I can explain the rules of a personal pension account.",
            "Explain when it is paid out and how long it is locked",
            "Taxes as officially published",
        ),
    ),
    say(
        "say-maturing",
        ("存款到期", "Deposit that matures"),
        ("您的存款到期后想怎么安排？续存、取用都可以，我按您的意思办。", "先听客户的打算", "续存利率照当日公布的说"),
        (
            "What would you like to do when your deposit matures? Renewing or taking it out are both fine.",
            "Hear their plans first",
            "Rates as published on the day",
        ),
    ),
    say(
        "say-moving-out",
        ("资金转往他行", "Money to another bank"),
        (
            "我马上为您办理转账，手续费和到账时间以这张价目表为准；方便问一下您的用途吗？",
            "不拖延、不夸大手续费和到账时间",
            "客户已决定的，照办并道谢",
        ),
        (
            "I will carry out the transfer at once; fees and times are as this price list has them. May I ask what it is for?",
            "Never delay it, never overstate fees or times",
            "Whoever has decided is served and thanked",
        ),
    ),
    say(
        "say-small-cash",
        ("小额现金", "Small amounts of cash"),
        (
            "小额取款在自助设备上也能办，下次您想试试的话，我们的同事可以陪您。",
            "只是告知，不引导离开柜台",
            "老年客户和需要照顾的客户不说",
        ),
        (
            "A machine pays out small amounts as well. If you would like to try it next time, a colleague can come along.",
            "It is only a word; nobody is sent away from the counter",
            "Not for the elderly or anybody in need of care",
        ),
    ),
    say(
        "say-home",
        ("购房", "Buying a home"),
        (
            "看房过程中如果要了解贷款条件和所需材料，我可以帮您约一次面谈。",
            "条件和利率以审批为准，不作承诺",
            "只约时间，不催决定",
        ),
        (
            "If you would like to know what a home loan takes, I can book a talk for you.",
            "Terms and rates are as approved: promise nothing",
            "Book a time; leave the decision to them",
        ),
    ),
    say(
        "say-loan",
        ("个人用款", "Borrowing"),
        (
            "您用款的用途和期限是怎样的？我请同事按实际情况给您算一下利息和还款。",
            "年化利率照价目表说明",
            "只借需要的，能按时还的",
        ),
        (
            "What is the money for, and for how long? A colleague can work out interest and instalments with you.",
            "Yearly rates as the price list has them",
            "Only what is needed and can be paid back",
        ),
    ),
    say(
        "say-card",
        ("信用卡", "Credit card"),
        (
            "您平时用信用卡多吗？年费、利息和免息期我可以给您讲一遍，再看需不需要。",
            "费用和逾期后果讲在前面",
            "已有多张卡的，不推荐",
        ),
        (
            "Do you use credit cards much? I can go through fees, interest and the free period, and you see whether you need one.",
            "Costs and what happens when a payment is late come first",
            "Not for somebody with several cards",
        ),
    ),
    say(
        "say-mobile",
        ("手机银行", "Mobile banking"),
        (
            "这项业务手机银行也可以办，您自己操作，我在旁边讲；需要的话现在就能开通。",
            "密码由客户自己输入，员工不代操作",
            "老年客户可请家人一起设置",
        ),
        (
            "This can be done on the phone as well. You do it, I explain; it can be set up now if you like.",
            "Customers type their own passwords; staff never operate",
            "Elderly customers may bring their family to set it up",
        ),
    ),
    say(
        "say-payroll",
        ("代发工资", "Payroll service"),
        (
            "公司发工资目前是怎么处理的？代发服务的流程和收费，我请对公同事介绍一下。",
            "员工是否接受营销由员工本人决定",
            "收费照价目表说明",
        ),
        (
            "How does the company pay its salaries? A colleague can explain the payroll service and its fees.",
            "Whether staff get offers is for each of them to say",
            "Fees as the price list has them",
        ),
    ),
    say(
        "say-business",
        ("开办企业", "Starting a business"),
        (
            "公司开户需要的材料，我可以先给您一份清单，准备好了再来办，省得跑两趟。",
            "材料以当日清单为准",
            "不代客户准备申请",
        ),
        (
            "I can give you a list of what opening a company account takes, so that you come only once.",
            "Papers as the list of the day has them",
            "Customers prepare their own application",
        ),
    ),
)
