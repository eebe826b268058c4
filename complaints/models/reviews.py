"""Internal reviews and compensation."""

from __future__ import annotations

from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from complaints.enums.cases import Verdict
from complaints.enums.follow import CompensationStatus
from complaints.models.cases import Complaint
from lobby.branches.models import Staff
from lobby.customers.encryption import EncryptedText
from lobby.floor.enums.authority import UseReason
from lobby.floor.models import AuthorityUse

ANSWER_LENGTH = 2000
WORDS = 500


class ComplaintReview(models.Model):
    """A customer asked for another look at a decision (R01); somebody above who had no hand in it decides.

    `asked_by` is the member of staff who wrote it down, nobody where the customer asked on the page. `handler` and
    `judged_by` are those who handled the complaint and decided it first.
    """

    complaint = models.ForeignKey(Complaint, models.CASCADE, related_name="reviews")
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")
    reason = EncryptedText(max_length=ANSWER_LENGTH)
    due_at = models.DateTimeField()
    overdue_at = models.DateTimeField(
        null=True, blank=True, help_text=_("when it was told that nobody decided in time")
    )
    handler = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    judged_by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    old_verdict = models.CharField(max_length=10, choices=Verdict)
    verdict = models.CharField(max_length=10, choices=Verdict, blank=True)
    answer = EncryptedText(max_length=ANSWER_LENGTH, blank=True, help_text=_("what the customer was told"))
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("internal review")
        verbose_name_plural = _("internal reviews")
        ordering = ["complaint", "asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["complaint"], condition=Q(decided_at__isnull=True), name="review_open_once"
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | (~Q(decided_by=F("handler")) & ~Q(decided_by=F("judged_by"))),
                name="review_by_another",
            ),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, decided_by__isnull=True, verdict="")
                | (Q(decided_at__isnull=False, decided_by__isnull=False) & ~Q(verdict="")),
                name="review_decided_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.complaint_id} {self.asked_at:%F}"

    @property
    def subject(self) -> tuple[str, int]:
        """What its clock and alert are about."""
        return "complaint_review", self.pk


class Compensation(models.Model):
    """Money for a complaint, in yuan: asked for by one, approved by another within that person's limit.

    `use` is how the approval counts towards the approver's month. `handler` is who owned the complaint then.
    """

    complaint = models.ForeignKey(Complaint, models.CASCADE, related_name="compensations")
    amount = models.DecimalField(max_digits=12, decimal_places=2)
    reason = models.CharField(max_length=16, choices=UseReason)
    text = EncryptedText(max_length=WORDS)
    status = models.CharField(max_length=10, choices=CompensationStatus, default=CompensationStatus.ASKED)
    asked_by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    handler = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")
    decided_by = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    note = EncryptedText(max_length=WORDS, blank=True, help_text=_("why it was refused"))
    use = models.OneToOneField(AuthorityUse, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("compensation")
        verbose_name_plural = _("compensations")
        ordering = ["complaint", "asked_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=Decimal(0)), name="compensation_amount"),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True)
                | (~Q(decided_by=F("asked_by")) & (Q(handler__isnull=True) | ~Q(decided_by=F("handler")))),
                name="compensation_never_own",
            ),
            models.CheckConstraint(
                condition=~Q(status=CompensationStatus.APPROVED) | Q(decided_by__isnull=False, use__isnull=False),
                name="compensation_approved_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.complaint_id} {self.amount}"

    @property
    def subject(self) -> tuple[str, int]:
        """What its alert is about."""
        return "complaint_compensation", self.pk
