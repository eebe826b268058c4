"""Mystery visits as the offices above plan them; what was found stands in the run of the checklist."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from lobby.branches.models import Branch, Staff
from lobby.floor.models import ChecklistRun


class MysteryPlan(models.Model):
    """One visit to a branch between two business days, of which the branch learns when its result is released."""

    branch = models.ForeignKey(Branch, models.PROTECT, related_name="+", db_index=False)
    visitor = models.ForeignKey(Staff, models.PROTECT, related_name="mystery_plans")
    first = models.DateField(help_text=_("business day from which the visit may be made"))
    last = models.DateField(help_text=_("business day by which it is made"))
    planned_by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    planned_at = models.DateTimeField()
    run = models.OneToOneField(ChecklistRun, models.PROTECT, null=True, blank=True, related_name="mystery_plan")
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_by = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("planned mystery visit")
        verbose_name_plural = _("planned mystery visits")
        constraints = [
            models.CheckConstraint(condition=Q(first__lte=F("last")), name="mystery_first_before_last"),
            models.CheckConstraint(condition=~Q(planned_by=F("visitor")), name="mystery_planned_by_another"),
            models.CheckConstraint(
                condition=Q(cancelled_at__isnull=True) | Q(run__isnull=True), name="mystery_made_or_cancelled"
            ),
        ]
        indexes = [models.Index(fields=["branch", "-last"], name="mystery_of_branch")]

    def __str__(self) -> str:
        return f"{self.branch_id} {self.first}"
