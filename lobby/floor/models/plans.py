"""Emergency plans: what each role does for a kind and severity, in versions."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from lobby.branches.enums import RoleCode
from lobby.branches.models import Branch, Staff
from lobby.floor.enums.incidents import IncidentKind, IncidentSeverity


class PlanTemplate(models.Model):
    """One version of the plan for a kind and severity: the bank's (no branch), or a branch's own that replaces it.

    A version never changes; an edit makes the next one and `is_current` moves on. Incidents keep the one they began with.
    """

    branch = models.ForeignKey(Branch, models.CASCADE, null=True, blank=True, related_name="emergency_plans")
    kind = models.CharField(max_length=20, choices=IncidentKind)
    severity = models.CharField(max_length=3, choices=IncidentSeverity)
    version = models.PositiveSmallIntegerField(default=1)
    is_current = models.BooleanField(default=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("emergency plan")
        verbose_name_plural = _("emergency plans")
        constraints = [
            models.UniqueConstraint(
                fields=["branch", "kind", "severity", "version"], name="plan_version_once", nulls_distinct=False
            ),
            models.UniqueConstraint(
                fields=["branch", "kind", "severity"],
                condition=Q(is_current=True),
                name="plan_current_once",
                nulls_distinct=False,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.severity} v{self.version}"


class PlanTask(models.Model):
    """One thing to do, by a role, so long after the plan is activated."""

    plan = models.ForeignKey(PlanTemplate, models.CASCADE, related_name="tasks")
    position = models.PositiveSmallIntegerField()
    role = models.CharField(max_length=12, choices=RoleCode)
    text_zh = models.CharField(max_length=120)
    text_en = models.CharField(max_length=200)
    due_s = models.PositiveIntegerField(help_text=_("seconds after activation"))

    class Meta:
        verbose_name = _("task of an emergency plan")
        verbose_name_plural = _("tasks of emergency plans")
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["plan", "position"], name="plan_task_position")]

    def __str__(self) -> str:
        return f"{self.plan_id} {self.position}"

    @property
    def words(self) -> str:
        """What to do, in the active language."""
        return self.text_en if (get_language() or "").startswith("en") else self.text_zh
