"""Slots and appointments as JSON; `appointment_shapes.py` describes the same names for OpenAPI."""

from __future__ import annotations

from typing import Any

from django.utils.translation import get_language

from lobby.branches.api.moments import moment
from queueing.models import Appointment
from queueing.selectors.slots import Slot


def slot_answer(slot: Slot) -> dict[str, Any]:
    """A slot."""
    return {
        "start": moment(slot.starts_at),
        "end": moment(slot.ends_at),
        "day": slot.day.isoformat(),
        "service": slot.rule.service.code,
        "staff": slot.rule.staff.username if slot.rule.staff else None,
        "capacity": slot.capacity,
        "free": slot.free,
    }


def appointment_answer(appointment: Appointment) -> dict[str, Any]:
    """An appointment with everything at hand but its items, which are prefetched in lists (0–1 query)."""
    language = get_language() or "zh-hans"
    return {
        "id": appointment.pk,
        "branch": appointment.branch.code,
        "service": appointment.service.code,
        "staff": appointment.staff.username if appointment.staff else None,
        "room": appointment.room.code if appointment.room else None,
        "day": appointment.day.isoformat(),
        "start": moment(appointment.slot_at),
        "end": moment(appointment.ends_at),
        "status": str(appointment.status),
        "channel": str(appointment.channel),
        "name": appointment.masked_name,
        "phone": appointment.last_digits,
        "language": appointment.language,
        "note": appointment.note,
        "reschedules": appointment.reschedules,
        "was_late": appointment.was_late,
        "cash": cash_answer(appointment),
        "prepare": [
            {"id": item.pk, "text": item.text_in(language), "is_done": item.done_at is not None}
            for item in appointment.prepare_items.all()
        ],
        "ticket": {"id": appointment.ticket.pk, "number": appointment.ticket.number} if appointment.ticket else None,
    }


def cash_answer(appointment: Appointment) -> dict[str, Any] | None:
    """Ordered money."""
    if appointment.cash_amount is None:
        return None
    signed = sum(one is not None for one in (appointment.cash_counted_by_id, appointment.cash_checked_by_id))
    return {
        "amount": f"{appointment.cash_amount:f}",
        "currency": appointment.cash_currency,
        "notes": appointment.cash_notes,
        "signed": signed,
    }
