"""Where and when a deadline is tried: a branch, the moment its subject is made, and what the calendar says after it.

The moments that a stage promises are written down by hand, on the branch's wall clock, so that no rule is compared with
itself.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from lobby.branches.enums import RoleCode
from lobby.branches.models import Branch, BranchPolicy, BusinessDay, Counter, Service, Staff, Zone
from lobby.floor.models import Alert, Deadline
from tests import factories

SECOND, MINUTE, HOUR = dt.timedelta(seconds=1), dt.timedelta(minutes=1), dt.timedelta(hours=1)
DAY = dt.timedelta(days=1)
BY_DAY = (dt.time(9), dt.time(17))
# Work until its business day ends: what is due a little later is due on the next one.
BY_NIGHT = (dt.time(20), dt.time(3, 59, 45))


@dataclass(frozen=True, slots=True)
class Days:
    """What the calendar says after the stage's moment, as local texts without a zone.

    `opens` and `closes` are the next ones in order, `opened` is the last opening before, `day_ends` when the running
    business day is over; `check` is when the next opening check appears, `ring` when the next day's checks are made,
    `working` when the so-manieth working day after the running one is over.
    """

    at: str
    opened: str
    opens: tuple[str, ...]
    closes: tuple[str, ...]
    day_ends: str
    check: str
    ring: str
    working: Mapping[int, str]
    holidays: tuple[str, ...] = ()
    zone: str = "Asia/Shanghai"
    hours: tuple[dt.time, dt.time] = BY_DAY
    weekdays: int = 5


PLAIN = Days(
    at="2026-03-10T10:00",
    opened="2026-03-10T09:00",
    opens=("2026-03-11T09:00", "2026-03-12T09:00"),
    closes=("2026-03-10T17:00", "2026-03-11T17:00", "2026-03-12T17:00", "2026-03-13T17:00"),
    day_ends="2026-03-11T04:00",
    check="2026-03-11T08:15",
    ring="2026-03-10T16:00",
    working={3: "2026-03-14T04:00", 15: "2026-04-01T04:00"},
)
CLOSING = Days(
    at="2026-03-13T16:59:30",
    opened="2026-03-13T09:00",
    opens=("2026-03-16T09:00", "2026-03-17T09:00"),
    closes=("2026-03-13T17:00", "2026-03-16T17:00", "2026-03-17T17:00", "2026-03-18T17:00"),
    day_ends="2026-03-14T04:00",
    check="2026-03-16T08:15",
    ring="2026-03-14T16:00",
    working={3: "2026-03-19T04:00", 15: "2026-04-04T04:00"},
)
HOLIDAY = Days(
    at="2026-03-10T03:59:30",
    opened="2026-03-09T20:00",
    opens=("2026-03-12T20:00", "2026-03-13T20:00"),
    closes=("2026-03-10T03:59:45", "2026-03-13T03:59:45", "2026-03-14T03:59:45", "2026-03-17T03:59:45"),
    day_ends="2026-03-10T04:00",
    check="2026-03-10T19:15",  # planned before the day became a holiday
    ring="2026-03-10T16:00",
    working={3: "2026-03-17T04:00", 15: "2026-04-02T04:00"},
    holidays=("2026-03-10", "2026-03-11"),
    hours=BY_NIGHT,
)


def clock_change(sunday: dt.date, zone: str, at: str) -> Days:
    """A branch that works in every night, half a minute before its clocks go forward or back."""

    def on(days: int, time: str) -> str:
        return f"{sunday + days * DAY}T{time}"

    return Days(
        at=at,
        opened=on(-1, "20:00"),
        opens=(on(0, "20:00"), on(1, "20:00")),
        closes=tuple(on(days, "03:59:45") for days in range(4)),
        day_ends=on(0, "04:00"),
        check=on(0, "19:15"),
        ring=on(0, "16:00"),
        working={3: on(4, "04:00"), 15: on(20, "04:00")},
        zone=zone,
        hours=BY_NIGHT,
        weekdays=7,
    )


BERLIN, NEW_YORK = "Europe/Berlin", "America/New_York"
CLOCK_CHANGES = {
    "berlin_forward": clock_change(dt.date(2026, 3, 29), BERLIN, "2026-03-29T00:59:30+00:00"),
    "berlin_back": clock_change(dt.date(2026, 10, 25), BERLIN, "2026-10-25T00:59:30+00:00"),
    "new_york_forward": clock_change(dt.date(2026, 3, 8), NEW_YORK, "2026-03-08T06:59:30+00:00"),
    "new_york_back": clock_change(dt.date(2026, 11, 1), NEW_YORK, "2026-11-01T05:59:30+00:00"),
}


@dataclass(frozen=True)
class Stage:
    """A branch at a moment, with people made when they are asked for."""

    branch: Branch
    days: Days
    early: dt.timedelta = dt.timedelta()

    def wall(self, text: str) -> dt.datetime:
        """A local text as a moment; one with an offset says it itself."""
        moment = dt.datetime.fromisoformat(text)
        return moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(self.days.zone))

    @property
    def at(self) -> dt.datetime:
        """When the subject is made."""
        return self.wall(self.days.at).astimezone(dt.UTC) - self.early

    def opens(self, number: int = 0) -> dt.datetime:
        """The so-manieth next opening."""
        return self.wall(self.days.opens[number])

    def closes(self, number: int = 0) -> dt.datetime:
        """The so-manieth next closing."""
        return self.wall(self.days.closes[number])

    @property
    def day_ends(self) -> dt.datetime:
        """The end of the running business day."""
        return self.wall(self.days.day_ends)

    def earlier(self, early: dt.timedelta) -> Stage:
        """The same branch, some time before."""
        return replace(self, early=early)

    @cached_property
    def policy(self) -> BranchPolicy:
        """The thresholds in force."""
        return self.branch.policies.get()

    def after(self, column: str) -> dt.datetime:
        """So many elapsed seconds on as the policy's column says."""
        return self.at + dt.timedelta(seconds=getattr(self.policy, column))

    def staff(self, name: str, role: RoleCode) -> Staff:
        """Somebody of the branch."""
        username = f"{name}-{self.branch.code}"
        found = Staff.objects.filter(username=username).first()
        return found or factories.make_staff(username, self.branch, role)

    @property
    def manager(self) -> Staff:
        """The lobby manager."""
        return self.staff("mei", RoleCode.LM)

    @property
    def head(self) -> Staff:
        """The branch's head."""
        return self.staff("wang", RoleCode.HEAD)

    @property
    def lead(self) -> Staff:
        """The operations supervisor."""
        return self.staff("feng", RoleCode.TELLER_LEAD)

    def teller(self, name: str = "ling") -> Staff:
        """A teller who serves cash."""
        staff = self.staff(name, RoleCode.TELLER)
        if not staff.skills.exists():
            factories.make_skills(staff, "cash", "booked")
        return staff

    def service(self, code: str = "cash", prefix: str = "A") -> Service:
        """A service of the branch."""
        found = Service.objects.filter(branch=self.branch, code=code).first()
        return found or factories.make_service(self.branch, code, prefix, zone=self.zone)

    @property
    def zone(self) -> Zone:
        """The hall."""
        return Zone.objects.filter(branch=self.branch).first() or factories.make_zone(self.branch)

    def counter(self, code: str) -> Counter:
        """A counter for cash."""
        found = Counter.objects.filter(branch=self.branch, code=code).first()
        return found or factories.make_counter(self.branch, code, self.zone, [self.service()])

    def close_holidays(self) -> None:
        """Write the stage's holidays into the calendar."""
        for date in self.days.holidays:
            BusinessDay.objects.get_or_create(branch=self.branch, date=date, defaults={"is_holiday": True})


