"""Campaigns: what was planned, how long, for how much (S018, S162)."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from lobby.branches.models import Branch, Staff
from lobby.branches.models.naming import Named
from lobby.branches.models.organisation import CODE


class Campaign(Named):
    """Something the branch does for a while to bring a product family closer to customers; `budget` in whole yuan."""

    branch = models.ForeignKey(Branch, models.CASCADE, related_name="campaigns")
    code = models.CharField(max_length=20, validators=[CODE])
    starts_on = models.DateField()
    ends_on = models.DateField()
    budget = models.PositiveIntegerField(default=0)
    owner = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = _("campaign")
        verbose_name_plural = _("campaigns")
        ordering = ["-starts_on", "code"]
        constraints = [
            models.UniqueConstraint(fields=["branch", "code"], name="campaign_code_once"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="campaign_in_order"),
        ]

    def __str__(self) -> str:
        return self.code
