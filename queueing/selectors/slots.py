"""What can be booked: slots from opening hours and rules, less what is taken."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Count, Q

from lobby.branches.calendar import Opening, business_date, moment, openings
from lobby.branches.enums import SkillKind
from lobby.branches.models import Branch, Service, Skill, Staff
from queueing.enums.appointments import HOLDING
from queueing.models import Appointment, SlotRule

LONGEST = 90
Taken = dict[tuple[int, dt.datetime], int]
Busy = list[tuple[dt.datetime, dt.datetime]]


@dataclass(frozen=True, slots=True)
class Slot:
    """A time that a rule offers. `free` of its `capacity` places can be booked."""

    rule: SlotRule
    day: dt.date
    starts_at: dt.datetime
    ends_at: dt.datetime
    busy_until: dt.datetime
    free: int

    @property
    def capacity(self) -> int:
        """How many places the slot has."""
        return self.rule.capacity


def rules_of(branch: Branch, service: Service | None = None, staff: Staff | None = None) -> list[SlotRule]:
    """The rules in force, of one service or person where asked (1–2 queries).

    A person's own slots count while the person works here and holds the service's skill.
    """
    rules = SlotRule.objects.filter(branch=branch, is_active=True, service__is_active=True)
    rules = rules.filter(Q(room__isnull=True) | Q(room__is_active=True))
    if service is not None:
        rules = rules.filter(service=service)
    if staff is not None:
        rules = rules.filter(staff=staff)
    found = list(rules.select_related("service", "staff", "room").order_by("pk"))
    able = able_staff(branch, [rule.staff_id for rule in found if rule.staff_id])
    return [rule for rule in found if rule.staff_id is None or (rule.staff_id, rule.service.code) in able]


def bookable_services(branch: Branch) -> list[Service]:
    """The services that have slots, in the branch's order (1–2 queries)."""
    services = {rule.service_id: rule.service for rule in rules_of(branch)}
    return sorted(services.values(), key=lambda service: (service.position, service.code))


def able_staff(branch: Branch, staff_ids: Iterable[int]) -> set[tuple[int, str]]:
    """Which of these people can serve what at the branch (0–1 query)."""
    wanted = set(staff_ids)
    if not wanted:
        return set()
    skills = Skill.objects.filter(
        staff__in=wanted, staff__is_active=True, staff__grants__branch=branch, kind=SkillKind.SERVICE
    )
    return set(skills.values_list("staff_id", "code"))


def slots(
    branch: Branch,
    *,
    at: dt.datetime,
    first: dt.date,
    days: int,
    service: Service | None = None,
    staff: Staff | None = None,
    not_before: dt.date | None = None,
) -> list[Slot]:
    """Every slot of these business days that can still be booked, full ones with `free` 0, in order of time (5–6 queries).

    `not_before` is the first business day that counts, for bookings that need days of their own.
    """
    rules = rules_of(branch, service, staff)
    days = max(0, min(days, LONGEST))
    if not rules or not days:
        return []
    today = business_date(branch, at)
    hours = openings(branch, first, days)
    since, until = reach_of(hours)
    if since is None or until is None:
        return []
    taken, busy = taken_between(rules, since, until), busy_between(rules, since, until)
    found = [
        slot
        for rule in rules
        for date, opening in hours.items()
        if today <= date <= today + dt.timedelta(days=rule.horizon_days) and (not_before is None or date >= not_before)
        for slot in slots_of(rule, branch, date, opening, taken, busy)
        if slot.starts_at >= at + dt.timedelta(minutes=rule.lead_min)
    ]
    return sorted(found, key=lambda slot: (slot.starts_at, slot.rule.pk))


def reach_of(hours: dict[dt.date, Opening]) -> tuple[dt.datetime | None, dt.datetime | None]:
    """The first opening and the last closing."""
    opened = [one.opens_at for one in hours.values() if one.opens_at is not None]
    closed = [one.closes_at for one in hours.values() if one.closes_at is not None]
    return (min(opened), max(closed)) if opened and closed else (None, None)


def slots_of(
    rule: SlotRule, branch: Branch, date: dt.date, opening: Opening, taken: Taken, busy: dict[str, Busy]
) -> Iterator[Slot]:
    """The slots that a rule offers on one business day, whatever is taken (no query)."""
    for starts_at, ends_at, busy_until in times_of(rule, branch, date, opening):
        is_busy = any(
            begins < busy_until and ends > starts_at for key in keys_of(rule) for begins, ends in busy.get(key, [])
        )
        free = 0 if is_busy else max(0, rule.capacity - taken.get((rule.pk, starts_at), 0))
        yield Slot(rule, date, starts_at, ends_at, busy_until, free)


