"""Whether a machine could have done what a counter begins to do (S013)."""

from __future__ import annotations

from django.db.models import Exists, OuterRef

from devices.enums import CHANNELS, DeviceStatus
from devices.enums.reports import Word
from devices.models import DeviceFunction
from lobby.branches.enums import Complexity
from lobby.branches.models import Device
from queueing.enums import CARE_TRAITS, TicketStatus, Trait
from queueing.enums.triage import Offer
from queueing.models import RoutingDecision, Ticket

FREE = (DeviceStatus.AVAILABLE, DeviceStatus.DEGRADED)
PROTECTED = CARE_TRAITS | {Trait.PREFERS_COUNTER}


def machine_is_free(ticket: Ticket) -> Exists | None:
    """Whether a machine that does this simple service is free, to be answered inside the verb's own statement.

    None where nobody asks: elderly customers, those with a claim to care or who prefer the counter (N10), and whom a
    machine or a counter has sent back already.
    """
    kinds = [kind for kind, channel in CHANNELS.items() if channel in ticket.service.channels]
    is_asked = ticket.service.complexity == Complexity.SIMPLE and not PROTECTED & set(ticket.traits)
    if not kinds or not is_asked or ticket.goes_first:
        return None
    there = RoutingDecision.objects.filter(
        branch=ticket.branch_id,
        day=ticket.day,
        device=OuterRef("pk"),
        offer=Offer.ACCEPTED,
        ticket__status=TicketStatus.DIVERTED,
    )
    described = DeviceFunction.objects.filter(device=OuterRef("pk"))
    machines = Device.objects.filter(
        ~Exists(there),
        ~Exists(described) | Exists(described.filter(service=ticket.service_id)),
        branch=ticket.branch_id,
        kind__in=kinds,
        is_active=True,
        is_spare=False,
    )
    machines = machines.exclude(state__told__device=Word.DEVICE_BUSY)
    return Exists(machines.exclude(state__status__in=set(DeviceStatus) - set(FREE)))
