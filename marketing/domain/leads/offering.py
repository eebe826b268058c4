"""Handing a lead to a colleague, and the colleague's answer (S195, S329)."""

from __future__ import annotations

import datetime as dt

from django.db.models import QuerySet

from lobby.branches.access import can, roles_with, staff_with_role
from lobby.branches.actors import SYSTEM, Actor
from lobby.branches.calendar import business_date
from lobby.branches.errors import Forbidden
from lobby.branches.models import Branch, Staff
from lobby.live import journal
from marketing.domain.leads import calling, clocks, moving
from marketing.domain.leads.creating import check_agreed
from marketing.domain.reasons import perhaps
from marketing.enums.leads import DeclineReason, LeadStatus, ReferralAnswer
from marketing.errors.leads import DeclineReasonMissing, ReceiverAway, UnknownColleague
from marketing.models import Lead, Referral
from queueing.selectors.duty import present

P = moving.P


def receivers(branch: Branch, *, at: dt.datetime) -> list[Staff]:
    """Who works on leads at a branch and is there now (1 query)."""
    return list(present(workers(branch), branch, at=at).order_by("pk"))


def workers(branch: Branch) -> QuerySet[Staff]:
    """Who works on leads at a branch, there or not."""
    return staff_with_role(branch, roles_with(P.LEAD_WORK))


def offer(lead: Lead, *, by: Staff, at: dt.datetime, to: Staff) -> Lead:
    """Hand it to a wealth or customer manager: by its creator or by the head, who alone hands on what nobody answered.

    The receiver's clock runs: three minutes while the customer waits, else to the closing of the next business day.
    Raises IllegalLeadMove, Forbidden, UnknownColleague, ReceiverAway, Silenced.
    """
    with journal.unit(by=by.actor, at=at):
        customer = moving.locked_customer(lead.customer_id)
        lead = moving.locked(lead)
        moving.check_move(lead, "offer")
        check_hands_on(lead, by)
        check_can_take(lead, to, at=at)
        check_agreed(customer, visit=lead.visit, at=at)
        due_at = clocks.accept_due(lead, at)
        moving.move(lead, "offer", by=by.actor, at=at, receiver=to, accept_by=due_at)
        Referral.objects.create(
            branch=lead.branch,
            day=business_date(lead.branch, at),
            lead=lead,
            by=by,
            to=to,
            at=at,
            accept_by=due_at,
        )
        calling.call_off(lead, at=at, reason="offered")
        clocks.start(lead, clocks.ACCEPT, due_at)
        if to.pk != by.pk:
            calling.tell_receiver(lead, at=at)
    return lead


def check_hands_on(lead: Lead, by: Staff) -> None:
    """Raises Forbidden."""
    is_own = lead.creator_id == by.pk and lead.status != LeadStatus.EXPIRED
    if not can(by, lead.branch, P.LEAD_CREATE if is_own else P.LEAD_MANAGE):
        raise Forbidden


def check_can_take(lead: Lead, to: Staff, *, at: dt.datetime) -> None:
    """The colleague works on leads here, and is here while the customer waits. Raises UnknownColleague, ReceiverAway."""
    if not workers(lead.branch).filter(pk=to.pk).exists():
        raise UnknownColleague
    if lead.is_on_site and to.pk not in {one.pk for one in receivers(lead.branch, at=at)}:
        raise ReceiverAway(name=to.name)


def accept(lead: Lead, *, by: Staff, at: dt.datetime) -> Lead:
    """The colleague takes it, in one tap; the customer hears from them within the days of the terms.

    Raises IllegalLeadMove, NotTheReceiver, Forbidden.
    """
    with journal.unit(by=by.actor, at=at):
        lead = moving.locked(lead)
        moving.check_move(lead, "accept")
        moving.check_receiver(lead, by)
        due_at = clocks.contact_due(lead, at)
        moving.move(lead, "accept", by=by.actor, at=at, accept_by=None, contact_by=due_at, accepted_at=at)
        answered(lead, ReferralAnswer.ACCEPTED, at=at)
        clocks.start(lead, clocks.FIRST_CONTACT, due_at)
    return lead


def decline(lead: Lead, *, by: Staff, at: dt.datetime, reason: DeclineReason | str) -> Lead:
    """The colleague cannot take it and says why: it lies in the pool again, and the head hears of it.

    Raises IllegalLeadMove, NotTheReceiver, Forbidden, DeclineReasonMissing.
    """
    words = perhaps(reason)
    if not words:
        raise DeclineReasonMissing
    with journal.unit(by=by.actor, at=at):
        lead = moving.locked(lead)
        moving.check_move(lead, "decline")
        moving.check_receiver(lead, by)
        back_to_pool(lead, "decline", ReferralAnswer.DECLINED, by=by.actor, at=at, reason=words)
    return lead


def expire(lead: Lead, *, at: dt.datetime) -> Lead:
    """Nobody answered in time: it lies in the head's pool again, who hears of it. Raises IllegalLeadMove."""
    with journal.unit(by=SYSTEM, at=at):
        lead = moving.locked(lead)
        moving.check_move(lead, "expire")
        back_to_pool(lead, "expire", ReferralAnswer.EXPIRED, by=SYSTEM, at=at)
    return lead


def back_to_pool(
    lead: Lead, verb: str, answer: ReferralAnswer, *, by: Actor, at: dt.datetime, reason: str = ""
) -> None:
    """It is nobody's again. The row must be locked."""
    moving.move(lead, verb, by=by, at=at, reason=reason, accept_by=None, receiver=None)
    answered(lead, answer, at=at)
    calling.tell_head(lead, at=at)


def answered(lead: Lead, answer: ReferralAnswer, *, at: dt.datetime) -> None:
    """Close the referral that is open, its clock and its call (3 statements)."""
    Referral.objects.filter(lead=lead, answer="").update(answer=answer, answered_at=at)
    clocks.stop(lead, at=at)
    calling.call_off(lead, at=at, reason=answer.value)
