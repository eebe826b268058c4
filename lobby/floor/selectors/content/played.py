"""What the walls say they played, beside what they should play."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from lobby.branches.enums import DeviceKind
from lobby.branches.models import Branch, Device
from lobby.floor.models import LibraryVersion, PlayHour
from lobby.floor.selectors.content.rounds import Round, Slide, due_now, round_of, rounds

# A wall reports every minute; one that is silent so long while it has something to play is looked at.
SILENT_AFTER = dt.timedelta(minutes=15)
LATELY = dt.timedelta(minutes=10)
LOG_HOURS = 24


@dataclass(slots=True)
class WallState:
    """One wall: what should play now, what it played lately, and how old its content is."""

    wall: Device
    round: Round | None
    due: list[Slide]
    max_age: dt.timedelta
    played: list[PlayHour] = field(default_factory=list)
    last_at: dt.datetime | None = None
    at: dt.datetime | None = None

    @property
    def unwanted(self) -> list[LibraryVersion]:
        """Versions that it played lately although they were expired, withdrawn, or in no playlist of its."""
        return [row.version for row in self.played if row.expired or row.unasked]

    @property
    def is_silent(self) -> bool:
        """Whether it has something to play and reports nothing."""
        assert self.at is not None
        return bool(self.due) and (self.last_at is None or self.at - self.last_at > SILENT_AFTER)

    @property
    def is_stale(self) -> bool:
        """Whether what it plays is older than the rule allows (S161), or it plays nothing at all."""
        assert self.at is not None
        return self.round is None or self.at - self.round.playlist.changed_at > self.max_age

    @property
    def is_right(self) -> bool:
        """Whether it shows approved, current content (S313)."""
        return bool(self.due) and not (self.unwanted or self.is_silent or self.is_stale)


def walls(
    branch: Branch, *, at: dt.datetime, max_age: dt.timedelta, found: list[Round] | None = None
) -> list[WallState]:
    """Every wall of the branch with what should play and what played (2 queries beside the rounds' 4)."""
    found = rounds(branch, at=at) if found is None else found
    devices = Device.objects.filter(branch=branch, kind=DeviceKind.WALL, is_active=True).order_by("code")
    states = {}
    for wall in devices:
        own = round_of(found, wall.code)
        states[wall.pk] = WallState(wall, own, due_now(own, branch, at), max_age, at=at)
    hours = PlayHour.objects.filter(wall__in=list(states), hour__gte=at - SILENT_AFTER - dt.timedelta(hours=1))
    for row in hours.select_related("version").order_by("-last_at"):
        state = states[row.wall_id]
        state.last_at = max(row.last_at, state.last_at or row.last_at)
        if at - row.last_at <= LATELY:
            state.played.append(row)
    return list(states.values())


def log(branch: Branch, *, at: dt.datetime, hours: int = LOG_HOURS, limit: int = 200) -> list[PlayHour]:
    """What was played on which wall within the last hours, newest first (1 query)."""
    rows = PlayHour.objects.filter(wall__branch=branch, hour__gt=at - dt.timedelta(hours=hours))
    return list(rows.select_related("wall", "version").order_by("-hour", "wall__code", "-seconds")[:limit])
