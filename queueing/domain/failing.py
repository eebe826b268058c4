"""Machines that fail while customers are at them."""

from __future__ import annotations

import datetime as dt

from devices.enums import ROUTED, DeviceStatus
from devices.events import DeviceStatusChanged
from lobby.branches.actors import Actor
from lobby.live.events import Event
from queueing.domain.waiting import fall_back
from queueing.enums import TicketStatus
from queueing.enums.triage import Offer
from queueing.models import Ticket


def bring_back(event: Event, by: Actor, at: dt.datetime) -> None:
    """Everybody at a machine that fails goes to the front, in the transaction that reports it (1 query when nobody is)."""
    assert isinstance(event, DeviceStatusChanged)
    status = DeviceStatus(event.status)
    if ROUTED[status]:
        return
    there = Ticket.objects.filter(branch=event.branch_id, status=TicketStatus.DIVERTED)
    there = there.filter(decisions__device=event.device, decisions__offer=Offer.ACCEPTED).distinct()
    for ticket in there.order_by("pk"):
        fall_back(ticket, by=by, at=at, reason=f"{event.code}: {status.label}")
