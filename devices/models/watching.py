"""Supervisors who look into a video session."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from devices.models.vtm import VtmSession
from lobby.branches.models import Staff


class VtmWatch(models.Model):
    """From when to when a supervisor saw and heard a session. Kept: customers have a right to know."""

    session = models.ForeignKey(VtmSession, models.CASCADE, related_name="watches")
    staff = models.ForeignKey(Staff, models.PROTECT, related_name="+", db_index=False)
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("supervision of a video session")
        verbose_name_plural = _("supervisions of video sessions")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "staff"], condition=Q(left_at__isnull=True), name="vtm_watches_once"
            ),
            models.CheckConstraint(
                condition=Q(left_at__isnull=True) | Q(left_at__gte=F("joined_at")), name="vtm_watch_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.session_id} {self.staff_id}"
