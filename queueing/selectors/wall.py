"""What a wall shows: the newest calls of the day, and how this wall is set up."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Max

from lobby.branches.calendar import business_date, day_bounds
from lobby.branches.models import Branch, Device
from queueing.models import Announcement, WallSettings

MOST_ROWS = 12
# Recalls of one ticket stand in one row, so a few more rows are read than shown.
READ_ROWS = 3 * (MOST_ROWS + 1)
BOTH_VOICES = ("zh", "en")


@dataclass(frozen=True, slots=True)
class Call:
    """One call on the wall; `length` chooses a size of type that fits."""

    announcement: int
    number: str
    counter: str
    at: dt.datetime

    @property
    def length(self) -> str:
        """`short` for "A032 → 3", `middle` for "A032 → 12", `long` for what needs more room."""
        signs = len(self.number) + len(self.counter)
        return "short" if signs <= 5 else "middle" if signs == 6 else "long"


def calls_today(branch: Branch, *, at: dt.datetime) -> list[Call]:
    """The newest calls of the business day, newest first, each ticket once (1 query).

    Reads by the index of newest rows and drops yesterday's afterwards: a date condition would walk a branch's whole
    history on a morning without calls.
    """
    start, _ = day_bounds(branch, business_date(branch, at))
    rows = Announcement.objects.filter(branch=branch).order_by("-id")
    found: dict[int, Call] = {}
    for row in rows.values_list("pk", "ticket_id", "number", "counter__code", "at")[:READ_ROWS]:
        announcement, ticket, number, counter, called_at = row
        if called_at >= start:
            found.setdefault(ticket, Call(announcement, number, counter, called_at))
    return list(found.values())[: MOST_ROWS + 1]


def last_announcement(branch: Branch) -> int:
    """The highest number of a call so far, 0 before the first (1 query)."""
    newest = Announcement.objects.filter(branch=branch).aggregate(newest=Max("pk"))["newest"]
    return newest or 0


def settings_of(wall: Device) -> WallSettings:
    """How a wall looks and sounds; the defaults where nobody has set it up (1 query)."""
    return WallSettings.objects.filter(device=wall).first() or WallSettings(device=wall)


def services_shown(settings: WallSettings) -> list[str]:
    """Codes of the services a wall is limited to; empty = all (1 query, none for the defaults)."""
    if settings.pk is None:
        return []
    return list(settings.services.order_by("position", "code").values_list("code", flat=True))


def rows_shown(settings: WallSettings) -> int:
    """How many earlier calls stand below the newest one."""
    return max(1, min(settings.rows, MOST_ROWS))


def voices(settings: WallSettings) -> list[str]:
    """Languages a wall speaks, in order; nothing chosen means both."""
    return [one for one in settings.voice_languages if one in BOTH_VOICES] or list(BOTH_VOICES)


def quiet_span(settings: WallSettings) -> str:
    """The quiet hours as "12:00-13:30", empty when there are none."""
    if settings.quiet_from is None or settings.quiet_until is None:
        return ""
    return f"{settings.quiet_from:%H:%M}-{settings.quiet_until:%H:%M}"
