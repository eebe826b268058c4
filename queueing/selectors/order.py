"""The queue as it will be called, and one sentence for each place.

The order is the one of `domain/ordering.py` for a counter with all skills: its choice is played forward, passes and all,
so that what people read is what counters do.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lobby.branches.calendar import business_date
from lobby.branches.models import Branch
from lobby.branches.policies import policy_of
from queueing.domain.ordering import arranged
from queueing.enums import CALLABLE, PriorityClass, TicketStatus
from queueing.models import Ticket

RELATED = ("service", "branch", "counter", "only_counter", "only_staff")


@dataclass(frozen=True, slots=True)
class Place:
    """A waiting ticket with the reason of its place; `jumps` when the pass rule put it there."""

    ticket: Ticket
    jumps: bool
    passes: int

    @property
    def why(self) -> str:
        """One sentence in the active language."""
        return next(sentence for rule in RULES if (sentence := rule(self)))


def waiting_tickets(branch: Branch, date: dt.date) -> QuerySet[Ticket]:
    """Everybody who can be called, by virtual arrival."""
    tickets = Ticket.objects.filter(branch=branch.pk, day=date, status__in=CALLABLE).select_related(*RELATED)
    return tickets.order_by("-goes_first", "queue_at", "pk")


def calling_order(branch: Branch, *, at: dt.datetime) -> list[Place]:
    """Today's waiting tickets in the order in which a counter with all skills calls them (2 queries)."""
    date = business_date(branch, at)
    return arrange(waiting_tickets(branch, date), policy_of(branch, date).max_passes)


def arrange(tickets: Iterable[Ticket], max_passes: int) -> list[Place]:
    """Tickets sorted by virtual arrival, each at its place."""
    return [Place(one.ticket, one.jumps, one.passes) for one in arranged(tickets, max_passes)]


def goes_first(place: Place) -> str:
    """Sent back to complete something, or back from a device."""
    if not place.ticket.goes_first:
        return ""
    if place.ticket.status == TicketStatus.RETURNED or place.ticket.return_count:
        return _("returned, goes first")
    return _("came back from a device, goes first")


def jumps(place: Place) -> str:
    """The pass rule."""
    if not place.jumps:
        return ""
    return ngettext("passed %(count)d time, next in line", "passed %(count)d times, next in line", place.passes) % {
        "count": place.passes
    }


def is_reserved(place: Place) -> str:
    """Transferred to one counter or person."""
    target = place.ticket.only_counter or place.ticket.only_staff
    return _("waits for %(target)s") % {"target": target.name} if target else ""


def was_postponed(place: Place) -> str:
    """Let others go first."""
    return _("postponed at the customer's wish") if place.ticket.postponed_at else ""


def has_head_start(place: Place) -> str:
    """Care, express or VIP."""
    minutes = round((place.ticket.issued_at - place.ticket.queue_at).total_seconds() / 60)
    if minutes <= 0:
        return ""
    return ngettext(
        "counts as arrived %(minutes)d minute earlier (%(priority)s)",
        "counts as arrived %(minutes)d minutes earlier (%(priority)s)",
        minutes,
    ) % {"minutes": minutes, "priority": PriorityClass(place.ticket.priority).label}


def was_handed_on(place: Place) -> str:
    """A second wait leg."""
    is_later = place.ticket.queue_at > place.ticket.issued_at
    return _("handed on from a counter, in order since then") if is_later else ""


def was_reinstated(place: Place) -> str:
    """Came after being missed."""
    return _("missed and came back, keeps the old place") if place.ticket.reinstated_at else ""


def in_order(place: Place) -> str:
    """Everybody else."""
    return _("in order of arrival")


RULES: tuple[Callable[[Place], str], ...] = (
    goes_first,
    jumps,
    is_reserved,
    was_postponed,
    has_head_start,
    was_handed_on,
    was_reinstated,
    in_order,
)
