"""Words of messages to customers: states and the table of allowed moves."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class MessageStatus(models.TextChoices):
    """Where a message stands."""

    QUEUED = "queued", _("waits to be sent")
    SENDING = "sending", _("is being sent")
    SENT = "sent", _("sent")
    FAILED = "failed", _("could not be sent")
    CANCELLED = "cancelled", _("not sent")


M = MessageStatus
OPEN_MESSAGES = (M.QUEUED, M.SENDING)
# Verb → from which states → to which state. A claim whose worker died is claimed again when its time is over.
MESSAGE_MOVES: dict[str, tuple[tuple[MessageStatus, ...], MessageStatus]] = {
    "claim": (OPEN_MESSAGES, M.SENDING),
    "postpone": (OPEN_MESSAGES, M.QUEUED),
    "deliver": ((M.SENDING,), M.SENT),
    "retry": ((M.SENDING,), M.QUEUED),
    "fail": ((M.SENDING,), M.FAILED),
    "cancel": (OPEN_MESSAGES, M.CANCELLED),
}


class MessageWay(models.TextChoices):
    """How a message goes out."""

    SMS = "sms", _("text message")
    EMAIL = "email", _("e-mail")


class CancelCause(models.TextChoices):
    """Why a message was not sent."""

    NO_CONSENT = "no_consent", _("the customer has not agreed to it, or took it back")
    NO_ADDRESS = "no_address", _("no number and no address is known")
    HELD = "held", _("a complaint is open")
    COOL_OFF = "cool_off", _("the customer said no not long ago")
    FREQUENCY = "frequency", _("contacted often enough of late")
    WITHDRAWN = "withdrawn", _("the wording is not approved any more")
    TOO_LATE = "too_late", _("its time is over")
    BY_HAND = "by_hand", _("called off by a colleague")
