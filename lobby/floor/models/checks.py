"""Checklists: templates in dated versions, and runs that keep the version they were made of."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from lobby.branches.enums import RoleCode
from lobby.branches.models import Branch, Staff
from lobby.branches.models.naming import Named
from lobby.floor.enums.checks import HANDED_IN, AnswerKind, CheckKind, CheckStatus, CheckSubject, CheckValue, When


class ChecklistTemplate(models.Model):
    """A checklist of the whole bank, or of one branch, which then replaces the bank's of the same code there."""

    branch = models.ForeignKey(Branch, models.CASCADE, null=True, blank=True, related_name="checklists")
    code = models.SlugField(max_length=30, db_index=False)
    kind = models.CharField(max_length=12, choices=CheckKind)
    is_active = models.BooleanField(default=True)

    class Meta:
        verbose_name = _("checklist")
        verbose_name_plural = _("checklists")
        ordering = ["kind", "code"]
        constraints = [models.UniqueConstraint(fields=["branch", "code"], name="checklist_once", nulls_distinct=False)]

    def __str__(self) -> str:
        return self.code


class ChecklistVersion(Named):
    """What a checklist says from a business day on: who does it, when, who signs. Once published it does not change.

    `roles` carry it out; `signed_by` is the role that signs it off, empty when nobody has to. With `needs_two` it does
    not count before a second person has signed beside the one who handed it in. `opens_before_s` and `due_before_s`
    count back from opening, from closing for a closing check (negative: after it); empty means the branch's policy.
    """

    template = models.ForeignKey(ChecklistTemplate, models.CASCADE, related_name="versions", db_index=False)
    number = models.PositiveSmallIntegerField()
    effective_from = models.DateField(null=True, blank=True, help_text=_("business day; empty in a draft"))
    published_at = models.DateTimeField(null=True, blank=True)
    made_by = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")
    roles = ArrayField(models.CharField(max_length=12, choices=RoleCode), default=list)
    signed_by = models.CharField(max_length=12, choices=RoleCode, blank=True)
    needs_two = models.BooleanField(default=False)
    is_watched = models.BooleanField(default=True, help_text=_("late runs raise an alert"))
    subject = models.CharField(max_length=12, choices=CheckSubject, blank=True, default=CheckSubject.BRANCH)
    when = models.CharField(max_length=10, choices=When, default=When.AD_HOC)
    opens_before_s = models.IntegerField(null=True, blank=True)
    due_before_s = models.IntegerField(null=True, blank=True)
    every_s = models.PositiveIntegerField(null=True, blank=True, help_text=_("between two patrols; empty = policy"))
    weekday = models.PositiveSmallIntegerField(
        default=0, validators=[MaxValueValidator(6)], help_text=_("0 = Monday; on or after it, on an open day")
    )
    month_day = models.PositiveSmallIntegerField(
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(28)],
        help_text=_("on or after it, on an open day"),
    )

    class Meta:
        verbose_name = _("version of a checklist")
        verbose_name_plural = _("versions of checklists")
        ordering = ["template", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["template", "number"], name="checklist_version_once"),
            models.UniqueConstraint(
                fields=["template"], condition=Q(published_at__isnull=True), name="checklist_one_draft"
            ),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True) | Q(effective_from__isnull=False),
                name="checklist_published_from",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.template_id} v{self.number}"


class ChecklistItem(models.Model):
    """One line of a version. `code` is the bank's own number, such as "1.2.3".

    `about` names what the item looks at, such as `device:atm`: whoever registered that word shows what is known beside
    the answer. An issue becomes a task of `team`, due after `task_due_s`. `weight` counts in the branch score.
    """

    version = models.ForeignKey(ChecklistVersion, models.CASCADE, related_name="items", db_index=False)
    position = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=20)
    group_zh = models.CharField(max_length=60)
    group_en = models.CharField(max_length=60)
    text_zh = models.CharField(max_length=300)
    text_en = models.CharField(max_length=300)
    answer = models.CharField(max_length=8, choices=AnswerKind, default=AnswerKind.TICK)
    minimum = models.PositiveIntegerField(null=True, blank=True, help_text=_("fewer than this is an issue"))
    is_per_person = models.BooleanField(default=False, help_text=_("one row for everybody on duty"))
    is_compliance = models.BooleanField(default=False, help_text=_("may not be answered with “does not apply”"))
    photo_on_issue = models.BooleanField(default=False, help_text=_("an issue needs a photo"))
    weight = models.PositiveSmallIntegerField(default=0)
    about = models.CharField(max_length=40, blank=True)
    team = models.CharField(max_length=12, choices=RoleCode, default=RoleCode.LM)
    task_due_s = models.PositiveIntegerField(default=2 * 3600)

    class Meta:
        verbose_name = _("item of a checklist")
        verbose_name_plural = _("items of checklists")
        ordering = ["version", "position"]
        constraints = [
            models.UniqueConstraint(fields=["version", "code"], name="check_item_code_once"),
            models.CheckConstraint(
                condition=Q(minimum__isnull=True) | Q(answer=AnswerKind.COUNT), name="check_item_minimum_of_count"
            ),
        ]
        indexes = [models.Index(fields=["version", "position"], name="check_item_order")]

    def __str__(self) -> str:
        return f"{self.code} {self.text}"

    @property
    def text(self) -> str:
        """What to look at, in the active language."""
        return self.text_en if is_english() else self.text_zh

    @property
    def group(self) -> str:
        """The heading it stands under, in the active language."""
        return self.group_en if is_english() else self.group_zh


