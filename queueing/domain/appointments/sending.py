"""Telling customers something: the seam where a bank puts its message gateway.

A sender runs in the transaction that made the notice, so it may write rows and must not wait for anybody. The default
one writes the journal, from which a gateway's adapter reads with a cursor of its own; the customer's page shows every
notice in any case.
"""

from __future__ import annotations

from collections.abc import Callable

from lobby.live import journal
from queueing.domain.appointments.moving import news_of
from queueing.events.appointments import AppointmentReminded
from queueing.models import Appointment, AppointmentNotice

Sender = Callable[[Appointment, AppointmentNotice], None]


def to_journal(appointment: Appointment, notice: AppointmentNotice) -> None:
    """Note in the journal that the customer is to be reminded."""
    journal.record(AppointmentReminded(**news_of(appointment), notice=notice.pk, kind=notice.kind))


_senders: list[Sender] = [to_journal]


def use(*senders: Sender) -> None:
    """Put other senders in place; called from `AppConfig.ready()`."""
    _senders[:] = senders


def send(appointment: Appointment, notice: AppointmentNotice) -> None:
    """Hand a notice to every sender."""
    for sender in _senders:
        sender(appointment, notice)
