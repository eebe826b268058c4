"""Words of order and security: behaviour that is watched, what disturbs order, what was done."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Behaviour(models.TextChoices):
    """What somebody did. Acts only: looks, origin and nervousness are no reason (N18)."""

    WATCHES_PIN = "watches_pin", _("watches others enter their PIN")
    CHANGES_SEATS = "changes_seats", _("changes place again and again without business")
    LOITERS_MACHINES = "loiters_machines", _("stays at the machines without using them")
    ASKS_TRANSFER = "asks_transfer", _("asks others to transfer or withdraw money")
    PHOTOGRAPHS = "photographs", _("photographs counters, cameras or doors")
    FOLLOWS = "follows", _("follows a customer who carries cash")
    TAMPERS = "tampers", _("handles a machine's card slot or keypad")
    TRIES_DOORS = "tries_doors", _("tries doors to staff areas")
    LEFT_OBJECT = "left_object", _("leaves an object and goes")
    HANDS_OUT = "hands_out", _("hands out cards or leaflets of strangers")


class SuspicionStatus(models.TextChoices):
    """States of a suspicious report."""

    WATCHED = "watched", _("being watched")
    CLEARED = "cleared", _("cleared up")
    CASE = "case", _("case opened")


SUSPICION_MOVES: dict[str, tuple[tuple[SuspicionStatus, ...], SuspicionStatus]] = {
    "clear_up": ((SuspicionStatus.WATCHED,), SuspicionStatus.CLEARED),
    "open_case": ((SuspicionStatus.WATCHED, SuspicionStatus.CLEARED), SuspicionStatus.CASE),
}


class OrderKind(models.TextChoices):
    """What disturbs the order of the hall."""

    QUEUE_JUMPING = "queue_jumping", _("queue jumping")
    NOISE = "noise", _("loud noise")
    BELONGINGS = "belongings", _("belongings left alone")
    SMOKING = "smoking", _("smoking")
    BLOCKING = "blocking", _("way or door blocked")
    QUARREL = "quarrel", _("quarrel among customers")
    SOLICITING = "soliciting", _("soliciting")
    OTHER = "other", pgettext_lazy("order", "something else")


class OrderAction(models.TextChoices):
    """What staff did about it."""

    REMINDED = "reminded", _("politely reminded")
    STOPPED = "stopped", _("firmly stopped")
    MEDIATED = "mediated", _("mediated")
    GUIDED = "guided", _("guided to another place")
    KEPT_SAFE = "kept_safe", _("taken into keeping")
    CALLED_SECURITY = "called_security", _("security called")


class OrderOutcome(models.TextChoices):
    """How it ended."""

    SETTLED = "settled", _("settled")
    LEFT = "left", _("the person left")
    GOES_ON = "goes_on", _("goes on")
    INCIDENT = "incident", _("became an incident")
