"""The registry of signals of the early-warning list that apps above know of, such as a low rating (S119)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from queueing.enums.care import Signal


@dataclass(frozen=True, kw_only=True)
class Source:
    """Who knows of one signal.

    `is_there(visit id)` asks for a visit. `kept()` are visits, as a list of one column, that stay on the list although
    they are over, because somebody still has to look after their customer.
    """

    signal: Signal
    is_there: Callable[[int], bool]
    kept: Callable[[], QuerySet[Any, Any]]


_sources: dict[str, Source] = {}


def register(source: Source) -> None:
    """Add a source; called from `AppConfig.ready()`. Raises ValueError for a signal that is taken."""
    if _sources.setdefault(source.signal, source) != source:
        raise ValueError(f"two sources of the signal {source.signal}")


def found(visit_id: int) -> dict[Signal, bool]:
    """Which of these signals a visit shows (1 query for each source)."""
    return {source.signal: source.is_there(visit_id) for source in _sources.values()}


def kept() -> list[QuerySet[Any, Any]]:
    """Visits that stay on the list although they are over; no query of its own."""
    return [source.kept() for source in _sources.values()]
