"""A day's forecast, roster and advice together, read once for the boards, the proposals and the API."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from lobby.branches.calendar import Opening, business_date, opening
from lobby.branches.enums import BreakKind, Post
from lobby.branches.models import Branch, BranchPolicy, Break, Shift
from lobby.branches.policies import policy_of
from lobby.kpi import periods
from queueing.enums import TicketStatus
from queueing.models import Ticket
from queueing.selectors import forecasts, roster
from queueing.selectors.forecasts import Slot
from queueing.selectors.workplace import Workplace, workplace_of
from queueing.staffing.covering import Plan, plan
from queueing.staffing.expecting import drawn_days, mean_waits
from queueing.staffing.gaps import Meals, Missing, gaps
from queueing.staffing.needs import MARGIN, SLOT_S, Needs, Work, needs, needs_of_days
from queueing.staffing.people import QUARTER_S, Day, Pause, Person, open_counts
from queueing.staffing.playing import Customer
from queueing.staffing.proposing import Proposal, Spare, propose

# A short break may begin up to so long before the shift ends.
LEAST_AFTER_BREAK_S = 1800.0


@dataclass(frozen=True, slots=True)
class Advised:
    """Counters for the half hour from `starts_at`: `total` to open in all, and for each service how many must be able."""

    starts_at: dt.datetime
    total: int
    by_service: Mapping[int, int]


@dataclass(frozen=True)
class DayView:
    """One business day of one branch as it is planned. Moments inside are seconds since the epoch."""

    place: Workplace
    date: dt.date
    day: Day
    policy: BranchPolicy
    slots: Sequence[Slot]
    shifts: Sequence[Shift] = ()
    known_needs: Needs | None = None

    @property
    def has_forecast(self) -> bool:
        """Whether anything is forecast for the day."""
        return bool(self.slots)

    def series(self, value: Callable[[Slot], float]) -> dict[Hashable, list[float]]:
        """A value of the forecast by service and half hour, 0 where there is no row."""
        found: dict[Hashable, list[float]] = {
            slot.service.pk: [0.0] * self.day.slots for slot in self.slots if slot.service.pk in self.place.services
        }
        for slot in self.slots:
            number = self.day.slot_of(slot.starts_at.timestamp())
            if slot.service.pk in found and 0 <= number < self.day.slots:
                found[slot.service.pk][number] = value(slot)
        return found

    @cached_property
    def needs(self) -> Needs:
        """Counters needed by groups of services, for the arrivals that half of such days do not reach."""
        return self.known_needs or needs(*self.asked, margin=MARGIN)

    @property
    def asked(self) -> tuple[dict[Hashable, list[float]], dict[Hashable, Work]]:
        """What the needs follow from: median arrivals, service times and promises."""
        return self.series(lambda slot: slot.p50), self.place.works(self.policy)

    @property
    def able_needed(self) -> dict[int, Sequence[int]]:
        """How many counters must be able to serve each forecast service, by half hour."""
        groups = {pk: frozenset([pk]) for pk in self.place.services}
        return {pk: self.needs.groups[group] for pk, group in groups.items() if group in self.needs.groups}

    @cached_property
    def advised(self) -> Plan:
        """The counters to open."""
        desks = self.place.desks()
        return plan(self.needs, desks, minimum=self.policy.min_open_counters, most=len(self.place.skills))

    @cached_property
    def people(self) -> list[Person]:
        """Who is planned for a window."""
        return [self.person(shift) for shift in self.shifts if shift.post == Post.COUNTER]

    @cached_property
    def planned(self) -> list[int]:
        """Windows planned to be open in each half hour, in the worse of its quarters."""
        return open_counts(self.people, self.day)

    def planned_for(self, service_id: int) -> list[int]:
        """The same for windows able to serve one service."""
        return open_counts([person for person in self.people if service_id in person.services], self.day)

    @cached_property
    def missing(self) -> list[Missing]:
        """What the roster lacks."""
        entrance = [span for shift in self.shifts if shift.post == Post.ENTRANCE for span in spans_of(shift)]
        served = [pk for pk in self.place.services if any(pk in here for here in self.place.by_counter.values())]
        minimum = self.policy.min_open_counters
        return gaps(self.people, entrance, self.meals(), self.day, minimum=minimum, services=served)

    def person(self, shift: Shift) -> Person:
        """A shift at a window as plain values."""
        pauses = tuple(self.pause(shift, one) for one in shift.breaks.all())
        served = self.place.served_in(shift)
        return Person(shift.pk, served, shift.starts_at.timestamp(), shift.ends_at.timestamp(), pauses)

    def pause(self, shift: Shift, planned: Break) -> Pause:
        """A break with the bounds that it may be moved in."""
        starts, ends = planned.starts_at.timestamp(), planned.ends_at.timestamp()
        if planned.kind == BreakKind.SUPPORT:
            return Pause(planned.pk, starts, ends, starts, starts)
        opens, closes = shift.starts_at.timestamp(), shift.ends_at.timestamp()
        latest = closes - (ends - starts) - LEAST_AFTER_BREAK_S
        if planned.kind == BreakKind.MEAL:
            latest = min(latest, opens + self.policy.meal_latest_s)
        return Pause(planned.pk, starts, ends, opens + self.policy.meal_earliest_s, latest)

    def meals(self) -> list[Meals]:
        """The meals of everybody on the roster."""
        return [
            Meals(
                shift.pk,
                shift.starts_at.timestamp(),
                shift.ends_at.timestamp(),
                shift.starts_at.timestamp() + self.policy.meal_latest_s,
                [one.starts_at.timestamp() for one in shift.breaks.all() if one.kind == BreakKind.MEAL],
            )
            for shift in self.shifts
        ]

    def spares(self) -> list[Spare]:
        """Everybody with a skill who is not on the roster, at every counter while nobody is planned there."""
        rostered = {shift.staff_id for shift in self.shifts}
        free = [person for person in self.place.skills if person not in rostered]
        begins, ends = self.day.begins, self.day.begins + SLOT_S * self.day.slots
        found = []
        for counter in self.place.counters:
            taken = sorted(
                (shift.starts_at.timestamp(), shift.ends_at.timestamp())
                for shift in self.shifts
                if shift.counter_id == counter
            )
            edges = [begins, *(edge for span in taken for edge in span), ends]
            for person in free:
                served = self.place.served_by(person, counter)
                stretches = zip(edges[::2], edges[1::2], strict=True) if served else ()
                found += [
                    Spare(person, counter, served, opens, closes) for opens, closes in stretches if opens < closes
                ]
        return found

    def proposals(self, at: dt.datetime) -> list[Proposal]:
        """What to change from the next quarter of an hour on; nothing without a forecast or a roster."""
        if not self.has_forecast:
            return []
        minimum, since = self.policy.min_open_counters, (at.timestamp() // QUARTER_S + 1) * QUARTER_S
        return propose(self.people, self.needs, self.day, minimum=minimum, since=since, spares=self.spares())

    def drawn(self) -> list[list[Customer]]:
        """Days of customers about the forecast, always the same ones for one branch and date."""
        expected = self.series(lambda slot: slot.mean)
        seed = self.place.branch.pk * 100_000 + self.date.toordinal()
        return drawn_days(expected, self.place.works(self.policy), self.day, seed=seed)

    def waits(self, days: Sequence[Sequence[Customer]], people: Sequence[Person]) -> dict[str, list[float | None]]:
        """Mean seconds waited by complexity and half hour, if these people were at the windows."""
        kinds: dict[Hashable, str] = {pk: service.complexity for pk, service in self.place.services.items()}
        return mean_waits(days, people, self.day, kinds)


def day_view(branch: Branch, date: dt.date) -> DayView:
    """Read a business day (13 queries at most)."""
    hours = opening(branch, date)
    day = day_of(hours)
    since, until = hours.opens_at, hours.closes_at
    found = forecasts.slots(branch, since=since, until=until) if since and until else []
    return DayView(workplace_of(branch), date, day, policy_of(branch, date), found, roster.shifts_of(branch, date))


def day_of(hours: Opening) -> Day:
    """The half hours of an opening; none on a closed day."""
    if hours.opens_at is None or hours.closes_at is None:
        return Day(0.0, 0)
    begins = hours.opens_at.timestamp() // SLOT_S * SLOT_S
    return Day(begins, int(-(-(hours.closes_at.timestamp() - begins) // SLOT_S)))


def advice(branch: Branch, *, since: dt.datetime, until: dt.datetime) -> list[Advised]:
    """The counters advised for the forecast half hours in [since, until), in order of time (9 queries).

    Each day is planned whole, from the first of its half hours that is forecast in that stretch.
    """
    place, by_date = workplace_of(branch), defaultdict(list)
    for slot in forecasts.slots(branch, since=since, until=until):
        by_date[business_date(branch, slot.starts_at)].append(slot)
    if not by_date:
        return []
    policies = periods.period(branch, min(by_date), max(by_date)).policies
    views = []
    for date, slots in by_date.items():
        policy = next((one for one in policies if one.effective_from <= date), BranchPolicy(branch=branch))
        begins = slots[0].starts_at.timestamp()
        day = Day(begins, int((slots[-1].starts_at.timestamp() - begins) // SLOT_S) + 1)
        views.append(DayView(place, date, day, policy, slots))
    together = needs_of_days([view.asked for view in views], margin=MARGIN)
    planned = [replace(view, known_needs=one) for view, one in zip(views, together, strict=True)]
    return [one for view in planned for one in advised_of(view)]


def advised_of(view: DayView) -> list[Advised]:
    """The advice of a day, for the half hours that have a forecast."""
    return [
        Advised(
            dt.datetime.fromtimestamp(starts, dt.UTC),
            view.advised.counters[view.day.slot_of(starts)],
            {pk: counts[view.day.slot_of(starts)] for pk, counts in view.able_needed.items()},
        )
        for starts in sorted({slot.starts_at.timestamp() for slot in view.slots})
    ]


def arrivals(branch: Branch, date: dt.date, day: Day) -> dict[int, list[int]]:
    """Who came so far, by service and half hour; numbers given in error are left out (1 query)."""
    tickets = Ticket.objects.filter(branch=branch, day=date).exclude(status=TicketStatus.CANCELLED)
    found: dict[int, list[int]] = defaultdict(lambda: [0] * day.slots)
    for service_id, issued_at in tickets.values_list("service_id", "issued_at"):
        number = day.slot_of(issued_at.timestamp())
        if 0 <= number < day.slots:
            found[service_id][number] += 1
    return dict(found)


def spans_of(shift: Shift) -> list[tuple[float, float]]:
    """The stretches of a shift outside its breaks, in seconds since the epoch."""
    person = Person(shift.pk, frozenset(), shift.starts_at.timestamp(), shift.ends_at.timestamp())
    for one in shift.breaks.all():
        starts = one.starts_at.timestamp()
        person = person.away(Pause(one.pk, starts, one.ends_at.timestamp(), starts, starts))
    return [(span.opens, span.closes) for span in person.spans()]
