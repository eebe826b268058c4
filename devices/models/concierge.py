"""What customers asked a concierge and the library did not know."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from devices.enums.concierge import QuestionStatus
from lobby.branches.models import Branch, Staff
from lobby.floor.models.library import LibraryItem


class UnansweredQuestion(models.Model):
    """A question as it was typed, and how often; nothing of who asked it.

    `plain` is what makes two questions the same: a branch has one open row of it in a language.
    """

    branch = models.ForeignKey(Branch, models.CASCADE, related_name="unanswered_questions")
    text = models.CharField(max_length=120)
    plain = models.CharField(max_length=120)
    language = models.CharField(max_length=10)
    count = models.PositiveIntegerField(default=1)
    status = models.CharField(max_length=10, choices=QuestionStatus, default=QuestionStatus.OPEN)
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    item = models.ForeignKey(LibraryItem, models.SET_NULL, null=True, blank=True, related_name="+")
    reason = models.CharField(max_length=200, blank=True, help_text=_("why it needs no answer"))
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Staff, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("unanswered question")
        verbose_name_plural = _("unanswered questions")
        ordering = ["-count", "first_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["branch", "language", "plain"],
                condition=Q(status=QuestionStatus.OPEN),
                name="question_open_once",
            ),
            models.CheckConstraint(
                condition=Q(status=QuestionStatus.OPEN) ^ Q(ended_at__isnull=False), name="question_ended_at"
            ),
            models.CheckConstraint(
                condition=~Q(status=QuestionStatus.DISMISSED) | ~Q(reason=""), name="question_dismissed_for_a_reason"
            ),
        ]
        indexes = [models.Index(fields=["branch", "status", "-last_at"], name="question_branch")]

    def __str__(self) -> str:
        return f"{self.branch_id} {self.plain}"
