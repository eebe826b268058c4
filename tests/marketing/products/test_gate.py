"""The gate: every rule closes it and says so in words; refusals are kept whatever becomes of the verb around them."""

from __future__ import annotations

import datetime as dt

import pytest

from lobby.branches.models import Qualification
from lobby.customers.enums import Capacity
from lobby.customers.enums.profile import AssessmentStatus
from lobby.customers.models import ContactHold
from lobby.live import journal
from lobby.live.models import Entry
from marketing.domain.suitability import check, facts_of, judge, require, suitable
from marketing.enums.products import Family, ProductStatus, Surface
from marketing.errors.suitability import Unsuitable
from marketing.models import SuitabilityCheck
from tests.marketing.factories import make_assessment, make_customer, make_product
from tests.statements import statements_at_most

DAY = dt.timedelta(days=1)
EVERY = list(Surface)
UNASKED = [Surface.PROMPT, Surface.DEVICE, Surface.MESSAGE]


def rules(customer, product, at, branch, staff=None, surface=Surface.API, **facts):
    found = judge(facts_of(customer, staff=staff, branch=branch, at=at, **facts), product, surface)
    assert all(reason.text and "{" not in reason.text for reason in found)
    return [reason.rule.value for reason in found]


@pytest.fixture
def customer(branch, at):
    """Middle-aged, agreed to offers, bears C3."""
    customer = make_customer(branch, birth_year=1980, consent_marketing_at=at - DAY)
    make_assessment(customer, 3, at - DAY)
    return customer


def test_every_rule_closes_the_gate(branch, manager, customer, at):
    product, today = make_product(risk=3), at.date()
    assert {tuple(rules(customer, product, at, branch, surface=one)) for one in EVERY} == {()}

    product.status = ProductStatus.STOPPED
    assert rules(customer, product, at, branch) == ["not_offered"]
    product.status, product.offered_from = ProductStatus.OFFERED, today + DAY
    assert rules(customer, product, at, branch) == ["out_of_dates"]
    product.offered_from, product.offered_until = today, today
    assert rules(customer, product, at, branch) == []
    assert rules(customer, product, at + DAY, branch) == ["out_of_dates"]
    product.offered_from = product.offered_until = None
    product.is_private = True
    assert {tuple(rules(customer, product, at, branch, surface=one)) for one in EVERY} == {("private",)}
    product.is_private = False

    hold = ContactHold.objects.create(
        branch=branch, customer=customer, kind="complaint", cause_type="complaint", cause_id=1, since=at
    )
    assert {tuple(rules(customer, product, at, branch, surface=one)) for one in EVERY} == {("contact_held",)}
    ContactHold.objects.filter(pk=hold.pk).update(customer=None, visit=77)
    assert rules(customer, product, at, branch) == []
    assert rules(customer, product, at, branch, visit_id=77) == ["contact_held"]
    ContactHold.objects.update(until=at)

    customer.consent_marketing_at = None
    customer.save()
    assert [one for one in EVERY if rules(customer, product, at, branch, surface=one) == ["no_consent"]] == UNASKED
    customer.consent_marketing_at, customer.capacity = at, Capacity.NONE
    customer.save()
    assert rules(customer, make_product("S1", Family.SAVINGS, None), at, branch) == ["no_capacity"]
    customer.capacity = Capacity.LIMITED
    customer.save()
    assert rules(customer, product, at, branch) == ["limited_capacity"]
    assert rules(customer, make_product("W0", risk=1), at, branch) == []
    assert rules(customer, make_product("S2", Family.SAVINGS, None), at, branch) == []
    customer.capacity = Capacity.FULL
    customer.save()

    product.needs_recording = True
    assert rules(customer, make_product("I1", Family.INSURANCE, None), at, branch) == ["unrated"]
    assert rules(customer, product, at, branch, staff=manager) == ["unqualified"]
    licence = Qualification.objects.create(
        staff=manager, kind="wealth", number="L1", valid_from=today - DAY, valid_until=today
    )
    assert rules(customer, product, at, branch, staff=manager) == []
    assert rules(customer, product, at + DAY, branch, staff=manager) == ["unqualified"]
    assert rules(customer, make_product("F1", Family.FUND, 3), at, branch, staff=manager) == ["unqualified"]
    assert (licence.staff, rules(customer, make_product("M1", "mobile_bank", None), at, branch, manager)) == (
        manager,
        [],
    )


