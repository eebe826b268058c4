"""What the head has to know before and after the day: notices that nobody may overlook and have been, what runs out."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from lobby.branches.calendar import business_date, opening
from lobby.branches.models import Branch
from lobby.floor.enums.library import ContentKind
from lobby.floor.models import LibraryVersion
from lobby.floor.selectors import notices, stock
from lobby.floor.selectors.library import in_force

EXPIRES_WITHIN = dt.timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice in force, with the names of those who still have to acknowledge it."""

    version: LibraryVersion
    missing: list[str]


def notices_of(branch: Branch, at: dt.datetime) -> list[Notice]:
    """The notices in force at a branch, newest first (4 queries)."""
    missing = {one.version.pk: [person.name for person in one.people] for one in notices.unread(branch, at)}
    found = in_force(ContentKind.NOTICE, branch, at).order_by("-published_at", "-pk")
    return [Notice(version, missing.get(version.pk, [])) for version in found]


def overlooked(branch: Branch, at: dt.datetime) -> list[Notice]:
    """What was published before the doors opened and somebody had not acknowledged by then (2–5 queries).

    Before the opening nothing is overlooked yet, on a closed day nothing is.
    """
    opens_at = opening(branch, business_date(branch, at)).opens_at
    if opens_at is None or at < opens_at:
        return []
    return [
        Notice(one.version, [person.name for person in one.people])
        for one in notices.unread(branch, at)
        if one.version.published_at is not None and one.version.published_at < opens_at
    ]


def word_of_the_day(branch: Branch, date: dt.date, at: dt.datetime) -> LibraryVersion | None:
    """One emergency or order card a day, all of them in turn (1 query)."""
    cards = list(in_force((ContentKind.EMERGENCY_CARD, ContentKind.ORDER_CARD), branch, at))
    return cards[date.toordinal() % len(cards)] if cards else None


def running_out(branch: Branch, at: dt.datetime) -> list[stock.Shelf]:
    """Materials that are low, or of which a lot expires within a week (2 queries)."""
    shelves = stock.shelves(branch, stock.active_materials(branch), at=at)
    last = business_date(branch, at) + EXPIRES_WITHIN
    return [one for one in shelves if one.is_low or one.expired or (one.next_expiry and one.next_expiry <= last)]
