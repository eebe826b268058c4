"""Taking the last tap on a follow-up back, with everything that it made."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from lobby.branches.models import Staff
from lobby.live import journal
from marketing.domain import contacting, leads
from marketing.domain.follow.acting import MADE, cancel
from marketing.domain.follow.moving import check_move, locked, move, news_of, remind
from marketing.domain.leads.moving import locked_customer
from marketing.enums.follow import FollowUpOutcome, FollowUpStatus
from marketing.enums.leads import EndReason, LeadStatus
from marketing.errors.follow import BuiltUpon, NotYours, TooLateToUndo
from marketing.events.follow import FollowUpReopened
from marketing.models import FollowUp, Lead

UNDO = dt.timedelta(seconds=60)


def reopen(follow_up: FollowUp, *, by: Staff, at: dt.datetime) -> FollowUp:
    """Take the last tap back within a minute; what it made is called off, or nothing is where somebody went on with it.

    Raises TooLateToUndo, NotYours, IllegalFollowUpMove, BuiltUpon.
    """
    with journal.unit(by=by.actor, at=at):
        locked_customer(follow_up.customer_id)
        follow_up = locked(follow_up)
        check_move(follow_up, "reopen")
        if follow_up.ended_by_id != by.pk:
            raise NotYours(name=follow_up.ended_by.name if follow_up.ended_by else "")
        said_at = follow_up.ended_at
        assert said_at is not None
        if at - said_at > UNDO or follow_up.outcome == FollowUpOutcome.MESSAGE:
            raise TooLateToUndo
        made = {name: getattr(follow_up, name) for name in MADE}
        move(follow_up, "reopen", outcome="", note="", ended_at=None, ended_by=None, **dict.fromkeys(MADE))
        if made["lead"] is not None:
            take_back_lead(made["lead"], by=by, at=at)
        if made["contact"] is not None:
            contacting.forget_contact(made["contact"], by=by.actor, at=at)
        if made["cool_off"] is not None and not contacting.forget_no(
            made["cool_off"], branch=follow_up.branch, by=by.actor, at=at, said_at=said_at
        ):
            raise BuiltUpon(what=_("another no"))
        if made["next"] is not None:
            take_back_next(made["next"], by=by, at=at)
        remind(follow_up, at=at)
        journal.record(FollowUpReopened(**news_of(follow_up)))
    return follow_up


def take_back_lead(lead: Lead, *, by: Staff, at: dt.datetime) -> None:
    """A lead that nobody was offered and nobody else noted ends as noted by mistake. Raises BuiltUpon."""
    if lead.status != LeadStatus.CREATED or lead.steps.count() > 1:
        raise BuiltUpon(what=_("the lead"))
    leads.withdraw(lead, by=by, at=at, reason=EndReason.NOTED_BY_MISTAKE)


def take_back_next(following: FollowUp, *, by: Staff, at: dt.datetime) -> None:
    """A follow-up that is open still is called off. Raises BuiltUpon."""
    if following.status != FollowUpStatus.OPEN:
        raise BuiltUpon(what=_("the next follow-up"))
    cancel(following, by=by.actor, at=at, reason="taken back")