def times_of(
    rule: SlotRule, branch: Branch, date: dt.date, opening: Opening
) -> Iterator[tuple[dt.datetime, dt.datetime, dt.datetime]]:
    """Start, end and end of the buffer of each slot of one business day (no query)."""
    if opening.opens_at is None or opening.closes_at is None:
        return
    first = max(opening.opens_at, moment(branch, date, rule.first_at)) if rule.first_at else opening.opens_at
    last = min(opening.closes_at, moment(branch, date, rule.last_at)) if rule.last_at else opening.closes_at
    length, gap = dt.timedelta(minutes=rule.length_min), dt.timedelta(minutes=rule.buffer_min)
    while first + length <= last:
        yield first, first + length, first + length + gap
        first += length + gap


def keys_of(rule: SlotRule) -> list[str]:
    """What only one meeting at a time may have: the person, the room."""
    return [f"{kind}{pk}" for kind, pk in (("staff", rule.staff_id), ("room", rule.room_id)) if pk is not None]


def taken_between(rules: list[SlotRule], since: dt.datetime, until: dt.datetime) -> Taken:
    """How many places of each slot are held (1 query)."""
    held = Appointment.objects.filter(
        rule__in=rules, status__in=HOLDING, slot_at__gte=since, slot_at__lt=until
    ).values_list("rule_id", "slot_at")
    return {(rule, slot_at): count for rule, slot_at, count in held.annotate(Count("pk"))}


def busy_between(rules: list[SlotRule], since: dt.datetime, until: dt.datetime) -> dict[str, Busy]:
    """When the people and rooms of these rules are taken, for whatever service (0–1 query)."""
    people = {rule.staff_id for rule in rules if rule.staff_id}
    rooms = {rule.room_id for rule in rules if rule.room_id}
    busy: dict[str, Busy] = defaultdict(list)
    if not people and not rooms:
        return busy
    held = Appointment.objects.filter(Q(staff__in=people) | Q(room__in=rooms), status__in=HOLDING)
    held = held.filter(busy_until__gt=since, slot_at__lt=until)
    for staff, room, begins, ends in held.values_list("staff_id", "room_id", "slot_at", "busy_until"):
        for key in ([f"staff{staff}"] if staff else []) + ([f"room{room}"] if room else []):
            busy[key].append((begins, ends))
    return busy


def next_free(
    branch: Branch,
    service: Service,
    *,
    at: dt.datetime,
    since: dt.datetime,
    staff: Staff | None = None,
    not_before: dt.date | None = None,
    most: int = 3,
) -> list[Slot]:
    """The next free slots from a moment on, one for each time, for somebody who was not quick enough (5–6 queries)."""
    first = business_date(branch, since)
    found = slots(branch, at=at, first=first, days=LONGEST, service=service, staff=staff, not_before=not_before)
    by_time = {slot.starts_at: slot for slot in reversed(found) if slot.free and slot.starts_at >= since}
    return [by_time[time] for time in sorted(by_time)[:most]]


def lead_day(branch: Branch, *, at: dt.datetime, days: int) -> dt.date:
    """The first business day that leaves `days` open days of the branch before it, today included (2 queries)."""
    today = business_date(branch, at)
    hours = openings(branch, today, LONGEST)
    left = days
    for date, opening in hours.items():
        if left <= 0:
            return date
        left -= opening.opens_at is not None
    return today + dt.timedelta(days=LONGEST)


def previous_open_day(branch: Branch, date: dt.date) -> dt.date | None:
    """The last day before `date` on which the branch opens, None when there was none for a month (2 queries)."""
    reach = 31
    hours = openings(branch, date - dt.timedelta(days=reach), reach)
    return max((day for day, opening in hours.items() if opening.opens_at is not None), default=None)


def every_slot(branch: Branch, *, first: dt.date, days: int) -> list[tuple[dt.date, SlotRule, dt.datetime]]:
    """Every slot that the rules of today offer on these days, past ones and full ones included (3–4 queries)."""
    rules = rules_of(branch)
    hours = openings(branch, first, days) if rules else {}
    return [
        (date, rule, starts_at)
        for rule in rules
        for date, opening in hours.items()
        for starts_at, _ends_at, _busy_until in times_of(rule, branch, date, opening)
    ]
