"""What the booking pages show: services, days with free times, and how an appointment stands."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from lobby.branches.calendar import business_date, local
from lobby.branches.enums import ServiceFamily
from lobby.branches.errors import NotFound
from lobby.branches.models import Branch, Service, Staff
from lobby.branches.policies import policy_of
from queueing.domain.appointments.booking import Cash, first_day_for
from queueing.domain.appointments.ending import BY_CUSTOMER
from queueing.enums.appointments import APPOINTMENT_MOVES, UPCOMING, AppointmentStatus, NoticeKind
from queueing.forms.appointments import CashForm, MomentField
from queueing.models import Appointment, FormTemplate
from queueing.selectors.slots import LONGEST, Slot, slots

NOON, EVENING = dt.time(12), dt.time(18)
A = AppointmentStatus
# How each state is told to the customer, and what to do.
WORDS = {
    A.REQUESTED: (gettext_lazy("Waiting for the branch to confirm"), gettext_lazy("Look at this page again later.")),
    A.CONFIRMED: (gettext_lazy("Your appointment is confirmed"), ""),
    A.PREPARED: (gettext_lazy("Everything is ready for you"), ""),
    A.CHECKED_IN: (gettext_lazy("You are checked in"), gettext_lazy("Follow your number on its own page.")),
    A.IN_SERVICE: (gettext_lazy("You are being served"), ""),
    A.COMPLETED: (gettext_lazy("All done"), gettext_lazy("Thank you for your visit.")),
    A.CANCELLED: (gettext_lazy("This appointment was cancelled"), ""),
    A.NO_SHOW: (
        gettext_lazy("The time is over"),
        gettext_lazy("Choose a new time here, or take a number in the hall."),
    ),
    A.EXPIRED: (
        gettext_lazy("The branch could not confirm this time"),
        gettext_lazy("We are sorry. Please choose another time."),
    ),
}


@dataclass(frozen=True, slots=True)
class Wish:
    """What was chosen so far; it lives in the page's address."""

    service: Service | None = None
    day: dt.date | None = None
    start: dt.datetime | None = None
    is_cash: bool = False
    cash: Cash | None = None
    staff: Staff | None = None
    branch: Branch | None = None

    @property
    def asks_amount(self) -> bool:
        """Whether cash is wished and nobody said how much."""
        return self.is_cash and self.cash is None

    @property
    def starts_at(self) -> dt.datetime | None:
        """The chosen time on the branch's clock."""
        return local(self.branch, self.start) if self.branch and self.start else None

    @property
    def amount(self) -> str:
        """The wished cash as people write it."""
        return amount_words(self.cash.amount if self.cash else None)

    def without_time(self) -> Wish:
        """The same with the time to choose anew, on the day that was looked at."""
        return replace(self, start=None)

    def query(self, **changes: Any) -> str:
        """The address part that says it, with changes; `None` leaves a part out."""
        parts: dict[str, Any] = {
            "lang": get_language() or "zh-hans",
            "service": self.service.code if self.service else None,
            "cash": "1" if self.is_cash else None,
            "amount": f"{self.cash.amount:f}" if self.cash else None,
            "notes": self.cash.notes if self.cash and self.cash.notes else None,
            "day": self.day.isoformat() if self.day else None,
            "start": str(int(self.start.timestamp())) if self.start else None,
        }
        return "?" + urlencode({name: part for name, part in {**parts, **changes}.items() if part is not None})


@dataclass(frozen=True, slots=True)
class Time:
    """One time of the chosen day: where it leads, and what it is called on the branch's clock."""

    slot: Slot
    words: str
    seconds: int
    query: str


@dataclass(frozen=True, slots=True)
class Day:
    """One day that has slots: how many times are free, and for the chosen one which."""

    date: dt.date
    query: str
    free: int
    is_chosen: bool
    parts: list[tuple[str, list[Time]]]


def active_branch(code: str) -> Branch:
    """An active branch by code (1 query). Raises NotFound."""
    branch = Branch.objects.filter(code=code, is_active=True).first() if "\0" not in code else None
    if branch is None:
        raise NotFound
    return branch


def wish_of(branch: Branch, services: list[Service], query: Mapping[str, str]) -> Wish:
    """Read an address; what makes no sense in it is asked for again (no query)."""
    service = next((one for one in services if one.code == query.get("service")), None)
    if service is None:
        return Wish(branch=branch)
    form = CashForm(query)
    is_cash = bool(query.get("cash")) and service.family == ServiceFamily.CASH
    return Wish(
        service=service,
        day=date_of(query.get("day", "")),
        start=moment_of(query.get("start", "")),
        is_cash=is_cash,
        cash=form.cash if is_cash and form.is_valid() else None,
        branch=branch,
    )


