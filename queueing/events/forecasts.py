"""News of the flow forecast."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from lobby.live.events import Event


@dataclass(frozen=True, kw_only=True)
class ForecastEvent(Event):
    """Something changed what a branch expects; `day` is the business day it is about."""

    subject_type: ClassVar[str] = "branch"
    day: str

    @property
    def subject_id(self) -> int:
        """A forecast is about its branch."""
        return self.branch_id


@dataclass(frozen=True, kw_only=True)
class ForecastMade(ForecastEvent):
    """The days from `day` on are forecast anew."""

    type: ClassVar[str] = "forecast.made"
    slots: int


@dataclass(frozen=True, kw_only=True)
class ForecastCorrected(ForecastEvent):
    """The rest of the day was scaled by what came so far: the factors by service, smallest and largest."""

    type: ClassVar[str] = "forecast.corrected"
    least: float
    most: float


@dataclass(frozen=True, kw_only=True)
class FactorSet(ForecastEvent):
    """Somebody said what changes a day's flow."""

    type: ClassVar[str] = "forecast.factor_set"
    cause: str
    factor: float
    note: str


@dataclass(frozen=True, kw_only=True)
class FactorCleared(ForecastEvent):
    """What somebody said of a day no longer holds."""

    type: ClassVar[str] = "forecast.factor_cleared"
    cause: str
