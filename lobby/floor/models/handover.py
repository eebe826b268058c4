"""What one shift tells the next."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from lobby.branches.models import Branch, Staff


class HandoverNote(models.Model):
    """The note of whoever leaves; it is shown until somebody who comes acknowledges it, and then a new one may follow."""

    branch = models.ForeignKey(Branch, models.CASCADE, related_name="handover_notes")
    date = models.DateField(help_text=_("business day"))
    text = models.CharField(max_length=1000)
    written_by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    acknowledged_by = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")
    acknowledged_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("handover note")
        verbose_name_plural = _("handover notes")
        constraints = [
            models.UniqueConstraint(
                fields=["branch"], condition=Q(acknowledged_at__isnull=True), name="handover_one_open"
            ),
            models.CheckConstraint(
                condition=Q(acknowledged_by__isnull=True, acknowledged_at__isnull=True)
                | Q(acknowledged_by__isnull=False, acknowledged_at__isnull=False),
                name="handover_acknowledged",
            ),
            models.CheckConstraint(
                condition=Q(acknowledged_by__isnull=True) | ~Q(acknowledged_by=F("written_by")),
                name="handover_by_somebody_else",
            ),
        ]
        indexes = [models.Index(fields=["branch", "-written_at"], name="handover_newest")]

    def __str__(self) -> str:
        return f"{self.branch_id} {self.written_at:%Y-%m-%d %H:%M}"
