"""The one clock of everything that must happen in time."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lobby.branches.models import Branch, BranchPolicy


class Deadline(models.Model):
    """A moment at which something is due for a subject of any app; `kind` names the handler that knows what.

    `policy` is the dated row whose thresholds were in force when the clock started.
    """

    branch = models.ForeignKey(Branch, models.CASCADE, related_name="deadlines")
    subject_type = models.CharField(max_length=30)
    subject_id = models.BigIntegerField()
    kind = models.CharField(max_length=60)
    policy = models.ForeignKey(BranchPolicy, models.PROTECT, null=True, blank=True, related_name="+")
    due_at = models.DateTimeField()
    warned_at = models.DateTimeField(null=True, blank=True)
    escalated_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    parked_at = models.DateTimeField(null=True, blank=True, help_text=_("its handler failed; somebody was told"))

    class Meta:
        verbose_name = _("deadline")
        verbose_name_plural = _("deadlines")
        constraints = [
            models.UniqueConstraint(
                fields=["subject_type", "subject_id", "kind"],
                condition=Q(done_at__isnull=True),
                name="deadline_open_once",
            )
        ]
        indexes = [
            models.Index(
                fields=["due_at", "id"],
                condition=Q(done_at__isnull=True, parked_at__isnull=True),
                name="deadline_due",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject_type} {self.subject_id}"
