"""The return visit after a decision, its calls, and the closing."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from complaints.enums.follow import CallResult, CloseCode, Satisfaction
from complaints.models.cases import Complaint
from lobby.branches.models import Branch, Staff
from lobby.customers.encryption import EncryptedText

NOTE_LENGTH = 1000


class ReturnVisit(models.Model):
    """Asking the customer after a decision whether it is solved (S425). A reopened complaint has another one.

    `handler` is who owned the complaint when it was decided: neither they nor `decided_by` calls or closes (N15).
    `ended_at` is when it was closed, or called off because the complaint was opened again or withdrawn.
    """

    complaint = models.ForeignKey(Complaint, models.CASCADE, related_name="visits")
    handler = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    decided_by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()
    due_at = models.DateTimeField()
    overdue_at = models.DateTimeField(null=True, blank=True, help_text=_("when it was told that nobody called in time"))
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("return visit")
        verbose_name_plural = _("return visits")
        ordering = ["complaint", "decided_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["complaint"], condition=Q(ended_at__isnull=True), name="return_visit_open_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.complaint_id} {self.decided_at:%F}"


class CallbackTry(models.Model):
    """One return call, answered or not. `day` is the business day of the call."""

    visit = models.ForeignKey(ReturnVisit, models.CASCADE, related_name="tries")
    branch = models.ForeignKey(Branch, models.PROTECT, related_name="+", db_index=False)
    day = models.DateField()
    number = models.PositiveSmallIntegerField(help_text=_("counts from 1"))
    at = models.DateTimeField()
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    handler = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    decided_by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    result = models.CharField(max_length=12, choices=CallResult)
    is_solved = models.BooleanField(null=True, blank=True)
    satisfaction = models.CharField(max_length=12, choices=Satisfaction, blank=True)
    note = EncryptedText(max_length=NOTE_LENGTH, blank=True)

    class Meta:
        verbose_name = _("return call")
        verbose_name_plural = _("return calls")
        ordering = ["visit", "number"]
        constraints = [
            models.UniqueConstraint(fields=["visit", "number"], name="callback_numbered_once"),
            models.UniqueConstraint(
                fields=["visit"], condition=Q(result=CallResult.ANSWERED), name="callback_answered_once"
            ),
            models.CheckConstraint(condition=~Q(by=F("handler")) & ~Q(by=F("decided_by")), name="callback_by_another"),
            models.CheckConstraint(
                condition=Q(result=CallResult.ANSWERED, is_solved__isnull=False, satisfaction__in=Satisfaction.values)
                | Q(result=CallResult.NOT_REACHED, is_solved__isnull=True, satisfaction=""),
                name="callback_answer",
            ),
        ]
        indexes = [models.Index(fields=["branch", "day"], name="callback_day")]

    def __str__(self) -> str:
        return f"{self.visit_id} {self.number}"


class Closing(models.Model):
    """The closing of a complaint with its code; a reopened one may have several."""

    visit = models.OneToOneField(ReturnVisit, models.CASCADE, related_name="closing")
    complaint = models.ForeignKey(Complaint, models.CASCADE, related_name="closings")
    code = models.CharField(max_length=12, choices=CloseCode)
    at = models.DateTimeField()
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    handler = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    decided_by = models.ForeignKey(Staff, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("closing of a complaint")
        verbose_name_plural = _("closings of complaints")
        ordering = ["complaint", "at"]
        constraints = [
            models.CheckConstraint(condition=~Q(by=F("handler")) & ~Q(by=F("decided_by")), name="closing_by_another")
        ]

    def __str__(self) -> str:
        return f"{self.complaint_id} {self.code}"
