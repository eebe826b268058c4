"""The seven scenarios and the rules of offers that the product ships with, in our own words (S154, S170, S175)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from lobby.branches.enums import ServiceFamily
from lobby.customers.enums.profile import LifeEventKind
from marketing.enums.needs import NeedKind
from marketing.enums.products import Family
from marketing.enums.prompts import ScenarioCode

F, N, E, S = Family, NeedKind, LifeEventKind, ScenarioCode


@dataclass(frozen=True, kw_only=True)
class ShippedScenario:
    """A scenario with its Chinese and English name."""

    code: ScenarioCode
    name: tuple[str, str]
    script: str


@dataclass(frozen=True, kw_only=True)
class ShippedRule:
    """A rule with its Chinese and English name; smaller priorities come first."""

    code: str
    name: tuple[str, str]
    trigger: str
    family: Family
    script: str
    priority: int
    values: Mapping[str, Any] = field(default_factory=dict)
    scenario: ScenarioCode | None = None


SCENARIOS = (
    ShippedScenario(code=S.PAYDAY, name=("发薪日", "Payday"), script="say-payday"),
    ShippedScenario(code=S.FESTIVAL, name=("节日", "Festivals"), script="say-festival"),
    ShippedScenario(code=S.BILLS, name=("生活缴费", "Paying bills"), script="say-bills"),
    ShippedScenario(code=S.INVESTMENT, name=("投资理财", "Investment"), script="say-investment"),
    ShippedScenario(code=S.ABROAD, name=("出国金融", "Going abroad"), script="say-abroad"),
    ShippedScenario(code=S.EDUCATION, name=("子女教育", "Children's education"), script="say-education"),
    ShippedScenario(code=S.PENSION, name=("养老规划", "Pension"), script="say-pension"),
)
RULES = (
    # What the customer named or came for goes before what the bank knows.
    ShippedRule(
        code="small-cash",
        name=("小额现金下次可用自助设备", "Small cash: next time at a machine"),
        trigger="small_cash",
        family=F.SELF_SERVICE,
        script="say-small-cash",
        priority=10,
    ),
    ShippedRule(
        code="moving-out",
        name=("资金转往他行", "Money to another bank"),
        trigger="moving_out",
        family=F.TIME_DEPOSIT,
        script="say-moving-out",
        priority=12,
    ),
    ShippedRule(
        code="bills-ticket",
        name=("办理缴费业务", "Ticket for paying bills"),
        trigger="service",
        values={"services": ["bills", "payment"]},
        scenario=S.BILLS,
        family=F.AUTO_DEBIT,
        script="say-bills",
        priority=14,
    ),
    ShippedRule(
        code="bills-need",
        name=("客户提到缴费", "Bills named"),
        trigger="need",
        values={"needs": [N.BILLS.value]},
        scenario=S.BILLS,
        family=F.AUTO_DEBIT,
        script="say-bills",
        priority=15,
    ),
    ShippedRule(
        code="term-match",
        name=("存期与产品期限相近", "Term that fits"),
        trigger="term_match",
        values={"family": F.WEALTH.value, "tolerance": 15},
        scenario=S.INVESTMENT,
        family=F.WEALTH,
        script="say-term",
        priority=16,
    ),
    ShippedRule(
        code="investment-need",
        name=("客户提到投资", "Investing named"),
        trigger="need",
        values={"needs": [N.INVESTING.value]},
        scenario=S.INVESTMENT,
        family=F.WEALTH,
        script="say-investment",
        priority=18,
    ),
    ShippedRule(
        code="abroad-need",
        name=("客户提到出国", "Going abroad named"),
        trigger="need",
        values={"needs": [N.ABROAD.value]},
        scenario=S.ABROAD,
        family=F.FOREIGN,
        script="say-abroad",
        priority=20,
    ),
    ShippedRule(
        code="education-need",
        name=("客户提到子女教育", "Education named"),
        trigger="need",
        values={"needs": [N.EDUCATION.value]},
        scenario=S.EDUCATION,
        family=F.INSURANCE,
        script="say-education",
        priority=22,
    ),
    ShippedRule(
        code="pension-need",
        name=("客户提到养老", "Old age named"),
        trigger="need",
        values={"needs": [N.PENSION.value]},
        scenario=S.PENSION,
        family=F.PENSION,
        script="say-pension",
        priority=24,
    ),
    ShippedRule(
        code="digital-need",
        name=("客户提到手机银行", "Mobile banking named"),
        trigger="need",
        values={"needs": [N.DIGITAL.value]},
        family=F.MOBILE_BANK,
        script="say-mobile",
        priority=26,
    ),
    ShippedRule(
        code="borrowing-need",
        name=("客户提到用款", "Borrowing named"),
        trigger="need",
        values={"needs": [N.BORROWING.value]},
        family=F.CONSUMER_LOAN,
        script="say-loan",
        priority=28,
    ),
    # What falls due.
    ShippedRule(
        code="maturing",
        name=("存款即将到期", "Deposit that matures"),
        trigger="maturing",
        values={"families": [F.TIME_DEPOSIT.value]},
        family=F.TIME_DEPOSIT,
        script="say-maturing",
        priority=30,
    ),
    ShippedRule(
        code="payday",
        name=("发薪日", "Payday"),
        trigger="payday",
        values={"day": 15, "days": 3},
        scenario=S.PAYDAY,
        family=F.SAVINGS,
        script="say-payday",
        priority=32,
    ),
    ShippedRule(
        code="salary",
        name=("工资已到账", "Salary came in"),
        trigger="salary",
        values={"days": 5},
        scenario=S.PAYDAY,
        family=F.TIME_DEPOSIT,
        script="say-payday",
        priority=34,
    ),
    ShippedRule(
        code="festival",
        name=("节日临近", "Festival near"),
        trigger="festival",
        values={"festivals": ["spring", "mid_autumn"], "before": 14},
        scenario=S.FESTIVAL,
        family=F.TIME_DEPOSIT,
        script="say-festival",
        priority=36,
    ),
    # What the customer told about their life.
    ShippedRule(
        code="home",
        name=("购房", "Buying a home"),
        trigger="life_event",
        values={"events": [E.HOME.value], "days": 180},
        family=F.HOME_LOAN,
        script="say-home",
        priority=40,
    ),
    ShippedRule(
        code="abroad",
        name=("计划出国", "Going abroad"),
        trigger="life_event",
        values={"events": [E.ABROAD.value], "days": 180},
        scenario=S.ABROAD,
        family=F.FOREIGN,
        script="say-abroad",
        priority=42,
    ),
    ShippedRule(
        code="education",
        name=("孩子上学", "Children at school"),
        trigger="life_event",
        values={"events": [E.SCHOOL.value, E.CHILD.value], "days": 180},
        scenario=S.EDUCATION,
        family=F.INSURANCE,
        script="say-education",
        priority=44,
    ),
    ShippedRule(
        code="wedding",
        name=("结婚", "Getting married"),
        trigger="life_event",
        values={"events": [E.WEDDING.value], "days": 180},
        family=F.CREDIT_CARD,
        script="say-card",
        priority=46,
    ),
    ShippedRule(
        code="business",
        name=("开办企业", "Starting a business"),
        trigger="life_event",
        values={"events": [E.BUSINESS.value], "days": 180},
        family=F.CORPORATE,
        script="say-business",
        priority=48,
    ),
    ShippedRule(
        code="pension-age",
        name=("临近退休", "Years before retiring"),
        trigger="segment",
        values={"tiers": [], "from_age": 45, "to_age": 59},
        scenario=S.PENSION,
        family=F.PENSION,
        script="say-pension",
        priority=50,
    ),
    # Cross-selling, four kinds.
    ShippedRule(
        code="extension",
        name=("延伸：储蓄卡客户", "Extension: savings card"),
        trigger="extension",
        values={"has": [F.SAVINGS.value], "lacks": [F.WEALTH.value, F.FUND.value]},
        family=F.WEALTH,
        script="say-investment",
        priority=60,
    ),
    ShippedRule(
        code="family",
        name=("家庭客户", "Household"),
        trigger="family",
        values={"has": [F.HOME_LOAN.value, F.WEALTH.value], "lacks": [F.CREDIT_CARD.value]},
        family=F.CREDIT_CARD,
        script="say-card",
        priority=62,
    ),
    ShippedRule(
        code="company",
        name=("企业客户：代发工资", "Company: payroll service"),
        trigger="corporate",
        values={"who": "company", "lacks": [F.PAYROLL.value]},
        family=F.PAYROLL,
        script="say-payroll",
        priority=64,
    ),
    ShippedRule(
        code="employee",
        name=("企业员工", "Staff of a company"),
        trigger="corporate",
        values={"who": "employee", "lacks": [F.MOBILE_BANK.value]},
        family=F.MOBILE_BANK,
        script="say-mobile",
        priority=66,
    ),
    ShippedRule(
        code="payroll",
        name=("代发工资客户", "Salary account"),
        trigger="payroll",
        values={"lacks": [F.AUTO_DEBIT.value]},
        family=F.AUTO_DEBIT,
        script="say-bills",
        priority=68,
    ),
    # After the business is done on a machine.
    ShippedRule(
        code="node-deposit",
        name=("设备：现金业务之后", "Machine: after cash"),
        trigger="after_machine",
        values={"business": [ServiceFamily.CASH.value]},
        family=F.WEALTH,
        script="say-investment",
        priority=80,
    ),
    ShippedRule(
        code="node-transfer",
        name=("设备：转账等业务之后", "Machine: after a transfer"),
        trigger="after_machine",
        values={"business": [ServiceFamily.NONCASH.value]},
        family=F.MOBILE_BANK,
        script="say-mobile",
        priority=82,
    ),
    ShippedRule(
        code="node-loan",
        name=("设备：贷款申请之后", "Machine: after a loan application"),
        trigger="after_machine",
        values={"business": [ServiceFamily.LOAN.value]},
        family=F.CREDIT_CARD,
        script="say-card",
        priority=84,
    ),
)
