"""What a kiosk shows of the ticket it has just given."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from devices.enums import DeviceStatus
from devices.enums.reports import Part
from devices.models import DeviceState
from lobby.branches.calendar import business_date
from lobby.branches.errors import NotFound
from lobby.branches.models import Branch
from queueing.models import Ticket

# A kiosk in one of these states gives no numbers, whatever its page still can do.
RESTING = (DeviceStatus.DOWN, DeviceStatus.MAINTENANCE, DeviceStatus.SECURITY, DeviceStatus.ABSENT)


@dataclass(frozen=True, slots=True)
class Condition:
    """What a kiosk's own state lets it do: print, and give numbers at all."""

    prints: bool = True
    rests: bool = False


def condition_of(device_id: int) -> Condition:
    """The condition of a kiosk; one that never told anything does all (1 query)."""
    state = DeviceState.objects.filter(device=device_id).first()
    if state is None:
        return Condition()
    return Condition(prints=Part.PRINTER not in state.lost, rests=state.status in RESTING)


def ticket_of_today(branch: Branch, token: str, *, at: dt.datetime) -> Ticket:
    """A ticket of the branch's business day by the token of its page (1 query). Raises NotFound."""
    tickets = Ticket.objects.select_related("service__zone", "visit__helper")
    ticket = tickets.filter(branch=branch, page_token=token, day=business_date(branch, at)).first()
    if ticket is None:
        raise NotFound
    return ticket
