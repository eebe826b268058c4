"""Words of imports."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ImportStatus(models.TextChoices):
    """Where an import stands."""

    WAITING = "waiting", _("waiting")
    RUNNING = "running", _("running")
    DONE = "done", pgettext_lazy("import", "done")
    FAILED = "failed", _("file refused")


class Reason(models.TextChoices):
    """Why a row, or a part of it, was not taken. Reasons never repeat what stands in the file."""

    BYTES = "bytes", _("it contains bytes that are no text")
    LENGTH = "length", _("the line is too long")
    CELLS = "cells", _("it has another number of cells than the header, or a quotation mark is not closed")
    MISSING = "missing", _("this must be given")
    TOO_LONG = "too_long", _("this is too long")
    VALUE = "value", _("this value is not known")
    NUMBER = "number", _("this is no amount")
    DATE = "date", _("this is no date such as 2026-03-28")
    FUTURE = "future", _("this date is not over yet")
    PHONE = "phone", _("this is no phone number")
    EMAIL = "email", _("this is no e-mail address")
    BRANCH = "branch", _("there is no such branch for you")
    TWICE = "twice", _("this customer stands further up in the file")
    OWNER = "owner", _("nobody of the branch has this user name")
    PAIR = "pair", _("level and date of an assessment belong together")
    OWN_CONSENT = "own_consent", _("an employer cannot agree for its people: the customer's own consent is missing")
    EMPLOYER = "employer", _("there is no such corporate customer at the branch; taken without it")
    HOUSEHOLD = "household", _("the customer did not agree to be linked with the family; taken without it")
