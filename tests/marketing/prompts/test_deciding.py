"""What may be said, and everything that silences it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from django.utils import translation

from lobby.branches.models import Branch, Qualification, Staff
from lobby.customers.domain.holding import hold_contact
from lobby.customers.enums import ContactHoldKind
from lobby.customers.models import Customer, RiskAssessment
from lobby.floor.models.library import LibraryVersion
from marketing.domain import contacting
from marketing.domain.prompting import decide, note_need, show
from marketing.domain.shipped_rules import SCENARIOS
from marketing.enums.needs import NeedKind
from marketing.enums.products import Family
from marketing.enums.prompts import Silence
from marketing.models import Product, Rule, Scenario
from queueing.domain.waiting import leave
from queueing.enums.peaks import Measure, PeakStatus
from queueing.models import PeakRun, Ticket, UpsetFlag, Visit
from tests.statements import statements_at_most

DAY = dt.timedelta(days=1)
N = NeedKind


@pytest.fixture
def invest(ships: None, products: dict[str, Product], licensed: Staff, ticket: Ticket, at: dt.datetime) -> Ticket:
    """Everything speaks for a word about wealth products."""
    note_need(ticket.visit, by=licensed, at=at, kind=N.INVESTING)
    return ticket


def code_of(ticket: Ticket, staff: Staff | None, at: dt.datetime) -> str:
    """The rule that is chosen, or what silences it."""
    found = decide(ticket, staff=staff, at=at)
    assert (found.candidate is None) != (found.silenced_by is None)
    assert found.why
    return found.candidate.rule.code if found.candidate else str(found.silenced_by)


def test_a_typed_number_brings_nobody_an_offer(invest: Ticket, licensed: Staff, at: dt.datetime) -> None:
    Visit.objects.filter(pk=invest.visit_id).update(known_by="phone")
    typed = decide(invest, staff=licensed, at=at)
    Visit.objects.filter(pk=invest.visit_id).update(known_by="bank_card")

    assert (typed.candidate, typed.silenced_by) == (None, Silence.NO_CONSENT)
    assert decide(invest, staff=licensed, at=at).candidate is not None


def test_the_seven_scenarios_are_shipped_once_with_their_words(ships: None, branch: Branch, at: dt.datetime) -> None:
    from marketing.domain.installing_prompts import install

    assert install(branch, at=at) == 0
    assert [scenario.code for scenario in Scenario.objects.all()] == [one.code for one in SCENARIOS]
    assert len(SCENARIOS) == 7
    assert set(Scenario.objects.filter(rules__is_active=True).values_list("code", flat=True)) == {
        one.code for one in SCENARIOS
    }
    words = set(LibraryVersion.objects.values_list("item__code", flat=True))
    assert {rule.script for rule in Rule.objects.all()} <= words


def test_decide_says_what_why_and_in_which_words(invest: Ticket, licensed: Staff, at: dt.datetime) -> None:
    with translation.override("en"):
        found = decide(invest, staff=licensed, at=at)

    assert found.candidate is not None
    assert (found.candidate.rule.code, found.candidate.product.code) == ("investment-need", "W1")
    assert "R3" not in found.candidate.sentence("zh-hans")
    assert found.candidate.sentence("en").endswith("look at what fits?")
    assert found.why == "The customer said: investing."


def test_each_silence(
    invest: Ticket, customer: Customer, branch: Branch, licensed: Staff, manager: Staff, at: dt.datetime
) -> None:
    def peak() -> None:
        PeakRun.objects.create(branch=branch, status=PeakStatus.ACTIVE, started_at=at, measure=Measure.WAITING)

    def complaint() -> None:
        hold_contact(
            branch, by=manager.actor, at=at, kind=ContactHoldKind.COMPLAINT, cause=("x", 1), visit_id=invest.visit_id
        )

    def upset() -> None:
        UpsetFlag.objects.create(
            branch=branch, visit=invest.visit, flagged_at=at, flagged_by=manager, forget_at=at + DAY
        )

    def often() -> None:
        for _n in range(4):
            contacting.record(customer, branch=branch, by=manager.actor, at=at - DAY, way="phone")

    ahead = Ticket.objects.exclude(pk=invest.pk)
    no = {"branch": branch, "by": manager.actor, "at": at - DAY, "family": Family.WEALTH}
    acts: list[tuple[Silence, Callable[[], Any]]] = [
        (Silence.NO_CONSENT, lambda: Customer.objects.update(consent_marketing_at=None)),
        (Silence.NO_CONSENT, lambda: Customer.objects.update(consent_marketing_at=at + DAY)),
        (Silence.NO_NEED, lambda: invest.visit.needs.all().delete()),
        (Silence.CALLED_SOON, lambda: ahead.update(status="cancelled", ended_at=at)),
        (Silence.CALLED_SOON, lambda: Ticket.objects.filter(pk=invest.pk).update(status="on_hold", held_at=at)),
        (Silence.UPSET, upset),
        (Silence.COMPLAINT, complaint),
        (Silence.COOL_OFF, lambda: contacting.refuse(customer, **no)),
        (Silence.CAP, lambda: show(invest, by=licensed, at=at)),
        (Silence.FREQUENCY, often),
        (Silence.PEAK, peak),
        (Silence.UNSUITABLE, lambda: RiskAssessment.objects.update(level=1)),
        (Silence.UNSUITABLE, lambda: RiskAssessment.objects.update(valid_until=at)),
        (Silence.UNSUITABLE, lambda: Product.objects.filter(code="W1").update(offered_until=(at - DAY).date())),
        (Silence.UNQUALIFIED, lambda: Qualification.objects.update(valid_until=(at - DAY).date())),
        (Silence.NOTHING, lambda: LibraryVersion.objects.update(expires_at=at)),
        (Silence.NOTHING, lambda: Rule.objects.update(is_active=False, ended_at=at)),
        (Silence.NOTHING, lambda: Scenario.objects.update(is_active=False)),
        (Silence.ENDED, lambda: leave(invest, by=manager.actor, at=at)),
    ]
    assert {silence for silence, _act in acts} == set(Silence)

    for silence, act in acts:
        assert code_of(invest, licensed, at) == "investment-need"
        before = transaction.savepoint()
        act()
        assert code_of(invest, licensed, at) == silence
        transaction.savepoint_rollback(before)


def test_no_query_for_a_rule(invest: Ticket, licensed: Staff, at: dt.datetime) -> None:
    others = [rule for rule in Rule.objects.all() if rule.code != "investment-need"]
    Rule.objects.filter(pk__in=[rule.pk for rule in others[2:]]).update(is_active=False, ended_at=at)
    decide(invest, staff=licensed, at=at)

    with statements_at_most(13):
        assert decide(invest, staff=licensed, at=at).candidate is not None
    Rule.objects.update(is_active=True, ended_at=None)
    assert Rule.objects.count() >= 29
    with statements_at_most(13):
        assert decide(invest, staff=licensed, at=at).candidate is not None
