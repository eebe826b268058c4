"""Words of forms: kinds of fields, states, who signs and where a form is filled."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class FieldKind(models.TextChoices):
    """What a line of a form may ask for; secrets of a card are no kind and never will be (R12)."""

    TEXT = "text", _("text")
    DATE = "date", _("date")
    NUMBER = "number", _("number")
    AMOUNT = "amount", _("amount")
    CHOICE = "choice", _("choice")
    PHONE = "phone", _("phone number")
    ID_NUMBER = "id_number", _("identity number")


SENSITIVE = {FieldKind.PHONE, FieldKind.ID_NUMBER}


class FormStatus(models.TextChoices):
    """States of a form. A signed one is frozen: a change makes a new version."""

    DRAFT = "draft", _("draft")
    COMPLETE = "complete", _("complete")
    SIGNED = "signed", _("signed")


F = FormStatus
# Verb → from which states. Where it leads, the verb's own rule decides.
FORM_MOVES: dict[str, tuple[FormStatus, ...]] = {
    "fill": (F.DRAFT, F.COMPLETE),
    "sign": (F.COMPLETE,),
    "amend": (F.SIGNED,),
    "mark": (F.DRAFT, F.COMPLETE, F.SIGNED),
}


class FormSource(models.TextChoices):
    """Where a form was last filled in."""

    PHONE = "phone", _("phone")
    KIOSK = "kiosk", _("kiosk")
    TABLET = "tablet", _("lobby tablet")
    COUNTER = "counter", _("counter")
    API = "api", _("API")
    MACHINE = "machine", _("smart counter")


class SignerRole(models.TextChoices):
    """Who signs."""

    CUSTOMER = "customer", _("customer")
    AGENT = "agent", _("agent of the customer")
