"""Problems of what customers experience, what they rest on, and the improvements that answer them."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from complaints.enums.cases import LocalCause
from complaints.enums.experience import (
    MEASURED,
    OVER,
    Evidence,
    ImprovementStatus,
    ProblemStatus,
    Touchpoint,
    Weight,
)
from complaints.models.cases import Complaint
from complaints.models.ratings import Rating
from lobby.branches.models import Branch, Service, Staff
from lobby.floor.models import Idea, ItemResult

TITLE_LENGTH, TEXT_LENGTH = 120, 500


class Problem(models.Model):
    """A root cause of what goes wrong for customers. Its score is the number of its links times its severity (S187b)."""

    branch = models.ForeignKey(Branch, models.PROTECT, related_name="problems", db_index=False)
    title = models.CharField(max_length=TITLE_LENGTH)
    touchpoint = models.CharField(max_length=10, choices=Touchpoint)
    local_cause = models.CharField(max_length=12, choices=LocalCause, blank=True)
    service = models.ForeignKey(Service, models.PROTECT, null=True, blank=True, related_name="+")
    severity = models.PositiveSmallIntegerField(choices=Weight, default=Weight.BAD)
    status = models.CharField(max_length=10, choices=ProblemStatus, default=ProblemStatus.OPEN)
    since = models.DateTimeField()
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    reason = models.CharField(max_length=TEXT_LENGTH, blank=True, help_text=_("why it is left alone, or came back"))

    class Meta:
        verbose_name = _("problem")
        verbose_name_plural = _("problems")
        constraints = [models.CheckConstraint(condition=Q(severity__range=(1, 3)), name="problem_severity")]
        indexes = [models.Index(fields=["branch", "status"], name="problem_status")]

    def __str__(self) -> str:
        return self.title


class ProblemLink(models.Model):
    """One complaint, rating, idea or line of a mystery visit that a problem rests on."""

    problem = models.ForeignKey(Problem, models.CASCADE, related_name="links", db_index=False)
    kind = models.CharField(max_length=10, choices=Evidence)
    complaint = models.ForeignKey(Complaint, models.PROTECT, null=True, blank=True, related_name="problem_links")
    rating = models.ForeignKey(Rating, models.CASCADE, null=True, blank=True, related_name="problem_links")
    idea = models.ForeignKey(Idea, models.CASCADE, null=True, blank=True, related_name="problem_links")
    answer = models.ForeignKey(ItemResult, models.CASCADE, null=True, blank=True, related_name="problem_links")
    linked_at = models.DateTimeField()
    linked_by = models.ForeignKey(Staff, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("evidence of a problem")
        verbose_name_plural = _("evidence of problems")
        constraints = [
            models.UniqueConstraint(
                fields=["problem", "complaint", "rating", "idea", "answer"],
                name="problem_link_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=(Q(kind=Evidence.COMPLAINT) ^ Q(complaint__isnull=True))
                & (Q(kind=Evidence.RATING) ^ Q(rating__isnull=True))
                & (Q(kind=Evidence.IDEA) ^ Q(idea__isnull=True))
                & (Q(kind=Evidence.MYSTERY) ^ Q(answer__isnull=True)),
                name="problem_link_of_one",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.problem_id} {self.kind}"


class Improvement(models.Model):
    """One try to make it better: what is done in the hope of what, and one figure before and after (S197d).

    Both values are computed by the registry of figures over whole business days. Somebody else than the owner evaluates.
    """

    branch = models.ForeignKey(Branch, models.PROTECT, related_name="improvements", db_index=False)
    problem = models.ForeignKey(Problem, models.PROTECT, null=True, blank=True, related_name="improvements")
    title = models.CharField(max_length=TITLE_LENGTH)
    hypothesis = models.CharField(max_length=TEXT_LENGTH)
    owner = models.ForeignKey(Staff, models.PROTECT, related_name="improvements_owned")
    status = models.CharField(max_length=12, choices=ImprovementStatus, default=ImprovementStatus.DESIGNED)
    since = models.DateTimeField()
    due_on = models.DateField(help_text=_("business day by which it is implemented"))
    kpi_code = models.CharField(max_length=10)
    before_first = models.DateField()
    before_last = models.DateField()
    before_value = models.DecimalField(max_digits=14, decimal_places=1)
    before_n = models.PositiveIntegerField()
    designed_at = models.DateTimeField()
    designed_by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    implemented_on = models.DateField(null=True, blank=True, help_text=_("business day"))
    after_first = models.DateField(null=True, blank=True)
    after_last = models.DateField(null=True, blank=True)
    after_value = models.DecimalField(max_digits=14, decimal_places=1, null=True, blank=True)
    after_n = models.PositiveIntegerField(null=True, blank=True)
    evaluated_at = models.DateTimeField(null=True, blank=True)
    evaluated_by = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")
    finding = models.CharField(max_length=TEXT_LENGTH, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")
    ending = models.CharField(max_length=TEXT_LENGTH, blank=True, help_text=_("what stays, or why it ends"))

    class Meta:
        verbose_name = _("improvement")
        verbose_name_plural = _("improvements")
        constraints = [
            models.CheckConstraint(
                condition=Q(evaluated_by__isnull=True) | ~Q(evaluated_by=F("owner")),
                name="improvement_evaluated_by_another",
            ),
            models.CheckConstraint(
                condition=Q(before_first__lte=F("before_last"))
                & (Q(after_first__isnull=True) | Q(after_first__lte=F("after_last"), after_first__gt=F("before_last"))),
                name="improvement_before_then_after",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=MEASURED)
                | Q(after_value__isnull=False, after_first__isnull=False, evaluated_by__isnull=False),
                name="improvement_measured",
            ),
            models.CheckConstraint(
                condition=Q(status__in=OVER) ^ Q(ended_at__isnull=True), name="improvement_ended_at"
            ),
        ]
        indexes = [models.Index(fields=["branch", "status"], name="improvement_status")]

    def __str__(self) -> str:
        return self.title

    @property
    def is_over(self) -> bool:
        """Whether nothing more is done about it."""
        return self.status in OVER
