"""Taking a place of a slot. Whoever takes one holds the branch's booking lock until commit."""

from __future__ import annotations

import datetime as dt
import secrets
from typing import Any

from lobby.branches.calendar import business_date, local
from lobby.branches.models import Branch, Service, Staff
from queueing.enums.appointments import HOLDING, UPCOMING
from queueing.errors.appointments import NoSlot, SlotTaken
from queueing.models import Appointment
from queueing.selectors import slots as selectors
from queueing.selectors.slots import Slot

CODES = 1_000_000


def take_seat(
    branch: Branch,
    service: Service,
    starts_at: dt.datetime,
    *,
    at: dt.datetime,
    staff: Staff | None = None,
    not_before: dt.date | None = None,
) -> tuple[Slot, int]:
    """The slot to book and the number of a free place in it (7 queries). Raises NoSlot, SlotTaken.

    The caller holds the booking lock, so what is free here stays free until it is taken.
    """
    day = business_date(branch, starts_at)
    offered = selectors.slots(branch, at=at, first=day, days=1, service=service, staff=staff, not_before=not_before)
    here = [slot for slot in offered if slot.starts_at == starts_at]
    if not here:
        raise NoSlot
    slot = next((slot for slot in here if slot.free), None)
    if slot is None:
        raise slot_taken(branch, service, starts_at, at=at, staff=staff, not_before=not_before)
    return slot, free_seat(slot)


def free_seat(slot: Slot) -> int:
    """The lowest place that nobody holds (1 query)."""
    held = Appointment.objects.filter(rule=slot.rule, slot_at=slot.starts_at, status__in=HOLDING)
    taken = set(held.values_list("seat", flat=True))
    return next(seat for seat in range(slot.capacity) if seat not in taken)


def slot_taken(branch: Branch, service: Service, since: dt.datetime, **wish: Any) -> SlotTaken:
    """The refusal with the next free times."""
    found = selectors.next_free(branch, service, since=since, **wish)
    times = "; ".join(f"{local(branch, slot.starts_at):%m-%d %H:%M}" for slot in found) or "–"
    return SlotTaken(times=times, slots=[answer_of(slot) for slot in found])


def answer_of(slot: Slot) -> dict[str, Any]:
    """A free time for programs."""
    return {"start": slot.starts_at.isoformat(), "end": slot.ends_at.isoformat(), "free": slot.free}


def place(slot: Slot, seat: int) -> dict[str, Any]:
    """The fields of an appointment that say when and where."""
    return {
        "rule": slot.rule,
        "staff": slot.rule.staff,
        "room": slot.rule.room,
        "day": slot.day,
        "slot_at": slot.starts_at,
        "ends_at": slot.ends_at,
        "busy_until": slot.busy_until,
        "seat": seat,
    }


def free_code(branch: Branch, own: str = "") -> str:
    """Six digits that no upcoming appointment of the branch has; `own` is kept where it can be (1 query or a few more)."""
    code = own or new_code()
    while Appointment.objects.filter(branch=branch, code=code, status__in=UPCOMING).exists():
        code = new_code()
    return code


def new_code() -> str:
    """Six random digits."""
    return f"{secrets.randbelow(CODES):06d}"
