"""The split of a won lead: always the whole, decided by somebody without a part, taken back by an upheld complaint."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from complaints.domain import cases
from complaints.domain.installing import install
from complaints.enums.cases import CardStep, Step, Verdict
from lobby.branches.errors import Forbidden
from lobby.branches.models import Branch, Staff
from lobby.customers.enums.holds import ContactHoldKind
from lobby.customers.models import ContactHold, Customer
from lobby.floor.models import Alert
from marketing.domain import contributions
from marketing.domain.contributions import pairs
from marketing.enums.leads import CONTRIBUTION_MOVES, ContributionStatus, Part
from marketing.errors.contributions import (
    AlreadyPaired,
    DisputeOver,
    DisputeRunning,
    IllegalContributionMove,
    NotAParty,
    NotTheWhole,
    OwnContribution,
    PairOfOne,
    PartNeedsQualification,
    PartOfAStranger,
)
from marketing.errors.leads import ReasonMissing
from marketing.models import Contribution, Lead, Product
from marketing.selectors.contributions import pair_totals
from queueing.models import Visit
from tests.complaints.factories import make_complaint
from tests.marketing.factories import make_lead
from tests.marketing.leads.acting import acts, brought, created

S, DAY = ContributionStatus, dt.timedelta(days=1)


@pytest.fixture
def won(
    branch: Branch, manager: Staff, adviser: Staff, customer: Customer, visit: Visit, product: Product, at: dt.datetime
) -> Contribution:
    """The manager saw the need, the wealth manager did the rest, on a Tuesday."""
    how = acts(creator=manager, receiver=adviser, product=product)
    return brought(created(branch, customer, visit, manager, at), "win", how, at).contribution


def parts(guide: Any, inform: Any, close: Any, *percents: int) -> dict[str, tuple[Any, int]]:
    """The three parts."""
    return dict(zip(Part.values, zip((guide, inform, close), percents or (30, 20, 50), strict=True), strict=True))


def test_the_draft_is_the_whole_and_the_close_needs_its_licence(
    branch: Branch, manager: Staff, adviser: Staff, customer: Customer, product: Product, won: Contribution, at: Any
) -> None:
    assert (won.guide, won.inform, won.close) == (manager, adviser, adviser)
    assert (won.guide_percent, won.inform_percent, won.close_percent, won.status) == (30, 20, 50, S.DRAFT)
    # Five business days after a Tuesday: the next Tuesday, at closing.
    assert won.dispute_until == at + 7 * DAY + dt.timedelta(hours=7)

    how = acts(creator=manager, receiver=adviser, product=product)
    visit = customer.visits.get()
    lead = brought(created(branch, customer, visit, manager, at), "propose", how, at)
    adviser.qualifications.update(valid_until=at.date())
    lapsed = how["win"](lead, at + DAY).contribution
    assert (lapsed.close, lapsed.is_close_refused, lapsed.close_percent) == (None, True, 50)
    assert lapsed.guide_percent + lapsed.inform_percent + lapsed.close_percent == 100


def test_every_state_against_every_verb(
    branch: Branch, head: Staff, manager: Staff, adviser: Staff, won: Contribution, at: dt.datetime
) -> None:
    later = won.dispute_until
    how: dict[str, Any] = {
        "dispute": lambda: contributions.dispute(won, by=adviser, at=at, reason="我也在场"),
        "change": lambda: contributions.change(won, by=head, at=at, parts=parts(manager, None, adviser), reason="商定"),
        "approve": lambda: contributions.approve(won, by=head, at=later),
        "claw_back": lambda: contributions.claw_back(won, by=head, at=at, reason="退单"),
        "reinstate": lambda: contributions.reinstate(won, by=head, at=at, reason="另一件事"),
    }
    outcomes = {}
    for verb, act in how.items():
        for status in S:
            approved = {"approved_by": head, "approved_at": at} if status == S.APPROVED else {}
            with transaction.atomic():
                Contribution.objects.filter(pk=won.pk).update(status=status, **approved)
                try:
                    outcomes[verb, status] = act().status
                    entry = won.entries.latest("pk")
                    assert (entry.verb, entry.before["status"], entry.after["status"]) == (
                        verb,
                        status,
                        outcomes[verb, status],
                    )
                except IllegalContributionMove:
                    outcomes[verb, status] = None
                transaction.set_rollback(True)

    assert set(how) == set(CONTRIBUTION_MOVES)
    assert outcomes == {
        (verb, status): (CONTRIBUTION_MOVES[verb][1] or status) if status in CONTRIBUTION_MOVES[verb][0] else None
        for verb in how
        for status in S
    }


def test_nobody_decides_about_their_own_part(
    branch: Branch,
    head: Staff,
    office: Staff,
    manager: Staff,
    teller: Staff,
    stranger: Staff,
    adviser: Staff,
    won: Contribution,
    at: dt.datetime,
) -> None:
    over = won.dispute_until
    for by, when, error in ((head, at, DisputeRunning), (manager, over, Forbidden), (stranger, over, Forbidden)):
        with pytest.raises(error):
            contributions.approve(won, by=by, at=when)
    with pytest.raises(NotAParty):
        contributions.dispute(won, by=teller, at=at, reason="x")
    with pytest.raises(ReasonMissing):
        contributions.dispute(won, by=manager, at=at, reason=" ")
    with pytest.raises(DisputeOver):
        contributions.dispute(won, by=manager, at=over, reason="x")

    contributions.dispute(won, by=manager, at=over - dt.timedelta(seconds=1), reason="行长带来的客户")
    assert Alert.objects.get(kind="contribution.disputed").roles == ["HEAD"]
    for wrong, error in (
        (parts(manager, adviser, adviser, 30, 20, 49), NotTheWhole),
        (parts(manager, adviser, adviser, -10, 60, 50), NotTheWhole),
        (parts(head, adviser, adviser), OwnContribution),
        (parts(stranger, adviser, adviser), PartOfAStranger),
        (parts(manager, adviser, teller), PartNeedsQualification),
    ):
        with pytest.raises(error):
            contributions.change(won, by=head, at=at, parts=wrong, reason="x")
    contributions.change(won, by=office, at=at, parts=parts(head, adviser, adviser, 40, 10, 50), reason="行长引荐")
    with pytest.raises(OwnContribution):
        contributions.approve(won, by=head, at=over)
    contributions.approve(won, by=office, at=over)

    won.refresh_from_db()
    assert (won.status, won.guide, won.guide_percent, won.approved_by) == (S.APPROVED, head, 40, office)
    change = won.entries.get(verb="change")
    assert (change.before["guide"], change.after["guide"]) == (
        {"staff": manager.pk, "percent": 30},
        {"staff": head.pk, "percent": 40},
    )
    assert not Alert.objects.filter(resolved_at=None).exists()
    for fields in ({"approved_by": adviser}, {"close_percent": 51}, {"approved_by": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Contribution.objects.filter(pk=won.pk).update(**fields)


def test_a_head_with_a_part_hears_nothing_of_the_decision(
    branch: Branch, head: Staff, office: Staff, adviser: Staff, won: Contribution, at: dt.datetime
) -> None:
    Contribution.objects.filter(pk=won.pk).update(guide=head)

    contributions.dispute(won, by=adviser, at=at, reason="x")

    alert = Alert.objects.get(kind="contribution.disputed")
    assert (alert.apart_from, alert.roles) == (head, ["BR_OPS"])


def complain(branch: Branch, customer: Customer, manager: Staff, verdict: Verdict, at: Any) -> int:
    """The customer's complaint is settled on the spot."""
    fields = {"owner": manager, "received_at": at, "emotion_at": at}
    complaint = make_complaint(branch, step=Step.REGISTERED, content="收益与说的不同", **fields)
    ContactHold.objects.create(
        branch=branch,
        customer=customer,
        kind=ContactHoldKind.COMPLAINT,
        cause_type="complaint",
        cause_id=complaint.pk,
        since=at,
    )
    cases.settle(complaint, by=manager, at=at, card=list(CardStep), verdict=verdict, answer="x")
    return complaint.pk


