"""The idea box: what staff and customers would do better."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from lobby.branches.models import Branch, Staff
from lobby.floor.enums.ideas import DECIDED_IDEA, IdeaSource, IdeaStatus


class Idea(models.Model):
    """One idea. Who wrote it sees it in every state; a customer's is written down by staff."""

    branch = models.ForeignKey(Branch, models.CASCADE, related_name="ideas")
    text = models.CharField(max_length=500)
    source = models.CharField(max_length=8, choices=IdeaSource, default=IdeaSource.STAFF)
    status = models.CharField(max_length=10, choices=IdeaStatus, default=IdeaStatus.SUBMITTED)
    author = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    answer = models.CharField(max_length=300, blank=True)
    decided_by = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged")

    class Meta:
        verbose_name = _("idea")
        verbose_name_plural = _("ideas")
        constraints = [
            models.CheckConstraint(
                condition=Q(status=IdeaStatus.MERGED) ^ Q(merged_into__isnull=True), name="idea_merged_into"
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("author")), name="idea_decided_by_another"
            ),
            models.CheckConstraint(
                condition=Q(status__in=DECIDED_IDEA) ^ Q(decided_at__isnull=True), name="idea_decided_at"
            ),
        ]
        indexes = [models.Index(fields=["branch", "-at"], name="idea_recent")]

    def __str__(self) -> str:
        return self.text[:40]


class IdeaVote(models.Model):
    """One person's voice for an idea."""

    idea = models.ForeignKey(Idea, models.CASCADE, related_name="votes")
    staff = models.ForeignKey(Staff, models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("voice for an idea")
        verbose_name_plural = _("voices for ideas")
        constraints = [models.UniqueConstraint(fields=["idea", "staff"], name="idea_vote_once")]

    def __str__(self) -> str:
        return f"{self.idea_id} {self.staff_id}"
