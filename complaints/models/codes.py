"""The codes by which complaints are counted (R02)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from complaints.enums.cases import Dimension, LocalCause
from lobby.branches.models.naming import Named


class ComplaintCode(Named):
    """A class of one of the three dimensions. `code` is the product's own; the bank fills in `official_code`."""

    dimension = models.CharField(max_length=1, choices=Dimension)
    code = models.CharField(max_length=30)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    official_code = models.CharField(
        max_length=20, blank=True, help_text=_("the digits of JR/T 0169; empty as shipped")
    )
    local_cause = models.CharField(
        max_length=12, choices=LocalCause, blank=True, help_text=_("which of the branch's five causes counts as this")
    )
    position = models.PositiveSmallIntegerField(default=0)
    is_active = models.BooleanField(default=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("code of complaints")
        verbose_name_plural = _("codes of complaints")
        ordering = ["dimension", "position", "code"]
        constraints = [models.UniqueConstraint(fields=["dimension", "code"], name="complaint_code_once")]
