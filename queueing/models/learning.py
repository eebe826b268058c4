"""What the wait estimate has learned."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from lobby.branches.models import Service


class ServiceStats(models.Model):
    """Learned figures of one service. Durations are seconds."""

    service = models.OneToOneField(Service, models.CASCADE, related_name="stats")
    mean_service_s = models.FloatField()
    samples = models.PositiveIntegerField()
    error_ratio_p90 = models.FloatField(default=2.0, help_text=_("90th percentile of actual wait over estimate"))
    learned_at = models.DateTimeField()

    class Meta:
        verbose_name = _("learned service time")
        verbose_name_plural = _("learned service times")

    def __str__(self) -> str:
        return f"{self.service_id} {self.mean_service_s:.0f}"
