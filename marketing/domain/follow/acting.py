"""What the people do with follow-ups: take, hand on, say what came of it, call off."""

from __future__ import annotations

import datetime as dt

import structlog

from lobby.branches.access import can
from lobby.branches.actors import SYSTEM, Actor
from lobby.branches.enums import Permission
from lobby.branches.models import Staff
from lobby.live import journal
from marketing.domain import contacting, leads
from marketing.domain.follow import telling
from marketing.domain.follow.making import KEEPER, create
from marketing.domain.follow.moving import check_move, end_reminders, locked, move, news_of, remind
from marketing.domain.leads.moving import locked_customer
from marketing.enums.follow import OFFERS, SPOKEN, FollowUpKind, FollowUpOutcome
from marketing.enums.leads import LeadSource
from marketing.enums.prompts import PromptAnswer
from marketing.errors.contacting import Silenced
from marketing.errors.follow import NotTheirWork, NotYours, TakenByOther
from marketing.events.follow import FollowUpCancelled, FollowUpDone, FollowUpTaken
from marketing.models import Contact, FollowUp

log = structlog.get_logger(__name__)
PHONE = "phone"
ANSWERS = {
    FollowUpOutcome.INTERESTED: PromptAnswer.INTERESTED,
    FollowUpOutcome.LATER: PromptAnswer.LATER,
    FollowUpOutcome.NO: PromptAnswer.NO,
}
# What an outcome may have made.
MADE = ("next", "contact", "lead", "cool_off")
MOST_TRIES = 3
TRY_AGAIN_DAYS = 1
LATER_DAYS = 7


def take(follow_up: FollowUp, *, by: Staff, at: dt.datetime) -> FollowUp:
    """A team's follow-up becomes the taker's own. Raises TakenByOther, IllegalFollowUpMove."""
    with journal.unit(by=by.actor, at=at):
        follow_up = locked(follow_up)
        check_move(follow_up, "take")
        if follow_up.owner is not None:
            raise TakenByOther(name=follow_up.owner.name)
        return owned_by(follow_up, "take", by, by=by.actor, at=at)


def assign(follow_up: FollowUp, *, to: Staff, by: Staff, at: dt.datetime) -> FollowUp:
    """Somebody else looks after it. Raises NotTheirWork, IllegalFollowUpMove."""
    with journal.unit(by=by.actor, at=at):
        follow_up = locked(follow_up)
        check_move(follow_up, "assign")
        if not to.is_active or not can(to, follow_up.branch, KEEPER):
            raise NotTheirWork(name=to.name)
        return owned_by(follow_up, "assign", to, by=by.actor, at=at)


def owned_by(follow_up: FollowUp, verb: str, owner: Staff, *, by: Actor, at: dt.datetime) -> FollowUp:
    """Change the owner, and the reminder with it."""
    end_reminders(follow_up, by=SYSTEM, at=at)
    move(follow_up, verb, owner=owner)
    remind(follow_up, at=at)
    journal.record(FollowUpTaken(**news_of(follow_up)))
    return follow_up


def finish(
    follow_up: FollowUp,
    *,
    by: Staff,
    at: dt.datetime,
    outcome: str,
    note: str = "",
    next_on: dt.date | None = None,
) -> FollowUp:
    """Say what came of it, in one tap; what comes next is made at once.

    A message goes out in the approved words of its kind; an interest in the family that it is about becomes a lead, a "no"
    begins its cool-off. "Later" comes again after a week or on `next_on`; who did not answer is tried again on the next
    open day, three times in all. Raises IllegalFollowUpMove, NotYours, NoTemplate and what a lead refuses.
    """
    outcome = FollowUpOutcome(outcome)
    with journal.unit(by=by.actor, at=at):
        # Whoever takes a consent back holds the card before what is planned about them.
        locked_customer(follow_up.customer_id)
        follow_up = locked(follow_up)
        check_theirs(follow_up, by)
        move(
            follow_up,
            "finish",
            outcome=outcome,
            note=note.strip(),
            ended_at=at,
            ended_by=by,
            owner=follow_up.owner or by,
        )
        end_reminders(follow_up, by=by.actor, at=at)
        journal.record(FollowUpDone(**news_of(follow_up), outcome=outcome))
        pass_on(follow_up, outcome, by=by, at=at)
        follow_up.next = next_of(follow_up, outcome, next_on, by=by, at=at)
        follow_up.save(update_fields=MADE)
    return follow_up