def set_stage(days: Days, code: str = "7101", *, closed: bool = True) -> Stage:
    """A branch of the stage; its holidays are known beforehand unless `closed` is off."""
    branch = factories.make_branch(code, timezone=days.zone)
    factories.make_hours(branch, *days.hours, days=days.weekdays)
    factories.make_policy(branch)
    stage = Stage(branch, days)
    if closed:
        stage.close_holidays()
    return stage


Subject = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Case:
    """One kind of deadline: how a subject with a pending one is made, when it is due, and what stands then.

    `seen` reads the subject's state; `pending` stands before it is due, `fired` after, and `late` (else the same) when
    the sweep comes two days late. `fired` may be asked of the stage. `early` makes the subject so much before the stage's
    moment. A kind `is_at_work` falls into opening hours by its own rule. A kind with `calls_off` is called off when its
    day turns into a holiday meanwhile.
    """

    make: Callable[[Stage], Subject]
    due: Callable[[Stage], dt.datetime]
    seen: Callable[[Stage, int], Any]
    pending: Any
    fired: Any
    late: Any = ...
    early: dt.timedelta = dt.timedelta()
    is_at_work: bool = False
    calls_off: Any = ...

    def expected(self, stage: Stage, name: str) -> Any:
        """What stands in this stage."""
        value = self.fired if name == "late" and self.late is ... else getattr(self, name)
        return value(stage) if callable(value) else value


def clock_of(kind: str, subject: Subject) -> Deadline:
    """The running deadline of a kind."""
    return Deadline.objects.get(kind=kind, subject_type=subject[0], subject_id=subject[1], done_at=None)


def calls(kind: str, subject: Subject) -> int:
    """How many alerts of a kind about a subject were ever raised."""
    return Alert.objects.filter(kind=kind, subject_type=subject[0], subject_id=subject[1]).count()


def open_calls(subject: Subject) -> int:
    """How many alerts about a subject are open."""
    return Alert.objects.filter(subject_type=subject[0], subject_id=subject[1], resolved_at=None).count()
