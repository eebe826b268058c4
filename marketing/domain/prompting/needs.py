"""Noting what a customer needs, and why nothing was offered."""

from __future__ import annotations

import datetime as dt

from lobby.branches.models import Staff
from lobby.live import journal
from marketing.domain.prompting.deciding import is_here
from marketing.enums.needs import NeedKind, SkipReason
from marketing.errors.prompts import VisitOver
from marketing.events.prompts import NeedNoted, PromptSkipped
from marketing.models import Need, PromptSkip, Rule
from marketing.selectors.terms import in_force
from queueing.enums import OPEN_VISITS, VisitStatus
from queueing.models import Ticket, Visit

# Somebody who has just been served still stands there.
NAMEABLE = (*OPEN_VISITS, VisitStatus.FINISHED)


def note_need(
    visit: Visit,
    *,
    by: Staff,
    at: dt.datetime,
    kind: NeedKind | str,
    is_asked: bool = False,
    cash: int | None = None,
    term_days: int | None = None,
) -> Need:
    """Note what the customer named. The amount of cash is compared with what a machine pays out, and forgotten.

    The same need again adds what is new: once asked for stays asked for. Raises VisitOver.
    """
    with journal.unit(by=by.actor, at=at):
        visit = Visit.objects.select_for_update(of=("self",), no_key=True).get(pk=visit.pk)
        if visit.status not in NAMEABLE:
            raise VisitOver
        need = Need.objects.filter(visit=visit, kind=kind).first() or Need(
            branch_id=visit.branch_id, visit=visit, kind=NeedKind(kind), staff=by, at=at
        )
        need.is_asked = need.is_asked or is_asked
        need.term_days = term_days or need.term_days
        if cash is not None:
            need.is_small_cash = 0 < cash < in_force(at).small_cash_below
        need.save()
        journal.record(NeedNoted(branch_id=visit.branch_id, visit=visit.pk))
    return need


def skip(
    ticket: Ticket, *, by: Staff, at: dt.datetime, reason: SkipReason | str, rule: Rule | None = None
) -> PromptSkip:
    """Say why nothing is said; with a rule, that hint stays away from the customer for the days of the terms (S019).

    Only while the customer is there: afterwards nobody makes the day's figure whole (K31). Raises VisitOver.
    """
    if not is_here(ticket, at=at):
        raise VisitOver
    with journal.unit(by=by.actor, at=at):
        row = PromptSkip.objects.create(
            branch_id=ticket.branch_id,
            visit_id=ticket.visit_id,
            ticket=ticket,
            customer_id=ticket.visit.customer_id,
            rule=rule,
            reason=SkipReason(reason),
            staff=by,
            at=at,
        )
        journal.record(PromptSkipped(branch_id=ticket.branch_id, visit=ticket.visit_id, reason=row.reason))
    return row