def test_only_a_confirmed_level_that_has_not_run_out_counts(branch, customer, at):
    product, deposit = make_product(risk=2), make_product("T1", Family.TIME_DEPOSIT, None)
    nobody = make_customer(branch, "C002")
    assert rules(nobody, product, at, branch) == ["no_assessment"]
    assert rules(None, product, at, branch) == ["no_assessment"]
    assert rules(None, product, at, branch, surface=Surface.DEVICE) == ["no_assessment"]
    assert rules(None, deposit, at, branch, surface=Surface.DEVICE) == []
    assert rules(None, deposit, at, branch, surface=Surface.PROMPT) == ["no_consent"]
    assert rules(customer, make_product("W4", risk=4), at, branch) == ["risk_too_high"]
    ends = customer.assessments.get().valid_until
    assert rules(customer, product, ends - dt.timedelta(seconds=1), branch) == []
    assert rules(customer, product, ends, branch) == ["assessment_expired"]
    customer.assessments.update(status=AssessmentStatus.EXPIRED)
    assert rules(customer, product, at, branch) == ["assessment_expired"]
    customer.assessments.update(status=AssessmentStatus.VALID)
    make_assessment(customer, 5, at, status=AssessmentStatus.PENDING)
    assert rules(customer, product, at, branch) == ["assessment_pending"]
    assert rules(customer, make_product("W5", risk=5), at, branch) == ["assessment_pending", "risk_too_high"]
    assert rules(customer, deposit, at, branch) == []


def test_high_risk_for_the_elderly_needs_the_duty_of_care(branch, at):
    customer = make_customer(branch, birth_year=1961, birthday="03-11")
    make_assessment(customer, 5, at)
    high, low = make_product(risk=4), make_product("W3", risk=3)
    assert rules(customer, high, at, branch) == []
    assert rules(customer, high, at + DAY, branch) == ["elderly_high_risk"]
    assert rules(customer, high, at + DAY, branch, is_extra_confirmed=True) == []
    assert rules(customer, low, at + DAY, branch) == []
    customer.birthday = ""
    customer.save()
    assert rules(customer, high, at, branch) == ["elderly_high_risk"]
    customer.birth_year = None
    customer.save()
    assert rules(customer, high, at, branch) == ["age_unknown"]
    assert rules(customer, high, at, branch, is_extra_confirmed=True) == []


def test_the_higher_of_both_levels_counts(branch, customer, at):
    product = make_product(issuer_risk=2, seller_risk=4)
    product.refresh_from_db()
    assert (product.risk, rules(customer, product, at, branch)) == (4, ["risk_too_high"])


def test_answers_are_kept_and_refusals_outlive_the_verb(branch, manager, customer, at):
    product = make_product(risk=3)
    asked = {"branch": branch, "by": manager.actor, "at": at, "surface": Surface.LEAD}
    with statements_at_most(7):  # 3 to read, 1 to keep; the unit
        allowed = check(customer, product, **asked)
    kept = allowed.row
    assert (allowed.is_allowed, kept.staff, kept.risk, kept.assessment.level, kept.rules) == (True, manager, 3, 3, [])
    high = make_product("W4", risk=4)

    def propose():
        with journal.unit(by=manager.actor, at=at):
            product.name_en = "never kept"
            product.save()
            require(customer, high, **asked)

    with pytest.raises(Unsuitable) as refused:
        propose()
    assert refused.value.extra["reasons"] == [{"rule": "risk_too_high", "text": refused.value.reasons[0].text}]
    product.refresh_from_db()
    assert product.name_en != "never kept"
    row = SuitabilityCheck.objects.get(is_allowed=False)
    assert (row.customer, row.product, row.rules, row.surface) == (customer, high, ["risk_too_high"], Surface.LEAD)
    (entry,) = Entry.objects.filter(type="suitability.refused")
    assert (entry.subject_id, entry.payload["rules"]) == (row.pk, ["risk_too_high"])
    assert customer.name not in str(entry.payload)
    assert not check(customer, high, **asked).is_allowed
    assert SuitabilityCheck.objects.filter(is_allowed=False).count() == 2


def test_facts_are_read_once_for_any_number_of_products(branch, manager, customer, at):
    products = [make_product(f"P{n}", risk=n) for n in range(1, 6)]
    for one, most in ((customer, 3), (None, 2)):
        with statements_at_most(most):
            facts = facts_of(one, staff=manager, branch=branch, at=at)
            suitable(facts, products, Surface.DEMO)
    facts = facts_of(customer, staff=None, branch=branch, at=at)
    with statements_at_most(0):
        assert suitable(facts, products, Surface.DEMO) == products[:3]
