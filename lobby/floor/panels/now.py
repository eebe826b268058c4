"""The floor's own panel: what needs this person now."""

from __future__ import annotations

from typing import Any

from lobby.floor.enums import Severity
from lobby.floor.selectors import feed as selectors
from lobby.floor.shell import SCREEN
from lobby.live.models import Entry
from lobby.live.panels import Panel
from lobby.live.scopes import Scope, branch_of


def now(scope: Scope) -> dict[str, Any]:
    """Open alerts for the person, the person's own reminders and their teams' tasks (8 queries)."""
    assert scope.audience_id is not None
    branch = branch_of(scope)
    items = selectors.feed(branch, scope.audience_id, at=scope.at)
    return {
        "items": items,
        "count": sum(item.is_asking for item in items),
        "is_cut": len(items) == selectors.FEED_ROWS,
        "loudest": loudest(items),
        "sound_on": selectors.wants_sound(scope.audience_id),
        "timezone": branch.timezone,
        "branch": branch,
    }


def loudest(items: list[selectors.FeedItem]) -> int:
    """The newest late alert that may be heard: the tablet chimes once for each; 0 for none."""
    late = (item.id for item in items if item.is_new and item.severity == Severity.LATE and not item.is_silent)
    return max((number for number in late), default=0)


def concerns(entry: Entry, person: int | None) -> bool:
    """Whether news changes this person's list: a reminder's only when it is, was or may become theirs."""
    if entry.type.startswith("reminder."):
        told = entry.payload
        return bool(told["team"]) or person in (told["owner"], told.get("was"))
    return True


NOW = Panel(
    name="floor-now",
    screens=(SCREEN,),
    template="floor/_now.html",
    context=now,
    dirtied_by=("alert.*", "reminder.*", "zone.*"),
    audience="person",
    concerns=concerns,
    every=60.0,
)
