"""Campaigns: approval by another, people and money on their days, results side by side from their rows (S018, S162)."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from lobby.branches.enums import RoleCode
from lobby.branches.errors import NotFound
from lobby.customers.enums.holds import ContactHoldKind
from lobby.customers.models import ContactHold
from lobby.floor.domain import goals
from lobby.floor.enums.briefing import GoalKind
from lobby.floor.errors import ReasonMissing
from lobby.floor.errors.briefing import CountedElsewhere, DayNotBriefed, GoalExists
from lobby.floor.models import Goal, PlayHour
from marketing.domain import contacting
from marketing.domain.campaigns import activating, planning, prizes, sharing, showing
from marketing.enums.campaigns import CAMPAIGN_MOVES, ActivationHelp, CampaignStatus
from marketing.enums.products import Family
from marketing.errors.campaigns import (
    ActivatedAlready,
    ApprovesOwnPlan,
    CodeTaken,
    CostUnfit,
    IllegalCampaignMove,
    NotTheseDays,
    OperatedByStaff,
    OwnerElsewhere,
    SharesUnfit,
    SpanUnfit,
    SpendTooEarly,
)
from marketing.models import Activation, Campaign, CampaignDuty
from marketing.selectors.campaigns.goals import goals_of
from marketing.selectors.campaigns.outcomes import outcomes
from marketing.selectors.campaigns.results import side_by_side
from tests.factories import make_staff
from tests.marketing.campaigns.conftest import DAY, HOUR
from tests.marketing.factories import make_lead, make_product, make_visit
from tests.statements import statements_at_most

C = CampaignStatus


def test_every_state_with_every_verb_and_nobody_approves_their_own(campaign, branch, adviser, head, manager, at):
    acts = {
        "approve": lambda one: planning.approve(one, by=head, at=at),
        "cancel": lambda one: planning.cancel(one, by=adviser, at=at, reason="改期"),
    }
    for n, status in enumerate(C):
        for verb, act in acts.items():
            one = campaign(f"{verb}{n}", is_approved=False)
            approved = {"approved_by": head, "approved_at": at} if status == C.APPROVED else {}
            Campaign.objects.filter(pk=one.pk).update(status=status, **approved)
            sources, target = CAMPAIGN_MOVES[verb]
            if status in sources:
                assert act(one).status == target
            else:
                with pytest.raises(IllegalCampaignMove):
                    act(one)
    own, planned = campaign("own", is_approved=False, owner=head), campaign("mine", is_approved=False, owner=manager)
    for one, by in ((own, head), (planned, manager), (planned, adviser)):
        with pytest.raises(ApprovesOwnPlan):
            planning.approve(one, by=by, at=at)
    for values in ({"approved_by": adviser, "approved_at": at}, {"status": C.APPROVED}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Campaign.objects.filter(pk=planned.pk).update(**values)
    with pytest.raises(CodeTaken):
        campaign("mine")
    with pytest.raises(ReasonMissing):
        planning.cancel(planned, by=adviser, at=at, reason=" ")


def test_people_and_money_belong_to_approved_campaigns_on_their_days(campaign, adviser, teller, stranger, at):
    planned, running = campaign("P", is_approved=False), campaign("R")
    today = at.date()
    for act in (
        lambda: planning.charge(planned, by=adviser, at=at, amount=5, what="海报"),
        lambda: planning.put_on_duty(planned, by=adviser, at=at, date=today, staff=teller),
    ):
        with pytest.raises(SpendTooEarly):
            act()
    for date, staff, error in (
        (today - DAY, teller, NotTheseDays),
        (today + 28 * DAY, teller, NotTheseDays),
        (today, stranger, OwnerElsewhere),
    ):
        with pytest.raises(error):
            planning.put_on_duty(running, by=adviser, at=at, date=date, staff=staff)
    duty = planning.put_on_duty(running, by=adviser, at=at, date=today, staff=teller, place="门口")
    planning.put_on_duty(running, by=adviser, at=at, date=today, staff=teller, place="二楼")
    assert CampaignDuty.objects.get().place == "二楼"
    planning.take_off_duty(duty, by=adviser, at=at)
    assert not CampaignDuty.objects.exists()
    with pytest.raises(SpanUnfit):
        campaign("X", starts_on=today, ends_on=today - DAY)


def test_two_campaigns_side_by_side_over_the_same_days(campaign, branch, willing, poster, cup, wall, adviser, head, at):
    one, two = campaign("A", materials=[poster]), campaign("B")
    first, second, third = willing("1"), willing("2"), willing("3")
    code = showing.make_code(branch, by=adviser, at=at, item=poster, place="门口", campaign=one)
    for _scan in range(3):
        showing.scan(code, at=at)
    version = poster.versions.get()
    hour = {"wall": wall, "version": version, "seconds": 60}
    PlayHour.objects.create(**hour, hour=at, first_at=at, last_at=at, plays=4)
    PlayHour.objects.create(**hour, hour=at - 2 * DAY, first_at=at, last_at=at, plays=9)
    for who, which in ((first, one), (second, one), (third, two)):
        contacting.record(who, branch=branch, by=adviser.actor, at=at, way="phone", campaign=which)
    won = {"status": "won", "deal_reference": "T", "ended_at": at + HOUR}
    make_lead(branch, first, at, campaign=one, **won)
    make_lead(branch, second, at, campaign=one)
    make_lead(branch, third, at, campaign=two, **{**won, "ended_at": at + 3 * DAY})
    planning.charge(one, by=adviser, at=at, amount=900, what="海报")
    planning.charge(one, by=adviser, at=at, amount=-100, what="退货")
    for amount in (0, -801):
        with pytest.raises(CostUnfit, match="800"):
            planning.charge(one, by=adviser, at=at, amount=amount, what="退货")
    prizes.give_in_visit(one, make_visit(branch, at), cup, by=adviser, at=at, purpose="participation")
    hold = {"branch": branch, "kind": ContactHoldKind.COMPLAINT, "cause_type": "complaint"}
    ContactHold.objects.create(**hold, customer=first, cause_id=1, since=at + HOUR, until=at + 2 * HOUR)
    ContactHold.objects.create(**hold, customer=second, cause_id=2, since=at - HOUR, until=at)

    with statements_at_most(9):
        results = side_by_side(branch, [one, two], at.date(), (at + DAY).date())

    told = [
        (r.exposure, r.contacts, r.leads, r.wins, r.gifts, r.cost, r.cost_per_win, r.complaints, r.conversion)
        for r in results
    ]
    assert told == [(7, 2, 2, 1, 1, 800, 800, 1, 50.0), (0, 1, 1, 0, 0, 0, None, 0, 0.0)]
    third_one = campaign("D")
    with statements_at_most(9):
        longer = side_by_side(branch, [one, two, third_one], at.date(), (at + 5 * DAY).date())
    assert [(r.wins, r.complaints) for r in longer] == [(1, 1), (1, 0), (0, 0)]


def test_mobile_banking_counts_once_and_staff_operate_nothing(branch, other_branch, willing, teller, at):
    customer = willing("1")
    said = {"by": teller, "at": at, "help": ActivationHelp.FAMILY}
    with pytest.raises(OperatedByStaff):
        activating.activate(branch, customer, **said, is_by_customer=False)
    activating.activate(branch, customer, **said, is_by_customer=True)
    with pytest.raises(ActivatedAlready):
        activating.activate(branch, customer, **{**said, "at": at + 40 * DAY}, is_by_customer=True)
    with pytest.raises(NotFound):
        activating.activate(other_branch, customer, **said, is_by_customer=True)
    assert Activation.objects.count() == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        Activation.objects.update(is_by_customer=False)


def test_goals_are_reached_by_compliant_outcomes_alone(branch, willing, teller, teller2, head, at):
    product = make_product("CC1", Family.CREDIT_CARD, risk=None, name_zh="金卡", name_en="Gold card")
    lead = {"family": Family.CREDIT_CARD, "product": product}
    won = {"status": "won", "deal_reference": "T", "ended_at": at}
    make_lead(branch, willing("1"), at, **lead, **won, creator=teller)
    make_lead(branch, willing("2"), at, **lead, **won, creator=teller2, receiver=teller)
    make_lead(branch, willing("3"), at, **lead, **{**won, "ended_at": at - 2 * DAY}, creator=teller)
    make_lead(branch, willing("4"), at, **lead, creator=teller)
    activating.activate(branch, willing("5"), by=teller, at=at, help=ActivationHelp.EXPLAINED, is_by_customer=True)
    named = {"by": head.actor, "at": at, "kind": GoalKind.KEY, "target": 3}
    names = ("credit card", "金卡", "mobile banking", "折页")
    ours = {name: goals.set_goal(branch, product=name, **named) for name in names}

    with statements_at_most(6):
        everybody = outcomes(list(ours.values()), None)
    theirs = [outcomes(list(ours.values()), one) for one in (teller, teller2)]

    ids = [ours[name].pk for name in names]
    assert everybody == dict(zip(ids[:3], (2, 2, 1), strict=True))
    assert theirs == [dict(zip(ids[:3], (2, 2, 1), strict=True)), dict(zip(ids[:3], (1, 1, 0), strict=True))]
    with pytest.raises(CountedElsewhere):
        goals.count_on(ours["金卡"], by=teller.actor, at=at, staff=teller)

    for shares in ({teller: 1, teller2: 1}, {}, {teller: 4}):
        with pytest.raises(SharesUnfit):
            sharing.share_out(ours["金卡"], shares, by=head, at=at)
    with pytest.raises(DayNotBriefed):
        sharing.share_out(ours["金卡"], {teller: 3}, by=head, at=at + DAY)
    sharing.share_out(ours["金卡"], {teller: 2, teller2: 1}, by=head, at=at)
    with pytest.raises(SharesUnfit):
        sharing.share_out(ours["金卡"], {head: 3}, by=head, at=at)
    goals.drop_goal(Goal.objects.get(staff=teller), by=head.actor, at=at)
    with pytest.raises(SharesUnfit):
        sharing.share_out(ours["金卡"], {teller: 3}, by=head, at=at)
    with pytest.raises(GoalExists):
        sharing.share_out(ours["金卡"], {teller2: 2}, by=head, at=at)
    sharing.share_out(ours["金卡"], {teller: 2}, by=head, at=at)
    assert Goal.objects.filter(staff__isnull=False).count() == 2
    line = next(one for one in goals_of(branch, at.date()) if one.goal.product == "金卡")
    assert (line.reached, line.shared, [(g.staff, n) for g, n in line.shares]) == (2, 3, [(teller2, 1), (teller, 2)])
    assert [n for _goal, n in line.shares] == [1, 2]
    for name in ("", "x1", "x2"):
        if name:
            person = make_staff(name, branch, RoleCode.TELLER)
            goals.set_goal(branch, product="金卡", **named, staff=person)
        with statements_at_most(11):
            goals_of(branch, at.date())
