"""The journal's two tables. Nothing holds a key to them and they hold keys to nothing."""

from __future__ import annotations

from django.db import models


class Stream(models.Model):
    """The last number given in a branch's journal; its row lock makes order equal commit order."""

    branch_id = models.BigIntegerField(primary_key=True)
    seq = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.branch_id}:{self.seq}"


class Entry(models.Model):
    """One event as it was committed. Never changed, never deleted; partitioned by month of `at`."""

    pk = models.CompositePrimaryKey("branch_id", "seq", "at")
    branch_id = models.BigIntegerField()
    seq = models.BigIntegerField()
    type = models.CharField(max_length=60)
    subject_type = models.CharField(max_length=30)
    subject_id = models.BigIntegerField()
    payload = models.JSONField()
    by_kind = models.CharField(max_length=10)
    by_id = models.BigIntegerField(null=True)
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "entries"
        indexes = [models.Index(fields=["subject_type", "subject_id", "at"], name="entry_subject")]

    def __str__(self) -> str:
        return f"{self.branch_id}:{self.seq} {self.type}"
