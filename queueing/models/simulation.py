"""A simulated day on a demo branch."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lobby.branches.models import Branch


class SimulationRun(models.Model):
    """Invented customers and tellers; a sweep takes it one step further every few seconds."""

    branch = models.ForeignKey(Branch, models.CASCADE, related_name="simulations")
    seed = models.PositiveIntegerField()
    speed = models.FloatField(default=1.0, help_text=_("how many simulated seconds pass in one"))
    started_at = models.DateTimeField()
    reached_at = models.DateTimeField(help_text=_("everything before this moment has been played"))
    ended_at = models.DateTimeField(null=True, blank=True)
    sessions = ArrayField(models.BigIntegerField(), default=list, help_text=_("counter sessions it drives"))

    class Meta:
        verbose_name = _("simulated day")
        verbose_name_plural = _("simulated days")
        constraints = [
            models.UniqueConstraint(
                fields=["branch"], condition=Q(ended_at__isnull=True), name="simulation_one_running"
            )
        ]

    def __str__(self) -> str:
        return f"{self.branch_id} {self.started_at}"
