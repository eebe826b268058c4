"""Reminders of appointments: the seam of the queue's notices is filled with messages."""

from __future__ import annotations

import datetime as dt
from typing import Any

import structlog
from django.conf import settings
from django.db import transaction
from django.urls import reverse

from lobby.branches.actors import SYSTEM
from lobby.branches.calendar import local
from lobby.customers.enums.profile import ConsentPurpose
from marketing.domain.messages.writing import EN, ZH, send, send_to
from marketing.errors.messages import BadRecipient, NoTemplate, ValueMissing
from queueing.models import Appointment, AppointmentNotice

log = structlog.get_logger(__name__)
TEMPLATE = "message-appointment-tomorrow"


def remind(appointment: Appointment, notice: AppointmentNotice) -> None:
    """Write to the customer of an appointment; a missing template or number keeps no notice from being given.

    Call it in a unit of work: what is refused here leaves nothing behind in it.
    """
    language = EN if appointment.language.startswith("en") else ZH
    common: dict[str, Any] = {
        "branch": appointment.branch,
        "by": SYSTEM,
        "at": notice.at,
        "values": values_of(appointment, language),
        "key": f"appointment-notice:{notice.pk}",
        "subject": ("appointment", appointment.pk),
        "until": appointment.slot_at,
    }
    try:
        with transaction.atomic():
            if appointment.customer is not None and appointment.customer.phone:
                send(appointment.customer, TEMPLATE, purpose=ConsentPurpose.SERVICE, language=language, **common)
            else:
                send_to(appointment.phone, TEMPLATE, language=language, **common)
    except (NoTemplate, ValueMissing, BadRecipient) as refusal:
        log.warning("appointment_not_told", appointment=appointment.pk, code=refusal.code)


def values_of(appointment: Appointment, language: str) -> dict[str, str]:
    """What the template names (1 query)."""
    branch, service = appointment.branch, appointment.service
    is_english = language == EN
    needed = service.requirements.filter(is_required=True)
    papers = [one.name_en if is_english else one.name_zh for one in needed]
    nothing = "your identity card" if is_english else "身份证"
    return {
        "time": when(appointment.slot_at, appointment, is_english),
        "branch": branch.name_en if is_english else branch.name_zh,
        "service": service.name_en if is_english else service.name_zh,
        "documents": (", " if is_english else "、").join(papers) or nothing,
        "link": settings.PUBLIC_URL + reverse("queueing:appointment-page", args=[appointment.page_token]),
    }


def when(moment: dt.datetime, appointment: Appointment, is_english: bool) -> str:
    """A moment on the branch's wall clock as people say it."""
    clock = local(appointment.branch, moment)
    if is_english:
        return f"{clock:%H:%M} on {clock.day} {clock:%B}"
    return f"{clock.month}月{clock.day}日{clock:%H:%M}"
