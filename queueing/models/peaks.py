"""A peak that is going on or over: the watch over the lines, the run, its tasks and its calls for support."""

from __future__ import annotations

import datetime as dt

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from lobby.branches.enums import Post
from lobby.branches.models import Branch, Staff
from lobby.floor.models import Reminder
from queueing.enums.peaks import Measure, PeakLevel, PeakStatus, StepKind, SupportStatus
from queueing.models.peak_plans import worded_step


class PeakRun(models.Model):
    """One peak from the first line crossed to its end, and its review. A branch has one run at a time."""

    branch = models.ForeignKey(Branch, models.CASCADE, related_name="peak_runs", db_index=False)
    status = models.CharField(max_length=10, choices=PeakStatus)
    started_at = models.DateTimeField()
    activated_at = models.DateTimeField(null=True, blank=True, help_text=_("when it first became a peak"))
    ended_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True, help_text=_("reviewed, or a mere warning that is over"))
    measure = models.CharField(max_length=10, choices=Measure, help_text=_("what crossed the line"))
    value = models.PositiveIntegerField(default=0)
    threshold = models.PositiveIntegerField(default=0)
    is_confirmed = models.BooleanField(
        default=True, help_text=_("a line was crossed; one started by hand waits for it")
    )
    started_by = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")
    start_reason = models.CharField(max_length=120, blank=True)
    stopped_by = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")
    end_reason = models.CharField(max_length=120, blank=True)
    chief = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")
    assistant = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")
    most_waiting = models.PositiveIntegerField(default=0)
    longest_wait_s = models.PositiveIntegerField(default=0)
    most_arrivals = models.PositiveIntegerField(default=0)
    review_note = models.TextField(blank=True, max_length=1000)
    reviewed_by = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("peak run")
        verbose_name_plural = _("peak runs")
        ordering = ["branch", "-started_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["branch"], condition=Q(ended_at__isnull=True), name="peak_run_one_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(status=PeakStatus.NORMAL) ^ Q(ended_at__isnull=True), name="peak_run_ended_is_normal"
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | Q(activated_at__isnull=True) | ~Q(review_note=""),
                name="peak_run_closed_with_review",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | Q(ended_at__isnull=False), name="peak_run_closed_after_end"
            ),
            models.CheckConstraint(
                condition=~Q(measure=Measure.HAND) | (Q(started_by__isnull=False) & ~Q(start_reason="")),
                name="peak_run_by_hand_says_why",
            ),
        ]
        indexes = [models.Index(fields=["branch", "-started_at"], name="peak_run_history")]

    def __str__(self) -> str:
        return f"{self.branch_id} {self.status}"

    @property
    def level(self) -> PeakLevel:
        """The highest level so far."""
        return PeakLevel.ACTIVE if self.activated_at else PeakLevel.WARNING

    @property
    def needs_review(self) -> bool:
        """Whether it is over and nobody has said what came of it."""
        return self.ended_at is not None and self.closed_at is None

    def duration(self, at: dt.datetime) -> dt.timedelta:
        """From start to end, or to `at`."""
        return (self.ended_at or at) - self.started_at


class PeakWatch(models.Model):
    """The last sample of a branch and how long lines have been crossed or left; one row a branch, whatever its history."""

    branch = models.OneToOneField(Branch, models.CASCADE, related_name="peak_watch")
    sampled_at = models.DateTimeField(null=True, blank=True)
    waiting = models.PositiveIntegerField(default=0)
    wait_s = models.PositiveIntegerField(default=0)
    arrivals = models.PositiveIntegerField(default=0)
    over_warning = models.PositiveSmallIntegerField(default=0, help_text=_("samples in a row over the line"))
    over_active = models.PositiveSmallIntegerField(default=0, help_text=_("samples in a row over the line"))
    under_warning_since = models.DateTimeField(null=True, blank=True)
    under_active_since = models.DateTimeField(null=True, blank=True)
    is_held = models.BooleanField(default=False, help_text=_("stopped by hand; starts anew when the crowd was gone"))

    class Meta:
        verbose_name = _("peak watch")
        verbose_name_plural = _("peak watches")

    def __str__(self) -> str:
        return f"{self.branch_id} {self.sampled_at}"


