"""What two people sign (S174b). It says who and when; amounts of cash stand in the bank's own books."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from lobby.branches.models import Branch, Staff
from lobby.floor.enums.dual_signs import DualKind, DualStatus


class DualSign(models.Model):
    """Two signatures under one text, the second one until `expires_at`."""

    branch = models.ForeignKey(Branch, models.CASCADE, related_name="dual_signs")
    kind = models.CharField(max_length=12, choices=DualKind)
    text = models.CharField(max_length=200)
    subject_type = models.CharField(max_length=30, blank=True)
    subject_id = models.BigIntegerField(null=True, blank=True)
    status = models.CharField(max_length=10, choices=DualStatus, default=DualStatus.OPEN)
    first = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    first_at = models.DateTimeField()
    second = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")
    second_at = models.DateTimeField(null=True, blank=True)
    on_same_device = models.BooleanField(default=False, help_text=_("the second person signed in on the first's"))
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("dual sign-off")
        verbose_name_plural = _("dual sign-offs")
        constraints = [
            models.CheckConstraint(
                condition=Q(second__isnull=True) | ~Q(second=F("first")), name="dual_sign_two_people"
            ),
            models.CheckConstraint(
                condition=Q(status=DualStatus.SIGNED) ^ Q(second__isnull=True), name="dual_sign_has_second"
            ),
        ]
        indexes = [
            models.Index(fields=["branch", "-first_at"], name="dual_sign_branch"),
            models.Index(fields=["subject_type", "subject_id"], name="dual_sign_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.first_id} {self.status}"
