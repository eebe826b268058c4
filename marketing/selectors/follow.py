"""Follow-ups as their people see them: what is due, what is overdue in the branch, whom to look after today."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Case, Count, Exists, Min, OuterRef, Q, QuerySet, Value, When
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from lobby.branches.calendar import business_date
from lobby.branches.models import Branch, Staff
from lobby.customers.enums import Tier
from lobby.customers.models import ContactHold, Customer
from lobby.floor.access.alerts import roles_at
from lobby.floor.goals import Upkeep
from marketing.domain.follow.reopening import UNDO
from marketing.domain.follow.telling import words_for
from marketing.enums.follow import CONSENT_OF, OFFERS, FollowUpKind, FollowUpOutcome, FollowUpStatus
from marketing.models import FollowUp

ROWS = 60
DONE_ROWS = 8
CUSTOMERS = 300
MARKETING_KINDS = [kind for kind, purpose in CONSENT_OF.items() if purpose == "marketing"]
SERVICE_KINDS = [kind for kind in CONSENT_OF if kind not in MARKETING_KINDS]


@dataclass(frozen=True, slots=True)
class Lists:
    """A person's follow-ups, next due first, what their team has, and what they did today."""

    overdue: list[FollowUp]
    today: list[FollowUp]
    later: list[FollowUp]
    team: list[FollowUp]
    done: list[FollowUp]
    undoable: FollowUp | None


@dataclass(frozen=True, slots=True)
class Overdue:
    """How many overdue follow-ups somebody has, and since when."""

    owner: str
    count: int
    since: dt.date


def agreed(rows: QuerySet[FollowUp]) -> QuerySet[FollowUp]:
    """Those whose customer still agrees to them: no offer while a complaint is open, nothing for a closed card."""
    may = Q(kind__in=MARKETING_KINDS, customer__consent_marketing_at__isnull=False)
    may |= Q(kind__in=SERVICE_KINDS, customer__consent_service_at__isnull=False)
    held = ContactHold.objects.filter(customer=OuterRef("customer"), until__isnull=True)
    return rows.filter(may, customer__closed_on=None).exclude(Exists(held), kind__in=OFFERS)


def open_ones(branch: Branch) -> QuerySet[FollowUp]:
    """What is open at a branch, next due first."""
    rows = agreed(FollowUp.objects.filter(branch=branch, ended_at__isnull=True))
    return rows.select_related("customer", "owner", "rule", "branch").order_by("due_at", "pk")


def lists_of(branch: Branch, staff: Staff, *, at: dt.datetime) -> Lists:
    """The lists of a person (5 queries, each bounded)."""
    today = business_date(branch, at)
    mine = list(open_ones(branch).filter(owner=staff)[:ROWS])
    team = list(open_ones(branch).filter(owner__isnull=True, team__in=sorted(roles_at(staff, branch)))[:ROWS])
    ended = FollowUp.objects.filter(branch=branch, ended_by=staff, status=FollowUpStatus.DONE)
    done = list(ended.select_related("customer", "next").order_by("-ended_at")[:DONE_ROWS])
    return Lists(
        overdue=[one for one in mine if one.due_on < today],
        today=[one for one in mine if one.due_on == today],
        later=[one for one in mine if one.due_on > today],
        team=team,
        done=done,
        undoable=next((one for one in done[:1] if may_undo(one, at=at)), None),
    )


def may_undo(follow_up: FollowUp, *, at: dt.datetime) -> bool:
    """Whether the last tap can still be taken back."""
    ended = follow_up.ended_at
    return ended is not None and at - ended <= UNDO and follow_up.outcome != FollowUpOutcome.MESSAGE


def overdue_of(branch: Branch, *, at: dt.datetime) -> list[Overdue]:
    """Overdue follow-ups of a branch by person, most first (S003) (1 query)."""
    late = agreed(FollowUp.objects.filter(branch=branch, ended_at__isnull=True, due_on__lt=business_date(branch, at)))
    rows = late.values("owner__name").annotate(count=Count("pk"), since=Min("due_on")).order_by("-count")
    return [Overdue(row["owner__name"] or "", row["count"], row["since"]) for row in rows]


def own_customers(branch: Branch, staff: Staff) -> QuerySet[Customer]:
    """Customers whom a person looks after and who agreed to be followed up, higher tiers first."""
    mine = Customer.objects.filter(branch=branch, owner=staff, closed_on=None, consent_service_at__isnull=False)
    rank = Case(When(tier=Tier.VIP, then=Value(0)), When(tier=Tier.GOLD, then=Value(1)), default=Value(2))
    return mine.order_by(rank, "pk")[:CUSTOMERS]


def upkeep(branch: Branch, staff: Staff, date: dt.date) -> Iterable[Upkeep]:
    """Whom a person looks after on a day: what is due then, with the approved words (2 queries) (S324)."""
    due = list(open_ones(branch).filter(owner=staff, due_on__lte=date)[:ROWS])
    words = words_for(due, branch, staff, get_language() or "zh-hans", at=timezone.now()) if due else {}
    address = reverse("marketing:follow-up", args=[branch.code])
    return [
        Upkeep(one.customer, FollowUpKind(one.kind).label, words=words.get(one.pk, ""), address=address) for one in due
    ]