def pass_on(follow_up: FollowUp, outcome: FollowUpOutcome, *, by: Staff, at: dt.datetime) -> None:
    """What the outcome means to others, noted on the row: a message, a contact, an interest in a family, a "no" to it."""
    customer, branch, family = follow_up.customer, follow_up.branch, follow_up.family
    if outcome == FollowUpOutcome.MESSAGE:
        telling.write(follow_up, by=by, at=at)
    if outcome in SPOKEN and follow_up.kind in OFFERS:
        follow_up.contact = noted_contact(follow_up, outcome, by=by, at=at)
    if outcome == FollowUpOutcome.INTERESTED and family:
        source = LeadSource.FOLLOW_UP
        lead, is_new = leads.create(branch, by=by, at=at, customer=customer, family=family, source=source)
        follow_up.lead = lead if is_new else None
    if outcome == FollowUpOutcome.NO and family:
        follow_up.cool_off = contacting.refuse(customer, branch=branch, by=by.actor, at=at, family=family)


def noted_contact(follow_up: FollowUp, outcome: FollowUpOutcome, *, by: Staff, at: dt.datetime) -> Contact | None:
    """A talk about an offer is a contact (K10); one that should not have been leaves no attempt."""
    answer = ANSWERS.get(outcome, "")
    try:
        return contacting.record(
            follow_up.customer, branch=follow_up.branch, by=by.actor, at=at, way=PHONE, staff=by, answer=answer
        )
    except Silenced as refusal:
        log.info("follow_up_crossed_silence", follow_up=follow_up.pk, code=refusal.code)
        return None


def next_of(
    follow_up: FollowUp, outcome: FollowUpOutcome, next_on: dt.date | None, *, by: Staff, at: dt.datetime
) -> FollowUp | None:
    """The follow-up after this one, None when that is the end of it."""
    tries = follow_up.tries + 1 if outcome == FollowUpOutcome.NOT_REACHED else 0
    days = {FollowUpOutcome.LATER: LATER_DAYS, FollowUpOutcome.NOT_REACHED: TRY_AGAIN_DAYS}.get(outcome)
    if outcome == FollowUpOutcome.NO or (next_on is None and days is None) or (next_on is None and tries >= MOST_TRIES):
        return None
    goes_on = outcome in (FollowUpOutcome.NOT_REACHED, FollowUpOutcome.LATER)
    return create(
        follow_up.customer,
        branch=follow_up.branch,
        by=by.actor,
        at=at,
        kind=follow_up.kind if goes_on else FollowUpKind.OWN,
        due_on=next_on,
        days=days,
        owner=follow_up.owner,
        family=follow_up.family,
        visit=follow_up.visit,
        rule=follow_up.rule,
        about_on=follow_up.about_on,
        tries=tries,
    )


def cancel(follow_up: FollowUp, *, by: Actor, at: dt.datetime, reason: str) -> FollowUp:
    """It is not needed, or not allowed any more. Raises IllegalFollowUpMove."""
    with journal.unit(by=by, at=at):
        follow_up = locked(follow_up)
        move(follow_up, "cancel", ended_at=at, ended_by_id=by.staff_id, cancel_reason=reason.strip())
        end_reminders(follow_up, by=by, at=at)
        journal.record(FollowUpCancelled(**news_of(follow_up)))
    return follow_up


def call_off(follow_up: FollowUp, *, by: Staff, at: dt.datetime, reason: str) -> FollowUp:
    """Its owner says that it is not needed any more. Raises NotYours, IllegalFollowUpMove."""
    with journal.unit(by=by.actor, at=at):
        check_theirs(locked(follow_up), by)
        return cancel(follow_up, by=by.actor, at=at, reason=reason)


def check_theirs(follow_up: FollowUp, by: Staff) -> None:
    """Its owner, anybody who keeps customers where it has none, or who manages leads (0–1 query). Raises NotYours."""
    if follow_up.owner is None or follow_up.owner_id == by.pk:
        return
    if not can(by, follow_up.branch, Permission.LEAD_MANAGE):
        raise NotYours(name=follow_up.owner.name)
