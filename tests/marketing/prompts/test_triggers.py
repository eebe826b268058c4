"""Every trigger: what it says yes to, and the nearest thing it says no to. No database."""

from __future__ import annotations

import datetime as dt
from typing import Any

from lobby.customers.enums.profile import LifeEventKind
from marketing.domain import triggers
from marketing.domain.rules import checked
from marketing.domain.shipped_rules import RULES
from marketing.domain.triggers import Calendar, Situation
from marketing.domain.triggers.situation import Held, NeedNamed
from marketing.enums.needs import Place
from marketing.models import MarketingTerms

D = dt.date
DAY = D(2026, 3, 10)
TERMS = MarketingTerms(effective_from=D(2020, 1, 1))
# The Chinese calendar around the festivals of 2026 (R23).
CALENDAR = Calendar(
    holidays=frozenset(
        [D(2026, 2, day) for day in range(15, 24)]
        + [D(2026, 9, day) for day in (25, 26, 27)]
        + [D(2026, 10, day) for day in range(1, 8)]
    ),
    swapped=frozenset([D(2026, 2, 14), D(2026, 2, 28), D(2026, 9, 20), D(2026, 10, 10)]),
)
CD, SAVINGS, LOAN, CARD = "time_deposit", "savings", "home_loan", "credit_card"


def situation(**fields: Any) -> Situation:
    return Situation(**{"day": DAY, "terms": TERMS, "calendar": CALENDAR, **fields})


def payday(day: dt.date, is_payroll: bool = True) -> Situation:
    return situation(day=day, is_payroll=is_payroll)


def maturing(days: int, family: str = CD) -> Situation:
    return situation(holdings=(Held(family, matures_on=DAY + dt.timedelta(days=days)),))


def needs(**named: NeedNamed) -> dict[str, Any]:
    return {"needs": named}


