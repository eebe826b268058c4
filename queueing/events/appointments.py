"""News of appointments. Only ids and times; never a name, a phone or an amount."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from lobby.live.events import Event


@dataclass(frozen=True, kw_only=True)
class AppointmentEvent(Event):
    """Something happened to an appointment; `slot` is its start in UTC."""

    subject_type: ClassVar[str] = "appointment"
    appointment: int
    service: str
    slot: str


@dataclass(frozen=True, kw_only=True)
class AppointmentRequested(AppointmentEvent):
    """A slot was asked for and is held."""

    type: ClassVar[str] = "appointment.requested"
    channel: str


@dataclass(frozen=True, kw_only=True)
class AppointmentConfirmed(AppointmentEvent):
    """The branch expects the customer."""

    type: ClassVar[str] = "appointment.confirmed"


@dataclass(frozen=True, kw_only=True)
class AppointmentExpired(AppointmentEvent):
    """Nobody confirmed it in time; the slot is free again."""

    type: ClassVar[str] = "appointment.expired"


@dataclass(frozen=True, kw_only=True)
class AppointmentRescheduled(AppointmentEvent):
    """Moved to another slot."""

    type: ClassVar[str] = "appointment.rescheduled"
    from_slot: str


@dataclass(frozen=True, kw_only=True)
class AppointmentListed(AppointmentEvent):
    """Something was put on the list of things to prepare, or done, or the cash was counted once."""

    type: ClassVar[str] = "appointment.listed"


@dataclass(frozen=True, kw_only=True)
class AppointmentPrepared(AppointmentEvent):
    """The list is done and ordered cash is ready."""

    type: ClassVar[str] = "appointment.prepared"


@dataclass(frozen=True, kw_only=True)
class AppointmentCheckedIn(AppointmentEvent):
    """The customer is here and has a number; `was_late` without priority."""

    type: ClassVar[str] = "appointment.checked_in"
    number: str
    was_late: bool


@dataclass(frozen=True, kw_only=True)
class AppointmentStarted(AppointmentEvent):
    """Its ticket is being served."""

    type: ClassVar[str] = "appointment.started"


@dataclass(frozen=True, kw_only=True)
class AppointmentCompleted(AppointmentEvent):
    """Its ticket is done."""

    type: ClassVar[str] = "appointment.completed"


@dataclass(frozen=True, kw_only=True)
class AppointmentReopened(AppointmentEvent):
    """The end of its service was taken back."""

    type: ClassVar[str] = "appointment.reopened"


@dataclass(frozen=True, kw_only=True)
class AppointmentCancelled(AppointmentEvent):
    """Called off; the slot is free again."""

    type: ClassVar[str] = "appointment.cancelled"
    reason: str


@dataclass(frozen=True, kw_only=True)
class AppointmentMissed(AppointmentEvent):
    """The customer did not come."""

    type: ClassVar[str] = "appointment.missed"


@dataclass(frozen=True, kw_only=True)
class AppointmentReinstated(AppointmentEvent):
    """A missed customer has a new slot."""

    type: ClassVar[str] = "appointment.reinstated"
    from_slot: str


@dataclass(frozen=True, kw_only=True)
class AppointmentReminded(AppointmentEvent):
    """The customer was reminded; `notice` is the durable row."""

    type: ClassVar[str] = "appointment.reminded"
    notice: int
    kind: str


@dataclass(frozen=True, kw_only=True)
class AppointmentNoted(AppointmentEvent):
    """What came of it was written down."""

    type: ClassVar[str] = "appointment.noted"
