"""Uses of authority: a fee waived, simple business approved at once. Amounts are yuan with two decimals."""

from __future__ import annotations

from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from lobby.branches.enums import AuthorityAction
from lobby.branches.models import Branch, Staff
from lobby.floor.enums.authority import IN_EFFECT, Over, UseReason, UseStatus


class AuthorityUse(models.Model):
    """One decision of one person about an amount, with the limits that were in force.

    `month` is the first day of the month that it counts in, by the branch's business day.
    """

    branch = models.ForeignKey(Branch, models.CASCADE, related_name="authority_uses")
    staff = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    action = models.CharField(max_length=16, choices=AuthorityAction)
    amount = models.DecimalField(max_digits=12, decimal_places=2)
    reason = models.CharField(max_length=16, choices=UseReason)
    note = models.CharField(max_length=200, blank=True)
    subject_type = models.CharField(max_length=30, blank=True)
    subject_id = models.BigIntegerField(null=True, blank=True)
    status = models.CharField(max_length=10, choices=UseStatus)
    over = models.CharField(max_length=8, choices=Over, blank=True)
    amount_limit = models.DecimalField(max_digits=12, decimal_places=2)
    month_cap = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    used_before = models.DecimalField(max_digits=12, decimal_places=2, help_text=_("in the month until then"))
    month = models.DateField()
    at = models.DateTimeField()
    decided_by = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    decision_note = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = _("use of authority")
        verbose_name_plural = _("uses of authority")
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=Decimal(0)), name="authority_amount"),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("staff")), name="authority_never_oneself"
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[UseStatus.APPROVED, UseStatus.REFUSED]) | Q(decided_by__isnull=False),
                name="authority_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(status=UseStatus.GRANTED) | Q(over=""), name="authority_granted_within_limits"
            ),
        ]
        indexes = [
            models.Index(
                fields=["staff", "action", "month"], condition=Q(status__in=IN_EFFECT), name="authority_month"
            ),
            models.Index(fields=["branch", "-at"], name="authority_branch"),
            models.Index(fields=["branch", "at"], condition=Q(status=UseStatus.REQUESTED), name="authority_asked"),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.amount} {self.staff_id}"
