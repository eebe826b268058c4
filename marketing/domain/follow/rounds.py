"""A branch's round at its opening: who came and is to be asked, whose birthday is near, what matures, who hears too rarely.

Each looks at a stretch of days, not at one: a round that comes late makes what was due meanwhile, once.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

from django.db.models import Exists, Max, OuterRef, Q, QuerySet

from lobby.branches.actors import SYSTEM
from lobby.branches.calendar import business_date, next_opening, openings
from lobby.branches.models import Branch
from lobby.customers.models import Customer, Holding
from lobby.customers.selectors.care import BIRTHDAY, remembered_on
from lobby.floor.domain import deadlines
from lobby.floor.domain.sweeping import apart
from lobby.floor.models import Deadline
from lobby.live import journal
from marketing.domain.follow.making import create
from marketing.domain.follow.ruling import rule_for, rules_of
from marketing.enums.follow import SPOKEN, FollowUpKind
from marketing.models import Contact, FollowUp
from marketing.selectors.terms import in_force
from queueing.models import Ticket

CLOCK = "marketing.follow_up_round"
DAY = dt.timedelta(days=1)
LOOK_BACK_DAYS = 7
AHEAD = dt.timedelta(days=3)
LONGEST_CLOSED = 31
# The round takes so many at a time, and goes on a minute later.
MOST = 200
GO_ON = dt.timedelta(minutes=1)
# Nobody gets more than so many regular contacts a day.
CADENCE_A_DAY = 3

Wish = dict[str, Any]


def sweep_branches(*, at: dt.datetime, limit: int = 500) -> int:
    """Begin the rounds of branches that are new; returns how many. Afterwards each has a clock of its own."""
    running = Deadline.objects.filter(
        subject_type="branch", subject_id=OuterRef("pk"), kind=CLOCK, done_at__isnull=True
    )
    found = Branch.objects.filter(is_active=True).exclude(Exists(running)).order_by("pk")[:limit]
    return sum(
        apart(partial(begin, branch, at=at), failed="rounds_begin_failed", branch=branch.pk) for branch in list(found)
    )


def begin(branch: Branch, *, at: dt.datetime) -> bool:
    """Set a branch's clock to its next opening (1 statement)."""
    with journal.unit(by=SYSTEM, at=at):
        subject = ("branch", branch.pk)
        deadlines.set_deadline(CLOCK, branch_id=branch.pk, subject=subject, due_at=next_round(branch, at))
    return True


def when_branch_opens(deadline: Deadline, at: dt.datetime) -> dt.datetime | None:
    """Make what is due by now; ends with the branch."""
    branch = deadline.branch
    if not branch.is_active:
        return None
    made = sum(1 for wish in itertools.islice(wishes(branch, at=at), MOST) if make(branch, wish, at=at))
    return at + GO_ON if made >= MOST else next_round(branch, at)


def next_round(branch: Branch, at: dt.datetime) -> dt.datetime:
    """The next opening, a day on where none is known (2 queries)."""
    return next_opening(branch, at) or at + DAY


def make(branch: Branch, wish: Wish, *, at: dt.datetime) -> bool:
    """Make one follow-up; False when there is nothing to make."""
    return create(branch=branch, by=SYSTEM, at=at, **wish) is not None


def wishes(branch: Branch, *, at: dt.datetime) -> Iterator[Wish]:
    """Everything that the round would make, in this order (15 queries or so)."""
    today = business_date(branch, at)
    yield from after_visits(branch, today)
    yield from maturing(branch, today, in_force(at).maturity_days)
    yield from days_to_remember(branch, today)
    yield from too_rarely(branch, at)


def after_visits(branch: Branch, today: dt.date) -> Iterator[Wish]:
    """Visits of the last week whose outcome a rule follows; meetings have their own (2 queries)."""
    rules = rules_of(branch, FollowUpKind.VISIT)
    followed = FollowUp.objects.filter(visit=OuterRef("visit"))
    days = (today - LOOK_BACK_DAYS * DAY, today - DAY)
    found = Ticket.objects.filter(branch=branch, day__range=days, ended_at__isnull=False)
    found = found.filter(visit__customer__consent_service_at__isnull=False, appointment__isnull=True).exclude(
        outcome=""
    )
    found = found.exclude(Exists(followed)).select_related("service", "visit__customer__owner")
    for ticket in found.order_by("ended_at", "pk") if rules else []:
        customer = ticket.visit.customer
        assert customer is not None
        rule = rule_for(rules, service_family=ticket.service.family, outcome=ticket.outcome, tier=customer.tier)
        if rule is not None:
            yield {
                "customer": customer,
                "kind": FollowUpKind.VISIT,
                "due_on": ticket.day + rule.days * DAY,
                "visit": ticket.visit,
                "rule": rule,
                "key": f"visit:{ticket.visit_id}",
            }


