"""Guides for the services of a branch: each numbered step can be ticked off while it is done (S205)."""

from __future__ import annotations

from lobby.floor.domain.library.shipped.item import Both, Shipped
from lobby.floor.enums.library import ContentKind


def guide(code: str, service: str, title: Both, body: Both, *tags: str) -> Shipped:
    """One guide."""
    return Shipped(code=f"guide-{code}", kind=ContentKind.GUIDE, service=service, title=title, body=body, tags=tags)


GUIDES = (
    guide(
        "withdrawal",
        "cash",
        ("现金取款", "Cash withdrawal"),
        (
            "1. 核对身份证件与账户是否本人\n2. 问清金额和券别；超过五万元看是否已预约\n3. 大额或有诈骗迹象：先问用途，做防诈提醒\n4. 客户本人输密码，旁人回避\n5. 机点、手点各一遍，当面交付，请客户点清\n6. 提醒收好现金和卡\n\n代办：双方证件都要，按规定登记。",
            "1. Identity document and account belong to the same person\n2. Amount and notes; above 50,000 see whether it was booked\n3. A large sum or signs of fraud: ask what it is for, give the warning\n4. The customer enters the PIN alone\n5. Count by machine and by hand, hand over in view, let the customer count\n6. Remind them of cash and card\n\nOn behalf of somebody: both documents, entered as prescribed.",
        ),
        "取钱", "取现",
    ),
    guide(
        "deposit",
        "cash",
        ("现金存款", "Cash deposit"),
        (
            "1. 请客户当面点交，确认金额\n2. 机点两遍，全程在客户视线内\n3. 发现可疑币：停下，不离开视线，按假币收缴步骤办理\n4. 核对户名，请客户确认金额和期限\n5. 交回单据，提醒核对\n\n残损币按兑换标准当面说明。",
            "1. Let the customer hand it over in view and confirm the amount\n2. Count twice by machine, always in the customer's sight\n3. A doubtful note: stop, keep it in sight, follow the steps of seizure\n4. Check the account's name; the customer confirms amount and term\n5. Hand back the receipt and ask to check it\n\nDamaged notes: explain the rule of exchange face to face.",
        ),
        "存钱",
    ),
    guide(
        "open-account",
        "personal",
        ("个人开户", "Opening a personal account"),
        (
            "1. 核验身份证件并联网核查\n2. 问清用途，提示出租出借账户的责任\n3. 填写或载入申请信息，请客户逐项确认\n4. 说明账户分类、限额和收费\n5. 客户本人设密码、签字\n6. 交付卡和资料，演示怎样挂失\n\n风险提示、签字、核查三步任何时候都不能省。",
            "1. Verify the identity document and check it online\n2. Ask what the account is for; point out that lending it is an offence\n3. Fill in or load the application, let the customer confirm every line\n4. Explain class, limits and fees\n5. The customer sets the PIN and signs\n6. Hand over card and papers, show how to report a loss\n\nWarning, signature and check are never left out.",
        ),
        "开卡", "开户",
    ),
    guide(
        "update-details",
        "personal",
        ("变更客户信息", "Changing personal details"),
        (
            "1. 核对本人和证件有效期\n2. 手机号变更：现场验证新号码能接收短信\n3. 证件到期：读取新证件，核对姓名和号码\n4. 请客户在屏幕上确认改前、改后\n5. 提醒同步更新手机银行和代扣业务",
            "1. The person is there and the document is valid\n2. A new phone: verify on the spot that it receives messages\n3. A new document: read it, compare name and number\n4. The customer confirms before and after on the screen\n5. Remind them of mobile banking and direct debits",
        ),
        "手机号", "证件到期",
    ),
    guide(
        "lost-card",
        "card",
        ("银行卡挂失与补卡", "Lost card and replacement"),
        (
            "1. 先冻结：口头挂失立即生效\n2. 核验本人身份，查看挂失前后的交易\n3. 有陌生交易：转入盗刷处理，保留证据\n4. 办理书面挂失，说明补卡时间和费用\n5. 领卡当面启用，改密码\n6. 提醒更换绑定该卡的支付和代扣",
            "1. Block first: a report by word counts at once\n2. Verify the person, look at the transactions around the loss\n3. Unknown ones: treat it as misuse, keep the evidence\n4. The written report; explain how long and what it costs\n5. Activate the new card together, change the PIN\n6. Remind them of payments and debits tied to the old card",
        ),
        "挂失", "补卡", "丢卡",
    ),
    guide(
        "activate-card",
        "card",
        ("银行卡激活与密码重置", "Activating a card, resetting a PIN"),
        (
            "1. 客户持卡和证件本人办理\n2. 智能柜台可办：陪同客户，不代操作\n3. 密码由客户本人设置，避开生日和连号\n4. 当场查一次余额，确认可用\n5. 提醒密码不告诉任何人，包括自称银行的人",
            "1. The customer comes in person with card and document\n2. A smart counter can do it: stay beside, do not operate it\n3. The customer chooses the PIN; no birthday, no row of digits\n4. Look at the balance once to see that it works\n5. The PIN is told to nobody, not even to somebody who claims to be the bank",
        ),
        "激活", "密码",
    ),
    guide(
        "risk-assessment",
        "wealth",
        ("风险承受能力评估", "Risk assessment"),
        (
            "1. 说明评估的用途和有效期十二个月\n2. 客户本人逐题作答，不提示、不代填\n3. 当面告知结果和能看的产品等级\n4. 结果与客户的想法不一致，不改答案，说明原因\n5. 一天之内最多评估两次\n6. 超过 65 岁购买较高风险产品，按加强程序办理",
            "1. Explain what it is for and that it holds twelve months\n2. The customer answers each question; no hints, no filling in\n3. Tell the result and the level of products it allows\n4. Not what the customer thought: explain, do not change answers\n5. Twice a day at most\n6. Above 65 and a higher risk: follow the stricter procedure",
        ),
        "风评",
    ),
    guide(
        "company-account",
        "corporate",
        ("单位账户开立", "Opening a company account"),
        (
            "1. 受理前查看预约和资料清单\n2. 营业执照、法定代表人和经办人证件原件核对并留存\n3. 联网核查，登记受益所有人\n4. 约定对账方式，预留印鉴双人核对\n5. 告知账户启用时间和收费\n6. 缺资料：列清单一次性告知，给出再来的时间",
            "1. Look at the appointment and the list of papers first\n2. Business licence and the documents of legal representative and agent: originals seen, copies kept\n3. Check online, enter the beneficial owners\n4. Agree on statements; two people check the specimen seals\n5. Tell when the account works and what it costs\n6. Papers missing: one list, all at once, with a time to come back",
        ),
        "对公开户",
    ),
)  # fmt: skip
