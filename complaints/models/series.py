"""How far the numbers of complaints have run."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from lobby.branches.models import Branch


class ComplaintSeries(models.Model):
    """How far the numbers of a branch's complaints have run on one business day."""

    branch = models.ForeignKey(Branch, models.CASCADE, related_name="+")
    day = models.DateField()
    last = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("number series of complaints")
        verbose_name_plural = _("number series of complaints")
        constraints = [models.UniqueConstraint(fields=["branch", "day"], name="complaint_series_once_a_day")]

    def __str__(self) -> str:
        return f"{self.branch_id} {self.day} {self.last}"
