"""Consents, life events, segments, owners, families, forgetting: each verb, its refusals, and what stays."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from lobby.branches.actors import CUSTOMER, SYSTEM
from lobby.branches.enums import Grade, RoleCode
from lobby.branches.models import Branch, Staff
from lobby.customers.domain import consenting, forgetting, households, owning, segmenting
from lobby.customers.domain.installing import install
from lobby.customers.domain.life_events import note_life_event
from lobby.customers.enums.cards import Tier
from lobby.customers.enums.profile import ConsentPurpose, ConsentWay
from lobby.customers.errors.cards import (
    CardHeld,
    EmptyRule,
    NobodyFree,
    NoConsent,
    OwnerFull,
    OwnerUnfit,
    OwnFamily,
    StillHere,
)
from lobby.customers.models import (
    ConsentEntry,
    ContactHold,
    Customer,
    Holding,
    LifeEvent,
    OwnerRule,
    Segment,
    SegmentMember,
)
from lobby.customers.selectors.care import remembered_on
from lobby.customers.selectors.terms import months_after
from lobby.live.models import Entry
from tests import factories
from tests.marketing.factories import make_customer
from tests.tables import nothing_written

P = ConsentPurpose
DAY = dt.timedelta(days=1)


def news(kind: str) -> list[dict[str, Any]]:
    return [one.payload for one in Entry.objects.filter(type=f"customer.{kind}").order_by("seq")]


@pytest.mark.parametrize("purpose", P.values)
def test_a_consent_is_given_once_and_taken_back_at_once(branch: Branch, at: dt.datetime, purpose: str) -> None:
    customer = make_customer(branch)
    column = consenting.COLUMNS[P(purpose)]

    for moment in (at, at + DAY):
        customer = consenting.give(customer, purpose=purpose, by=SYSTEM, at=moment, way=ConsentWay.COUNTER)
    assert getattr(customer, column) == at
    for moment in (at + 2 * DAY, at + 3 * DAY):
        customer = consenting.withdraw(customer, purpose=purpose, by=CUSTOMER, at=moment, way=ConsentWay.PHONE_PAGE)

    assert getattr(customer, column) is None
    told = {"customer": customer.pk, "purpose": purpose}
    assert (news("consent_given"), news("consent_withdrawn")) == ([told], [told])
    rows = ConsentEntry.objects.order_by("at").values_list("is_given", "way", "at")
    assert list(rows) == [(True, "counter", at), (False, "phone_page", at + 2 * DAY)]
    with pytest.raises(ValueError, match="looks"):
        consenting.give(customer, purpose="looks", by=SYSTEM, at=at, way="")


def test_a_life_event_is_noted_once_and_with_consent_alone(branch: Branch, manager: Staff, at: dt.datetime) -> None:
    silent, agreed = make_customer(branch), make_customer(branch, "C2", consent_service_at=at)
    values: dict[str, Any] = {"by": manager.actor, "at": at, "kind": "home", "date": at.date()}

    with pytest.raises(NoConsent):
        note_life_event(silent, **values)
    event = note_life_event(agreed, **values)
    assert note_life_event(agreed, **values) == event
    note_life_event(silent, **values, source="core")

    assert news("life_event_noted")[0]["life_event"] == event.pk
    assert len(news("life_event_noted")) == LifeEvent.objects.count() == 2
    assert "home" not in str(news("life_event_noted"))
    with pytest.raises(ValueError, match="divorce"):
        note_life_event(agreed, **{**values, "kind": "divorce"})


def codes_of(customer: Customer) -> set[str]:
    """The segments a customer belongs to now."""
    rows = SegmentMember.objects.filter(customer=customer, until__isnull=True)
    return set(rows.values_list("segment__code", flat=True))


def test_each_condition_of_a_rule_and_all_of_them_together(branch: Branch, at: dt.datetime) -> None:
    install(at.date())
    plain = make_customer(branch, "A", birth_year=1985)
    elder = make_customer(branch, "B", birth_year=1966, tier=Tier.VIP)
    young = make_customer(branch, "C", birth_year=1996, tier=Tier.GOLD, is_payroll=True)
    firm = make_customer(branch, "D", is_corporate=True)
    saver = make_customer(branch, "E")
    gone = make_customer(branch, "F", tier=Tier.VIP, closed_on=at.date())
    for family in ("time_deposit", "time_deposit"):
        Holding.objects.create(customer=saver, family=family, imported_at=at)
    for days, kind in ((364, "home"), (366, "wedding"), (1000, "child")):
        LifeEvent.objects.create(
            customer=saver if days < 366 else plain,
            kind=kind,
            source="core",
            date=(at - days * DAY).date(),
            noted_at=at,
        )
    both = segmenting.define(Segment(code="rich-elder", name_zh="x", name_en="x", tiers=["vip"], age_from=61))

    moved = segmenting.sweep_segments(at=at)

    assert {one: codes_of(one) for one in (plain, elder, young, firm, saver, gone)} == {
        plain: {"family"},
        elder: {"vip", "elder"},
        young: {"gold", "payroll", "young"},
        firm: {"corporate"},
        saver: {"saver", "home"},
        gone: set(),
    }
    assert (moved, both.version) == (9, 1)
    with nothing_written():
        assert segmenting.sweep_segments(at=at + dt.timedelta(hours=1)) == 0


def test_a_changed_rule_is_the_next_version_and_lets_members_in_and_out(branch: Branch, at: dt.datetime) -> None:
    """S010: changing a rule re-computes the segment, and what it was before can be read."""
    vip, gold = make_customer(branch, "A", tier=Tier.VIP), make_customer(branch, "B", tier=Tier.GOLD)
    segment = segmenting.define(Segment(code="top", name_zh="高端", name_en="Top", tiers=["vip"]))
    segmenting.sweep_segments(at=at)
    assert (codes_of(vip), codes_of(gold)) == ({"top"}, set())

    segment = Segment.objects.get()
    segment.tiers = ["gold"]
    segmenting.define(segment)
    segmenting.sweep_segments(at=at + DAY)

    assert (codes_of(vip), codes_of(gold)) == (set(), {"top"})
    assert list(SegmentMember.objects.order_by("pk").values_list("customer", "version", "until")) == [
        (vip.pk, 1, at + DAY), (gold.pk, 2, None),
    ]  # fmt: skip
    assert [(one.version, one.tiers) for one in Segment.history.order_by("pk")] == [(1, ["vip"]), (2, ["gold"])]
    Segment.objects.update(is_active=False, computed_at=None)
    segmenting.sweep_segments(at=at + DAY)
    assert codes_of(gold) == set()
    with pytest.raises(EmptyRule):
        segmenting.define(Segment(code="all", name_zh="x", name_en="x"))
    with pytest.raises(IntegrityError), transaction.atomic():
        Segment.objects.create(code="odd", name_zh="x", name_en="x", age_from=60, age_to=30)


def test_a_new_vip_goes_to_a_senior_with_free_load(branch: Branch, manager: Staff, at: dt.datetime) -> None:
    """S178."""
    OwnerRule.objects.create(tier=Tier.VIP, grade=Grade.SENIOR, most=2)
    busy = factories.make_staff("busy", branch, RoleCode.RM, grade=Grade.SENIOR)
    free = factories.make_staff("free", branch, RoleCode.WM, grade=Grade.SENIOR)
    junior = factories.make_staff("junior", branch, RoleCode.RM)
    make_customer(branch, "A", tier=Tier.VIP, owner=busy)
    make_customer(branch, "G", tier=Tier.GOLD, owner=free)  # another tier is another load
    new = [make_customer(branch, f"N{n}", tier=Tier.VIP) for n in range(4)]

    owners = [owning.assign(one, by=manager.actor, at=at).owner for one in new[:3]]

    assert owners == [free, busy, free]
    with pytest.raises(NobodyFree):
        owning.assign(new[3], by=manager.actor, at=at)
    with pytest.raises(OwnerFull):
        owning.assign(new[3], by=manager.actor, at=at, owner=busy)
    with pytest.raises(OwnerUnfit):
        owning.assign(new[3], by=manager.actor, at=at, owner=manager)
    with pytest.raises(NobodyFree):
        owning.assign(make_customer(branch, "S"), by=manager.actor, at=at)
    assert owning.assign(new[3], by=manager.actor, at=at, owner=junior).owner == junior
    assert owning.assign(new[3], by=manager.actor, at=at, owner=junior).owner == junior
    assert [one["owner"] for one in news("owner_assigned")] == [free.pk, busy.pk, free.pk, junior.pk]


def test_the_card_is_locked_before_the_rules_of_owners(branch: Branch, manager: Staff, at: dt.datetime) -> None:
    """As an import does, which locks a thousand cards and then looks for owners."""
    OwnerRule.objects.create(tier=Tier.VIP, grade=Grade.SENIOR, most=2)
    factories.make_staff("free", branch, RoleCode.RM, grade=Grade.SENIOR)
    customer = make_customer(branch, tier=Tier.VIP)

    with CaptureQueriesContext(connection) as asked:
        owning.assign(customer, by=manager.actor, at=at)

    locks = [one["sql"] for one in asked if " UPDATE" in one["sql"] and one["sql"].startswith("SELECT")]
    cards, rules = locks[:2]
    assert "customers_customer" in cards
    assert cards.endswith("FOR NO KEY UPDATE")
    assert "customers_ownerrule" in rules


def test_families_by_each_members_consent(branch: Branch, other_branch: Branch, at: dt.datetime) -> None:
    a, b, silent = (make_customer(branch, name) for name in "ABC")
    far = make_customer(other_branch, "A", consent_household_at=at)
    a, b = (consenting.give(one, purpose=P.HOUSEHOLD, by=SYSTEM, at=at, way="") for one in (a, b))

    a = households.link(a, b, by=SYSTEM, at=at)

    assert households.members_of(a) == [b]
    for wrong, error in ((silent, NoConsent), (a, OwnFamily), (far, OwnFamily)):
        with pytest.raises(error):
            households.link(a, wrong, by=SYSTEM, at=at)
    with pytest.raises(IntegrityError), transaction.atomic():
        Customer.objects.filter(pk=silent.pk).update(household=a.household)
    a = households.unlink(a, by=SYSTEM, at=at)
    assert (households.members_of(a), households.members_of(Customer.objects.get(pk=b.pk))) == ([], [])
    a = households.link(a, b, by=SYSTEM, at=at)
    a = consenting.withdraw(a, purpose=P.HOUSEHOLD, by=CUSTOMER, at=at, way="")
    assert (a.household, households.members_of(Customer.objects.get(pk=b.pk))) == (None, [])


def test_who_left_is_forgotten_when_the_time_has_come(branch: Branch, manager: Staff, at: dt.datetime) -> None:
    left = at.date() - dt.timedelta(days=3 * 366)
    fields: dict[str, Any] = {"phone": "13800138000", "phone_index": "x", "email": "a@example.com", "owner": manager}
    gone = make_customer(branch, "A", closed_on=left, birthday="03-28", consent_service_at=at, **fields)
    held = make_customer(branch, "B", closed_on=left)
    here, lately = make_customer(branch, "C"), make_customer(branch, "D", closed_on=at.date())
    ContactHold.objects.create(branch=branch, customer=held, kind="complaint", cause_type="c", cause_id=1, since=at)
    Holding.objects.create(customer=gone, family="fund", amount="88000", imported_at=at)

    assert forgetting.forget_due(at=at) == 1

    with connection.cursor() as cursor:
        cursor.execute("SELECT to_jsonb(c) FROM customers_customer c WHERE id = %s", [gone.pk])
        row = cursor.fetchone()[0]
    assert not [value for value in (row if isinstance(row, dict) else {}).values() if str(value).startswith("gAAAA")]
    gone.refresh_from_db()
    assert (gone.name, gone.phone_index, gone.owner, gone.forgotten_at) == ("", "", None, at)
    assert not Holding.objects.exists()
    assert news("forgotten") == [{"customer": gone.pk}]
    with nothing_written():
        assert forgetting.forget_due(at=at) == 0
        forgetting.forget(gone, by=SYSTEM, at=at)
    with pytest.raises(StillHere):
        forgetting.forget(here, by=SYSTEM, at=at)
    with pytest.raises(CardHeld):
        forgetting.forget(held, by=SYSTEM, at=at)
    assert forgetting.forget(lately, by=SYSTEM, at=at).name == ""


def test_days_of_the_year_and_months(branch: Branch, manager: Staff, at: dt.datetime) -> None:
    leap = factories.make_customer(branch, at, by=manager, birthday="02-29")
    plain = factories.make_customer(branch, at, by=manager, birthday="02-28")

    found = {day: {one.customer for one in remembered_on(branch, dt.date.fromisoformat(day))} for day in (
        "2026-02-28", "2028-02-28", "2028-02-29", "2026-03-01",
    )}  # fmt: skip

    assert found == {"2026-02-28": {leap, plain}, "2028-02-28": {plain}, "2028-02-29": {leap}, "2026-03-01": set()}
    assert months_after(dt.date(2024, 2, 29), 12) == dt.date(2025, 2, 28)
    assert months_after(dt.date(2026, 1, 31), -11) == dt.date(2025, 2, 28)
