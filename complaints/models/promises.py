"""Promises to customers, and departments' tasks."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from complaints.enums.follow import PromiseStatus, SubTaskStatus
from complaints.models.cases import Complaint
from lobby.branches.enums import RoleCode
from lobby.branches.models import Branch, OrgUnit, Staff
from lobby.customers.encryption import EncryptedText

WORDS, ANSWER_LENGTH = 500, 1000


class Promise(models.Model):
    """Something promised to a customer by a moment (S189c). `day` is the business day on which it is due."""

    complaint = models.ForeignKey(Complaint, models.CASCADE, related_name="promises")
    branch = models.ForeignKey(Branch, models.PROTECT, related_name="+", db_index=False)
    day = models.DateField()
    text = EncryptedText(max_length=WORDS)
    owner = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    status = models.CharField(max_length=10, choices=PromiseStatus, default=PromiseStatus.OPEN)
    made_by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    due_at = models.DateTimeField()
    overdue_at = models.DateTimeField(null=True, blank=True, help_text=_("when owner and head were told"))
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("promise")
        verbose_name_plural = _("promises")
        ordering = ["complaint", "due_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(due_at__gt=F("made_at")), name="promise_due_ahead"),
            models.CheckConstraint(
                condition=Q(status=PromiseStatus.OPEN) ^ Q(ended_at__isnull=False), name="promise_ended_at"
            ),
            models.CheckConstraint(
                condition=~Q(status=PromiseStatus.KEPT) | Q(ended_at__lte=F("due_at")), name="promise_kept_in_time"
            ),
        ]
        indexes = [models.Index(fields=["branch", "day"], name="promise_day")]

    def __str__(self) -> str:
        return f"{self.complaint_id} {self.status}"

    @property
    def subject(self) -> tuple[str, int]:
        """What its clock, reminder and alert are about."""
        return "complaint_promise", self.pk


class PromiseChange(models.Model):
    """A promise that was moved before it was due; the customer was told why."""

    promise = models.ForeignKey(Promise, models.CASCADE, related_name="changes")
    at = models.DateTimeField()
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    reason = EncryptedText(max_length=WORDS)
    old_due_at = models.DateTimeField()
    new_due_at = models.DateTimeField()

    class Meta:
        verbose_name = _("change of a promise")
        verbose_name_plural = _("changes of promises")
        ordering = ["promise", "at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(at__lt=F("old_due_at")) & Q(at__lt=F("new_due_at")), name="promise_changed_in_advance"
            )
        ]

    def __str__(self) -> str:
        return f"{self.promise_id} {self.at:%F}"


class SubTask(models.Model):
    """Something a department does for a complaint, whose clocks run on (S424).

    `team` is the role whose task it is; with `unit` it is that office's above the branch.
    """

    complaint = models.ForeignKey(Complaint, models.CASCADE, related_name="subtasks")
    team = models.CharField(max_length=12, choices=RoleCode)
    unit = models.ForeignKey(OrgUnit, models.PROTECT, null=True, blank=True, related_name="+")
    text = EncryptedText(max_length=WORDS)
    owner = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")
    status = models.CharField(max_length=10, choices=SubTaskStatus, default=SubTaskStatus.OPEN)
    made_by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    due_at = models.DateTimeField()
    overdue_at = models.DateTimeField(null=True, blank=True, help_text=_("when the complaint's owner was told"))
    answer = EncryptedText(max_length=ANSWER_LENGTH, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("department's task")
        verbose_name_plural = _("departments' tasks")
        ordering = ["complaint", "due_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(due_at__gt=F("made_at")), name="subtask_due_ahead"),
            models.CheckConstraint(
                condition=Q(status=SubTaskStatus.OPEN) ^ Q(ended_at__isnull=False), name="subtask_ended_at"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.complaint_id} {self.team}"

    @property
    def subject(self) -> tuple[str, int]:
        """What its clock, task and alert are about."""
        return "complaint_subtask", self.pk
