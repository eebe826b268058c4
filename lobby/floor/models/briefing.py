"""The rhythm of a day: the morning briefing, goals and coaching in between, the evening review (S193e, S406)."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lobby.branches.models import Branch, Staff
from lobby.floor.enums.briefing import BriefingStatus, GoalKind, Traffic, Weather


class Briefing(models.Model):
    """The morning meeting of a branch's business day: one, open until it was held.

    `agreed` is what was agreed with the back office about the day's weather and traffic (S404). `source` names the
    service that said the weather, empty where a person did.
    """

    branch = models.ForeignKey(Branch, models.CASCADE, related_name="briefings", db_index=False)
    date = models.DateField(help_text=_("business day"))
    status = models.CharField(max_length=8, choices=BriefingStatus, default=BriefingStatus.OPEN)
    weather = models.CharField(max_length=12, choices=Weather, blank=True)
    traffic = models.CharField(max_length=12, choices=Traffic, blank=True)
    agreed = models.CharField(max_length=120, blank=True)
    source = models.CharField(max_length=30, blank=True)
    outlook_at = models.DateTimeField(null=True, blank=True)
    outlook_by = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")
    topics = models.TextField(max_length=2000, blank=True)
    begun_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("briefing")
        verbose_name_plural = _("briefings")
        constraints = [
            models.UniqueConstraint(fields=["branch", "date"], name="briefing_once_a_day"),
            models.CheckConstraint(
                condition=Q(status=BriefingStatus.CLOSED) ^ Q(closed_at__isnull=True), name="briefing_closed_at"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.branch_id} {self.date}"


class Attendance(models.Model):
    """Somebody was at a briefing."""

    briefing = models.ForeignKey(Briefing, models.CASCADE, related_name="attendances", db_index=False)
    staff = models.ForeignKey(Staff, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendances")
        constraints = [models.UniqueConstraint(fields=["briefing", "staff"], name="attendance_once")]

    def __str__(self) -> str:
        return f"{self.briefing_id} {self.staff_id}"


class Goal(models.Model):
    """What the branch, or one of its people (`staff`), wants to reach on a business day."""

    branch = models.ForeignKey(Branch, models.CASCADE, related_name="goals", db_index=False)
    date = models.DateField(help_text=_("business day"))
    staff = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="goals")
    kind = models.CharField(max_length=10, choices=GoalKind)
    product = models.CharField(max_length=60)
    target = models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(999)])
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(Staff, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("goal of a day")
        verbose_name_plural = _("goals of a day")
        constraints = [
            models.CheckConstraint(condition=Q(target__range=(1, 999)), name="goal_target"),
            models.UniqueConstraint(
                fields=["branch", "date", "kind", "product"],
                condition=Q(staff__isnull=True),
                name="goal_once_a_branch",
            ),
            models.UniqueConstraint(
                fields=["branch", "date", "staff", "kind", "product"],
                condition=Q(staff__isnull=False),
                name="goal_once_a_person",
            ),
        ]
        indexes = [models.Index(fields=["branch", "date"], name="goal_day")]

    def __str__(self) -> str:
        return f"{self.product} {self.target}"


class GoalStep(models.Model):
    """One counted towards a goal by somebody; a slip of the finger is taken back, not deleted."""

    goal = models.ForeignKey(Goal, models.CASCADE, related_name="steps", db_index=False)
    staff = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    counted_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("step towards a goal")
        verbose_name_plural = _("steps towards goals")
        indexes = [
            models.Index(fields=["goal", "staff"], condition=Q(taken_back_at__isnull=True), name="goal_step_counts")
        ]

    def __str__(self) -> str:
        return f"{self.goal_id} {self.staff_id}"


class CoachingNote(models.Model):
    """What somebody was shown or told in the course of a day; it is for that person and whoever leads the briefing."""

    branch = models.ForeignKey(Branch, models.CASCADE, related_name="coaching_notes", db_index=False)
    date = models.DateField(help_text=_("business day"))
    staff = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    text = models.CharField(max_length=300)
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(Staff, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("coaching note")
        verbose_name_plural = _("coaching notes")
        indexes = [models.Index(fields=["branch", "date"], name="coaching_day")]

    def __str__(self) -> str:
        return f"{self.date} {self.staff_id}"


class EveningReview(models.Model):
    """A business day looked back on. `facts` are what the branch's rows said when it was closed, by section."""

    branch = models.ForeignKey(Branch, models.CASCADE, related_name="evening_reviews", db_index=False)
    date = models.DateField(help_text=_("business day"))
    status = models.CharField(max_length=8, choices=BriefingStatus, default=BriefingStatus.OPEN)
    wins = models.TextField(max_length=1000, blank=True)
    troubles = models.TextField(max_length=1000, blank=True)
    tomorrow = models.TextField(max_length=1000, blank=True)
    facts = models.JSONField(null=True, blank=True)
    begun_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("evening review")
        verbose_name_plural = _("evening reviews")
        ordering = ["branch", "-date"]
        constraints = [
            models.UniqueConstraint(fields=["branch", "date"], name="review_once_a_day"),
            models.CheckConstraint(
                condition=Q(status=BriefingStatus.CLOSED, closed_at__isnull=False, facts__isnull=False)
                | Q(status=BriefingStatus.OPEN, closed_at__isnull=True, facts__isnull=True),
                name="review_closed_with_facts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.branch_id} {self.date}"
