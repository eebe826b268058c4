"""What customers leave behind at machines, counters and in the hall (S132)."""

from __future__ import annotations

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lobby.branches.models import Branch, Device, Staff, Zone
from lobby.floor.enums.found import BY_TWO, FoundKind, FoundStatus

LAST_FOUR = RegexValidator(r"\A[0-9Xx]{4}\Z", _("The last four digits."))


class FoundItem(models.Model):
    """One found thing. It is known by its kind, its place and at most four digits: no name, no number is kept."""

    branch = models.ForeignKey(Branch, models.CASCADE, related_name="found_items", db_index=False)
    kind = models.CharField(max_length=10, choices=FoundKind)
    device = models.ForeignKey(Device, models.SET_NULL, null=True, blank=True, related_name="+")
    zone = models.ForeignKey(Zone, models.SET_NULL, null=True, blank=True, related_name="+")
    note = models.CharField(max_length=120, blank=True)
    last_four = models.CharField(max_length=4, blank=True, validators=[LAST_FOUR])
    kept_in = models.CharField(max_length=60, help_text=_("where it lies"))
    status = models.CharField(max_length=10, choices=FoundStatus, default=FoundStatus.KEPT)
    found_at = models.DateTimeField()
    found_by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")
    outcome = models.CharField(max_length=120, blank=True, help_text=_("how the owner was known, or who has it now"))

    class Meta:
        verbose_name = pgettext_lazy("found", "found thing")
        verbose_name_plural = pgettext_lazy("found", "found things")
        constraints = [
            models.CheckConstraint(
                condition=Q(status=FoundStatus.KEPT, ended_at__isnull=True, ended_by__isnull=True)
                | ~Q(status=FoundStatus.KEPT) & Q(ended_at__isnull=False, ended_by__isnull=False),
                name="found_ended_by",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=BY_TWO) | ~Q(ended_by=F("found_by")), name="found_ended_by_two"
            ),
        ]
        indexes = [
            models.Index(fields=["branch", "found_at"], condition=Q(status=FoundStatus.KEPT), name="found_kept"),
            models.Index(fields=["branch", "-ended_at"], condition=~Q(status=FoundStatus.KEPT), name="found_ended"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.found_at:%Y-%m-%d}"

    @property
    def place(self) -> str:
        """Where it was found, in the active language; empty when nobody said."""
        at = self.device or self.zone
        return at.name if at else ""