class PeakTask(models.Model):
    """A step of the plan in one run, worded as it was then, with its owner and the reminder that tells what became of it."""

    run = models.ForeignKey(PeakRun, models.CASCADE, related_name="tasks")
    level = models.CharField(max_length=10, choices=PeakLevel)
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20, choices=StepKind)
    text_zh = models.CharField(max_length=120, blank=True)
    text_en = models.CharField(max_length=120, blank=True)
    role = models.CharField(max_length=12)
    skill = models.CharField(max_length=20, blank=True)
    people = models.PositiveSmallIntegerField(default=1)
    accept_s = models.PositiveIntegerField()
    due_at = models.DateTimeField()
    owner = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")
    reminder = models.ForeignKey(Reminder, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("peak task")
        verbose_name_plural = _("peak tasks")
        ordering = ["run", "-level", "position", "id"]
        constraints = [models.UniqueConstraint(fields=["run", "level", "position"], name="peak_task_once")]

    def __str__(self) -> str:
        return self.words

    @property
    def branch(self) -> Branch:
        """The run's branch."""
        return self.run.branch

    @property
    def words(self) -> str:
        """What is to be done, in the active language."""
        return worded_step(self.kind, self.text_zh, self.text_en)


class SupportRequest(models.Model):
    """Somebody calls for help without a peak: for a window, the entrance or the hall. The call-up list is asked for it."""

    branch = models.ForeignKey(Branch, models.CASCADE, related_name="support_requests", db_index=False)
    post = models.CharField(max_length=10, choices=Post, default=Post.COUNTER)
    skill = models.CharField(max_length=20, blank=True, help_text=_("service that the helper must master"))
    people = models.PositiveSmallIntegerField(default=1, validators=[MinValueValidator(1), MaxValueValidator(5)])
    reason = models.CharField(max_length=120)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("request for support")
        verbose_name_plural = _("requests for support")
        ordering = ["-asked_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="support_request_says_why"),
            models.CheckConstraint(condition=Q(people__range=(1, 5)), name="support_request_people"),
            models.CheckConstraint(
                condition=Q(skill="") | Q(post=Post.COUNTER), name="support_request_skill_of_counter"
            ),
        ]
        indexes = [
            models.Index(fields=["branch"], condition=Q(ended_at__isnull=True), name="support_request_open"),
        ]

    def __str__(self) -> str:
        return f"{self.branch_id} {self.post}"


class SupportCall(models.Model):
    """One person asked to help, for a peak's task or a request; minutes of help count from the answer to the release."""

    task = models.ForeignKey(PeakTask, models.CASCADE, null=True, blank=True, related_name="calls")
    request = models.ForeignKey(SupportRequest, models.CASCADE, null=True, blank=True, related_name="calls")
    staff = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    status = models.CharField(max_length=10, choices=SupportStatus, default=SupportStatus.ASKED)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    released_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=120, blank=True)

    class Meta:
        verbose_name = _("call for support")
        verbose_name_plural = _("calls for support")
        ordering = ["asked_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(task__isnull=True) ^ Q(request__isnull=True), name="support_for_one_thing"
            ),
            models.UniqueConstraint(
                fields=["staff"],
                condition=Q(status__in=[SupportStatus.ASKED, SupportStatus.ACCEPTED]),
                name="support_one_call_a_person",
            ),
            models.CheckConstraint(
                condition=~Q(status=SupportStatus.DECLINED) | ~Q(reason=""), name="support_declined_with_reason"
            ),
            models.CheckConstraint(
                condition=Q(released_at__isnull=True) | Q(released_at__gte=F("answered_at")), name="support_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.staff_id} {self.status}"

    @property
    def asking(self) -> PeakTask | SupportRequest:
        """What the person is asked for."""
        asking = self.task or self.request
        assert asking is not None
        return asking

    @property
    def branch(self) -> Branch:
        """Where the help is needed."""
        return self.asking.branch

    def minutes(self, at: dt.datetime) -> int:
        """Whole minutes of help so far."""
        if self.status not in {SupportStatus.ACCEPTED, SupportStatus.RELEASED} or self.answered_at is None:
            return 0
        return max(0, int(((self.released_at or at) - self.answered_at).total_seconds() // 60))
