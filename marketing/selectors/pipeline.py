"""WM-1: one person's appointment marketing in four stages, from picking customers to following up (S177)."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Case, Exists, Max, OuterRef, QuerySet, Value, When

from lobby.branches.calendar import business_date, clock_time, local
from lobby.branches.models import Branch, Staff
from lobby.customers.enums import Tier
from lobby.customers.models import Customer, Holding
from marketing.domain.contacting import standings
from marketing.domain.follow.ruling import rule_for, rules_of
from marketing.enums.follow import SPOKEN, FollowUpKind
from marketing.models import Contact, FollowUp, FollowUpRule
from marketing.selectors.terms import in_force
from queueing.enums.appointments import UPCOMING, AppointmentStatus
from queueing.models import Appointment, Visit

A = AppointmentStatus
DAY = dt.timedelta(days=1)
PICKED = 12
LOOKED_AT = 200
ROWS = 20
# A meeting so near is to be prepared now.
NEAR = 2 * DAY
FOLLOWED = 14 * DAY
COUNTED = 30 * DAY
VISITS = 180 * DAY
ENDS = (A.COMPLETED, A.NO_SHOW, A.CANCELLED)


@dataclass(frozen=True, slots=True)
class Picked:
    """A customer to invite: since when nobody spoke with them, what matures, at which hour they come as a rule."""

    customer: Customer
    last: dt.datetime | None
    is_late: bool
    matures_on: dt.date | None
    hour: str


@dataclass(frozen=True, slots=True)
class Meeting:
    """An appointment of the person's; `done` of `count` things are prepared."""

    appointment: Appointment
    time: str
    done: int
    count: int
    follow_up: FollowUp | None = None

    @property
    def is_ready(self) -> bool:
        """Whether nothing is missing; an empty list is not ready (S177)."""
        return 0 < self.count == self.done


@dataclass(frozen=True, slots=True)
class Pipeline:
    """The four stages, and how many of the last month's meetings came about."""

    picked: list[Picked]
    booked: list[Meeting]
    preparing: list[Meeting]
    following: list[Meeting]
    held: int
    ended: int


def pipeline_of(branch: Branch, staff: Staff, *, at: dt.datetime) -> Pipeline:
    """The four stages of a person (13 queries at most, however many rows)."""
    upcoming = [meeting(one) for one in meetings_of(branch, staff).filter(status__in=(*UPCOMING, A.CHECKED_IN))[:ROWS]]
    counted = Appointment.objects.filter(branch=branch, staff=staff, status__in=ENDS)
    ended = Counter(counted.filter(slot_at__range=(at - COUNTED, at)).values_list("status", flat=True))
    return Pipeline(
        picked=picked_by(branch, staff, at=at),
        booked=[one for one in upcoming if not is_near(one, at)],
        preparing=[one for one in upcoming if is_near(one, at)],
        following=followed(branch, staff, at=at),
        held=ended[A.COMPLETED],
        ended=sum(ended.values()),
    )


def meetings_of(branch: Branch, staff: Staff) -> QuerySet[Appointment]:
    """Appointments with a person, next first."""
    rows = Appointment.objects.filter(branch=branch, staff=staff).select_related(
        "branch", "service", "customer", "rule"
    )
    return rows.prefetch_related("prepare_items").order_by("slot_at", "pk")


def meeting(appointment: Appointment, follow_up: FollowUp | None = None) -> Meeting:
    """A row as it is shown."""
    marks = [item.done_at is not None for item in appointment.prepare_items.all()]
    time = clock_time(appointment.branch, appointment.slot_at)
    return Meeting(appointment, time, sum(marks), len(marks), follow_up)


def is_near(one: Meeting, at: dt.datetime) -> bool:
    """Whether it is to be prepared now: soon, begun, or the customer is here."""
    is_begun = one.done > 0 or one.appointment.status == A.CHECKED_IN
    return one.appointment.status != A.REQUESTED and (is_begun or one.appointment.slot_at <= at + NEAR)


