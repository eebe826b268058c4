"""Doubtful bills, looked at by a specialist while the customer is asked to wait (S176c)."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from lobby.branches.models import Branch, Staff
from lobby.floor.enums.bills import RESULTS, BillDoubt, BillKind, BillStatus


class BillCheck(models.Model):
    """One bill and what a specialist found about it."""

    branch = models.ForeignKey(Branch, models.CASCADE, related_name="bill_checks")
    subject_type = models.CharField(max_length=30, blank=True)
    subject_id = models.BigIntegerField(null=True, blank=True)
    kind = models.CharField(max_length=12, choices=BillKind)
    bill_no = models.CharField(max_length=40, blank=True)
    doubts = ArrayField(models.CharField(max_length=8, choices=BillDoubt), default=list)
    note = models.CharField(max_length=200, blank=True)
    status = models.CharField(max_length=10, choices=BillStatus, default=BillStatus.WAITING)
    asked_by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    examiner = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")
    accepted_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    finding = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = _("bill check")
        verbose_name_plural = _("bill checks")
        constraints = [
            models.CheckConstraint(
                condition=Q(examiner__isnull=True) | ~Q(examiner=F("asked_by")), name="bill_not_by_oneself"
            ),
            models.CheckConstraint(
                condition=~Q(status__in=RESULTS) | Q(examiner__isnull=False), name="bill_found_by_somebody"
            ),
        ]
        indexes = [models.Index(fields=["branch", "asked_at"], condition=Q(ended_at__isnull=True), name="bill_open")]

    def __str__(self) -> str:
        return f"{self.kind} {self.bill_no} {self.status}"
