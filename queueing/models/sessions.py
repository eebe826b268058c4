"""A teller's time at a counter."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lobby.branches.models import Branch, Counter, Staff
from queueing.enums import PauseReason, SessionStatus


class CounterSession(models.Model):
    """One teller at one counter from open to close, with the skills in force for that time."""

    branch = models.ForeignKey(Branch, models.PROTECT, related_name="sessions", db_index=False)
    counter = models.ForeignKey(Counter, models.PROTECT, related_name="sessions")
    staff = models.ForeignKey(Staff, models.PROTECT, related_name="sessions")
    day = models.DateField()
    status = models.CharField(max_length=10, choices=SessionStatus, default=SessionStatus.OPEN)
    primary_services = ArrayField(models.BigIntegerField(), default=list)
    secondary_services = ArrayField(models.BigIntegerField(), default=list)
    languages = ArrayField(models.CharField(max_length=10), default=list)
    opened_at = models.DateTimeField()
    paused_at = models.DateTimeField(null=True, blank=True)
    pause_reason = models.CharField(max_length=10, choices=PauseReason, blank=True)
    paused_s = models.PositiveIntegerField(default=0)
    closed_at = models.DateTimeField(null=True, blank=True)
    close_reason = models.CharField(max_length=120, blank=True)

    class Meta:
        verbose_name = _("counter session")
        verbose_name_plural = _("counter sessions")
        constraints = [
            models.UniqueConstraint(
                fields=["counter"], condition=Q(closed_at__isnull=True), name="session_per_counter"
            ),
            models.UniqueConstraint(fields=["staff"], condition=Q(closed_at__isnull=True), name="session_per_teller"),
        ]
        indexes = [
            models.Index(fields=["branch"], condition=Q(closed_at__isnull=True), name="session_open"),
            models.Index(fields=["branch", "day"], name="session_branch_day"),
            models.Index(fields=["staff", "day"], name="session_staff_day"),
        ]

    def __str__(self) -> str:
        return f"{self.counter_id} {self.staff_id}"

    @property
    def services_in_force(self) -> list[int]:
        """Ids of every service this session may serve."""
        return [*self.primary_services, *self.secondary_services]
