"""The split of a won lead among who brought it about, its history, and pairs who share what they achieve."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from lobby.branches.models import Branch, Staff
from lobby.branches.models.naming import Named
from lobby.customers.encryption import EncryptedText
from marketing.enums.leads import ContributionStatus
from marketing.models.leads import REASON_LENGTH, Lead

S = ContributionStatus


class Contribution(models.Model):
    """Who brought a won lead about, in per cent: one row, so that it is always the whole (S196).

    A part may be nobody's: without a qualification valid on the day nobody earns the close (N13). The part stays in the
    sum and is paid to no one. Whoever has a part never approves it.
    """

    lead = models.OneToOneField(Lead, models.PROTECT, related_name="contribution")
    branch = models.ForeignKey(Branch, models.PROTECT, related_name="+", db_index=False)
    day = models.DateField(help_text=_("on which it was won"))
    guide = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")
    inform = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")
    close = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")
    guide_percent = models.PositiveSmallIntegerField()
    inform_percent = models.PositiveSmallIntegerField()
    close_percent = models.PositiveSmallIntegerField()
    is_close_refused = models.BooleanField(default=False, help_text=_("no qualification was valid on the day (N13)"))
    status = models.CharField(max_length=12, choices=ContributionStatus, default=ContributionStatus.DRAFT)
    dispute_until = models.DateTimeField()
    disputed_by = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")
    approved_by = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = _("contribution")
        verbose_name_plural = _("contributions")
        ordering = ["-day", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(close_percent=100 - F("guide_percent") - F("inform_percent")), name="contribution_whole"
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True)
                | (
                    (Q(guide__isnull=True) | ~Q(approved_by=F("guide")))
                    & (Q(inform__isnull=True) | ~Q(approved_by=F("inform")))
                    & (Q(close__isnull=True) | ~Q(approved_by=F("close")))
                ),
                name="contribution_approved_by_another",
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | Q(disputed_by__isnull=True) | ~Q(approved_by=F("disputed_by")),
                name="contribution_dispute_by_another",
            ),
            models.CheckConstraint(
                condition=~Q(status=S.APPROVED) | Q(approved_by__isnull=False, approved_at__isnull=False),
                name="contribution_approved_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(is_close_refused=False) | Q(close__isnull=True), name="contribution_close_refused"
            ),
        ]
        indexes = [models.Index(fields=["branch", "-day"], name="contribution_day")]

    def __str__(self) -> str:
        return f"{self.lead_id} {self.status}"

    @property
    def parties(self) -> set[int]:
        """Ids of who has a part."""
        return {one for one in (self.guide_id, self.inform_id, self.close_id) if one is not None}

    @property
    def concerned(self) -> set[int]:
        """Ids of who decides nothing about it: who has a part, who disputed it, who closed without a licence.

        The lead must be loaded.
        """
        others = (self.disputed_by_id, self.lead.receiver_id)
        return self.parties | {one for one in others if one is not None}

    @property
    def subject(self) -> tuple[str, int]:
        """What alerts and deadlines of it are about."""
        return "contribution", self.pk


class ContributionEntry(models.Model):
    """One line of its history, never changed: what it was before, what it is now, who, when and why."""

    contribution = models.ForeignKey(Contribution, models.CASCADE, related_name="entries")
    verb = models.CharField(max_length=12)
    before = models.JSONField(default=dict, help_text=_("state, people and per cent"))
    after = models.JSONField(default=dict)
    cause = models.BigIntegerField(null=True, blank=True, help_text=_("the complaint that clawed it back"))
    reason = EncryptedText(max_length=REASON_LENGTH, blank=True)
    by = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("line of a contribution")
        verbose_name_plural = _("lines of contributions")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.contribution_id} {self.verb}"


class Pair(Named):
    """Two who share development and results for a while, such as lobby manager and teller (S196b)."""

    branch = models.ForeignKey(Branch, models.CASCADE, related_name="+")
    first = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    second = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("pair")
        verbose_name_plural = _("pairs")
        ordering = ["-starts_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(first=F("second")), name="pair_of_two"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="pair_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} {self.second_id}"
