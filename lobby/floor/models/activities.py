"""What people spend their time on, and how the branch wishes it to be shared out."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from lobby.branches.enums import RoleCode
from lobby.branches.models import Branch, Staff
from lobby.floor.enums.activities import ActivityKind


class Activity(models.Model):
    """One stretch of one kind of work; a person does one thing at a time. `role` is what they did it as."""

    branch = models.ForeignKey(Branch, models.CASCADE, related_name="activities", db_index=False)
    staff = models.ForeignKey(Staff, models.PROTECT, related_name="activities")
    role = models.CharField(max_length=12, choices=RoleCode)
    kind = models.CharField(max_length=12, choices=ActivityKind)
    date = models.DateField(help_text=_("business day"))
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("activity")
        verbose_name_plural = _("activities")
        constraints = [
            models.UniqueConstraint(
                fields=["staff"], condition=Q(ended_at__isnull=True), name="activity_one_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("started_at")), name="activity_order"
            ),
        ]
        indexes = [
            models.Index(fields=["branch", "date", "staff"], name="activity_day"),
            models.Index(fields=["branch", "started_at"], name="activity_moment"),
        ]

    def __str__(self) -> str:
        return f"{self.staff_id} {self.kind}"


def share() -> models.PositiveSmallIntegerField:
    """Per cent of the time."""
    return models.PositiveSmallIntegerField(default=0)


class TargetShares(models.Model):
    """How a role's time should be shared out from one date on, in per cent; the newest row in force counts.

    The bank's text promises such a table and does not have it, so none is shipped: the branch writes its own.
    """

    branch = models.ForeignKey(Branch, models.CASCADE, related_name="target_shares")
    role = models.CharField(max_length=12, choices=RoleCode)
    effective_from = models.DateField()
    guide = share()
    triage = share()
    assist = share()
    marketing = share()
    complaint = share()
    patrol = share()
    prep = share()

    class Meta:
        verbose_name = _("target shares of time")
        verbose_name_plural = _("target shares of time")
        ordering = ["branch", "role", "-effective_from"]
        constraints = [
            models.UniqueConstraint(fields=["branch", "role", "effective_from"], name="target_shares_once_a_date"),
            models.CheckConstraint(
                condition=Q(
                    guide=100 - F("triage") - F("assist") - F("marketing") - F("complaint") - F("patrol") - F("prep")
                ),
                name="target_shares_of_all",
                violation_error_message=_("The shares must add to 100 per cent."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.branch_id} {self.role} {self.effective_from}"
