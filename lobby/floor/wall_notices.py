"""The registry of what takes the place of ordinary content on a branch's screens at once: outage, evacuation, order.

A source answers what is to be shown now; whoever changes its answer calls `changed` inside the unit of work, and the screens
follow within a second. Nothing else on a wall hears of it, so a source that shows nothing betrays nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from lobby.branches.models import Branch
from lobby.floor.events.content import NoticesChanged
from lobby.live import journal

Level = Literal["info", "attention", "late"]
LEVELS: tuple[Level, ...] = ("late", "attention", "info")


@dataclass(frozen=True, kw_only=True)
class WallNotice:
    """A notice for customers in both languages: what to know and what to do. No names, no places of people, no causes.

    `key` tells it from others, such as `incident:7`; `late` is for danger, `attention` for a disturbance.
    """

    key: str
    level: Level
    title_zh: str
    title_en: str
    body_zh: str = ""
    body_en: str = ""


Source = Callable[[Branch], Iterable[WallNotice]]

_sources: dict[str, Source] = {}


def register_notice_source(name: str, source: Source) -> None:
    """Add a source; called from `AppConfig.ready()`. Raises ValueError for a name that is taken.

    `source(branch)` runs whenever the screens of a branch are drawn: one cheap query.
    """
    if _sources.setdefault(name, source) is not source:
        raise ValueError(f"two sources of notices are named {name}")


def notices_for(branch: Branch) -> list[WallNotice]:
    """What every screen of the branch shows before anything else, worst first (the queries of the sources)."""
    found = [notice for source in _sources.values() for notice in source(branch)]
    return sorted(found, key=lambda notice: LEVELS.index(notice.level))


def changed(branch: Branch) -> None:
    """Let the screens of a branch ask their sources again. Call it inside a unit of work."""
    journal.record(NoticesChanged(branch_id=branch.pk, branch=branch.pk))