def maturing(branch: Branch, today: dt.date, days: int) -> Iterator[Wish]:
    """What matures within the days of the terms (2 queries)."""
    found = Holding.objects.filter(customer__branch=branch, matures_on__range=(today, today + days * DAY))
    found = found.filter(customer__consent_marketing_at__isnull=False, customer__closed_on=None)
    found = found.select_related("customer__owner")
    known = keys_of(branch, FollowUpKind.MATURITY, today)
    for holding in found.order_by("matures_on", "pk"):
        key = f"{holding.family}:{holding.matures_on}"
        if (holding.customer_id, key) not in known:
            yield {
                "customer": holding.customer,
                "kind": FollowUpKind.MATURITY,
                "family": holding.family,
                "about_on": holding.matures_on,
                "due_on": today,
                "key": key,
            }


def days_to_remember(branch: Branch, today: dt.date) -> Iterator[Wish]:
    """Birthdays and key dates three days ahead, on the open day before where the branch is closed then (S193c).

    Of customers whom somebody looks after (4 queries, and 2 for each day that is near).
    """
    hours = openings(branch, today - LONGEST_CLOSED * DAY, 2 * LONGEST_CLOSED)
    open_days = [day for day, one in hours.items() if one.opens_at is not None]
    known = keys_of(branch, FollowUpKind.BIRTHDAY, today) | keys_of(branch, FollowUpKind.KEY_DATE, today)
    for date in (today + number * DAY for number in range(LONGEST_CLOSED)):
        told_on = max((day for day in open_days if day <= date - AHEAD), default=today)
        if told_on > today:
            return
        for one in remembered_on(branch, date):
            key = f"{one.kind}:{date}"
            is_theirs = one.customer.owner_id is not None and one.customer.consent_marketing_at is not None
            if is_theirs and (one.customer.pk, key) not in known:
                kind = FollowUpKind.BIRTHDAY if one.kind == BIRTHDAY else FollowUpKind.KEY_DATE
                yield {"customer": one.customer, "kind": kind, "about_on": date, "due_on": today, "key": key}


def too_rarely(branch: Branch, at: dt.datetime) -> Iterator[Wish]:
    """Customers of whom nobody has heard for longer than their tier's rule says, a few for each owner (S178) (3 queries)."""
    rules = rules_of(branch, FollowUpKind.CADENCE)
    if not rules:
        return
    given: dict[int | None, int] = {}
    open_ones = FollowUp.objects.filter(customer=OuterRef("pk"), ended_at__isnull=True)
    found = looked_after(branch).exclude(Exists(open_ones))
    spoken = Max("follow_ups__ended_at", filter=Q(follow_ups__outcome__in=SPOKEN))
    long_ago = at - max(rule.days for rule in rules) * DAY
    of_late = Contact.objects.filter(branch=branch, day__gte=business_date(branch, long_ago), at__gt=long_ago)
    contacted = dict(of_late.values_list("customer").annotate(last=Max("at")))
    for customer in sorted(found.annotate(spoken_at=spoken), key=lambda one: one.tier != "vip"):
        rule = rule_for(rules, tier=customer.tier)
        moments = [one for one in (customer.spoken_at, contacted.get(customer.pk)) if one is not None]
        if rule is None or (moments and at - max(moments) < rule.days * DAY):
            continue
        if given.get(customer.owner_id, 0) >= CADENCE_A_DAY:
            continue
        given[customer.owner_id] = given.get(customer.owner_id, 0) + 1
        due_on = business_date(branch, at)
        yield {
            "customer": customer,
            "kind": FollowUpKind.CADENCE,
            "due_on": due_on,
            "rule": rule,
            "key": due_on.isoformat(),
        }


def looked_after(branch: Branch) -> QuerySet[Customer]:
    """Customers who have an owner and agreed to hear of offers."""
    mine = Customer.objects.filter(branch=branch, owner__isnull=False, closed_on=None)
    return mine.filter(consent_marketing_at__isnull=False).select_related("owner").order_by("pk")


def keys_of(branch: Branch, kind: str, today: dt.date) -> set[tuple[int, str]]:
    """What was made for days still to come (1 query)."""
    made: Iterable[tuple[int, str]] = FollowUp.objects.filter(
        branch=branch, kind=kind, about_on__gte=today
    ).values_list("customer_id", "key")
    return set(made)
