"""Light openers, questions, and sentences for one breath (S148, S164, S326)."""

from __future__ import annotations

from lobby.floor.domain.library.shipped.item import Both, Shipped
from lobby.floor.enums.library import ContentKind
from marketing.enums.scripts import Audience

K = ContentKind
A = Audience


def light(code: str, title: Both, body: Both, follow_up: Both, stop: Both) -> Shipped:
    """An opener, what is asked next, and when to stop."""
    extra = {"follow_up_zh": follow_up[0], "follow_up_en": follow_up[1], "stop_zh": stop[0], "stop_en": stop[1]}
    return Shipped(code=f"light-{code}", kind=K.LIGHT, title=title, body=body, extra=extra, tags=("轻营销", "开场"))


def ask(kind: ContentKind, code: str, title: Both, body: Both, listen: Both) -> Shipped:
    """A question, and what to listen for in the answer."""
    name = "open" if kind == K.OPEN_QUESTION else "closed"
    extra = {"listen_zh": listen[0], "listen_en": listen[1]}
    return Shipped(code=f"{name}-{code}", kind=kind, title=title, body=body, extra=extra, tags=("提问", "需求"))


def line(code: str, title: Both, body: Both, audience: Audience = A.EVERYBODY) -> Shipped:
    """One sentence."""
    extra = {"audience": audience.value}
    return Shipped(code=f"line-{code}", kind=K.ONE_LINER, title=title, body=body, extra=extra, tags=("一句话",))


STOP = (
    "客户看手机、摇头、回答很短，或号码快到了，就停下。",
    "Stop when the customer looks at the phone, shakes the head, answers shortly, or is about to be called.",
)
QUESTIONS = (
    light(
        "wait",
        ("等候时的问候", "A word while waiting"),
        (
            "您好，前面还有几位。等的时候，您想坐一会儿，还是想看看今天要填的单子？",
            "Good day, a few people are ahead of you. While you wait, would you like a seat, or to look at today's form?",
        ),
        ("您平时多在网点办，还是在手机上办？", "Do you usually come to the branch, or use your phone?"),
        STOP,
    ),
    light(
        "leaflet",
        ("客户在看折页", "Somebody reads a leaflet"),
        (
            "这份折页里有不明白的地方，您可以随时问我。",
            "If anything in this leaflet is unclear, please ask me at any time.",
        ),
        ("您是替自己看，还是替家人看？", "Is it for yourself or for somebody in your family?"),
        STOP,
    ),
    light(
        "child",
        ("带孩子的客户", "Customers with a child"),
        (
            "小朋友可以在那边画画，您放心办业务。",
            "The little one may draw over there while you are served.",
        ),
        ("给孩子存的钱，您平时怎么安排？", "How do you put money aside for your child?"),
        STOP,
    ),
    light(
        "machine",
        ("在设备旁", "Beside a machine"),
        (
            "需要我在旁边看着您办一次吗？屏幕由您自己点。",
            "Shall I stand by while you do it once? You press the screen yourself.",
        ),
        ("下次您想自己试试，还是去柜台？", "Next time, would you try it yourself or rather go to the counter?"),
        STOP,
    ),
    ask(
        K.OPEN_QUESTION,
        "plan",
        ("这笔钱的打算", "What the money is for"),
        ("这笔钱，您有什么打算？", "What do you have in mind for this money?"),
        ("用途、什么时候用、能不能承受波动", "Its purpose, when it is needed, whether it may go up and down"),
    ),
    ask(
        K.OPEN_QUESTION,
        "view",
        ("对产品的看法", "What somebody thinks of a product"),
        ("您了解过这类产品吗，怎么看？", "Have you come across products like this, and what do you think of them?"),
        ("经验、担心、误解", "Experience, worries, misunderstandings"),
    ),
    ask(
        K.OPEN_QUESTION,
        "family",
        ("家里近年的安排", "Plans of the family"),
        ("这几年家里有什么大的安排？", "What larger plans does your family have for the coming years?"),
        ("买房、孩子上学、老人、出行", "A home, school, parents, travel"),
    ),
    ask(
        K.OPEN_QUESTION,
        "worry",
        ("最在意什么", "What matters most"),
        ("安排钱的时候，您最在意哪一点？", "When you arrange your money, what matters most to you?"),
        ("安全、灵活、期限、手续", "Safety, access, term, paperwork"),
    ),
    ask(
        K.CLOSED_QUESTION,
        "when",
        ("多久会用", "When it is needed"),
        ("这笔钱一年之内会用到吗？", "Will you need this money within a year?"),
        ("会用到：只谈随时可取的", "If so: speak only of what can be taken out at any time"),
    ),
    ask(
        K.CLOSED_QUESTION,
        "assessed",
        ("测评是否有效", "Whether the assessment is valid"),
        ("您近一年做过风险测评吗？", "Did you complete a risk assessment within the last year?"),
        ("没有：先测评，不介绍有风险的产品", "If not: assess first, and introduce nothing that carries risk"),
    ),
    ask(
        K.CLOSED_QUESTION,
        "consent",
        ("愿不愿意听介绍", "Whether somebody wants to hear of it"),
        ("您愿意听我介绍两分钟吗？", "Would you like to hear about it for two minutes?"),
        ("不愿意：谢谢，到此为止", "If not: say thank you and leave it at that"),
    ),
    line(
        "mobile",
        ("手机银行", "Mobile banking"),
        (
            "查余额和明细在手机上就能办，您想看看怎么打开吗？",
            "Balance and statements are on your phone as well; would you like to see how to open them?",
        ),
    ),
    line(
        "debit",
        ("自动缴费", "Paying bills by debit"),
        (
            "水电燃气可以签约自动扣款，随时能解约，您需要吗？",
            "Bills can be paid by automatic debit, which you may end at any time; shall I explain it?",
        ),
    ),
    line(
        "wealth",
        ("理财", "Wealth products"),
        (
            "理财不是存款，可能亏损；想了解的话，先做测评再请理财经理讲。",
            "A wealth product is no deposit and may lose value; if you like, assess first and ask our adviser.",
        ),
        A.DEPOSIT,
    ),
    line(
        "pension",
        ("养老", "Pension"),
        (
            "退休以后的开支您想过吗，我们可以一起算一算？",
            "Have you thought of the years after work, which we may reckon through together?",
        ),
    ),
    line(
        "payroll",
        ("代发工资", "Salary accounts"),
        (
            "每月想留一部分做固定安排的话，可以设自动转存，金额由您定。",
            "If you want to put a part aside every month, an automatic transfer does it, with the sum you choose.",
        ),
        A.PAYROLL,
    ),
    line(
        "business",
        ("企业主", "Owners of businesses"),
        (
            "公司账户和个人账户分开会更清楚，您想了解开户要带什么吗？",
            "Keeping business and private accounts apart is clearer; would you like to know what opening one takes?",
        ),
        A.BUSINESS,
    ),
)
