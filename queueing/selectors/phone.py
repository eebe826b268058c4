"""What a customer's phone shows: the ticket behind its link, where it stands, and where to go."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from lobby.branches.calendar import business_date
from lobby.branches.errors import NotFound
from lobby.branches.models import Branch, BranchPolicy, Zone
from lobby.branches.policies import policy_of
from queueing.enums import AT_COUNTER, CALLABLE, OPEN, TicketStatus
from queueing.estimate import Wait, waits
from queueing.models import Ticket
from queueing.selectors.lines import minutes_of, wait_note

PAGES = Ticket.objects.select_related("branch", "service__zone", "counter__zone", "visit")
MAY_POSTPONE = (TicketStatus.WAITING, TicketStatus.CALLED)
MAY_LEAVE = (TicketStatus.WAITING, TicketStatus.RETURNED, TicketStatus.CALLED)
# Whoever has a number that still runs may call somebody.
MAY_CALL_HELP = OPEN


@dataclass(frozen=True, slots=True)
class Turn:
    """Where a ticket stands; `wait` only while it waits, `zone` where its customer should be."""

    ticket: Ticket
    policy: BranchPolicy
    wait: Wait | None

    @property
    def state(self) -> str:
        """The ticket's state, or `near` when its turn is close."""
        return "near" if self.wait and is_near(self.wait, self.policy) else self.ticket.status

    @property
    def minutes(self) -> int:
        """Half of such customers wait at most so long."""
        return minutes_of(self.wait.p50_s) if self.wait else 0

    @property
    def longest_minutes(self) -> int:
        """Nine in ten wait at most so long."""
        return minutes_of(self.wait.p90_s) if self.wait else 0

    @property
    def note(self) -> str:
        """What has to be said with the wait, or in its place."""
        return wait_note(self.wait) if self.ticket.status in CALLABLE else ""

    @property
    def zone(self) -> Zone | None:
        """Where to go: the counter's zone once called, else where the service is waited for."""
        ticket = self.ticket
        is_at_counter = ticket.counter is not None and ticket.status in AT_COUNTER
        return ticket.counter.zone if is_at_counter else ticket.service.zone  # type: ignore[union-attr]


def may_postpone(ticket: Ticket) -> bool:
    """Whether the customer may still let others go first."""
    return ticket.status in MAY_POSTPONE and ticket.postponed_at is None


def may_leave(ticket: Ticket) -> bool:
    """Whether there is a place in the queue to give up."""
    return ticket.status in MAY_LEAVE


def ticket_by_token(token: str) -> Ticket:
    """The ticket of a page's address, of whatever day (1 query). Raises NotFound."""
    ticket = PAGES.filter(page_token=token).first()
    if ticket is None:
        raise NotFound
    return ticket


def is_of_today(ticket: Ticket, *, at: dt.datetime) -> bool:
    """Whether the ticket's business day still runs."""
    return ticket.day == business_date(ticket.branch, at)


def turn_of(ticket: Ticket, *, at: dt.datetime) -> Turn:
    """Where a ticket stands now (1 query, 3 while it waits)."""
    wait = waits(ticket.branch, at=at).get(ticket.pk) if ticket.status in CALLABLE else None
    return Turn(ticket, policy_of(ticket.branch, ticket.day), wait)


def is_near(wait: Wait, policy: BranchPolicy) -> bool:
    """Whether the customer should be in the hall now: few ahead, or little time left."""
    is_soon = wait.p50_s <= policy.near_turn_s and not wait.needs_opening
    return wait.ahead <= policy.near_turn_ahead or is_soon


def positions(branch_id: int, at: dt.datetime) -> dict[int, dict[str, Any]]:
    """What every waiting ticket of a branch is told, from one computation (4 queries)."""
    branch = Branch.objects.get(pk=branch_id)
    policy = policy_of(branch, business_date(branch, at))
    return {
        ticket: {
            "ahead": wait.ahead,
            "p50_s": wait.p50_s,
            "p90_s": wait.p90_s,
            "needs_opening": wait.needs_opening,
            "near": is_near(wait, policy),
        }
        for ticket, wait in waits(branch, at=at).items()
    }
