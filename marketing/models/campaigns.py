"""Campaigns: what was planned, how long, for how much, with whom at the desk (S018, S162)."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from lobby.branches.models import Branch, Staff
from lobby.branches.models.naming import Named
from lobby.branches.models.organisation import CODE
from lobby.floor.models import LibraryItem
from marketing.enums.campaigns import CampaignStatus
from marketing.enums.products import Family

WORDS = 300


class Campaign(Named):
    """Something the branch does for a while to bring a product family closer to customers; `budget` in whole yuan.

    Whoever owns or planned it does not approve it. `materials` are the approved contents that it shows.
    """

    branch = models.ForeignKey(Branch, models.CASCADE, related_name="campaigns")
    code = models.CharField(max_length=20, validators=[CODE])
    family = models.CharField(max_length=20, choices=Family, blank=True)
    starts_on = models.DateField(help_text=_("business day"))
    ends_on = models.DateField(help_text=_("business day"))
    budget = models.PositiveIntegerField(default=0)
    status = models.CharField(max_length=10, choices=CampaignStatus, default=CampaignStatus.PLANNED)
    owner = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    planned_by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    materials = models.ManyToManyField(LibraryItem, blank=True, related_name="+")
    created_at = models.DateTimeField()
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")
    end_reason = models.CharField(max_length=WORDS, blank=True, help_text=_("why it was cancelled"))

    class Meta:
        verbose_name = _("campaign")
        verbose_name_plural = _("campaigns")
        ordering = ["-starts_on", "code"]
        constraints = [
            models.UniqueConstraint(fields=["branch", "code"], name="campaign_code_once"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="campaign_in_order"),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True)
                | (~Q(approved_by=F("owner")) & ~Q(approved_by=F("planned_by")) & Q(approved_at__isnull=False)),
                name="campaign_approved_by_another",
            ),
            models.CheckConstraint(
                condition=~Q(status=CampaignStatus.APPROVED) | Q(approved_by__isnull=False), name="campaign_approved"
            ),
        ]

    def __str__(self) -> str:
        return self.code


class CampaignDuty(models.Model):
    """Somebody stands at the campaign's desk on a business day (S162)."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="duties", db_index=False)
    date = models.DateField(help_text=_("business day"))
    staff = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    place = models.CharField(max_length=60, blank=True)

    class Meta:
        verbose_name = _("duty at a campaign's desk")
        verbose_name_plural = _("duties at a campaign's desk")
        ordering = ["date", "pk"]
        constraints = [models.UniqueConstraint(fields=["campaign", "date", "staff"], name="campaign_duty_once")]

    def __str__(self) -> str:
        return f"{self.campaign_id} {self.date} {self.staff_id}"


class CampaignCost(models.Model):
    """Money spent on a campaign, in whole yuan; what was written wrongly is taken back by a negative row."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="costs", db_index=False)
    day = models.DateField(help_text=_("business day"))
    amount = models.IntegerField()
    what = models.CharField(max_length=120)
    at = models.DateTimeField()
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("cost of a campaign")
        verbose_name_plural = _("costs of campaigns")
        ordering = ["-at", "-pk"]
        constraints = [models.CheckConstraint(condition=~Q(amount=0), name="campaign_cost_not_zero")]
        indexes = [models.Index(fields=["campaign", "day"], name="campaign_cost_day")]

    def __str__(self) -> str:
        return f"{self.campaign_id} {self.amount}"
