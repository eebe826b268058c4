"""The table of moves: every state against every verb, who may, and what each leaves behind."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from lobby.branches.errors import Forbidden
from lobby.branches.models import Branch, Staff
from lobby.customers.domain import consenting
from lobby.customers.enums.holds import ContactHoldKind
from lobby.customers.models import ContactHold, Customer
from lobby.floor.models import Alert, Deadline
from lobby.live.models import Entry
from marketing.domain import leads
from marketing.enums.leads import ENDED, LEAD_MOVES, OPEN, POOL, LeadSource, LeadStatus
from marketing.errors.contacting import Silenced
from marketing.errors.leads import (
    AssessmentMissing,
    CustomerElsewhere,
    DealReferenceMissing,
    DeclineReasonMissing,
    IllegalLeadMove,
    NotTheReceiver,
    ReasonMissing,
    ReceiverAway,
    RecordingMissing,
    SourceMissing,
    UnknownColleague,
    UnknownProduct,
    VisitElsewhere,
)
from marketing.errors.suitability import Unsuitable
from marketing.models import Contact, CoolOff, Lead, LeadStep, Product, Referral, SuitabilityCheck
from queueing.models import UpsetFlag, Visit
from tests import factories
from tests.marketing.factories import make_customer, make_lead, make_product, make_visit
from tests.marketing.leads.acting import acts, brought, created

S = LeadStatus
TAKEN = (S.ACCEPTED, S.CONTACTED, S.ASSESSED, S.PROPOSED, *ENDED)


def test_every_state_against_every_verb(
    branch: Branch, manager: Staff, head: Staff, adviser: Staff, customer: Customer, product: Product, at: dt.datetime
) -> None:
    how = acts(creator=head, receiver=adviser, product=product)
    outcomes = {}

    for status in S:
        for verb in how:
            with transaction.atomic():
                lead = make_lead(branch, customer, at, status=status, **fields_of(status, head, adviser, at))
                outcomes[verb, status] = outcome(how[verb], verb, lead, at + dt.timedelta(minutes=1))
                transaction.set_rollback(True)

    assert set(how) == set(LEAD_MOVES)
    assert outcomes == {
        (verb, status): LEAD_MOVES[verb][1] if status in LEAD_MOVES[verb][0] else None for verb in how for status in S
    }


def fields_of(status: LeadStatus, head: Staff, adviser: Staff, at: dt.datetime) -> dict[str, Any]:
    """What a row of a state has to have."""
    has_receiver = status in TAKEN or status == S.OFFERED
    return {
        "creator": head,
        "receiver": adviser if has_receiver else None,
        "accept_by": at + dt.timedelta(minutes=3) if status == S.OFFERED else None,
        "accepted_at": at if status in TAKEN else None,
        "ended_at": at if status in ENDED else None,
        "deal_reference": "D-0" if status == S.WON else "",
    }


def outcome(act: Any, verb: str, lead: Lead, at: dt.datetime) -> LeadStatus | None:
    """The state that a verb leads to, with its step; None where it is refused and changes nothing."""
    before = Lead.objects.filter(pk=lead.pk).values().get()
    try:
        act(lead, at)
    except IllegalLeadMove:
        assert Lead.objects.filter(pk=lead.pk).values().get() == before
        return None
    lead.refresh_from_db()
    step = LeadStep.objects.get(lead=lead)
    assert (step.verb, step.before, step.after, step.at) == (verb, before["status"], lead.status, at)
    assert (lead.ended_at is None) == (lead.status in OPEN)
    assert (lead.receiver_id is None) == (lead.status in POOL or (before["receiver_id"] is None and verb == "withdraw"))
    return LeadStatus(lead.status)


def test_a_lead_from_the_hall_to_its_deal(
    branch: Branch,
    manager: Staff,
    adviser: Staff,
    customer: Customer,
    visit: Visit,
    product: Product,
    at: dt.datetime,
    django_assert_max_num_queries: Any,
) -> None:
    how = acts(creator=manager, receiver=adviser, product=product)
    lead = created(branch, customer, visit, manager, at, is_on_site=True, note="问了三年期")

    again, is_new = leads.create(
        branch, by=adviser, at=at, customer=customer, family="wealth", source=LeadSource.LOBBY, visit=visit
    )
    assert (again.pk, is_new) == (lead.pk, False)
    with django_assert_max_num_queries(35):
        how["offer"](lead, at)
    alert = Alert.objects.get(kind="lead.offered", resolved_at=None)
    assert (alert.person, alert.roles) == (adviser, [])
    clock = Deadline.objects.get(kind="lead.accept", done_at=None)
    assert clock.due_at == at + dt.timedelta(seconds=180)
    with django_assert_max_num_queries(25):
        lead = how["accept"](lead, at + dt.timedelta(seconds=40))
    assert not Alert.objects.filter(resolved_at=None).exists()
    referral = Referral.objects.get(lead=lead)
    assert (referral.answer, referral.answered_at) == ("accepted", at + dt.timedelta(seconds=40))
    for verb in ("contact", "assess", "propose", "win"):
        lead = how[verb](lead, at + dt.timedelta(minutes=5))

    lead.refresh_from_db()
    assert (lead.status, lead.deal_reference, lead.recording_ref) == (S.WON, "D-1", "REC-1")
    assert lead.suitability is not None
    assert lead.suitability.is_allowed
    assert lead.contact is not None
    assert (lead.contact.staff, lead.contact.answer) == (adviser, "interested")
    assert not Deadline.objects.filter(subject_type="lead", done_at=None).exists()
    verbs = list(LeadStep.objects.filter(lead=lead).values_list("verb", flat=True))
    assert verbs == ["create", "link", "offer", "accept", "contact", "assess", "propose", "win"]
    stored = Lead.objects.extra(select={"raw": "note"}).values_list("raw", flat=True).get(pk=lead.pk)
    assert "三年期" not in stored
    told = str(list(Entry.objects.values_list("payload", flat=True)))
    assert not any(word in told for word in ("张", "1234", "三年期"))


def test_a_lead_needs_its_cause_consent_and_peace(
    branch: Branch,
    manager: Staff,
    stranger: Staff,
    other_branch: Branch,
    customer: Customer,
    visit: Visit,
    at: dt.datetime,
) -> None:
    silent = make_customer(branch, "C002")
    foreign = make_customer(other_branch, "C003", consent_marketing_at=at)
    theirs = make_visit(branch, at, silent)
    fund = make_product("F1", "fund")
    cases: list[tuple[type[Exception], dict[str, Any]]] = [
        (SourceMissing, {"visit": None}),
        (VisitElsewhere, {"visit": theirs}),
        (CustomerElsewhere, {"customer": foreign}),
        (Silenced, {"customer": silent, "visit": theirs}),
        (UnknownProduct, {"product": fund}),
        (Forbidden, {"by": stranger}),
    ]

    for error, fields in cases:
        with pytest.raises(error):
            leads.create(
                branch,
                **{
                    "by": manager,
                    "at": at,
                    "customer": customer,
                    "family": "wealth",
                    "source": "lobby",
                    "visit": visit,
                    **fields,
                },
            )
    ContactHold.objects.create(
        branch=branch, customer=customer, kind=ContactHoldKind.COMPLAINT, cause_type="complaint", cause_id=1, since=at
    )
    with pytest.raises(Silenced):
        created(branch, customer, visit, manager, at)
    assert not Lead.objects.exists()


def test_the_database_keeps_one_open_lead_of_a_family(branch: Branch, customer: Customer, at: dt.datetime) -> None:
    make_lead(branch, customer, at, status=S.DECLINED)

    with pytest.raises(IntegrityError), transaction.atomic():
        make_lead(branch, customer, at)
    assert make_lead(branch, customer, at, family="insurance").pk


def test_who_may_take_a_step(
    branch: Branch,
    manager: Staff,
    teller: Staff,
    head: Staff,
    stranger: Staff,
    adviser: Staff,
    adviser2: Staff,
    customer: Customer,
    visit: Visit,
    at: dt.datetime,
) -> None:
    lead = created(branch, customer, visit, teller, at, is_on_site=True)
    for by, to, error in (
        (manager, adviser, Forbidden),
        (stranger, adviser, Forbidden),
        (teller, manager, UnknownColleague),
        (teller, stranger, UnknownColleague),
    ):
        with pytest.raises(error):
            leads.offer(lead, by=by, at=at, to=to)
    factories.make_shift(adviser, at - dt.timedelta(hours=5), 4)
    factories.make_shift(adviser2, at - dt.timedelta(hours=1), 8)
    with pytest.raises(ReceiverAway):
        leads.offer(lead, by=teller, at=at, to=adviser)

    lead = leads.offer(lead, by=teller, at=at, to=adviser2)
    for call in (leads.accept, lambda one, **how: leads.decline(one, reason="busy", **how)):
        with pytest.raises(NotTheReceiver):
            call(lead, by=adviser, at=at)
    with pytest.raises(DeclineReasonMissing):
        leads.decline(lead, by=adviser2, at=at, reason="  ")
    leads.decline(lead, by=adviser2, at=at, reason="busy")
    assert Alert.objects.get(kind="lead.pool").roles == ["HEAD"]

    lead = leads.offer(lead, by=head, at=at, to=adviser2)
    assert Alert.objects.get(kind="lead.pool").resolved_at == at
    lead = leads.accept(lead, by=adviser2, at=at)
    for by in (teller, stranger, adviser):
        with pytest.raises(Forbidden):
            leads.withdraw(lead, by=by, at=at, reason="没有兴趣")
    with pytest.raises(ReasonMissing):
        leads.withdraw(lead, by=head, at=at, reason="")
    leads.withdraw(lead, by=head, at=at, reason="没有兴趣")


def test_each_step_goes_through_the_gate(
    branch: Branch, manager: Staff, adviser: Staff, customer: Customer, visit: Visit, product: Product, at: dt.datetime
) -> None:
    how = acts(creator=manager, receiver=adviser, product=product)
    lead = brought(created(branch, customer, visit, manager, at), "contact", how, at)
    customer.assessments.update(valid_until=at)
    with pytest.raises(AssessmentMissing):
        leads.assess(lead, by=adviser, at=at)
    customer.assessments.update(valid_until=at + dt.timedelta(days=1))
    lead = leads.assess(lead, by=adviser, at=at)

    refusals: list[tuple[type[Exception], Product]] = [
        (Unsuitable, make_product("W4", risk=4)),
        (UnknownProduct, make_product("F1", "fund")),
        (RecordingMissing, product),
    ]
    for error, what in refusals:
        with pytest.raises(error):
            leads.propose(lead, by=adviser, at=at, product=what)
    adviser.qualifications.update(valid_until=at.date() - dt.timedelta(days=1))
    with pytest.raises(Unsuitable):
        leads.propose(lead, by=adviser, at=at, product=product, recording_ref="R1")
    lead.refresh_from_db()
    assert (lead.status, lead.suitability) == (S.ASSESSED, None)
    assert SuitabilityCheck.objects.filter(is_allowed=False).count() == 2

    adviser.qualifications.update(valid_until=at.date())
    customer.birth_year = 1950
    customer.save()
    customer.assessments.update(level=5)
    risky = make_product("W5", risk=5)
    with pytest.raises(Unsuitable):
        leads.propose(lead, by=adviser, at=at, product=risky)
    lead = leads.propose(lead, by=adviser, at=at, product=risky, is_extra_confirmed=True)
    assert lead.is_extra_confirmed
    for bad in ("", " ", "张三 138", "x" * 41):
        with pytest.raises(DealReferenceMissing):
            leads.win(lead, by=adviser, at=at, deal_reference=bad)


def test_nobody_upset_is_assessed_or_proposed_to(
    branch: Branch, manager: Staff, adviser: Staff, customer: Customer, visit: Visit, product: Product, at: dt.datetime
) -> None:
    how = acts(creator=manager, receiver=adviser, product=product)
    lead = brought(created(branch, customer, visit, manager, at), "contact", how, at)
    flag = UpsetFlag.objects.create(branch=branch, visit=visit, flagged_at=at, flagged_by=manager, forget_at=at)
    with pytest.raises(Silenced):
        how["assess"](lead, at)

    UpsetFlag.objects.filter(pk=flag.pk).update(ended_at=at)
    lead = how["assess"](lead, at)
    UpsetFlag.objects.filter(pk=flag.pk).update(ended_at=None)
    with pytest.raises(Silenced):
        how["propose"](lead, at)


def test_a_deposit_needs_no_assessment(
    branch: Branch, manager: Staff, adviser2: Staff, customer: Customer, visit: Visit, at: dt.datetime
) -> None:
    customer.assessments.all().delete()
    deposit = make_product("D1", "time_deposit", None)
    how = acts(creator=manager, receiver=adviser2, product=deposit)

    lead = brought(created(branch, customer, visit, manager, at, "time_deposit"), "win", how, at)

    assert lead.status == S.WON


def test_a_no_ends_it_and_begins_the_time_of_peace(
    branch: Branch, manager: Staff, adviser: Staff, customer: Customer, visit: Visit, product: Product, at: dt.datetime
) -> None:
    how = acts(creator=manager, receiver=adviser, product=product)
    lead = brought(created(branch, customer, visit, manager, at), "accept", how, at)

    lead = leads.contact(lead, by=adviser, at=at, way="phone", answer="no")

    assert lead.status == S.WITHDRAWN
    assert CoolOff.objects.get().family == "wealth"
    assert Contact.objects.count() == 1


def test_consent_taken_back_ends_every_open_lead_at_once(
    branch: Branch, manager: Staff, adviser: Staff, customer: Customer, visit: Visit, product: Product, at: dt.datetime
) -> None:
    how = acts(creator=manager, receiver=adviser, product=product)
    offered = brought(created(branch, customer, visit, manager, at, is_on_site=True), "offer", how, at)
    won = make_lead(branch, customer, at, family="fund", status=S.WON, ended_at=at, deal_reference="D")
    consenting.withdraw(customer, purpose="service", by=manager.actor, at=at, way="counter")
    offered.refresh_from_db()
    assert offered.status == S.OFFERED

    consenting.withdraw(customer, purpose="marketing", by=manager.actor, at=at, way="counter")

    offered.refresh_from_db()
    won.refresh_from_db()
    assert (offered.status, won.status) == (S.WITHDRAWN, S.WON)
    assert Referral.objects.get().answer == "withdrawn"
    assert not Alert.objects.filter(resolved_at=None).exists()
    assert not Deadline.objects.filter(subject_type="lead", done_at=None).exists()
    with pytest.raises(Silenced):
        created(branch, customer, visit, manager, at)
