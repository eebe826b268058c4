"""Appointments as staff see them: the hall's list, the teller's line, a customer manager's weeks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Q

from lobby.branches.calendar import business_date, clock_time
from lobby.branches.models import Branch, BranchPolicy, Service, Staff
from lobby.branches.policies import policy_of
from lobby.customers.enums import Tier
from lobby.live import journal
from lobby.live.models import Entry
from queueing.enums.appointments import APPOINTMENT_MOVES, HOLDING, UPCOMING, AppointmentStatus
from queueing.models import Appointment
from queueing.selectors.appointments import of_day
from queueing.selectors.slots import Slot, bookable_services, every_slot, next_free, slots

A = AppointmentStatus
GONE = (A.CANCELLED, A.EXPIRED)
LIST_ROWS = 12
LINE_ROWS = 5
LINE_AHEAD = dt.timedelta(hours=2)
WEEKS = 2
CHOICES = 12


@dataclass(frozen=True, slots=True)
class Row:
    """One appointment in a list. `done` of `count` things are prepared, ordered cash among them."""

    appointment: Appointment
    policy: BranchPolicy
    at: dt.datetime

    @property
    def time(self) -> str:
        """When, on the branch's clock."""
        return clock_time(self.appointment.branch, self.appointment.slot_at)

    @property
    def is_vip(self) -> bool:
        """Whether the core system says so."""
        return self.appointment.customer is not None and self.appointment.customer.tier == Tier.VIP

    @property
    def may_check_in(self) -> bool:
        """Whether its window is open, or was and the customer may still get an ordinary number."""
        begins = self.appointment.slot_at - dt.timedelta(seconds=self.policy.check_in_early_s)
        return self.appointment.status in APPOINTMENT_MOVES["check_in"][0] and self.at >= begins

    @property
    def is_due(self) -> bool:
        """Whether the slot has begun and nobody is here."""
        return self.appointment.status in UPCOMING and self.at >= self.appointment.slot_at

    @property
    def progress(self) -> tuple[int, int]:
        """Things done and things to do (no query where the items are prefetched)."""
        marks = [item.done_at is not None for item in self.appointment.prepare_items.all()]
        if self.appointment.is_cash:
            marks.append(self.appointment.cash_checked_by_id is not None)
        return sum(marks), len(marks)

    @property
    def done(self) -> int:
        """Things done."""
        return self.progress[0]

    @property
    def count(self) -> int:
        """Things to do."""
        return self.progress[1]


@dataclass(frozen=True, slots=True)
class Today:
    """Today's list: who is expected, how many came and did not, and what tomorrow has free."""

    rows: list[Row]
    more: int
    expected: int
    arrived: int
    missed: int
    tomorrow_booked: int
    tomorrow_places: int


def today(branch: Branch, *, at: dt.datetime) -> Today:
    """The hall's list of today, next first, and tomorrow's capacity (8 queries at most)."""
    day = business_date(branch, at)
    policy = policy_of(branch, day)
    found = [one for one in of_day(branch, day) if one.status not in GONE]
    expected = [Row(one, policy, at) for one in found if one.status in UPCOMING]
    missed = [Row(one, policy, at) for one in found if one.status == A.NO_SHOW]
    next_day = day + dt.timedelta(days=1)
    places = sum(rule.capacity for _day, rule, _at in every_slot(branch, first=next_day, days=1))
    booked = Appointment.objects.filter(branch=branch, day=next_day, status__in=HOLDING).count()
    rows = expected + missed
    return Today(
        rows=rows[:LIST_ROWS],
        more=max(0, len(rows) - LIST_ROWS),
        expected=len(expected),
        arrived=len(found) - len(expected) - len(missed),
        missed=len(missed),
        tomorrow_booked=booked,
        tomorrow_places=places,
    )


def for_counter(branch: Branch, *, services: Iterable[int], staff_id: int, at: dt.datetime) -> list[Row]:
    """Who is booked in the next hours for these services or for this person, and not served yet (3 queries)."""
    day = business_date(branch, at)
    policy = policy_of(branch, day)
    found = Appointment.objects.filter(branch=branch, day=day, slot_at__lte=at + LINE_AHEAD)
    found = found.filter(status__in=(A.CONFIRMED, A.PREPARED, A.CHECKED_IN))
    found = found.filter(Q(staff__isnull=True, service__in=list(services)) | Q(staff=staff_id))
    found = found.select_related("branch", "service", "customer", "ticket").prefetch_related("prepare_items")
    return [Row(one, policy, at) for one in found.order_by("slot_at", "pk")[:LINE_ROWS]]


@dataclass(slots=True)
class CalendarDay:
    """One day of a person's calendar: appointments and free slots in order of time."""

    date: dt.date
    is_today: bool
    rows: list[Row] = field(default_factory=list)
    free: list[Slot] = field(default_factory=list)


def weeks_of(branch: Branch, staff_id: int, *, at: dt.datetime) -> list[list[CalendarDay]]:
    """This week and the next of one person, Monday to Sunday (9 queries at most)."""
    day = business_date(branch, at)
    monday = day - dt.timedelta(days=day.weekday())
    policy = policy_of(branch, day)
    days = {date: CalendarDay(date, date == day) for date in (monday + dt.timedelta(days=n) for n in range(7 * WEEKS))}
    found = Appointment.objects.filter(branch=branch, staff=staff_id, day__range=(min(days), max(days)))
    found = found.exclude(status__in=GONE).select_related("branch", "service", "customer", "ticket", "room")
    for one in found.prefetch_related("prepare_items").order_by("slot_at"):
        days[one.day].rows.append(Row(one, policy, at))
    staff = Staff.objects.get(pk=staff_id)
    for slot in slots(branch, at=at, first=day, days=7 * WEEKS, staff=staff):
        if slot.free and slot.day in days:
            days[slot.day].free.append(slot)
    ordered = list(days.values())
    return [ordered[7 * week : 7 * week + 7] for week in range(WEEKS)]


def choices_for(appointment: Appointment, *, at: dt.datetime) -> list[Slot]:
    """The next free times that an appointment can be moved to (5–6 queries)."""
    return next_free(appointment.branch, appointment.service, at=at, since=at, staff=appointment.staff, most=CHOICES)


def choices_of(branch: Branch, *, at: dt.datetime) -> list[tuple[Service, list[Slot]]]:
    """The next free times of every bookable service, for whoever books for a customer (2 queries and 6 for each)."""
    return [
        (service, next_free(branch, service, at=at, since=at, most=2 * CHOICES))
        for service in bookable_services(branch)
    ]


def timeline(appointment: Appointment) -> list[Entry]:
    """What happened to it (1 query)."""
    return journal.timeline("appointment", appointment.pk, appointment.branch_id, appointment.requested_at)
