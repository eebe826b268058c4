"""Which approved words were used in which visit."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from lobby.branches.models import Branch, Staff
from lobby.floor.models.library import LibraryVersion
from queueing.models import Visit


class ScriptUse(models.Model):
    """A script was used in a visit, in the wording that counted then; the first use of a wording counts (S164)."""

    branch = models.ForeignKey(Branch, models.PROTECT, related_name="+", db_index=False)
    visit = models.ForeignKey(Visit, models.PROTECT, related_name="script_uses", db_index=False)
    version = models.ForeignKey(LibraryVersion, models.PROTECT, related_name="uses")
    staff = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("use of a script")
        verbose_name_plural = _("uses of scripts")
        constraints = [models.UniqueConstraint(fields=["visit", "version"], name="script_use_once_a_visit")]
        indexes = [models.Index(fields=["branch", "-at"], name="script_use_times")]

    def __str__(self) -> str:
        return f"{self.visit_id} {self.version_id}"
