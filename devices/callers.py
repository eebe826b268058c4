"""Who comes to a machine with a number: the app above says what the number stands for and keeps it in step."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from lobby.branches.models import Device, Service


@dataclass(frozen=True, slots=True)
class Caller:
    """What a number stands for. `escort_id` is the colleague who was asked to come along, if anybody was."""

    subject: tuple[str, int]
    number: str
    service: Service
    language: str = ""
    has_used: bool = False
    escort_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class Source:
    """What the app above knows of callers.

    `find(device, number, at)` answers who has a number that may be served at a machine. `hold(subject)` locks what a
    subject's own verbs lock first. `issue(session id, at)` gives a customer whom nobody served by video a place at the
    counters and answers the number.
    """

    find: Callable[[Device, str, dt.datetime], Caller | None]
    hold: Callable[[tuple[str, int]], None]
    issue: Callable[[int, dt.datetime], str]


_sources: list[Source] = []


def register(source: Source) -> None:
    """Say who knows callers; called from `AppConfig.ready()`. Raises ValueError for a second one."""
    if _sources and _sources[0] != source:
        raise ValueError("two apps know the callers of machines")
    _sources[:] = [source]


def find(device: Device, number: str, at: dt.datetime) -> Caller | None:
    """Who has this number, None when nobody has."""
    return _sources[0].find(device, number, at) if _sources else None


def hold(subject: tuple[str, int] | None) -> None:
    """Lock what stands before a session in the order of locks."""
    if subject is not None and _sources:
        _sources[0].hold(subject)


def issue(session_id: int, at: dt.datetime) -> str:
    """A number for the counters, empty when nobody gives any."""
    return _sources[0].issue(session_id, at) if _sources else ""
