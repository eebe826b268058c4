"""Who says what the weather and the traffic are: people, or a service that the bank connects (S404)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Protocol

from django.conf import settings

from lobby.branches.models import Branch
from lobby.floor.enums.briefing import Traffic, Weather


@dataclass(frozen=True, slots=True)
class Outlook:
    """A day's weather and traffic at a branch."""

    weather: Weather
    traffic: Traffic


class Source(Protocol):
    """A service that knows. It answers within a second or not at all, and None where it cannot say."""

    @property
    def name(self) -> str:
        """What the setting calls it."""

    def outlook(self, branch: Branch, date: dt.date) -> Outlook | None:
        """The outlook of a business day."""


@dataclass(frozen=True, slots=True)
class FixedSource:
    """Says the same every day: for demonstrations, and for tests of whatever follows the weather."""

    weather: Weather = Weather.RAIN
    traffic: Traffic = Traffic.NORMAL
    name: str = "fixed"

    def outlook(self, branch: Branch, date: dt.date) -> Outlook | None:
        """The fixed outlook."""
        return Outlook(self.weather, self.traffic)


_sources: dict[str, Source] = {}


def register(source: Source) -> None:
    """Add a source; called from `AppConfig.ready()`. Raises ValueError for a name that is taken."""
    if _sources.setdefault(source.name, source) != source:
        raise ValueError(f"two sources of weather are named {source.name}")


def source() -> Source | None:
    """The source that the installation uses (`LOBBY_WEATHER_SOURCE`), None where people say it themselves."""
    return _sources.get(settings.WEATHER_SOURCE)
