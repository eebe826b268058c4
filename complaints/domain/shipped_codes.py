"""The codes that ship: after the classes of JR/T 0169-2018 (R02), with codes of our own and no official digits.

A class stands before its children. The branch's five causes lead to one class each (S180).
"""

from __future__ import annotations

from dataclasses import dataclass

from complaints.enums.cases import Dimension, LocalCause

A, B, C = Dimension.CHANNEL, Dimension.BUSINESS, Dimension.CAUSE


@dataclass(frozen=True, slots=True)
class ShippedCode:
    """One class."""

    dimension: Dimension
    code: str
    name_zh: str
    name_en: str
    parent: str = ""
    local_cause: LocalCause | str = ""


CODES = (
    ShippedCode(A, "front", "前台业务渠道", "Front-office channels"),
    ShippedCode(A, "branch", "营业现场", "In the branch", "front"),
    ShippedCode(A, "machine", "自助机具", "Self-service machine", "front"),
    ShippedCode(A, "electronic", "电子渠道", "Electronic channels", "front"),
    ShippedCode(A, "online", "网上银行", "Online banking", "electronic"),
    ShippedCode(A, "phone", "电话银行", "Telephone banking", "electronic"),
    ShippedCode(A, "app", "移动客户端", "Mobile bank", "electronic"),
    ShippedCode(A, "platform", "网络公众平台", "Public platform", "electronic"),
    ShippedCode(A, "sms", "短信", "Text message", "electronic"),
    ShippedCode(A, "electronic-other", "其他电子渠道", "Other electronic channel", "electronic"),
    ShippedCode(A, "third-party", "第三方渠道", "Third party", "front"),
    ShippedCode(A, "front-other", "其他前台渠道", "Other front-office channel", "front"),
    ShippedCode(A, "back", "中、后台业务渠道", "Middle and back office"),
    ShippedCode(B, "savings", "人民币储蓄", "Savings in yuan"),
    ShippedCode(B, "loans", "贷款", "Loans"),
    ShippedCode(B, "cards", "银行卡", "Bank cards"),
    ShippedCode(B, "debit-card", "借记卡", "Debit card", "cards"),
    ShippedCode(B, "credit-card", "信用卡", "Credit card", "cards"),
    ShippedCode(B, "payment", "支付结算", "Payment and settlement"),
    ShippedCode(B, "cash", "人民币管理", "Notes and coins"),
    ShippedCode(B, "wealth", "自营理财", "The bank's own wealth products"),
    ShippedCode(B, "agency", "银行代理业务", "Products of others"),
    ShippedCode(B, "foreign-exchange", "外汇", "Foreign exchange"),
    ShippedCode(B, "precious-metals", "贵金属", "Precious metals"),
    ShippedCode(B, "information", "个人金融信息", "Personal financial information"),
    ShippedCode(B, "business-other", "其他业务", "Other business"),
    ShippedCode(C, "service", "服务态度及服务质量", "Attitude and quality of service"),
    ShippedCode(C, "attitude", "服务态度", "Attitude", "service", LocalCause.ATTITUDE),
    ShippedCode(C, "wait", "等候时间", "Waiting time", "service", LocalCause.WAIT),
    ShippedCode(C, "operation", "操作失误", "Mistake in the work", "service", LocalCause.OPERATION),
    ShippedCode(
        C, "facilities", "服务设施、设备及业务系统", "Facilities, machines and systems", local_cause=LocalCause.SYSTEM
    ),
    ShippedCode(C, "rules", "管理制度、业务规则与流程", "Rules and processes"),
    ShippedCode(C, "marketing", "营销方式和手段", "Ways of selling"),
    ShippedCode(C, "disclosure", "信息披露", "Information given", local_cause=LocalCause.EXPLANATION),
    ShippedCode(C, "yield", "产品收益", "Yield of a product"),
    ShippedCode(C, "free-choice", "自主选择权", "Free choice"),
    ShippedCode(C, "contract", "合同条款", "Terms of a contract"),
    ShippedCode(C, "safety-of-money", "消费者资金安全", "Safety of money"),
    ShippedCode(C, "safety-of-information", "消费者信息安全", "Safety of information"),
    ShippedCode(C, "collection", "债务催收方式和手段", "Ways of collecting debts"),
    ShippedCode(C, "pricing", "定价收费", "Prices and fees"),
    ShippedCode(C, "cause-other", "其他原因", "Other cause"),
)
