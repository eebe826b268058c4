"""Needs, what is said, the three answers and what they lead to, hints put away, the figure K31."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from lobby.branches.models import Branch, Service, Staff
from lobby.customers.models import Customer, Holding, Household, LifeEvent
from lobby.kpi.periods import period as period_of
from lobby.live.models import Entry
from marketing.domain.prompting import answer, decide, note_need, say, show, skip
from marketing.domain.prompting.following import LATER_DAYS
from marketing.domain.rules import switch_off
from marketing.enums.needs import NeedKind, Place, SkipReason
from marketing.enums.prompts import PromptAnswer, Silence
from marketing.errors.prompts import AlreadyAnswered, PromptGone, VisitOver
from marketing.kpis.prompts import KPIS
from marketing.models import Contact, CoolOff, FollowUp, Lead, Need, Product, Prompt, Rule, SuitabilityCheck
from marketing.selectors.terms import in_force
from queueing.domain import calling, serving
from queueing.domain.waiting import leave
from queueing.enums import TicketStatus
from queueing.models import CounterSession, Ticket, UpsetFlag
from tests import factories

DAY, MINUTE = dt.timedelta(days=1), dt.timedelta(minutes=1)
N = NeedKind


@pytest.fixture
def invest(ships: None, products: dict[str, Product], licensed: Staff, ticket: Ticket, at: dt.datetime) -> Ticket:
    """Everything speaks for a word about wealth products."""
    note_need(ticket.visit, by=licensed, at=at, kind=N.INVESTING)
    return ticket


def rule(code: str) -> Rule:
    return Rule.objects.get(code=code, is_active=True)


def chosen(ticket: Ticket, staff: Staff, at: dt.datetime) -> str:
    found = decide(ticket, staff=staff, at=at)
    return found.candidate.rule.code if found.candidate else str(found.silenced_by)


def test_the_three_answers_and_what_they_lead_to(
    invest: Ticket, customer: Customer, manager: Staff, at: dt.datetime
) -> None:
    wealth = rule("investment-need")

    for said, silence in (("interested", Silence.CAP), ("later", Silence.CAP), ("no", Silence.CAP)):
        before = transaction.savepoint()
        prompt = say(invest, by=manager, at=at, rule=wealth, said=said)

        kept = Prompt.objects.get()
        assert (kept.answer, kept.answered_at, kept.nth, kept.is_asked_for) == (said, at, 1, False)
        assert (kept.product.code, kept.place, kept.staff) == ("W1", Place.LOBBY, manager)
        contact = Contact.objects.get()
        assert (contact.answer, contact.way, contact.scenario.code) == (said, "prompt", "investment")
        check = SuitabilityCheck.objects.get(surface="prompt")
        assert (check.is_allowed, check.customer) == (True, customer)
        leads = list(Lead.objects.values_list("family", "source", "scenario__code", "visit", "is_on_site"))
        assert leads == ([("wealth", "prompt", "investment", invest.visit_id, True)] if said == "interested" else [])
        later = list(FollowUp.objects.values_list("kind", "family", "due_on"))
        assert later == ([("later", "wealth", (at + LATER_DAYS * DAY).date())] if said == "later" else [])
        assert list(CoolOff.objects.values_list("family", "until")) == (
            [("wealth", at + 30 * DAY)] if said == "no" else []
        )
        assert chosen(invest, manager, at) == silence
        with pytest.raises(AlreadyAnswered):
            answer(prompt, by=manager, at=at, answer=PromptAnswer.NO)
        with pytest.raises(PromptGone):
            show(invest, by=manager, at=at)
        transaction.savepoint_rollback(before)

    told = "".join(str(payload) for payload in Entry.objects.values_list("payload", flat=True))
    assert customer.name not in told


def test_a_second_prompt_only_for_what_the_customer_asks(invest: Ticket, manager: Staff, at: dt.datetime) -> None:
    say(invest, by=manager, at=at, rule=rule("investment-need"), said="no")

    note_need(invest.visit, by=manager, at=at, kind=N.BILLS)
    assert chosen(invest, manager, at) == Silence.CAP
    note_need(invest.visit, by=manager, at=at, kind=N.BILLS, is_asked=True)
    asked = say(invest, by=manager, at=at, rule=rule("bills-need"), said="no")

    assert (asked.is_asked_for, asked.nth, Need.objects.count()) == (True, 1, 2)
    assert chosen(invest, manager, at) == Silence.CAP
    with pytest.raises(PromptGone):
        say(invest, by=manager, at=at, rule=rule("investment-need"), said="no")


def test_a_hint_put_away_stays_away_for_its_days(invest: Ticket, manager: Staff, at: dt.datetime) -> None:
    skip(invest, by=manager, at=at, reason=SkipReason.HAS_IT, rule=rule("investment-need"))

    assert chosen(invest, manager, at) == Silence.NOTHING
    Ticket.objects.filter(pk=invest.pk).update(status="done", ended_at=at + 14 * DAY)
    assert chosen(invest, manager, at + 14 * DAY) == "investment-need"


def test_needs_are_noted_without_amounts_and_only_in_a_visit(
    ships: None, products: dict[str, Product], ticket: Ticket, manager: Staff, branch: Branch, at: dt.datetime
) -> None:
    for cash, expected in ((20_000, False), (19_999, True)):
        before = transaction.savepoint()
        need = note_need(ticket.visit, by=manager, at=at, kind=N.CASH, cash=cash)
        assert need.is_small_cash is expected
        assert chosen(ticket, manager, at) == ("small-cash" if expected else Silence.NOTHING)
        transaction.savepoint_rollback(before)

    leave(ticket, by=manager.actor, at=at)
    with pytest.raises(VisitOver):
        note_need(ticket.visit, by=manager, at=at, kind=N.CASH)


def test_what_the_bank_knows_leads_to_its_rule(
    ships: None,
    products: dict[str, Product],
    licensed: Staff,
    ticket: Ticket,
    customer: Customer,
    branch: Branch,
    at: dt.datetime,
) -> None:
    day = at.date()
    company = Customer.objects.create(branch=branch, name="示例公司", is_corporate=True)
    household = Household.objects.create(branch=branch, created_at=at)

    def holds(family: str, who: Customer = customer, **fields: Any) -> None:
        Holding.objects.create(customer=who, family=family, imported_at=at, **fields)

    def related() -> None:
        other = Customer.objects.create(branch=branch, name="李四", household=household, consent_household_at=at)
        holds("home_loan", other)
        Customer.objects.filter(pk=customer.pk).update(household=household, consent_household_at=at)

    def event(kind: str) -> None:
        LifeEvent.objects.create(customer=customer, kind=kind, source="customer", date=day, noted_at=at)

    def card(**fields: Any) -> None:
        Customer.objects.filter(pk=customer.pk).update(**fields)

    ways: list[tuple[str, Any]] = [
        ("maturing", lambda: holds("time_deposit", matures_on=day + 7 * DAY)),
        ("salary", lambda: holds("savings", last_credit_on=day)),
        ("extension", lambda: holds("savings")),
        ("family", related),
        ("company", lambda: card(is_corporate=True)),
        ("employee", lambda: card(employer=company)),
        ("payroll", lambda: card(is_payroll=True)),
        ("home", lambda: event("home")),
        ("abroad", lambda: event("abroad")),
        ("education", lambda: event("school")),
        ("business", lambda: event("business")),
        ("pension-age", lambda: card(birth_year=1976)),
        ("term-match", lambda: note_need(ticket.visit, by=licensed, at=at, kind=N.SAVING, term_days=90)),
        ("moving-out", lambda: note_need(ticket.visit, by=licensed, at=at, kind=N.MOVING_OUT)),
    ]
    note_need(ticket.visit, by=licensed, at=at, kind=N.OTHER)
    assert chosen(ticket, licensed, at) == Silence.NOTHING
    for code, happens in ways:
        before = transaction.savepoint()
        happens()
        assert chosen(ticket, licensed, at) == code
        switch_off(rule(code), by=licensed, at=at)
        assert chosen(ticket, licensed, at) != code
        transaction.savepoint_rollback(before)

    related()
    Customer.objects.filter(pk=customer.pk).update(household=None, consent_household_at=None)
    assert chosen(ticket, licensed, at) == Silence.NOTHING


def test_teller_touch_rate_counts_lawful_silence(
    ships: None,
    products: dict[str, Product],
    session: CounterSession,
    cash: Service,
    licensed: Staff,
    branch: Branch,
    at: dt.datetime,
) -> None:
    by = licensed.actor

    def served(n: int, *, has_consent: bool) -> Ticket:
        customer = Customer.objects.create(
            branch=branch, name=f"客户{n}", consent_marketing_at=at - DAY if has_consent else None
        )
        ticket = factories.make_ticket(cash, at, by=licensed, customer=customer)
        called = calling.call_next(session, by=by, at=at)
        serving.start(called, by=by, at=at)
        return ticket

    def done(ticket: Ticket) -> None:
        serving.finish(Ticket.objects.get(pk=ticket.pk), by=by, at=at)

    touched = served(1, has_consent=True)
    note_need(touched.visit, by=licensed, at=at, kind=N.DIGITAL)
    say(touched, by=licensed, at=at, rule=rule("digital-need"), said="no")
    assert Prompt.objects.get().place == Place.COUNTER
    done(touched)
    skipped = served(2, has_consent=True)
    skip(skipped, by=licensed, at=at, reason=SkipReason.NO_TIME)
    done(skipped)
    done(served(3, has_consent=False))
    done(served(4, has_consent=True))
    upset = served(5, has_consent=True)
    UpsetFlag.objects.create(branch=branch, visit=upset.visit, flagged_at=at, flagged_by=licensed, forget_at=at + DAY)
    done(upset)
    often = served(6, has_consent=True)
    for n in range(1, 1 + in_force(at).contacts_in_30_days):
        values: dict[str, Any] = {"branch": branch, "day": at.date(), "customer": often.visit.customer, "way": "phone"}
        Contact.objects.create(at=at - n * DAY, **values)
    done(often)
    period = period_of(branch, at.date(), at.date())

    rows = KPIS[0].rows(period).annotate(measure=KPIS[0].measure(period)).order_by("pk")

    assert [(row.covered, row.measure) for row in rows] == [
        ("touched", 1.0),
        ("skipped", 1.0),
        ("no_consent", 1.0),
        ("open", 0.0),
        ("peace", 1.0),
        ("peace", 1.0),
    ]


def test_nothing_is_skipped_when_the_customer_is_gone(
    invest: Ticket, ticket: Ticket, manager: Staff, at: dt.datetime
) -> None:
    """Else whoever taps through the day's tickets in the evening has touched everybody (K31)."""
    served = {"status": TicketStatus.DONE, "ended_at": at}
    Ticket.objects.filter(pk=ticket.pk).update(**served)
    ticket.refresh_from_db()

    skip(ticket, by=manager, at=at + 10 * MINUTE, reason=SkipReason.NO_TIME)
    with pytest.raises(VisitOver):
        skip(ticket, by=manager, at=at + 11 * MINUTE, reason=SkipReason.NO_TIME)


def test_the_database_holds_one_prompt_a_visit_as_well(invest: Ticket, manager: Staff, at: dt.datetime) -> None:
    prompt = say(invest, by=manager, at=at, rule=rule("investment-need"), said="later")

    prompt.pk, prompt.contact = None, None
    with pytest.raises(IntegrityError):
        prompt.save(force_insert=True)
