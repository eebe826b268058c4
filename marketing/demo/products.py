"""The demo bank's products, one of each family and more where levels matter, and who may sell them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from lobby.branches.calendar import business_date
from lobby.branches.enums import QualificationKind
from lobby.branches.models import Branch, Qualification, Staff
from marketing.domain import products, qualifying
from marketing.enums.products import INVESTMENT, Family
from marketing.models import Product

BRANCH = "0001"
DAY = dt.timedelta(days=1)
F, Q = Family, QualificationKind
# Risk lines: of what may lose, of insurance.
MAY_LOSE = (
    "理财非存款，产品有风险，投资须谨慎。最不利时可能损失本金。",
    "This is not a deposit. It carries risk; in the worst case part of the principal is lost.",
)
COVER = (
    "本产品由保险公司承保，不是银行存款。退保可能有损失，请看清免责条款。",
    "This is insurance and not a deposit. Leaving it early may cost money; please read what is not covered.",
)
LICENCES = {
    "wealth1": (Q.WEALTH, Q.FUND, Q.INSURANCE),
    "head": (Q.WEALTH,),
    "teller3": (Q.INSURANCE,),
}
LAPSED = ("teller5", Q.WEALTH)


@dataclass(frozen=True, slots=True)
class Sold:
    """A product of the demo; `risks` are the issuer's and the bank's own level, `swing` the range of its simulation."""

    code: str
    family: Family
    name_zh: str
    name_en: str
    risks: tuple[int, int] | None = None
    swing: tuple[str, str] | None = None
    days: int | None = None
    is_private: bool = False
    is_draft: bool = False


SOLD = (
    Sold("CARD-SALARY", F.SAVINGS, "工资卡", "Salary card"),
    Sold("CARD-WEALTH", F.SAVINGS, "财富卡", "Wealth card"),
    Sold("TIME-3M", F.TIME_DEPOSIT, "三个月定期存款", "Time deposit, 3 months", days=90),
    Sold("TIME-1Y", F.TIME_DEPOSIT, "一年定期存款", "Time deposit, 1 year", days=365),
    Sold("WM-CASH", F.WEALTH, "日日开放现金管理", "Daily cash management", (1, 1), ("-0.20", "2.10")),
    Sold("WM-90", F.WEALTH, "九十天固收理财", "Fixed income, 90 days", (2, 2), ("-1.00", "3.00"), 90),
    Sold("WM-PLUS", F.WEALTH, "固收增强一年", "Fixed income plus, 1 year", (2, 3), ("-4.00", "6.00"), 365),
    Sold("WM-MIX", F.WEALTH, "混合配置两年", "Balanced, 2 years", (4, 4), ("-15.00", "14.00"), 730),
    Sold("WM-CLUB", F.WEALTH, "私享专户", "Private mandate", (4, 5), is_private=True),
    Sold("FUND-BOND", F.FUND, "债券基金", "Bond fund", (2, 2), ("-3.00", "5.00")),
    Sold("FUND-INDEX", F.FUND, "宽基指数基金", "Broad index fund", (4, 4), ("-30.00", "28.00")),
    Sold("FUND-THEME", F.FUND, "行业主题基金", "Sector fund", (5, 5), ("-45.00", "42.00")),
    Sold("INS-LOAN", F.INSURANCE, "贷款人定期寿险", "Term life for borrowers", (1, 1)),
    Sold("INS-EDU", F.INSURANCE, "少儿教育年金", "Education annuity", (1, 2)),
    Sold("LOAN-LIVING", F.CONSUMER_LOAN, "生活消费贷款", "Living loan"),
    Sold("LOAN-DECOR", F.CONSUMER_LOAN, "装修贷款", "Renovation loan"),
    Sold("LOAN-HOME", F.HOME_LOAN, "个人住房贷款", "Home loan"),
    Sold("CREDIT-DAILY", F.CREDIT_CARD, "日常消费信用卡", "Everyday credit card"),
    Sold("MOBILE", F.MOBILE_BANK, "手机银行", "Mobile banking"),
    Sold("AUTO-BILLS", F.AUTO_DEBIT, "生活缴费代扣", "Bills paid automatically"),
    Sold("PAYROLL", F.PAYROLL, "代发工资", "Payroll service"),
    Sold("CORP-BASIC", F.CORPORATE, "单位结算账户", "Business account"),
    Sold("FX-TRAVEL", F.FOREIGN, "出国购汇结汇", "Travel currency"),
    Sold("PENSION-ACC", F.PENSION, "个人养老金账户", "Personal pension account"),
    Sold("SELF-CASH", F.SELF_SERVICE, "自助存取款", "Cash at the machine"),
    Sold("WM-NEXT", F.WEALTH, "低波动理财（筹备）", "Low volatility (in preparation)", (2, 2), is_draft=True),
)


def write(password: str, at: dt.datetime) -> None:
    """Make what is missing; a second run changes nothing."""
    branch, keeper = Branch.objects.get(code=BRANCH), Staff.objects.get(username="compliance1")
    today = business_date(branch, at)
    known = set(Product.objects.values_list("code", flat=True))
    for place, sold in enumerate(SOLD):
        if sold.code not in known:
            write_product(sold, place, branch, keeper, today=today, at=at)
    if not Qualification.objects.filter(staff__username__in=LICENCES).exists():
        write_licences(branch, keeper, today=today, at=at)


def write_product(sold: Sold, place: int, branch: Branch, keeper: Staff, *, today: dt.date, at: dt.datetime) -> None:
    """One product, offered unless it is a draft."""
    is_cover = sold.family == Family.INSURANCE
    line_zh, line_en = (COVER if is_cover else MAY_LOSE) if sold.family in INVESTMENT else ("", "")
    issuer, seller = sold.risks or (None, None)
    low, high = (Decimal(one) for one in sold.swing) if sold.swing else (None, None)
    product = products.add(
        branch,
        by=keeper,
        at=at,
        code=sold.code,
        family=sold.family,
        name_zh=sold.name_zh,
        name_en=sold.name_en,
        issuer_risk=issuer,
        seller_risk=seller,
        is_private=sold.is_private,
        needs_recording=sold.family in INVESTMENT,
        term_days=sold.days,
        risk_line_zh=line_zh,
        risk_line_en=line_en,
        simulated_low=low,
        simulated_high=high,
        position=place,
    )
    if sold.family in INVESTMENT and not sold.is_draft:
        products.add_evidence(
            product,
            branch=branch,
            by=keeper,
            at=at,
            title="产品说明书与风险评级报告",
            number=f"DEMO-{sold.code}",
            valid_until=today + 300 * DAY,
        )
    if not sold.is_draft:
        products.offer(product, branch=branch, by=keeper, at=at)


def write_licences(branch: Branch, keeper: Staff, *, today: dt.date, at: dt.datetime) -> None:
    """Who may sell what; one licence has run out."""
    wanted = [(name, kind, today - 400 * DAY, today + 330 * DAY) for name, kinds in LICENCES.items() for kind in kinds]
    wanted.append((*LAPSED, today - 800 * DAY, today - 70 * DAY))
    for number, (name, kind, first, last) in enumerate(wanted, start=1):
        qualifying.grant(
            Staff.objects.get(username=name),
            branch=branch,
            by=keeper,
            at=at,
            kind=kind,
            number=f"DEMO-{number:04}",
            valid_from=first,
            valid_until=last,
        )
