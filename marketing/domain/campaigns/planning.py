"""Campaigns from the plan to their end: approved by another, staffed on their days, charged once approved (S018, S162)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Sum

from lobby.branches.access import branches_of_staff
from lobby.branches.calendar import business_date
from lobby.branches.models import Branch, Staff
from lobby.floor.errors import EmptyText, ReasonMissing
from lobby.floor.models import LibraryItem
from lobby.live import journal
from marketing.enums.campaigns import CAMPAIGN_MOVES, CampaignStatus
from marketing.errors.campaigns import (
    ApprovesOwnPlan,
    CodeTaken,
    CostUnfit,
    IllegalCampaignMove,
    NotTheseDays,
    OwnerElsewhere,
    SpanUnfit,
    SpendTooEarly,
)
from marketing.events.campaigns import CampaignChanged
from marketing.models import Campaign, CampaignCost, CampaignDuty


def plan(
    branch: Branch,
    *,
    by: Staff,
    at: dt.datetime,
    code: str,
    name_zh: str,
    name_en: str,
    starts_on: dt.date,
    ends_on: dt.date,
    owner: Staff,
    family: str = "",
    budget: int = 0,
    materials: Iterable[LibraryItem] = (),
) -> Campaign:
    """Plan a campaign. Raises SpanUnfit, OwnerElsewhere, CodeTaken."""
    if ends_on < starts_on or ends_on < business_date(branch, at):
        raise SpanUnfit
    check_works_at(branch, owner)
    with journal.unit(by=by.actor, at=at):
        campaign = Campaign(
            branch=branch,
            code=code,
            name_zh=name_zh.strip(),
            name_en=name_en.strip(),
            family=family,
            starts_on=starts_on,
            ends_on=ends_on,
            budget=budget,
            owner=owner,
            planned_by=by,
            created_at=at,
        )
        try:
            with transaction.atomic():
                campaign.save(force_insert=True)
        except IntegrityError as error:
            raise CodeTaken from error
        campaign.materials.set(materials)
        journal.record(news_of(campaign, "plan"))
    return campaign


def approve(campaign: Campaign, *, by: Staff, at: dt.datetime) -> Campaign:
    """Somebody who neither owns nor planned it lets it go on. Raises ApprovesOwnPlan, IllegalCampaignMove."""
    with journal.unit(by=by.actor, at=at):
        campaign = locked(campaign)
        check_another(campaign, by)
        return move(campaign, "approve", approved_at=at, approved_by=by)


def cancel(campaign: Campaign, *, by: Staff, at: dt.datetime, reason: str) -> Campaign:
    """It will not be, or ends before its time. Raises ReasonMissing, IllegalCampaignMove."""
    if not reason.strip():
        raise ReasonMissing
    with journal.unit(by=by.actor, at=at):
        return move(locked(campaign), "cancel", end_reason=reason.strip())


def charge(campaign: Campaign, *, by: Staff, at: dt.datetime, amount: int, what: str) -> CampaignCost:
    """Money was spent; a negative amount takes back what was written wrongly. Raises EmptyText, SpendTooEarly, CostUnfit."""
    if not what.strip():
        raise EmptyText
    with journal.unit(by=by.actor, at=at):
        campaign = locked(campaign)
        check_approved(campaign)
        if amount <= 0:
            spent = campaign.costs.aggregate(sum=Sum("amount"))["sum"] or 0
            if not amount or spent + amount < 0:
                raise CostUnfit(spent=spent)
        cost = CampaignCost.objects.create(
            campaign=campaign, day=business_date(campaign.branch, at), amount=amount, what=what.strip(), at=at, by=by
        )
        journal.record(news_of(campaign, "charge"))
    return cost


def put_on_duty(
    campaign: Campaign, *, by: Staff, at: dt.datetime, date: dt.date, staff: Staff, place: str = ""
) -> CampaignDuty:
    """Somebody stands at its desk on one of its days; said again, the place changes.

    Raises SpendTooEarly, NotTheseDays, OwnerElsewhere.
    """
    check_works_at(campaign.branch, staff)
    with journal.unit(by=by.actor, at=at):
        campaign = locked(campaign)
        check_approved(campaign)
        check_days(campaign, date)
        duty, _is_new = CampaignDuty.objects.update_or_create(
            campaign=campaign, date=date, staff=staff, defaults={"place": place.strip()}
        )
        journal.record(news_of(campaign, "duty"))
    return duty


def take_off_duty(duty: CampaignDuty, *, by: Staff, at: dt.datetime) -> None:
    """Somebody else, or nobody, stands there."""
    with journal.unit(by=by.actor, at=at):
        campaign = locked(duty.campaign)
        duty.delete()
        journal.record(news_of(campaign, "off_duty"))


def check_another(planned: Any, by: Staff) -> None:
    """A campaign or event is approved by another than its owner and planner. Raises ApprovesOwnPlan."""
    if by.pk in (planned.owner_id, planned.planned_by_id):
        raise ApprovesOwnPlan


def check_works_at(branch: Branch, staff: Staff) -> None:
    """Raises OwnerElsewhere for somebody without a role here (1 query)."""
    if not staff.is_active or not branches_of_staff(staff.pk).filter(pk=branch.pk).exists():
        raise OwnerElsewhere(name=staff.name)


def check_approved(campaign: Campaign) -> None:
    """Raises SpendTooEarly."""
    if campaign.status != CampaignStatus.APPROVED:
        raise SpendTooEarly


def check_days(campaign: Campaign, date: dt.date) -> None:
    """Raises NotTheseDays."""
    if not campaign.starts_on <= date <= campaign.ends_on:
        raise NotTheseDays(first=campaign.starts_on.isoformat(), last=campaign.ends_on.isoformat())


def move(campaign: Campaign, verb: str, **fields: Any) -> Campaign:
    """Take the verb's move (1 statement). The row must be locked. Raises IllegalCampaignMove."""
    sources, target = CAMPAIGN_MOVES[verb]
    if campaign.status not in sources:
        raise IllegalCampaignMove(status=CampaignStatus(campaign.status).label)
    campaign.status = target
    for name, value in fields.items():
        setattr(campaign, name, value)
    campaign.save(update_fields=["status", *fields])
    journal.record(news_of(campaign, verb))
    return campaign


def locked(campaign: Campaign) -> Campaign:
    """Read the campaign again with its row locked; gifts of its events are written meanwhile (1 statement)."""
    rows = Campaign.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("branch").get(pk=campaign.pk)


def news_of(campaign: Campaign, verb: str) -> CampaignChanged:
    """The event of a change."""
    return CampaignChanged(branch_id=campaign.branch_id, campaign=campaign.pk, status=campaign.status, verb=verb)
