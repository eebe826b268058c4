"""Saying no gently: understand and say sorry, explain, offer something else (S148)."""

from __future__ import annotations

from lobby.floor.domain.library.shipped.item import Both, Shipped
from lobby.floor.enums.library import ContentKind


def refuse(code: str, title: Both, sorry: Both, explain: Both, alternative: Both) -> Shipped:
    """All three parts."""
    parts = {"sorry": sorry, "explain": explain, "alternative": alternative}
    extra = {f"{name}_{language}": both[n] for name, both in parts.items() for n, language in enumerate(("zh", "en"))}
    body = "\n\n".join(both[0] for both in parts.values()), "\n\n".join(both[1] for both in parts.values())
    return Shipped(
        code=f"refusal-{code}", kind=ContentKind.REFUSAL, title=title, body=body, extra=extra, tags=("婉拒",)
    )


REFUSALS = (
    refuse(
        "risk-level",
        ("产品超出测评等级", "Above the assessed level"),
        (
            "我理解您想试试这款，抱歉今天不能为您办。",
            "I understand that you would like to try it; I am sorry that I cannot do it for you.",
        ),
        (
            "它的风险等级高于您的测评结果，按规定不能销售给您，这是为了保护您。",
            "Its risk level is above your assessment, and the rules forbid selling it to you. They protect you.",
        ),
        (
            "您可以看看同等级的产品；情况有变化时，也可以重新测评。",
            "You may look at products of your level; if things have changed, you may be assessed anew.",
        ),
    ),
    refuse(
        "no-assessment",
        ("没有有效测评", "Without a valid assessment"),
        ("抱歉让您多一步。", "I am sorry to ask one more step of you."),
        (
            "没有有效的风险测评，我们不能介绍这类产品。",
            "Without a valid risk assessment we may not introduce such products.",
        ),
        (
            "测评大约十分钟，今天做或者改天做都行；存款业务现在就可以办。",
            "It takes about ten minutes, today or another day; deposits can be made right away.",
        ),
    ),
    refuse(
        "papers",
        ("资料不齐", "Papers missing"),
        ("您专门跑一趟，我很抱歉。", "You came here for this, and I am sorry."),
        (
            "这项业务少一份证明，缺了它系统不能受理。",
            "One paper is missing, and without it the system cannot accept the request.",
        ),
        (
            "我把清单写给您，补来时不用重新取号，直接找我。",
            "I write the list down for you; when you bring it, come straight to me without a new number.",
        ),
    ),
    refuse(
        "rate",
        ("希望利率更优惠", "A wish for a better rate"),
        ("我明白，谁都希望条件好一些。", "I see; everybody would like better terms."),
        (
            "利率由总行统一公布，网点不能改动。",
            "Rates are published by head office, and a branch cannot change them.",
        ),
        (
            "我可以把不同期限的利率打印给您，您回家慢慢比较。",
            "I can print the rates of all terms for you to compare at home.",
        ),
    ),
    refuse(
        "other-person",
        ("代他人办理", "On behalf of somebody else"),
        ("您替家人跑一趟，辛苦了，抱歉这次办不成。", "You came for your family; I am sorry that it cannot be done."),
        (
            "这项业务要本人到场，为的是保护账户里的钱。",
            "The person has to be present for this, to protect the money in the account.",
        ),
        (
            "行动不便的话，我们可以预约上门，您看哪天方便？",
            "If coming is hard, we can make an appointment at home; which day would suit?",
        ),
    ),
)
