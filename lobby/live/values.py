"""Figures for phones: computed once for a branch, then cut into one small piece for each ticket."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from lobby.live.events import matches
from lobby.live.models import Entry

Sliced = Mapping[int, dict[str, Any]]


@dataclass(frozen=True, kw_only=True)
class Values:
    """`compute(branch_id, at)` returns what each ticket's screen shows: `{ticket_id: {"ahead": 3, "p50_s": 240}}`.

    It runs again on the events that dirty it and after `every` seconds without any.
    """

    screens: tuple[str, ...]
    compute: Callable[[int, dt.datetime], Sliced]
    dirtied_by: tuple[str, ...]
    every: float | None = 15.0

    @property
    def name(self) -> str:
        """Label for metrics and logs."""
        return f"{self.compute.__module__}.{self.compute.__qualname__}"

    def is_dirtied_by(self, event_type: str) -> bool:
        """Whether this kind of news changes the figures."""
        return any(matches(pattern, event_type) for pattern in self.dirtied_by)

    def is_changed_by(self, entry: Entry) -> bool:
        """Whether an entry changes the figures."""
        return self.is_dirtied_by(entry.type)


_values: list[Values] = []


def register(values: Values) -> None:
    """Add figures; called from `AppConfig.ready()`."""
    if values not in _values:
        _values.append(values)


def of_screen(screen: str) -> list[Values]:
    """Figures that a screen shows."""
    return [values for values in _values if screen in values.screens]
