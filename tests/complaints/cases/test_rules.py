"""Who may do what, and what must be known first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from complaints.access.cases import complaints_for
from complaints.domain import cases
from complaints.domain.cases.owning import owner_for
from complaints.enums.cases import (
    CardStep,
    CaseSeverity,
    ClockKind,
    LocalCause,
    MajorReason,
    ReceiptChannel,
    RejectReason,
    Responsibility,
    Step,
    ToldWay,
    Verdict,
)
from complaints.errors import cases as errors
from complaints.models import Complaint, ComplaintCode, ComplaintTerms
from complaints.selectors.duplicates import like
from lobby.branches.actors import CUSTOMER, SYSTEM
from lobby.branches.enums import RoleCode
from lobby.branches.errors import Forbidden, LobbyError
from lobby.branches.models import Branch, Service, Staff
from lobby.customers.selectors.cards import is_contact_held
from lobby.floor.enums.incidents import IncidentKind
from lobby.floor.models import Alert
from lobby.live.models import Entry
from tests import factories
from tests.complaints.cases.acting import act
from tests.complaints.factories import make_complaint

S, E = Step, errors
HOUR = dt.timedelta(hours=1)


def refused(error: type[LobbyError], call: Callable[..., Any], *args: Any, **values: Any) -> None:
    """The call raises exactly this and leaves nothing."""
    with pytest.raises(error) as caught, transaction.atomic():
        call(*args, **values)
    assert type(caught.value) is error
    assert str(caught.value.detail)


def receive(branch: Branch, at: dt.datetime, **fields: Any) -> Complaint:
    values = {"by": SYSTEM, "channel": ReceiptChannel.LETTER, "content": "手续费收错了"}
    return cases.receive(branch, at=at, **{**values, **fields})


def test_the_owner_is_on_duty_and_never_whom_it_is_about(
    branch: Branch, manager: Staff, lead: Staff, head: Staff, protector: Staff, terms: ComplaintTerms, at: dt.datetime
) -> None:
    factories.make_shift(lead, at)
    factories.make_shift(manager, at + dt.timedelta(hours=6))
    regional = factories.make_staff("cpr", None, RoleCode.CP, unit=branch.unit)

    assert owner_for(branch, at=at, about=None) == lead
    assert owner_for(branch, at=at + dt.timedelta(hours=7), about=None) == manager
    assert owner_for(branch, at=at, about=lead.pk) == head
    for person in (head, protector, manager):
        person.grants.all().delete()
    assert owner_for(branch, at=at, about=lead.pk) == regional
    regional.grants.all().delete()
    before = Complaint.objects.count(), Entry.objects.count()
    refused(E.NobodyLeft, receive, branch, at, about_staff=lead)
    assert (Complaint.objects.count(), Entry.objects.count()) == before


def test_nobody_touches_a_complaint_about_themselves(
    branch: Branch, complete: dict[str, Any], manager: Staff, head: Staff, at: dt.datetime
) -> None:
    head.grants.create(role=RoleCode.CP, branch=branch)
    other = make_complaint(branch, **complete)
    steps = {
        "hear": S.RECEIVED,
        "register": S.RECEIVED,
        "analyse": S.REGISTERED,
        "settle": S.REGISTERED,
        "plan": S.ANALYSING,
        "resolve": S.PLANNED,
        "decide": S.RESOLVING,
        "merge": S.RECEIVED,
        "reject": S.RECEIVED,
        "reopen": S.FOLLOWUP,
        "withdraw": S.RECEIVED,
        "note": S.RECEIVED,
        "feedback": S.RECEIVED,
        "assign": S.RECEIVED,
        "amend_plan": S.PLANNED,
    }
    values: dict[str, dict[str, Any]] = {
        "settle": {"card": list(CardStep), "verdict": Verdict.UPHELD, "answer": "x"},
        "plan": {"text": "x"},
        "amend_plan": {"text": "x"},
        "decide": {"verdict": Verdict.UPHELD, "answer": "x", "way": ToldWay.PHONE},
        "merge": {"into": other, "text": "x"},
        "reject": {"reason": RejectReason.NOT_OURS, "text": "x"},
        "reopen": {"text": "x"},
        "withdraw": {"text": "x"},
        "note": {"text": "x"},
        "feedback": {"text": "x", "way": ToldWay.PHONE},
        "assign": {"to": manager},
    }

    for verb, step in steps.items():
        complaint = make_complaint(branch, **complete, step=step, about_staff=head)
        refused(E.AboutOwner, getattr(cases, verb), complaint, by=head, at=at, **values.get(verb, {}))
    complaint = make_complaint(branch, **complete, about_staff=head)
    refused(E.AboutOwner, cases.assign, complaint, by=manager, at=at, to=head)
    about_head = make_complaint(branch, **{**complete, "about_staff": head})
    refused(E.AboutOwner, cases.merge, other, by=head, at=at, into=about_head, text="x")

    assert not complaints_for(head).filter(about_staff=head).exists()
    assert complaints_for(manager).filter(about_staff=head).count() == len(steps) + 2
    with pytest.raises(IntegrityError), transaction.atomic():
        Complaint.objects.filter(pk=complaint.pk).update(owner=head)


def test_registering_asks_for_everything_and_moves_an_owner_it_is_about(
    branch: Branch,
    codes: dict[str, ComplaintCode],
    terms: ComplaintTerms,
    manager: Staff,
    lead: Staff,
    protector: Staff,
    at: dt.datetime,
) -> None:
    complaint = receive(branch, at)
    with pytest.raises(E.RegistrationIncomplete) as caught:
        cases.register(complaint, by=protector, at=at, local_cause=LocalCause.ATTITUDE)
    assert caught.value.extra == {"missing": ["complainant", "severity", "channel_code", "business_code", "cause_code"]}
    del codes["cause_code"]
    known = {"severity": CaseSeverity.SERIOUS, "complainant": "李", "local_cause": LocalCause.WAIT, **codes}
    swapped = {"channel_code": codes["business_code"]}
    refused(E.WrongDimension, cases.register, complaint, by=protector, at=at, **swapped)

    complaint = cases.register(complaint, by=protector, at=at + HOUR, about_staff=manager, effort_minutes=7, **known)

    complaint.refresh_from_db()
    assert (complaint.step, complaint.owner, complaint.cause_code.local_cause) == (S.REGISTERED, lead, LocalCause.WAIT)
    assert [step.effort_minutes for step in complaint.steps.all()] == [7, 0]
    assert Alert.objects.get(kind="complaint.new", resolved_at=None).person == lead
    refused(E.EmotionFirst, cases.analyse, complaint, by=lead, at=at)
    cases.hear(complaint, by=protector, at=at + HOUR)
    refused(E.NotTheOwner, cases.analyse, complaint, by=protector, at=at + HOUR)
    complaint = cases.analyse(complaint, by=lead, at=at + HOUR)
    refused(E.AnalysisIncomplete, cases.plan, complaint, by=lead, at=at + HOUR, text="退费")
    refused(E.WordsMissing, cases.plan, complaint, by=lead, at=at + HOUR, text=" \u202e ")
    complaint = cases.plan(complaint, by=lead, at=at + HOUR, text="退费", responsibility=Responsibility.STAFF)
    complaint = cases.amend_plan(complaint, by=lead, at=at + HOUR, text="退费并道歉")
    assert complaint.plan == "退费并道歉"


def test_a_major_complaint_is_told_at_once_and_its_plan_approved_by_another(
    branch: Branch,
    complete: dict[str, Any],
    manager: Staff,
    teller: Staff,
    head: Staff,
    office: Staff,
    terms: ComplaintTerms,
    at: dt.datetime,
) -> None:
    reasons = {
        "amount": {"amount": terms.major_amount},
        "influence": {"has_bad_influence": True},
        "discontent": {"is_strong_discontent": True},
        "group": {"representatives": [cases.Speaker("甲"), cases.Speaker("乙", "13800001111")]},
    }
    for reason, fields in reasons.items():
        complaint = receive(branch, at, **fields)
        alert = Alert.objects.get(kind="complaint.major", subject_id=complaint.pk)
        assert (complaint.major_reasons, alert.raised_at) == ([reason], at)
        assert (set(alert.roles), alert.severity) == ({RoleCode.HEAD, RoleCode.BR_OPS}, "late")
        assert set(alert.values) == {"number", "reasons"}
        assert (complaint.incident is not None) == (reason == "group")
    assert complaint.incident.kind == IncidentKind.GROUP_EVENT
    assert [one.name for one in complaint.representatives.all()] == ["甲", "乙"]
    assert not receive(branch, at, amount=terms.major_amount - Decimal("0.01")).is_major
    many = [cases.Speaker("甲")] * (terms.most_representatives + 1)
    refused(E.TooManyRepresentatives, receive, branch, at, representatives=many)
    refused(E.NumberOfAuthorityMissing, receive, branch, at, channel=ReceiptChannel.HOTLINE_12378)
    about_head = receive(branch, at, about_staff=head, has_bad_influence=True)
    assert Alert.objects.get(kind="complaint.major", subject_id=about_head.pk).apart_from == head

    major = {"is_major": True, "major_reasons": [MajorReason.AMOUNT]}
    spot = make_complaint(branch, **complete, **major, step=S.REGISTERED)
    card = {"card": list(CardStep), "verdict": Verdict.UPHELD, "answer": "x"}
    refused(E.MajorNotOnTheSpot, cases.settle, spot, by=manager, at=at, **card)
    planned = make_complaint(branch, **complete, **major, step=S.ANALYSING)
    planned = cases.plan(planned, by=manager, at=at, text="退费")
    assert Alert.objects.get(kind="complaint.approval").subject_id == planned.pk
    refused(E.NeedsTheHead, cases.resolve, planned, by=manager, at=at)
    refused(Forbidden, cases.resolve, planned, by=teller, at=at)
    approved = cases.resolve(planned, by=head, at=at)
    assert (approved.plan_approved_by, approved.planned_by) == (head, manager)
    assert not Alert.objects.filter(subject_type="complaint", subject_id=planned.pk, resolved_at=None).exists()
    own = make_complaint(branch, **{**complete, **major, "owner": head, "planned_by": head}, step=S.PLANNED)
    refused(E.PlannedByYou, cases.resolve, own, by=head, at=at)
    assert cases.resolve(own, by=office, at=at).step == S.RESOLVING


def test_settling_needs_the_whole_card(
    branch: Branch, complete: dict[str, Any], manager: Staff, at: dt.datetime
) -> None:
    told = {"verdict": Verdict.UPHELD, "answer": "已当场更正"}
    complaint = make_complaint(branch, **complete, step=S.REGISTERED)
    refused(E.CardIncomplete, cases.settle, complaint, by=manager, at=at, card=list(CardStep)[:3], **told)
    unheard = make_complaint(branch, **{**complete, "emotion_at": None}, step=S.REGISTERED)
    refused(E.EmotionFirst, cases.settle, unheard, by=manager, at=at, card=list(CardStep), **told)

    complaint = cases.settle(complaint, by=manager, at=at + HOUR, card=list(CardStep), **told)

    assert (complaint.on_the_spot, complaint.verdict, complaint.decided_by) == (True, Verdict.UPHELD, manager)
    assert {clock.is_met for clock in complaint.clocks.all()} == {True}
    entry = Entry.objects.filter(type="complaint.moved").get()
    assert set(entry.payload) == {"complaint", "number", "step", "owner", "is_major", "verb", "verdict"}
    assert entry.payload["verdict"] == Verdict.UPHELD


def test_merging_carries_over_what_counts(
    branch: Branch, complete: dict[str, Any], manager: Staff, lead: Staff, protector: Staff, at: dt.datetime
) -> None:
    target = make_complaint(branch, **complete, step=S.ANALYSING)
    second = make_complaint(
        branch,
        **{**complete, "owner": lead},
        about_staff=manager,
        is_major=True,
        major_reasons=[MajorReason.DISCONTENT],
    )
    refused(E.NotTheSameMatter, cases.merge, second, by=protector, at=at, into=second, text="x")
    ended = make_complaint(branch, **complete, step=S.WITHDRAWN)
    refused(E.NotTheSameMatter, cases.merge, second, by=protector, at=at, into=ended, text="x")
    other = make_complaint(branch, **complete, about_staff=lead)
    refused(E.NotTheSameMatter, cases.merge, second, by=protector, at=at, into=other, text="x")
    refused(Forbidden, cases.merge, second, by=lead, at=at, into=target, text="x")

    merged = cases.merge(second, by=protector, at=at + HOUR, into=target, text="与上一件为同一事项")

    target.refresh_from_db()
    assert (merged.step, merged.merged_into, target.about_staff, target.owner) == (S.MERGED, target, manager, lead)
    assert (target.is_major, Alert.objects.get(kind="complaint.major").subject_id) == (True, target.pk)
    assert (target.steps.get().owner, Alert.objects.get(kind="complaint.new").person) == (lead, lead)
    line = merged.entries.get(kind="moved")
    assert (line.text, line.is_for_customer, line.values["into"]) == ("与上一件为同一事项", True, target.number)


def test_reopening_starts_both_clocks_and_the_hold_anew(
    branch: Branch,
    complete: dict[str, Any],
    terms: ComplaintTerms,
    cash: Service,
    manager: Staff,
    protector: Staff,
    at: dt.datetime,
) -> None:
    ticket = factories.make_ticket(cash, at, by=manager)
    complaint = receive(branch, at, ticket=ticket, contact="wang@example.com", complainant="王", is_heard=True)
    Complaint.objects.filter(pk=complaint.pk).update(**complete, step=S.RESOLVING)
    people = {"owner": manager, "protector": protector}
    complaint = act("decide", complaint, at=at + HOUR, people=people)
    refused(Forbidden, cases.reopen, complaint, by=manager, at=at, text="新情况")
    later = at + dt.timedelta(days=3)

    complaint = cases.reopen(complaint, by=CUSTOMER, at=later, text="又扣了一次")

    due = {clock.kind: clock.due_at for clock in complaint.clocks.filter(stopped_at=None)}
    assert due == {
        ClockKind.FIRST_FEEDBACK: later + dt.timedelta(days=1),
        ClockKind.LEGAL: dt.datetime(2026, 3, 28, 16, tzinfo=dt.UTC),
    }
    assert (complaint.reopened_count, complaint.verdict, complaint.decided_by) == (1, "", None)
    assert is_contact_held(visit_id=ticket.visit_id)
    complaint = cases.withdraw(complaint, by=CUSTOMER, at=later + HOUR)
    assert not is_contact_held(visit_id=ticket.visit_id)
    assert {clock.is_met for clock in complaint.clocks.filter(stopped_at=later + HOUR)} == {None}
    assert not Alert.objects.filter(subject_type="complaint", resolved_at=None).exists()
    refused(E.EndedForGood, cases.add_by_customer, complaint, at=later, text="还有")


def test_feedback_stops_the_first_clock_once_and_notes_stay_inside(
    branch: Branch, complete: dict[str, Any], manager: Staff, lead: Staff, teller: Staff, at: dt.datetime
) -> None:
    complaint = make_complaint(branch, **complete)
    refused(Forbidden, cases.note, complaint, by=teller, at=at, text="x")
    refused(Forbidden, cases.hear, complaint, by=teller, at=at)
    assert not cases.note(complaint, by=lead, at=at, text="查监控", effort_minutes=5).is_for_customer
    assert cases.feedback(complaint, by=lead, at=at + HOUR, text="正在核查", way=ToldWay.PHONE).is_for_customer
    cases.feedback(complaint, by=lead, at=at + 2 * HOUR, text="还在核查", way=ToldWay.PHONE)
    cases.add_by_customer(complaint, at=at + 3 * HOUR, text="发票在这里")

    first = complaint.clocks.get(kind=ClockKind.FIRST_FEEDBACK)
    assert (first.stopped_at, first.is_met) == (at + HOUR, True)
    complaint.refresh_from_db()
    assert complaint.touched_at == at + 2 * HOUR
    assert Alert.objects.get(kind="complaint.added").person == manager
    refused(E.MayNotOwn, cases.assign, complaint, by=manager, at=at, to=teller)
    refused(Forbidden, cases.assign, complaint, by=lead, at=at, to=lead)
    assert cases.assign(complaint, by=manager, at=at, to=lead).owner == lead
    assert complaint.steps.get().owner == lead


def test_duplicates_are_of_the_same_ticket_or_contact(
    branch: Branch, complete: dict[str, Any], terms: ComplaintTerms, manager: Staff, head: Staff, at: dt.datetime
) -> None:
    one = receive(branch, at, contact="138 0000-1111")
    old = receive(branch, at - dt.timedelta(days=31), contact="13800001111")
    about = receive(branch, at + HOUR, contact="13800001111", about_staff=manager)
    two = receive(branch, at + HOUR, contact="138-00001111")
    other = receive(branch, at + HOUR, contact="13900002222")

    assert like(one, among=complaints_for(head)) == [two, about]
    assert like(one, among=complaints_for(manager)) == [two]
    assert like(other, among=complaints_for(head)) == like(receive(branch, at), among=complaints_for(head)) == []
    assert old.number == "7001-260207-001"