FIFTEENTH = {"day": 15, "days": 3}
CASES: list[tuple[str, dict[str, Any], Situation, bool]] = [
    # 15 March 2026 is a Sunday: paid on Friday the 13th, for three days.
    ("payday", FIFTEENTH, payday(D(2026, 3, 13)), True),
    ("payday", FIFTEENTH, payday(D(2026, 3, 12)), False),
    ("payday", FIFTEENTH, payday(D(2026, 3, 15)), True),
    ("payday", FIFTEENTH, payday(D(2026, 3, 16)), False),
    ("payday", FIFTEENTH, payday(D(2026, 3, 13), is_payroll=False), False),
    # 15 February is the first day of the holidays, and Saturday the 14th is worked in exchange.
    ("payday", FIFTEENTH, payday(D(2026, 2, 14)), True),
    ("payday", FIFTEENTH, payday(D(2026, 2, 13)), False),
    # The 31st of a short month, reached from the next one.
    ("payday", {"day": 31, "days": 3}, payday(D(2026, 5, 1)), True),
    ("festival", {"festivals": ["spring"], "before": 14}, situation(day=D(2026, 2, 1)), True),
    ("festival", {"festivals": ["spring"], "before": 14}, situation(day=D(2026, 1, 31)), False),
    ("festival", {"festivals": ["spring"], "before": 14}, situation(day=D(2026, 2, 23)), True),
    ("festival", {"festivals": ["spring"], "before": 14}, situation(day=D(2026, 2, 24)), False),
    ("festival", {"festivals": ["mid_autumn"], "before": 7}, situation(day=D(2026, 9, 18)), True),
    ("festival", {"festivals": ["mid_autumn"], "before": 7}, situation(day=D(2026, 9, 28)), False),
    ("festival", {"festivals": ["national"], "before": 0}, situation(day=D(2026, 10, 7)), True),
    ("service", {"services": ["bills"]}, situation(service="bills"), True),
    ("service", {"services": ["bills"]}, situation(service="cash"), False),
    ("need", {"needs": ["abroad"]}, situation(**needs(abroad=NeedNamed())), True),
    ("need", {"needs": ["abroad"]}, situation(**needs(bills=NeedNamed())), False),
    ("moving_out", {}, situation(**needs(moving_out=NeedNamed())), True),
    ("moving_out", {}, situation(), False),
    ("small_cash", {}, situation(**needs(cash=NeedNamed(is_small_cash=True))), True),
    ("small_cash", {}, situation(**needs(cash=NeedNamed(is_small_cash=True)), is_care=True), False),
    ("small_cash", {}, situation(**needs(cash=NeedNamed())), False),
    ("term_match", {}, situation(**needs(saving=NeedNamed(term_days=90)), product_terms={"wealth": (91,)}), True),
    ("term_match", {}, situation(**needs(saving=NeedNamed(term_days=90)), product_terms={"wealth": (180,)}), False),
    ("term_match", {}, situation(**needs(saving=NeedNamed()), product_terms={"wealth": (91,)}), False),
    ("after_machine", {"business": ["cash"]}, situation(place=Place.MACHINE, service_family="cash"), True),
    ("after_machine", {"business": ["cash"]}, situation(place=Place.MACHINE, service_family="loan"), False),
    ("after_machine", {"business": ["cash"]}, situation(place=Place.COUNTER, service_family="cash"), False),
    ("segment", {"from_age": 45, "to_age": 59}, situation(age=45), True),
    ("segment", {"from_age": 45, "to_age": 59}, situation(age=60), False),
    ("segment", {"from_age": 45, "to_age": 59}, situation(age=None), False),
    ("segment", {"tiers": ["vip"], "from_age": 18, "to_age": 99}, situation(age=50, tier="gold"), False),
    ("life_event", {"events": ["home"], "days": 180}, situation(events=((LifeEventKind.HOME, DAY),)), True),
    ("life_event", {"events": ["home"], "days": 180}, situation(events=((LifeEventKind.HOME, D(2025, 1, 1)),)), False),
    ("life_event", {"events": ["home"], "days": 180}, situation(events=((LifeEventKind.CHILD, DAY),)), False),
    # From exactly seven days before, until the day (S153).
    ("maturing", {}, maturing(8), False),
    ("maturing", {}, maturing(7), True),
    ("maturing", {}, maturing(0), True),
    ("maturing", {}, maturing(-1), False),
    ("maturing", {}, maturing(7, "fund"), False),
    ("salary", {"days": 5}, situation(holdings=(Held(SAVINGS, last_credit_on=D(2026, 3, 6)),)), True),
    ("salary", {"days": 5}, situation(holdings=(Held(SAVINGS, last_credit_on=D(2026, 3, 5)),)), False),
    ("extension", {"has": [SAVINGS], "lacks": ["wealth"]}, situation(holdings=(Held(SAVINGS),)), True),
    ("extension", {"has": [SAVINGS], "lacks": ["wealth"]}, situation(holdings=(Held(SAVINGS), Held("wealth"))), False),
    ("family", {"has": [LOAN], "lacks": [CARD]}, situation(relatives=((Held(LOAN),),)), True),
    ("family", {"has": [LOAN], "lacks": [CARD]}, situation(), False),
    ("family", {"has": [LOAN], "lacks": [CARD]}, situation(holdings=(Held(CARD),), relatives=((Held(LOAN),),)), False),
    ("corporate", {"who": "company", "lacks": ["payroll"]}, situation(is_corporate=True), True),
    ("corporate", {"who": "company", "lacks": ["payroll"]}, situation(is_employee=True), False),
    ("corporate", {"who": "employee", "lacks": ["payroll"]}, situation(is_employee=True), True),
    ("payroll", {"lacks": ["auto_debit"]}, situation(is_payroll=True), True),
    ("payroll", {"lacks": ["auto_debit"]}, situation(is_payroll=True, holdings=(Held("auto_debit"),)), False),
]


def test_every_trigger_says_yes_and_no_and_why() -> None:
    for name, values, here, expected in CASES:
        why = triggers.why(name, here, values)

        assert bool(why) == expected, (name, values, here)
        assert why is None or "%" not in why

    assert {name for name, *_rest in CASES} == {trigger.name for trigger in triggers.all_triggers()}
    assert triggers.why("gone", situation(), {}) is None


def test_the_shipped_rules_fit_their_triggers() -> None:
    assert {rule.trigger for rule in RULES} == {trigger.name for trigger in triggers.all_triggers()}
    for rule in RULES:
        trigger = triggers.get(rule.trigger)
        assert set(rule.values) <= {setting.name for setting in trigger.settings}
        for setting in trigger.settings:
            checked(setting, rule.values.get(setting.name, setting.default))
    assert len({rule.code for rule in RULES}) == len(RULES)
    assert [rule.family for rule in RULES if rule.trigger == "after_machine"] == [
        "wealth",
        "mobile_bank",
        "credit_card",
    ]