def followed(branch: Branch, staff: Staff, *, at: dt.datetime) -> list[Meeting]:
    """Meetings of the last fortnight with what is planned after them (3 queries)."""
    rows = meetings_of(branch, staff).filter(status=A.COMPLETED, ended_at__gt=at - FOLLOWED)
    found = list(rows.select_related("ticket").order_by("-ended_at")[:ROWS])
    visits = [one.ticket.visit_id for one in found if one.ticket]
    planned = {one.visit_id: one for one in FollowUp.objects.filter(visit__in=visits).order_by("pk")}
    return [meeting(one, planned.get(one.ticket.visit_id) if one.ticket else None) for one in found]


def picked_by(branch: Branch, staff: Staff, *, at: dt.datetime) -> list[Picked]:
    """Own customers who may be asked and have no meeting ahead: higher tiers first, then whom nobody spoke with for longest."""
    today = business_date(branch, at)
    ahead = Appointment.objects.filter(customer=OuterRef("pk"), status__in=UPCOMING)
    mine = Customer.objects.filter(branch=branch, owner=staff, closed_on=None, consent_marketing_at__isnull=False)
    rank = Case(When(tier=Tier.VIP, then=Value(0)), When(tier=Tier.GOLD, then=Value(1)), default=Value(2))
    terms = in_force(at)
    found = list(mine.exclude(Exists(ahead)).annotate(rank=rank).order_by("rank", "pk")[:LOOKED_AT])
    how = standings(Customer.objects.filter(pk__in=[one.pk for one in found]), at=at)
    found = [one for one in found if one.pk in how and how[one.pk].silence(terms) is None]
    ids = [one.pk for one in found]
    lasts = last_spoken(ids)
    near = Holding.objects.filter(customer__in=ids, matures_on__range=(today, today + terms.maturity_days * DAY))
    matures: dict[int, dt.date] = {}
    for customer_id, day in near.order_by("-matures_on").values_list("customer_id", "matures_on"):
        if day is not None:
            matures[customer_id] = day
    rules = rules_of(branch, FollowUpKind.CADENCE)
    never = dt.datetime.min.replace(tzinfo=dt.UTC)
    found.sort(key=lambda one: (one.pk not in matures, tier_rank(one), lasts.get(one.pk, never)))
    chosen = found[:PICKED]
    hours = usual_hours(branch, [one.pk for one in chosen], at=at)
    return [
        Picked(
            customer=one,
            last=lasts.get(one.pk),
            is_late=is_late(one, lasts.get(one.pk), rules, at),
            matures_on=matures.get(one.pk),
            hour=hours.get(one.pk, ""),
        )
        for one in chosen
    ]


def tier_rank(customer: Customer) -> int:
    """VIP first."""
    return {Tier.VIP: 0, Tier.GOLD: 1}.get(Tier(customer.tier), 2)


def is_late(customer: Customer, last: dt.datetime | None, rules: Iterable[FollowUpRule], at: dt.datetime) -> bool:
    """Whether the tier's cadence is over (S178)."""
    rule = rule_for(rules, tier=customer.tier)
    return rule is not None and (last is None or at - last >= rule.days * DAY)


def last_spoken(customers: list[int]) -> dict[int, dt.datetime]:
    """When somebody last spoke with each (2 queries)."""
    lasts: dict[int, dt.datetime] = {}
    spoken = FollowUp.objects.filter(customer__in=customers, outcome__in=SPOKEN)
    for rows in (
        spoken.values_list("customer").annotate(last=Max("ended_at")),
        Contact.objects.filter(customer__in=customers).values_list("customer").annotate(last=Max("at")),
    ):
        for customer_id, last in rows:
            lasts[customer_id] = max(last, lasts.get(customer_id, last))
    return lasts


def usual_hours(branch: Branch, customers: list[int], *, at: dt.datetime) -> dict[int, str]:
    """At which hour each came most often in the last half year, as a hint when to propose (S179) (1 query)."""
    counts: dict[int, Counter[int]] = defaultdict(Counter)
    came = Visit.objects.filter(customer__in=customers, arrived_at__gt=at - VISITS)
    for customer_id, arrived_at in came.values_list("customer_id", "arrived_at"):
        counts[customer_id][local(branch, arrived_at).hour] += 1
    return {customer_id: f"{hours.most_common(1)[0][0]}:00" for customer_id, hours in counts.items()}
