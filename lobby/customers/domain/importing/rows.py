"""From cells to values: what each column may hold. Wrong cells are named all at once, never only the first."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from lobby.customers import families
from lobby.customers.domain.importing.columns import (
    CAPACITIES,
    EVENTS,
    LANGUAGES,
    LEVELS,
    REQUIRED,
    TIERS,
    WAYS,
    YES_NO,
    Column,
)
from lobby.customers.enums.cards import Capacity, ContactWay, Tier
from lobby.customers.enums.imports import Reason
from lobby.customers.phones import is_phone, normal_phone

C = Column
EMAIL = re.compile(r"[^@\s,;<>]{1,64}@[^@\s,;<>]{1,180}\.[^@\s.,;<>]{2,24}")
PART, INSIDE = re.compile("[;；]"), re.compile("[:：]")
FIRST_YEAR = 1900
LONGEST = {C.BRANCH: 10, C.REFERENCE: 40, C.NAME: 60, C.EMPLOYER: 40, C.HOUSEHOLD: 40, C.OWNER: 40, C.EMAIL: 254}
FLAGS = (C.PREFERS_COUNTER, C.PAYROLL, C.CORPORATE)
CONSENTS = (C.HOUSEHOLD_CONSENT, C.SERVICE_CONSENT, C.MARKETING_CONSENT)
MOST_PLACES = 4
PAST = (C.BIRTH_DATE, C.CONSENT_ON, C.ASSESSED_ON, C.CLOSED_ON)
MOST_PARTS = 50


class Wrong(Exception):
    """A cell that cannot be taken."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in a line; with `is_refused` nothing of it was taken."""

    line: int
    column: str
    reason: Reason
    is_refused: bool = True


@dataclass(frozen=True, slots=True)
class HeldProduct:
    """One holding as the cell states it."""

    family: str
    product: str = ""
    amount: str = ""
    matures_on: dt.date | None = None
    last_credit_on: dt.date | None = None


@dataclass(slots=True)
class Row:
    """One customer as a line states it: values by column."""

    line: int
    text: str
    values: dict[Column, Any] = field(default_factory=dict)

    def __getitem__(self, column: Column) -> Any:
        """The value of a column, None where the file does not have it."""
        return self.values.get(column)


def row_of(number: int, columns: tuple[Column, ...], cells: tuple[str, ...], today: dt.date) -> Row | list[Problem]:
    """A row, or everything that is wrong with it."""
    row, problems = Row(number, "\x1f".join((*columns, *cells))), []
    for column, cell in zip(columns, cells, strict=True):
        try:
            row.values[column] = READERS[column](column, cell)
        except Wrong as wrong:
            problems.append(Problem(number, column, wrong.reason))
    if problems:
        return problems
    return [Problem(number, column, reason) for rule in RULES for column, reason in rule(row, today)] or row


def plain(column: Column, cell: str) -> str:
    """Text within the column's length."""
    if len(cell) > LONGEST[column]:
        raise Wrong(Reason.TOO_LONG)
    if not cell and column in REQUIRED:
        raise Wrong(Reason.MISSING)
    return cell


def one_of(words: Mapping[str, Any], empty: Any = "") -> Callable[[Column, str], Any]:
    """A reader of one of some words; `empty` stands for an empty cell."""

    def reader(column: Column, cell: str) -> Any:
        word = cell.lower()
        if not word:
            return empty
        if word not in words:
            raise Wrong(Reason.VALUE)
        return words[word]

    return reader


def day(column: Column, cell: str) -> dt.date | None:
    """A date such as 2026-03-28, also with slashes."""
    if not cell:
        return None
    try:
        return dt.date.fromisoformat(cell.replace("/", "-"))
    except ValueError as error:
        raise Wrong(Reason.DATE) from error


def phone(column: Column, cell: str) -> str:
    """A phone number in the one way it is stored."""
    if cell and not is_phone(cell):
        raise Wrong(Reason.PHONE)
    return normal_phone(cell) if cell else ""


def email(column: Column, cell: str) -> str:
    """An e-mail address."""
    if cell and not EMAIL.fullmatch(plain(column, cell)):
        raise Wrong(Reason.EMAIL)
    return cell


def parts(cell: str) -> list[list[str]]:
    """The parts of a cell between semicolons, each between colons."""
    found = [[one.strip() for one in INSIDE.split(part)] for part in PART.split(cell) if part.strip()]
    if len(found) > MOST_PARTS:
        raise Wrong(Reason.TOO_LONG)
    return found


