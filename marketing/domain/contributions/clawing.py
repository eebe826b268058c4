"""Taking a contribution back: a complaint was upheld, or the deal was cancelled (R25).

Complaints are another room: what they are about is read from the holds they put on contact, by which they name their
customer and visit.
"""

from __future__ import annotations

import datetime as dt

from django.db.models import Q

from lobby.branches.actors import Actor
from lobby.branches.models import Staff
from lobby.customers.models import ContactHold
from lobby.floor.domain import deadlines
from lobby.live import journal
from marketing.domain.contributions import calling, moving
from marketing.domain.reasons import said
from marketing.enums.leads import CONTRIBUTION_MOVES, LeadStatus
from marketing.models import Contribution
from marketing.selectors.terms import in_force


def claw_back(contribution: Contribution, *, by: Staff, at: dt.datetime, reason: str) -> Contribution:
    """The deal was cancelled: nobody earns anything by it.

    Raises IllegalContributionMove, Forbidden, OwnContribution, ReasonMissing.
    """
    words = said(reason)
    with journal.unit(by=by.actor, at=at):
        contribution = moving.locked(contribution)
        moving.check_move(contribution, "claw_back")
        moving.check_decides(contribution, by)
        take_back(contribution, by=by.actor, at=at, reason=words)
    return contribution


def reinstate(contribution: Contribution, *, by: Staff, at: dt.datetime, reason: str) -> Contribution:
    """The complaint was about something else: it is decided about anew, as after a dispute.

    Raises IllegalContributionMove, Forbidden, OwnContribution, ReasonMissing.
    """
    words = said(reason)
    with journal.unit(by=by.actor, at=at):
        contribution = moving.locked(contribution)
        moving.check_move(contribution, "reinstate")
        moving.check_decides(contribution, by)
        moving.move(contribution, "reinstate", by=by.actor, at=at, reason=words)
    return contribution


def claw_back_for(complaint: int, *, by: Actor, at: dt.datetime) -> int:
    """A complaint was upheld: take back what was won from its customer or in its visit in the days before (2 queries).

    A complaint takes back a contribution once: what was reinstated since is left. Returns how many.
    """
    holds = ContactHold.objects.filter(cause_type="complaint", cause_id=complaint)
    about = list(holds.values_list("customer", "visit"))
    if not about:
        return 0
    customers = [customer for customer, _visit in about if customer is not None]
    visits = [visit for _customer, visit in about if visit is not None]
    since = at - dt.timedelta(days=in_force(at).claw_back_days)
    won = Contribution.objects.select_for_update(no_key=True, of=("self",)).filter(
        Q(lead__customer__in=customers) | Q(lead__visit__in=visits),
        lead__status=LeadStatus.WON,
        lead__ended_at__gte=since,
        lead__ended_at__lte=at,
        status__in=CONTRIBUTION_MOVES["claw_back"][0],
    )
    found = list(won.exclude(entries__cause=complaint).select_related("branch", "lead").order_by("pk"))
    for contribution in found:
        take_back(contribution, by=by, at=at, cause=complaint)
    return len(found)


def take_back(
    contribution: Contribution, *, by: Actor, at: dt.datetime, reason: str = "", cause: int | None = None
) -> None:
    """Nobody earns anything by it. The row must be locked."""
    moving.move(
        contribution,
        "claw_back",
        by=by,
        at=at,
        reason=reason,
        cause=cause,
        approved_by=None,
        approved_at=None,
    )
    deadlines.stop(subject=contribution.subject, at=at)
    calling.call_off(contribution, at=at, reason="clawed_back")
