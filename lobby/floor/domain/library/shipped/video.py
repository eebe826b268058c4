"""What a remote teller reads out before risky or large business. The customer confirms it on the machine (S173d)."""

from __future__ import annotations

from lobby.floor.domain.library.shipped.item import Both, Shipped
from lobby.floor.enums.library import ContentKind

# The text for a family of services is its code behind this one; this one is for all others.
CODE = "video-risk"


def risk(code: str, title: Both, body: Both) -> Shipped:
    """A text to be read out."""
    return Shipped(code=code, kind=ContentKind.RISK_NOTICE, title=title, body=body, tags=("远程柜员", "VTM"))


VIDEO_RISKS = (
    risk(
        CODE,
        ("大额与高风险业务提示", "Before large or risky business"),
        (
            "您正在通过远程视频办理一笔金额较大或风险较高的业务，请确认：\n\n- 这是您本人的意愿，没有人在旁边或电话里指挥您\n- 收款人和金额您已核对清楚，转出后可能无法追回\n- 如果有人以公检法、客服、投资高回报为由要求您办理，请立即停止\n- 本次办理全程录音录像，并由另一名工作人员复核授权\n\n以上内容如有不明白的地方，请直接问远程柜员；不想继续，可以随时挂断。",
            "You are about to do large or risky business by video. Please make sure:\n\n- It is your own wish; nobody beside you or on the phone tells you what to do\n- You have checked payee and amount; money sent may not come back\n- If somebody claiming to be the police, customer service or an investment adviser asks you to do this, stop now\n- This session is recorded, and a second colleague reviews and approves it\n\nAsk the remote teller about anything unclear; you can hang up at any time.",
        ),
    ),
    risk(
        f"{CODE}-wealth",
        ("理财业务风险提示", "Before wealth business"),
        (
            "理财产品不是存款，产品有风险，投资须谨慎。\n\n- 过往业绩不代表其未来表现\n- 您可能损失部分或全部本金，银行不承诺收益\n- 请确认产品风险等级与您的风险测评结果相符\n- 本次办理全程录音录像，并由另一名工作人员复核授权\n\n如有不明白的地方，请直接问远程柜员；不想继续，可以随时挂断。",
            "A wealth product is not a deposit and carries risk.\n\n- Past performance says nothing about the future\n- You may lose part or all of your money; the bank promises no return\n- Make sure its risk level fits the result of your assessment\n- This session is recorded, and a second colleague reviews and approves it\n\nAsk the remote teller about anything unclear; you can hang up at any time.",
        ),
    ),
    risk(
        f"{CODE}-loan",
        ("贷款业务风险提示", "Before loan business"),
        (
            "申请贷款前，请您了解：\n\n- 借款须按合同约定的时间和金额归还，逾期会产生罚息并影响征信\n- 利率、费用、还款方式以合同为准，请看清楚再签名\n- 我行不收取任何前期费用，也不委托中介收费\n- 本次办理全程录音录像，并由另一名工作人员复核授权\n\n如有不明白的地方，请直接问远程柜员；不想继续，可以随时挂断。",
            "Before you apply for a loan:\n\n- It is repaid on the dates and in the amounts of the contract; being late costs interest and is reported to the credit register\n- Rate, fees and repayment are those of the contract: read it before you sign\n- We take no fee in advance, and no agent takes one for us\n- This session is recorded, and a second colleague reviews and approves it\n\nAsk the remote teller about anything unclear; you can hang up at any time.",
        ),
    ),
)  # fmt: skip
