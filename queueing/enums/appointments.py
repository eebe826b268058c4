"""Words of appointments and the table of allowed moves."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class AppointmentStatus(models.TextChoices):
    """States of an appointment."""

    REQUESTED = "requested", _("requested")
    CONFIRMED = "confirmed", _("confirmed")
    PREPARED = "prepared", _("prepared")
    CHECKED_IN = "checked_in", _("checked in")
    IN_SERVICE = "in_service", _("in service")
    COMPLETED = "completed", _("completed")
    CANCELLED = "cancelled", _("cancelled")
    NO_SHOW = "no_show", _("did not come")
    EXPIRED = "expired", _("expired")


A = AppointmentStatus
UPCOMING = (A.REQUESTED, A.CONFIRMED, A.PREPARED)
# These take a place of their slot.
HOLDING = (*UPCOMING, A.CHECKED_IN, A.IN_SERVICE, A.COMPLETED)

# Verb → from which states → to which state. Anything else is refused with 409.
APPOINTMENT_MOVES: dict[str, tuple[tuple[AppointmentStatus, ...], AppointmentStatus]] = {
    "confirm": ((A.REQUESTED,), A.CONFIRMED),
    "expire": ((A.REQUESTED,), A.EXPIRED),
    "reschedule": ((A.CONFIRMED, A.PREPARED), A.CONFIRMED),
    "prepare": ((A.CONFIRMED,), A.PREPARED),
    "check_in": ((A.CONFIRMED, A.PREPARED), A.CHECKED_IN),
    "start": ((A.CHECKED_IN,), A.IN_SERVICE),
    "complete": ((A.IN_SERVICE,), A.COMPLETED),
    "reopen": ((A.COMPLETED,), A.IN_SERVICE),
    "cancel": ((A.REQUESTED, A.CONFIRMED, A.PREPARED), A.CANCELLED),
    "miss": ((A.CONFIRMED, A.PREPARED), A.NO_SHOW),
    "reinstate": ((A.NO_SHOW,), A.CONFIRMED),
}


class BookingChannel(models.TextChoices):
    """Where an appointment was made."""

    PHONE = "phone", _("customer's phone")
    TABLET = "tablet", _("lobby tablet")
    WEALTH = "wealth", _("invited by the customer manager")
    API = "api", _("API")


class NoticeKind(models.TextChoices):
    """Which reminder a customer gets."""

    DAY_BEFORE = "day_before", _("one business day before")
    HOURS_BEFORE = "hours_before", _("two hours before")
