"""The forecast follows what the briefing says of weather and traffic (S404)."""

from __future__ import annotations

import datetime as dt

from lobby.branches.actors import Actor
from lobby.floor.enums.briefing import Traffic, Weather
from lobby.floor.events.briefing import OutlookSet
from lobby.floor.models import Briefing
from lobby.live import journal
from lobby.live.events import Event
from queueing.domain.flow.factors import clear_factor, set_factor
from queueing.enums.forecasts import FlowCause
from queueing.models import FlowFactor

WEATHER_CAUSES: dict[str, FlowCause] = {
    Weather.HEAVY_RAIN: FlowCause.HEAVY_RAIN,
    Weather.SNOW: FlowCause.SNOW,
    Weather.HEAT: FlowCause.HEAT,
}
TRAFFIC_CAUSES: dict[str, FlowCause] = {Traffic.DISTURBED: FlowCause.TRAFFIC}


def register() -> None:
    """Follow the briefing inside its own transaction: what is said and what is forecast never differ."""
    journal.subscribe(OutlookSet.type, outlook_set)


def outlook_set(event: Event, by: Actor, at: dt.datetime) -> None:
    """Let the day's factors say what the briefing says; what it says nothing about stays."""
    assert isinstance(event, OutlookSet)
    briefing = Briefing.objects.select_related("branch").get(pk=event.briefing)
    if event.weather or event.was_weather:
        follow(briefing, WEATHER_CAUSES, event.weather, by=by, at=at)
    if event.traffic or event.was_traffic:
        follow(briefing, TRAFFIC_CAUSES, event.traffic, by=by, at=at)


def follow(briefing: Briefing, causes: dict[str, FlowCause], said: str, *, by: Actor, at: dt.datetime) -> None:
    """Set the cause that was said with what was agreed, and take its rivals back; a share set by hand is kept."""
    wanted = causes.get(said)
    rows = {row.cause: row for row in FlowFactor.objects.filter(branch=briefing.branch, date=briefing.date)}
    for cause in causes.values():
        if cause != wanted and cause in rows:
            clear_factor(briefing.branch, by=by, at=at, date=briefing.date, cause=cause)
    if wanted is not None:
        factor = rows[wanted].factor if wanted in rows else None
        set_factor(briefing.branch, by=by, at=at, date=briefing.date, cause=wanted, factor=factor, note=briefing.agreed)