def test_an_upheld_complaint_takes_it_back_once(
    branch: Branch,
    head: Staff,
    manager: Staff,
    customer: Customer,
    won: Contribution,
    at: dt.datetime,
) -> None:
    install()
    old = make_lead(branch, customer, at, family="fund", status="won", ended_at=at - 400 * DAY, deal_reference="D")
    kept = Contribution.objects.create(
        lead=old,
        branch=branch,
        day=at.date(),
        guide=manager,
        guide_percent=30,
        inform_percent=20,
        close_percent=50,
        dispute_until=at,
        created_at=at,
    )
    complain(branch, customer, manager, Verdict.NOT_UPHELD, at)
    won.refresh_from_db()
    assert won.status == S.DRAFT
    contributions.approve(won, by=head, at=won.dispute_until)

    cause = complain(branch, customer, manager, Verdict.PARTLY, at + DAY)

    won.refresh_from_db()
    kept.refresh_from_db()
    assert (won.status, won.approved_by, kept.status) == (S.CLAWED_BACK, None, S.DRAFT)
    assert won.entries.get(verb="claw_back").cause == cause
    contributions.reinstate(won, by=head, at=at + DAY, reason="另一件事")
    assert contributions.claw_back_for(cause, by=head.actor, at=at + DAY) == 0


