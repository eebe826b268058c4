"""What triggers may know: one customer in one visit at one moment, read once, from data alone (N02, N20)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from lobby.customers.enums.profile import LifeEventKind
from marketing.enums.needs import NeedKind, Place
from marketing.models import MarketingTerms

SATURDAY = 5
# How far around a day its holidays are known.
BEHIND, AHEAD = dt.timedelta(days=45), dt.timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Calendar:
    """Holidays of a branch, and weekends worked in exchange, around a day."""

    holidays: frozenset[dt.date] = frozenset()
    swapped: frozenset[dt.date] = frozenset()

    def is_working(self, date: dt.date) -> bool:
        """Whether salaries are paid on a date: no holiday, and of weekends only those worked in exchange."""
        return date not in self.holidays and (date.weekday() < SATURDAY or date in self.swapped)

    def working_on_or_before(self, date: dt.date) -> dt.date:
        """The date itself or the last working day before it."""
        while not self.is_working(date):
            date -= dt.timedelta(days=1)
        return date

    def block(self, first: dt.date, last: dt.date) -> tuple[dt.date, dt.date] | None:
        """The first run of holidays that touches these dates, from its first day to its last; None without one."""
        touching = sorted(date for date in self.holidays if first <= date <= last)
        if not touching:
            return None
        begin = end = touching[0]
        while begin - dt.timedelta(days=1) in self.holidays:
            begin -= dt.timedelta(days=1)
        while end + dt.timedelta(days=1) in self.holidays:
            end += dt.timedelta(days=1)
        return begin, end


@dataclass(frozen=True, slots=True)
class Held:
    """Something the customer has, without its amount."""

    family: str
    matures_on: dt.date | None = None
    last_credit_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class NeedNamed:
    """A need that the customer named in this visit."""

    is_asked: bool = False
    is_small_cash: bool = False
    term_days: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Situation:
    """A customer in a visit. `relatives` is what members of the household have, each in a list of their own."""

    day: dt.date
    terms: MarketingTerms
    place: Place = Place.LOBBY
    service: str = ""
    service_family: str = ""
    needs: Mapping[str, NeedNamed] = field(default_factory=dict)
    is_care: bool = False
    age: int | None = None
    tier: str = ""
    is_payroll: bool = False
    is_corporate: bool = False
    is_employee: bool = False
    holdings: tuple[Held, ...] = ()
    relatives: tuple[tuple[Held, ...], ...] = ()
    events: tuple[tuple[LifeEventKind, dt.date], ...] = ()
    calendar: Calendar = field(default_factory=Calendar)
    product_terms: Mapping[str, tuple[int, ...]] = field(default_factory=dict)

    @property
    def families(self) -> frozenset[str]:
        """What the customer has, by family."""
        return frozenset(held.family for held in self.holdings)

    def named(self, kind: NeedKind) -> NeedNamed | None:
        """The need of a kind, None where it was not named."""
        return self.needs.get(kind)
