"""Reading ratings: what may be rated now, by which ticket, and how a day went."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from complaints.enums.ratings import LOW, RATED_OUTCOMES
from complaints.models import EvaluatorPlace, Rating
from lobby.branches.calendar import business_date
from lobby.branches.models import Branch, Counter, Device
from lobby.branches.policies import policy_of
from lobby.floor.domain.library.shipped.recovery import LOW_RATING
from lobby.floor.enums.library import ContentKind
from lobby.floor.models.library import LibraryVersion
from lobby.floor.selectors.library import in_force
from queueing.enums import AT_COUNTER, TicketStatus
from queueing.models import Ticket

# What a scanner reads from the slip: the address of the ticket's page.
PAGE = re.compile(r"/t/([\w-]{1,32})(?:/|$)")
RECENT = 60
WEEK = dt.timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Asked:
    """Where the rating of one ticket stands."""

    ticket: Ticket
    rating: Rating | None
    is_open: bool
    may_take_back: bool

    @property
    def may_rate(self) -> bool:
        """Whether a mark can be given now."""
        return self.is_open and self.rating is None

    @property
    def may_add(self) -> bool:
        """Whether something may still be said beside the mark."""
        return self.is_open and self.rating is not None and (self.rating.nps is None or not self.rating.comment)


def asked_of(ticket: Ticket, *, at: dt.datetime) -> Asked:
    """The same for a ticket with its branch (0 queries before it is served, 2 after)."""
    if ticket.status != TicketStatus.DONE or ticket.outcome not in RATED_OUTCOMES or ticket.ended_at is None:
        return Asked(ticket, None, is_open=False, may_take_back=False)
    policy = policy_of(ticket.branch, ticket.day)
    rating = Rating.objects.filter(ticket=ticket.pk).first()
    undone_by = dt.timedelta(seconds=policy.undo_within_s)
    return Asked(
        ticket,
        rating,
        is_open=at - ticket.ended_at <= dt.timedelta(seconds=policy.rating_open_s),
        may_take_back=rating is not None and rating.recovered_at is None and at - rating.given_at <= undone_by,
    )


def rating_of(ticket: Ticket) -> Rating | None:
    """The rating of a ticket (1 query)."""
    return Rating.objects.filter(ticket=ticket.pk).first()


def as_evidence(ticket: Ticket) -> int | None:
    """The mark that a complaint about the ticket keeps, never the words (0–1 query)."""
    rating = rating_of(ticket) if ticket.rated_at else None
    return rating.score if rating else None


def ticket_by_words(branch: Branch, words: str, *, at: dt.datetime) -> Ticket | None:
    """Today's ticket whose number was typed or whose slip was scanned, None where there is none (0–1 query)."""
    tickets = Ticket.objects.filter(branch=branch, day=business_date(branch, at)).select_related("branch", "service")
    scanned, typed = PAGE.search(words), words.strip().upper()
    if scanned:
        return tickets.filter(page_token=scanned[1]).first()
    is_number = re.fullmatch(r"[A-Z0-9]{1,12}", typed) is not None
    return tickets.filter(number=typed, is_without_number=False).first() if is_number else None


def counter_of(device: Device) -> Counter | None:
    """The counter at which an evaluator stands (1 query)."""
    place = EvaluatorPlace.objects.filter(device=device.pk).select_related("counter__branch").first()
    return place.counter if place else None


def asked_at(counter: Counter, *, at: dt.datetime, also_rated: bool = False) -> Ticket | None:
    """Whom the evaluator at a counter asks now: who was served there last, for a while, until the next is called.

    With `also_rated` also somebody who has answered already (2–3 queries).
    """
    day = business_date(counter.branch, at)
    mine = Ticket.objects.filter(branch=counter.branch_id, day=day, counter=counter.pk)
    shown = dt.timedelta(seconds=policy_of(counter.branch, day).rating_shown_s)
    ended = mine.filter(status=TicketStatus.DONE, outcome__in=RATED_OUTCOMES, ended_at__gt=at - shown)
    ticket = ended.select_related("branch", "service").order_by("-ended_at").first()
    if ticket is None or mine.filter(status__in=AT_COUNTER).exists():
        return None
    return ticket if also_rated or ticket.rated_at is None else None


def to_recover(branch: Branch) -> list[Rating]:
    """Low ratings that nobody has looked after yet, oldest first (1 query)."""
    rows = Rating.objects.filter(branch=branch, score__lte=LOW, recovered_at__isnull=True)
    return list(rows.select_related("service").order_by("given_at")[:RECENT])


def recent(branch: Branch, *, at: dt.datetime) -> list[Rating]:
    """Ratings of the last week, newest first (1 query)."""
    rows = Rating.objects.filter(branch=branch, day__gt=business_date(branch, at) - WEEK)
    return list(rows.select_related("service").order_by("-day", "-given_at", "-pk")[:RECENT])


def low_counts(branch: Branch, date: dt.date) -> dict[str, int]:
    """How many low ratings a day brought, and of how many somebody looked after the customer (1 query)."""
    counted = Rating.objects.filter(branch=branch, day=date).aggregate(
        n=Count("pk"),
        low=Count("pk", filter=Q(score__lte=LOW)),
        recovered=Count("pk", filter=Q(score__lte=LOW, recovered_at__isnull=False)),
    )
    return dict(counted)


def visits_to_recover() -> QuerySet[Rating, int]:
    """Visits whose low rating nobody has looked after; no query of its own."""
    rows = Rating.objects.filter(score__lte=LOW, recovered_at__isnull=True, visit__isnull=False)
    return rows.values_list("visit", flat=True)


def has_low(visit_id: int) -> bool:
    """Whether a visit has a low rating (1 query)."""
    return Rating.objects.filter(visit=visit_id, score__lte=LOW).exists()


def what_to_say(branch: Branch, at: dt.datetime) -> list[LibraryVersion]:
    """Approved words for a customer who gave a low rating (1 query)."""
    return list(in_force(ContentKind.SCRIPT, branch, at).filter(item__code=LOW_RATING))
