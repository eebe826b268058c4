"""Inviting a customer to a meeting with their own person: who agreed, to a free slot, with what for (S177, S179)."""

from __future__ import annotations

import datetime as dt

from lobby.branches.models import Service, Staff
from lobby.customers.models import Customer
from lobby.live import journal
from marketing.domain import contacting
from queueing.domain.appointments import booking
from queueing.domain.appointments.booking import Guest
from queueing.enums.appointments import BookingChannel
from queueing.models import Appointment

WAY = "meeting"


def invite(
    customer: Customer, *, by: Staff, at: dt.datetime, service: Service, starts_at: dt.datetime, value: str
) -> Appointment:
    """Book a slot of the inviter's own for a customer, which is a contact.

    Raises Silenced for who may not be asked now, ValueMissing, ValueFlagged and what booking refuses.
    """
    with journal.unit(by=by.actor, at=at):
        contacting.record(customer, branch=customer.branch, by=by.actor, at=at, way=WAY, staff=by)
        return booking.request(
            customer.branch,
            by=by.actor,
            at=at,
            service=service,
            starts_at=starts_at,
            guest=Guest(customer.name, customer.phone, customer.language or "zh-hans", customer),
            channel=BookingChannel.WEALTH,
            staff=by,
            value=value,
        )
