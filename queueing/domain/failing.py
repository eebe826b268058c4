"""Machines that fail while customers are at them."""

from __future__ import annotations

import datetime as dt

from devices.enums import LEAVES_ALONE, DeviceStatus
from devices.events import DeviceStatusChanged
from lobby.branches.actors import Actor
from lobby.live.events import Event
from queueing.domain.waiting import fall_back
from queueing.enums import TicketStatus
from queueing.enums.triage import Offer
from queueing.models import RoutingDecision, Ticket


def bring_back(event: Event, by: Actor, at: dt.datetime) -> None:
    """Everybody whose service a machine can do no more goes to the front, in the transaction that reports it.

    1 query when nobody is there.
    """
    assert isinstance(event, DeviceStatusChanged)
    status = DeviceStatus(event.status)
    if status in LEAVES_ALONE:
        return
    sent = RoutingDecision.objects.filter(branch=event.branch_id, device=event.device, offer=Offer.ACCEPTED)
    # Locked, so that whoever is brought back by hand at this moment is not brought back twice.
    there = Ticket.objects.select_for_update(no_key=True, of=("self",)).filter(
        branch=event.branch_id, status=TicketStatus.DIVERTED, pk__in=sent.values("ticket")
    )
    for ticket in there.exclude(service__code__in=event.services).order_by("pk"):
        fall_back(ticket, by=by, at=at, reason=f"{event.code}: {status.label}")
