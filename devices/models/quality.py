"""How well a video session was done, as another person sees it (VA-4, S173e)."""

from __future__ import annotations

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from devices.enums.quality import BEST_SCORE, JUDGED, QcStatus
from devices.models.vtm import VtmSession
from lobby.branches.models import Branch, Staff
from lobby.customers.encryption import EncryptedText


class QcSheet(models.Model):
    """One sheet for every session that an agent had; only a share of them is drawn and scored.

    `score` is what the scorer gave with `marks`, `final_score` what counts. Notes may name a customer and are encrypted.
    """

    session = models.OneToOneField(VtmSession, models.PROTECT, related_name="qc_sheet")
    branch = models.ForeignKey(Branch, models.PROTECT, related_name="+", db_index=False)
    agent = models.ForeignKey(Staff, models.PROTECT, related_name="+", db_index=False)
    month = models.DateField(help_text=_("first day of the month of the session's business day"))
    status = models.CharField(max_length=8, choices=QcStatus, default=QcStatus.PENDING)
    since = models.DateTimeField(help_text=_("in this state"))
    marks = models.JSONField(default=dict, blank=True, help_text=_("line of the sheet to 0, 1 or 2"))
    score = models.PositiveSmallIntegerField(null=True, blank=True, validators=[MaxValueValidator(BEST_SCORE)])
    note = EncryptedText(max_length=500, blank=True)
    scorer = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    scored_at = models.DateTimeField(null=True, blank=True)
    appeal_until = models.DateTimeField(null=True, blank=True)
    appeal_text = EncryptedText(max_length=500, blank=True)
    appealed_at = models.DateTimeField(null=True, blank=True)
    decider = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    decision_text = EncryptedText(max_length=500, blank=True)
    final_marks = models.JSONField(default=dict, blank=True, help_text=_("as marks, where an appeal was decided"))
    final_score = models.PositiveSmallIntegerField(null=True, blank=True, validators=[MaxValueValidator(BEST_SCORE)])
    final_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("quality sheet")
        verbose_name_plural = _("quality sheets")
        constraints = [
            models.CheckConstraint(condition=Q(scorer__isnull=True) | ~Q(scorer=F("agent")), name="qc_by_another"),
            models.CheckConstraint(
                condition=Q(decider__isnull=True) | (~Q(decider=F("agent")) & ~Q(decider=F("scorer"))),
                name="qc_decided_by_a_third",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=JUDGED)
                | (Q(score__range=(0, BEST_SCORE)) & Q(scorer__isnull=False) & Q(appeal_until__isnull=False)),
                name="qc_scored",
            ),
            models.CheckConstraint(
                condition=~Q(status=QcStatus.FINAL)
                | (Q(final_score__range=(0, BEST_SCORE)) & Q(final_at__isnull=False)),
                name="qc_final",
            ),
        ]
        indexes = [
            models.Index(fields=["agent", "branch", "month"], name="qc_quota"),
            models.Index(
                fields=["branch", "since"], condition=~Q(status__in=["pending", "final"]), name="qc_open_of_branch"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.session_id} {self.status}"
