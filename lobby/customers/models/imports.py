"""Imports from the core system, and what was wrong in their files."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lobby.branches.models import Staff
from lobby.customers.enums.imports import ImportStatus, Reason


class CustomerImport(models.Model):
    """One run over a file. The uploaded file is kept encrypted under `file` until the run has ended.

    `lines_done` lets a run go on where a dead process left it; `counts` holds new, changed and unchanged cards for each
    branch's id.
    """

    by = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    status = models.CharField(max_length=10, choices=ImportStatus, default=ImportStatus.WAITING)
    is_dry_run = models.BooleanField(default=False)
    file = models.CharField(max_length=120, blank=True)
    refusal = models.CharField(max_length=300, blank=True, help_text=_("why the whole file was refused"))
    lines_done = models.PositiveIntegerField(default=0)
    counts = models.JSONField(default=dict, blank=True)
    new = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    remarks = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("import of customers")
        verbose_name_plural = _("imports of customers")
        indexes = [
            models.Index(
                fields=["created_at"],
                condition=Q(status__in=[ImportStatus.WAITING, ImportStatus.RUNNING]),
                name="import_open",
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)


class ImportProblem(models.Model):
    """A line that was refused, or of which a part was left out: where and why, never what stood there."""

    run = models.ForeignKey(CustomerImport, models.CASCADE, related_name="problems")
    line = models.PositiveIntegerField()
    column = models.CharField(max_length=30, blank=True)
    reason = models.CharField(max_length=12, choices=Reason)
    is_refused = models.BooleanField()

    class Meta:
        verbose_name = _("problem of an import")
        verbose_name_plural = _("problems of imports")
        ordering = ["line", "pk"]

    def __str__(self) -> str:
        return f"{self.line} {self.reason}"