def holdings(column: Column, cell: str) -> list[HeldProduct]:
    """Holdings as `family:product:amount:matures on:last credit on`; what stands at the end may be left out."""
    return [holding(column, *one) for one in parts(cell)]


def holding(column: Column, family: str, product: str = "", money: str = "", *dates: str) -> HeldProduct:
    """One of them."""
    if not families.is_known(family) or len(dates) > 2:
        raise Wrong(Reason.VALUE)
    if len(product) > 40:
        raise Wrong(Reason.TOO_LONG)
    return HeldProduct(family, product, amount(money), *(day(column, one) for one in dates))


def amount(text: str) -> str:
    """An amount in yuan, as text."""
    if not text:
        return ""
    try:
        number = Decimal(unicodedata.normalize("NFKC", text))
    except InvalidOperation as error:
        raise Wrong(Reason.NUMBER) from error
    if not number.is_finite() or abs(number) >= 10**15 or number != round(number, 2):
        raise Wrong(Reason.NUMBER)
    # A zero may be written with a million places.
    return f"{number:f}" if -MOST_PLACES <= int(number.as_tuple().exponent) <= 0 else f"{number:.2f}"


def life_events(column: Column, cell: str) -> list[tuple[str, dt.date]]:
    """Events of life as `kind:date`."""
    found = []
    for one in parts(cell):
        if len(one) != 2 or one[0].lower() not in EVENTS:
            raise Wrong(Reason.VALUE)
        date = day(column, one[1])
        if date is None:
            raise Wrong(Reason.DATE)
        found.append((EVENTS[one[0].lower()].value, date))
    return found


READERS: dict[Column, Callable[[Column, str], Any]] = {
    **dict.fromkeys((C.BRANCH, C.REFERENCE, C.NAME, C.EMPLOYER, C.HOUSEHOLD, C.OWNER), plain),
    **dict.fromkeys((C.BIRTH_DATE, C.CONSENT_ON, C.ASSESSED_ON, C.CLOSED_ON), day),
    **dict.fromkeys(FLAGS, one_of(YES_NO, empty=False)),
    **dict.fromkeys(CONSENTS, one_of(YES_NO, empty=None)),
    C.TIER: one_of(TIERS, empty=Tier.STANDARD),
    C.PHONE: phone,
    C.EMAIL: email,
    C.CONTACT_WAY: one_of(WAYS, empty=ContactWay.PHONE),
    C.LANGUAGE: one_of(LANGUAGES),
    C.CAPACITY: one_of(CAPACITIES, empty=Capacity.FULL),
    C.RISK_LEVEL: one_of(LEVELS, empty=None),
    C.HOLDINGS: holdings,
    C.LIFE_EVENTS: life_events,
}
Found = list[tuple[str, Reason]]


def nothing_of_tomorrow(row: Row, today: dt.date) -> Found:
    """Births, consents, assessments and departures lie behind us."""
    return [(one, Reason.FUTURE) for one in PAST if row[one] is not None and row[one] > today]


def nothing_of_old(row: Row, today: dt.date) -> Found:
    """Nobody was born, asked or assessed before 1900; a year 1 has no beginning on every clock of the world."""
    return [(one, Reason.DATE) for one in PAST if row[one] is not None and row[one].year < FIRST_YEAR]


def assessed_when(row: Row, today: dt.date) -> Found:
    """A level without its date cannot expire, a date without a level says nothing."""
    return [(C.RISK_LEVEL, Reason.PAIR)] if (row[C.RISK_LEVEL] is None) != (row[C.ASSESSED_ON] is None) else []


def asked_themselves(row: Row, today: dt.date) -> Found:
    """Who came to us through an employer was asked in person: a yes to be reached, a yes or no to be known (N21)."""
    if not row[C.EMPLOYER]:
        return []
    agreed = row[C.MARKETING_CONSENT]
    is_reachable = bool(row[C.PHONE] or row[C.EMAIL])
    return [(C.MARKETING_CONSENT, Reason.OWN_CONSENT)] if agreed is None or (is_reachable and not agreed) else []


RULES: tuple[Callable[[Row, dt.date], Found], ...] = (
    nothing_of_tomorrow,
    nothing_of_old,
    assessed_when,
    asked_themselves,
)
