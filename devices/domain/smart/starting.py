"""A customer begins a session at a smart counter."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q

from devices import guests
from devices.domain.smart.resting import start_clock
from devices.domain.smart.telling import news_of
from devices.domain.states import held_usable
from devices.enums.smart import LIVE
from devices.errors.smart import CustomerOperates, SmartMachineOut, SmartMachineTaken
from devices.events.smart import SmartStarted
from devices.guests import Guest
from devices.models.smart import SmartSession
from lobby.branches.actors import Actor
from lobby.branches.calendar import business_date
from lobby.branches.enums import DeviceKind
from lobby.branches.models import Device
from lobby.live import journal


def start(
    device: Device, *, by: Actor, at: dt.datetime, language: str = "zh-hans", guest: Guest | None = None
) -> SmartSession:
    """Open a session at its first step; whoever has a number is bound to it by the app above, in this transaction.

    Raises CustomerOperates, SmartMachineOut, SmartMachineTaken.
    """
    if by.kind != "device" or by.id != device.pk or device.kind != DeviceKind.SMART_COUNTER:
        raise CustomerOperates
    subject = guest.subject if guest else None
    with journal.unit(by=by, at=at):
        # A machine that fails locks itself, then the customers sent to it: those come in the same order here.
        if guest is not None and guest.is_sent:
            check_usable(device, at=at)
        guests.hold(subject)
        check_usable(device, at=at)
        check_free(device, subject)
        session = SmartSession.objects.create(
            branch=device.branch,
            device=device,
            day=business_date(device.branch, at),
            since=at,
            subject_type=subject[0] if subject else "",
            subject_id=subject[1] if subject else None,
            number=guest.number if guest else "",
            language=language,
            is_counted=guest.is_counted if guest else True,
            is_first_use=guest.is_first_use if guest else False,
            touched_at=at,
            started_at=at,
        )
        start_clock(session, at=at)
        journal.record(SmartStarted(**news_of(session)))
    return session


def check_usable(device: Device, *, at: dt.datetime) -> None:
    """Whoever starts at the same machine, or reports on it, waits for us here (1 statement). Raises SmartMachineOut."""
    if not held_usable(device.pk, at=at):
        raise SmartMachineOut


def check_free(device: Device, subject: tuple[str, int] | None) -> None:
    """Nobody is at the machine, and the customer is at no other one (1 query). Raises SmartMachineTaken."""
    taken = Q(device=device)
    if subject is not None:
        taken |= Q(subject_type=subject[0], subject_id=subject[1])
    if SmartSession.objects.filter(taken, status__in=LIVE).exists():
        raise SmartMachineTaken
