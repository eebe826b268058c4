"""Reminders: a promise of one person to be at something in time."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lobby.branches.enums import RoleCode
from lobby.branches.models import Branch, Staff
from lobby.floor.enums import OPEN_REMINDERS, ReminderStatus


class Reminder(models.Model):
    """Something that its owner does by `due_at` and hears of from `remind_at` on: a reminder or a task.

    A task may be a `team`'s, the code of a role, until somebody of it takes it. A person's own words are in `text`; what a
    rule made is worded by its kind and `values`.
    """

    branch = models.ForeignKey(Branch, models.CASCADE, related_name="reminders")
    owner = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="reminders")
    team = models.CharField(max_length=12, blank=True, choices=RoleCode)
    made_by = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")
    kind = models.CharField(max_length=60)
    text = models.CharField(max_length=200, blank=True)
    values = models.JSONField(default=dict, blank=True)
    subject_type = models.CharField(max_length=30, blank=True)
    subject_id = models.BigIntegerField(null=True, blank=True)
    status = models.CharField(max_length=12, choices=ReminderStatus, default=ReminderStatus.SCHEDULED)
    created_at = models.DateTimeField()
    remind_at = models.DateTimeField()
    due_at = models.DateTimeField()
    bounces = models.PositiveSmallIntegerField(default=0, help_text=_("how often it was passed on"))
    snoozes = models.PositiveSmallIntegerField(default=0)
    ended_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=200, blank=True, help_text=_("what came of it, or why it was cancelled"))

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        constraints = [
            models.CheckConstraint(
                condition=~Q(status__in=OPEN_REMINDERS) ^ Q(ended_at__isnull=True), name="reminder_ended_at"
            ),
            models.CheckConstraint(condition=Q(snoozes__lte=3), name="reminder_snoozes"),
            models.CheckConstraint(condition=Q(owner__isnull=False) | ~Q(team=""), name="reminder_for_somebody"),
        ]
        indexes = [
            models.Index(
                fields=["owner", "branch", "due_at"], condition=Q(ended_at__isnull=True), name="reminder_open"
            ),
            models.Index(
                fields=["branch", "team", "due_at"],
                condition=Q(ended_at__isnull=True, owner__isnull=True),
                name="reminder_of_team",
            ),
            models.Index(
                fields=["branch", "made_by", "due_at"],
                condition=Q(ended_at__isnull=True, made_by__isnull=False),
                name="reminder_given",
            ),
            models.Index(
                fields=["subject_type", "subject_id"], condition=Q(ended_at__isnull=True), name="reminder_subject"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.owner_id}"