def wish_to_move(appointment: Appointment, query: Mapping[str, str]) -> Wish:
    """What can be chosen for an appointment that exists."""
    cash = Cash(appointment.cash_amount) if appointment.cash_amount is not None else None
    return Wish(
        service=appointment.service,
        day=date_of(query.get("day", "")),
        cash=cash,
        staff=appointment.staff,
        branch=appointment.branch,
    )


def date_of(text: str) -> dt.date | None:
    """A date of an address, None for none."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def moment_of(text: str) -> dt.datetime | None:
    """A time of an address, None for none."""
    try:
        return MomentField(required=False).clean(text)
    except ValidationError:
        return None


def days_for(branch: Branch, wish: Wish, *, at: dt.datetime) -> list[Day]:
    """The days on which the wish can be met, the chosen one (else the first with a free time) with its times (6–8 queries)."""
    assert wish.service is not None
    first = business_date(branch, at)
    not_before = first_day_for(branch, policy_of(branch, first), wish.service, wish.cash, at=at)
    found = slots(
        branch, at=at, first=first, days=LONGEST, service=wish.service, staff=wish.staff, not_before=not_before
    )
    by_day: dict[dt.date, dict[dt.datetime, Slot]] = defaultdict(dict)
    for slot in found:
        times = by_day[slot.day]
        if slot.free:
            times.setdefault(slot.starts_at, slot)
    chosen = wish.day if wish.day in by_day else next((day for day, times in by_day.items() if times), None)
    return [
        Day(
            date=day,
            query=wish.query(day=day.isoformat(), start=None),
            free=len(times),
            is_chosen=day == chosen,
            parts=parts_of(branch, wish, list(times.values())) if day == chosen else [],
        )
        for day, times in by_day.items()
    ]


def parts_of(branch: Branch, wish: Wish, free: list[Slot]) -> list[tuple[str, list[Time]]]:
    """The free times of a day by its part, empty parts left out."""
    parts: dict[str, list[Time]] = {_("Morning"): [], _("Afternoon"): [], _("Evening"): [], _("After midnight"): []}
    names = list(parts)
    for slot in free:
        clock = local(branch, slot.starts_at)
        seconds = int(slot.starts_at.timestamp())
        is_next_date = clock.date() > slot.day
        part = names[3 if is_next_date else (clock.time() >= NOON) + (clock.time() >= EVENING)]
        parts[part].append(Time(slot, f"{clock:%H:%M}", seconds, wish.query(day=slot.day.isoformat(), start=seconds)))
    return [(name, times) for name, times in parts.items() if times]


def confirmation(appointment: Appointment, *, at: dt.datetime) -> dict[str, Any]:
    """How an appointment stands and what can be done (2 queries)."""
    policy = policy_of(appointment.branch, appointment.day)
    title, what_to_do = WORDS[AppointmentStatus(appointment.status)]
    begins = appointment.slot_at - dt.timedelta(seconds=policy.check_in_early_s)
    left = max(0, policy.max_reschedules - appointment.reschedules)
    may_reschedule = appointment.status in APPOINTMENT_MOVES["reschedule"][0] and left > 0
    notices = [notice for notice in appointment.notices.all() if notice.slot_at == appointment.slot_at]
    return {
        "appointment": appointment,
        "branch": appointment.branch,
        "title": title,
        "what_to_do": what_to_do,
        "starts_at": local(appointment.branch, appointment.slot_at),
        "check_in_from": local(appointment.branch, begins),
        "may_check_in": appointment.status in APPOINTMENT_MOVES["check_in"][0] and at >= begins,
        "may_cancel": appointment.status in APPOINTMENT_MOVES["cancel"][0],
        "may_move": may_reschedule or appointment.status == AppointmentStatus.NO_SHOW,
        "moves_left": left,
        "is_called_off_here": appointment.status == A.CANCELLED and appointment.cancel_reason != BY_CUSTOMER,
        "is_open": appointment.status in APPOINTMENT_MOVES["cancel"][0],
        "amount": amount_words(appointment.cash_amount),
        "notices": [(NoticeKind(notice.kind).label, local(appointment.branch, notice.at)) for notice in notices],
    }


def has_forms(appointment: Appointment) -> bool:
    """Whether there is something to fill in before coming (0–1 query)."""
    offered = FormTemplate.objects.filter(service=appointment.service, is_active=True)
    return appointment.status in UPCOMING and offered.exists()


def amount_words(amount: Decimal | None) -> str:
    """An amount as people write it, without cents that are none."""
    return "" if amount is None else f"{amount:,.2f}".removesuffix(".00")