class ChecklistRun(models.Model):
    """A checklist of one business day, frozen with its version.

    `lapses_at` is when it becomes missed; `missed_at` stays when it is handed in late. `people` are the staff on duty
    when it opened, one row each in items for everybody. `score` is the share of weight that was ok, 0 to 1.
    """

    branch = models.ForeignKey(Branch, models.CASCADE, related_name="check_runs", db_index=False)
    template = models.ForeignKey(ChecklistTemplate, models.PROTECT, related_name="runs")
    version = models.ForeignKey(ChecklistVersion, models.PROTECT, related_name="runs")
    kind = models.CharField(max_length=12, choices=CheckKind)
    day = models.DateField(help_text=_("business day"))
    subject_type = models.CharField(max_length=12, choices=CheckSubject, blank=True, default=CheckSubject.BRANCH)
    subject_id = models.BigIntegerField(null=True, blank=True)
    slot = models.PositiveSmallIntegerField(default=1, help_text=_("which one of the day"))
    status = models.CharField(max_length=12, choices=CheckStatus, default=CheckStatus.SCHEDULED)
    people = ArrayField(models.BigIntegerField(), default=list, blank=True)
    opens_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True, blank=True)
    lapses_at = models.DateTimeField(null=True, blank=True)
    made_by = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")
    started_at = models.DateTimeField(null=True, blank=True)
    started_by = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")
    missed_at = models.DateTimeField(null=True, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")
    is_late = models.BooleanField(default=False)
    score = models.FloatField(null=True, blank=True)
    second_at = models.DateTimeField(null=True, blank=True)
    second_by = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True, help_text=_("signed off or sent back"))
    decided_by = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")
    decision_note = models.CharField(max_length=300, blank=True)
    released_at = models.DateTimeField(null=True, blank=True, help_text=_("when its branch was shown a mystery visit"))
    released_by = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("run of a checklist")
        verbose_name_plural = _("runs of checklists")
        constraints = [
            models.UniqueConstraint(
                fields=["branch", "day", "template", "subject_type", "subject_id", "slot"],
                name="check_run_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=Q(second_by__isnull=True) | ~Q(second_by=F("submitted_by")), name="check_second_is_another"
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("submitted_by")), name="check_signer_is_another"
            ),
            models.CheckConstraint(
                condition=~Q(status__in=HANDED_IN) | Q(submitted_by__isnull=False), name="check_handed_in_by"
            ),
            models.CheckConstraint(
                condition=~Q(status=CheckStatus.SIGNED_OFF) | Q(decided_by__isnull=False), name="check_signed_by"
            ),
            models.CheckConstraint(
                condition=~Q(status=CheckStatus.MISSED) | Q(missed_at__isnull=False), name="check_missed_at"
            ),
            models.CheckConstraint(
                condition=Q(subject_type="") ^ Q(subject_id__isnull=False), name="check_run_subject"
            ),
            models.CheckConstraint(
                condition=Q(released_at__isnull=True) ^ Q(released_by__isnull=False), name="check_released_by"
            ),
            models.CheckConstraint(
                condition=Q(released_by__isnull=True) | ~Q(released_by=F("submitted_by")),
                name="check_released_by_another",
            ),
        ]
        indexes = [models.Index(fields=["branch", "kind", "day"], name="check_run_kind_day")]

    def __str__(self) -> str:
        return f"{self.kind} {self.day} {self.slot}"

    @property
    def counts(self) -> bool:
        """Whether it is handed in and, where two must act, signed by both."""
        return self.status in HANDED_IN and (self.second_by_id is not None or not self.version.needs_two)


class ItemResult(models.Model):
    """The answer to one item of a run; for an item about everybody on duty, one for each `person`.

    `reason` says why it is ok although what is known says otherwise, or does not apply; `known` keeps what was known.
    `action` names what an issue led to and `action_type`, `action_id` its subject.
    """

    run = models.ForeignKey(ChecklistRun, models.CASCADE, related_name="results", db_index=False)
    item = models.ForeignKey(ChecklistItem, models.PROTECT, related_name="results")
    person = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")
    value = models.CharField(max_length=8, choices=CheckValue)
    count = models.PositiveIntegerField(null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    known = models.JSONField(default=list, blank=True)
    answered_by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    answered_at = models.DateTimeField()
    action = models.CharField(max_length=30, blank=True)
    action_type = models.CharField(max_length=30, blank=True)
    action_id = models.BigIntegerField(null=True, blank=True)

    class Meta:
        verbose_name = _("answer to an item")
        verbose_name_plural = _("answers to items")
        constraints = [
            models.UniqueConstraint(fields=["run", "item", "person"], name="check_answer_once", nulls_distinct=False),
            models.CheckConstraint(
                condition=Q(action="") | (Q(value=CheckValue.ISSUE) & Q(action_id__isnull=False)),
                name="check_action_of_issue",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.run_id} {self.item_id} {self.value}"


def is_english() -> bool:
    """Whether the reader's language is English."""
    return (get_language() or "").startswith("en")
