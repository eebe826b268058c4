"""Words of tickets: classes, states and the table of allowed moves."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class PriorityClass(models.TextChoices):
    """How much head start a ticket has in the calling order."""

    CARE = "care", _("care")
    EXPRESS = "express", _("express")
    VIP = "vip", _("VIP")
    NORMAL = "normal", _("normal")


class Trait(models.TextChoices):
    """What a customer may state or show a need for. VIP is not one: it comes from the system level only (N02)."""

    ELDERLY = "elderly", _("elderly")
    DISABLED = "disabled", _("disabled")
    PREGNANT = "pregnant", _("pregnant")
    WITH_CHILD = "with_child", _("with child")
    FOREIGN_LANGUAGE = "foreign_language", _("foreign language")
    PREFERS_COUNTER = "prefers_counter", _("prefers the counter")


CARE_TRAITS = {Trait.ELDERLY, Trait.DISABLED, Trait.PREGNANT, Trait.WITH_CHILD}


class Source(models.TextChoices):
    """Where a ticket was taken."""

    KIOSK = "kiosk", _("kiosk")
    TABLET = "tablet", _("lobby tablet")
    COUNTER = "counter", _("counter")
    API = "api", _("API")
    APPOINTMENT = "appointment", _("appointment")
    REPLAY = "replay", _("replay")


class TicketStatus(models.TextChoices):
    """States of a ticket."""

    WAITING = "waiting", _("waiting")
    CALLED = "called", _("called")
    SERVING = "serving", _("being served")
    ON_HOLD = "on_hold", _("on hold")
    RETURNED = "returned", _("returned")
    DONE = "done", _("done")
    NO_SHOW = "no_show", _("missed")
    DIVERTED = "diverted", _("diverted")
    CANCELLED = "cancelled", _("cancelled")
    ABANDONED = "abandoned", _("left")


S = TicketStatus
CALLABLE = (S.WAITING, S.RETURNED)
AT_COUNTER = (S.CALLED, S.SERVING)
OPEN = (S.WAITING, S.CALLED, S.SERVING, S.ON_HOLD, S.RETURNED, S.DIVERTED)
UNFINISHED = (*OPEN, S.NO_SHOW)
ENDED = (S.DONE, S.NO_SHOW, S.CANCELLED, S.ABANDONED)

# Verb → from which states → to which state. Anything else is refused with 409.
TICKET_MOVES: dict[str, tuple[tuple[TicketStatus, ...], TicketStatus]] = {
    "call": ((S.WAITING, S.RETURNED), S.CALLED),
    "recall": ((S.CALLED,), S.CALLED),
    "start": ((S.CALLED,), S.SERVING),
    "finish": ((S.SERVING,), S.DONE),
    "miss": ((S.CALLED,), S.NO_SHOW),
    "reinstate": ((S.NO_SHOW,), S.WAITING),
    "postpone": ((S.WAITING, S.CALLED), S.WAITING),
    "hold": ((S.SERVING,), S.ON_HOLD),
    "resume": ((S.ON_HOLD,), S.SERVING),
    "send_back": ((S.SERVING,), S.RETURNED),
    "transfer": ((S.WAITING, S.RETURNED), S.WAITING),
    "hand_on": ((S.SERVING,), S.WAITING),
    "divert": ((S.WAITING,), S.DIVERTED),
    "fall_back": ((S.DIVERTED,), S.WAITING),
    "complete_diversion": ((S.DIVERTED,), S.DONE),
    "leave": ((S.WAITING, S.CALLED, S.ON_HOLD, S.RETURNED, S.NO_SHOW, S.DIVERTED), S.ABANDONED),
    "cancel": ((S.WAITING, S.ON_HOLD, S.RETURNED), S.CANCELLED),
    "undo_finish": ((S.DONE,), S.SERVING),
    "undo_miss": ((S.NO_SHOW,), S.CALLED),
    "settle": ((S.SERVING,), S.DONE),
}


class ReturnReason(models.TextChoices):
    """Why a customer is sent back to complete something."""

    FORM = "form", _("form incomplete")
    DOCUMENT = "document", _("document missing")
    IDENTITY = "identity", _("identity paper invalid")
    COPY = "copy", _("copy missing")
    OTHER = "other", _("other")


class Outcome(models.TextChoices):
    """How a service ended."""

    COMPLETED = "completed", _("completed")
    PARTLY = "partly", _("partly completed")
    NOT_POSSIBLE = "not_possible", _("not possible")
    REFERRED = "referred", _("referred elsewhere")
    UNKNOWN = "unknown", _("unknown")
