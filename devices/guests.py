"""Who comes to a smart counter, and what its services ask for: the app above knows tickets and forms.

Nothing here names a ticket: a guest belongs to a `subject`, type and id.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from devices.models.smart import SmartSession
from lobby.branches.actors import Actor
from lobby.branches.models import Device, Service


@dataclass(frozen=True, slots=True)
class Guest:
    """What a number stands for. `is_sent` says that the customer was sent to a smart counter already."""

    subject: tuple[str, int]
    number: str
    service: Service
    language: str = ""
    is_first_use: bool = False
    is_counted: bool = True
    is_sent: bool = False


class Line(Protocol):
    """One line of a form."""

    @property
    def key(self) -> str:
        """Its name in what was typed."""

    @property
    def kind(self) -> str:
        """Which kind of value it takes."""

    @property
    def required(self) -> bool:
        """Whether it must be filled in."""

    @property
    def choices(self) -> Sequence[Any]:
        """The answers of a choice, each with a value and a label."""

    def label_in(self, language: str) -> str:
        """What the line asks for."""

    def help_in(self, language: str) -> str:
        """How to answer, may be empty."""

    def clean(self, typed: str) -> str:
        """What is kept of what was typed. Raises ValidationError."""

    def shown(self, value: str, language: str) -> str:
        """A value as people read it."""

    def masked(self, value: str) -> str:
        """A value of which only so much is shown as must be."""


@dataclass(frozen=True, slots=True)
class Form:
    """What a service asks for at a machine."""

    id: int
    lines: Sequence[Line]


@dataclass(frozen=True, kw_only=True)
class Source:
    """What the app above knows.

    `find(device, number, at)` answers who has a number that may be served at a machine, `expected(device, at)` the numbers
    of those who were sent to this one. `hold(subject)` locks what a subject's own verbs lock first. `form_for(service)` and
    `form(id)` answer what is asked for. `keep(session, by, at)` takes over what was typed before it is wiped, and gives a
    customer without a number a place at the counters; it may set the session's subject. `page(session)` is the path of the
    customer's own page on the phone, empty when there is none.
    """

    find: Callable[[Device, str, dt.datetime], Guest | None]
    expected: Callable[[Device, dt.datetime], list[str]]
    hold: Callable[[tuple[str, int]], None]
    form_for: Callable[[Service], Form | None]
    form: Callable[[int], Form | None]
    keep: Callable[[SmartSession, Actor, dt.datetime], None]
    page: Callable[[SmartSession], str]


_sources: list[Source] = []


def register(source: Source) -> None:
    """Say who knows guests; called from `AppConfig.ready()`. Raises ValueError for a second one."""
    if _sources and _sources[0] != source:
        raise ValueError("two apps know the guests of smart counters")
    _sources[:] = [source]


def find(device: Device, number: str, at: dt.datetime) -> Guest | None:
    """Who has this number, None when nobody has."""
    return _sources[0].find(device, number, at) if _sources else None


def expected(device: Device, at: dt.datetime) -> list[str]:
    """The numbers of those who were sent to this machine, longest first."""
    return _sources[0].expected(device, at) if _sources else []


def hold(subject: tuple[str, int] | None) -> None:
    """Lock what stands before a session in the order of locks."""
    if subject is not None and _sources:
        _sources[0].hold(subject)


def form_for(service: Service) -> Form | None:
    """What a service asks for now, None when it asks for nothing."""
    return _sources[0].form_for(service) if _sources else None


def lines_of(session: SmartSession) -> Sequence[Line]:
    """The lines of a session's form, as they were when its business was chosen."""
    form = _sources[0].form(session.form_id) if _sources and session.form_id is not None else None
    return form.lines if form is not None else ()


def keep(session: SmartSession, by: Actor, at: dt.datetime) -> None:
    """Hand on what was typed, inside the transaction that wipes it."""
    if _sources:
        _sources[0].keep(session, by, at)


def page(session: SmartSession) -> str:
    """The path of the customer's own page, empty when there is none."""
    return _sources[0].page(session) if _sources else ""
