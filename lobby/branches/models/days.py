"""Opening hours by weekday and the business day as it really was."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from lobby.branches.models.organisation import Branch


class OpeningHours(models.Model):
    """The usual hours of one weekday, local time. Equal times mean open all day."""

    branch = models.ForeignKey(Branch, models.CASCADE, related_name="opening_hours")
    weekday = models.PositiveSmallIntegerField(help_text=_("0 = Monday"))
    opens_at = models.TimeField()
    closes_at = models.TimeField()

    class Meta:
        verbose_name = _("opening hours")
        verbose_name_plural = _("opening hours")
        ordering = ["branch", "weekday"]
        constraints = [
            models.UniqueConstraint(fields=["branch", "weekday"], name="hours_once_a_weekday"),
            models.CheckConstraint(condition=Q(weekday__lte=6), name="hours_weekday"),
        ]

    def __str__(self) -> str:
        return f"{self.branch_id} {self.weekday} {self.opens_at}-{self.closes_at}"


class BusinessDay(models.Model):
    """One local date of one branch: planned hours (a holiday has none) and when it was begun and closed."""

    branch = models.ForeignKey(Branch, models.CASCADE, related_name="days")
    date = models.DateField()
    opens_at = models.DateTimeField(null=True, blank=True)
    closes_at = models.DateTimeField(null=True, blank=True)
    is_holiday = models.BooleanField(default=False)
    is_swap_workday = models.BooleanField(default=False)
    is_provisional = models.BooleanField(default=False, help_text=_("the official calendar is not out yet"))
    stopped_at = models.DateTimeField(null=True, blank=True, help_text=_("issuing stopped by hand"))
    stopped_reason = models.CharField(max_length=120, blank=True)
    begun_at = models.DateTimeField(null=True, blank=True, help_text=_("empty = planned ahead"))
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("business day")
        verbose_name_plural = _("business days")
        ordering = ["branch", "-date"]
        constraints = [
            models.UniqueConstraint(fields=["branch", "date"], name="day_once"),
            models.CheckConstraint(
                condition=Q(opens_at__isnull=True) | Q(opens_at__lt=F("closes_at")), name="day_opens_before_closing"
            ),
        ]
        indexes = [models.Index(fields=["date"], condition=Q(closed_at__isnull=True), name="day_not_closed")]

    def __str__(self) -> str:
        return f"{self.branch_id} {self.date}"

    @property
    def is_open_day(self) -> bool:
        """Whether the branch opens at all on this date."""
        return self.opens_at is not None