def test_pairs_share_what_their_two_are_credited_with(
    branch: Branch, head: Staff, manager: Staff, teller: Staff, stranger: Staff, adviser: Staff, won: Any, at: Any
) -> None:
    day = at.date()
    names = {"name_zh": "一组", "name_en": "Pair one"}
    start: dict[str, Any] = {"by": head, "at": at, "starts_on": day, **names}
    for first, second, error in (
        (manager, manager, PairOfOne),
        (manager, stranger, PartOfAStranger),
    ):
        with pytest.raises(error):
            pairs.join(branch, first=first, second=second, **start)
    with pytest.raises(Forbidden):
        pairs.join(branch, first=manager, second=teller, **{**start, "by": manager})
    pair = pairs.join(branch, first=manager, second=teller, **start)
    with pytest.raises(AlreadyPaired):
        pairs.join(branch, first=adviser, second=teller, **start)
    contributions.approve(won, by=head, at=won.dispute_until)

    assert pair_totals(branch, first=day, last=day)[0].total == 30
    assert pair_totals(branch, first=day + DAY, last=day + 2 * DAY)[0].total == 0
    pairs.part(pair, by=head, at=at)
    assert pairs.join(branch, first=adviser, second=teller, **{**start, "starts_on": day + DAY}).pk


def test_whoever_disputed_or_closed_without_a_licence_does_not_decide(
    branch: Branch, head: Staff, office: Staff, manager: Staff, adviser: Staff, won: Contribution, at: dt.datetime
) -> None:
    Contribution.objects.filter(pk=won.pk).update(status=S.DISPUTED, disputed_by=head)
    with pytest.raises(OwnContribution):
        contributions.approve(won, by=head, at=at)
    with pytest.raises(OwnContribution):
        contributions.change(won, by=head, at=at, parts=parts(manager, None, adviser), reason="x")
    with pytest.raises(IntegrityError), transaction.atomic():
        Contribution.objects.filter(pk=won.pk).update(status=S.APPROVED, approved_by=head, approved_at=at)

    fields = {"inform": None, "close": None, "is_close_refused": True, "disputed_by": manager}
    Contribution.objects.filter(pk=won.pk).update(**fields)
    Lead.objects.filter(pk=won.lead_id).update(receiver=head)
    with pytest.raises(OwnContribution):
        contributions.approve(won, by=head, at=at)
    assert contributions.approve(won, by=office, at=at).status == S.APPROVED
