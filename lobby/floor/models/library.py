"""The approved library: items, their versions, who has read and acknowledged them."""

from __future__ import annotations

import datetime as dt

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.db.models.lookups import GreaterThanOrEqual, LessThan
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from lobby.branches.enums import RoleCode
from lobby.branches.models import Branch, Staff
from lobby.branches.models.organisation import CODE
from lobby.floor.enums.library import (
    APPROVED_ONCE,
    ENDED,
    IN_FORCE,
    IN_THE_MAKING,
    USUAL_VALID_DAYS,
    ContentKind,
    ContentStatus,
)


class LibraryItem(models.Model):
    """Something the bank says or shows, through all its versions.

    `branch` is where it counts, empty for the whole bank; `home` is where it is looked after: its news and tasks are told
    there. `service` is a service's code; `roles` are whom it is for, none for everybody; `tags` are plain words by which
    other parts find it, such as the kind of an incident.
    """

    code = models.CharField(max_length=40, unique=True)
    kind = models.CharField(max_length=20, choices=ContentKind)
    branch = models.ForeignKey(Branch, models.CASCADE, null=True, blank=True, related_name="+")
    home = models.ForeignKey(Branch, models.CASCADE, related_name="library_items")
    owner = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")
    service = models.CharField(max_length=20, blank=True, validators=[CODE])
    roles = ArrayField(models.CharField(max_length=12, choices=RoleCode), default=list, blank=True)
    tags = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = _("item of the library")
        verbose_name_plural = _("items of the library")
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(branch__isnull=True) | Q(branch=F("home")), name="library_branch_looks_after_its_own"
            )
        ]
        indexes = [models.Index(fields=["kind", "branch"], name="library_kind")]

    def __str__(self) -> str:
        return self.code


class LibraryVersion(models.Model):
    """One wording of an item. Once it is handed in for review its words never change: a new wording is a new version.

    An empty `author` is the product itself: what it ships with is approved by its `approval_number`. `extra` holds what
    the kind asks for beside title and body. Where there are questions (`lobby.floor.quizzes`), answering them is how the
    version is acknowledged; `valid_days` is how long that holds, empty for as long as the kind usually does. `search_title` and `search_text` hold both languages, pinyin and initials.
    """

    item = models.ForeignKey(LibraryItem, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=10, choices=ContentStatus, default=ContentStatus.DRAFT)
    title_zh = models.CharField(max_length=80)
    title_en = models.CharField(max_length=120)
    body_zh = models.TextField(max_length=8000, blank=True)
    body_en = models.TextField(max_length=12000, blank=True)
    extra = models.JSONField(default=dict, blank=True)
    must_acknowledge = models.BooleanField(default=False, help_text=_("everybody it is for says that they read it"))
    quiz_zh = models.TextField(max_length=4000, blank=True)
    quiz_en = models.TextField(max_length=6000, blank=True)
    valid_days = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text=_("days for which an acknowledgement holds")
    )
    search_title = models.TextField(blank=True, editable=False)
    search_text = models.TextField(blank=True, editable=False)
    author = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")
    editors = models.ManyToManyField(Staff, blank=True, related_name="+", help_text=_("everybody who changed it"))
    created_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    reviewed_at = models.DateTimeField(null=True, blank=True)
    reviewed_by = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")
    review_note = models.CharField(max_length=500, blank=True)
    approval_number = models.CharField(max_length=40, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")
    expires_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")
    end_reason = models.CharField(max_length=200, blank=True, help_text=_("why it was withdrawn"))
    superseded_by = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("version of an item")
        verbose_name_plural = _("versions of items")
        ordering = ["item", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["item", "number"], name="library_number_once"),
            models.UniqueConstraint(
                fields=["item"], condition=Q(status__in=IN_FORCE), name="library_one_version_in_force"
            ),
            models.UniqueConstraint(
                fields=["item"], condition=Q(status__in=IN_THE_MAKING), name="library_one_version_in_the_making"
            ),
            models.CheckConstraint(
                condition=Q(reviewed_by__isnull=True) | Q(author__isnull=True) | ~Q(reviewed_by=F("author")),
                name="library_nobody_approves_own",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=APPROVED_ONCE)
                | (
                    ~Q(approval_number="")
                    & Q(expires_at__isnull=False)
                    & (Q(reviewed_by__isnull=False) | Q(author__isnull=True))
                ),
                name="library_approved_with_number_and_end",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=IN_FORCE) | Q(published_at__isnull=False), name="library_published_at"
            ),
            models.CheckConstraint(condition=~Q(status__in=ENDED) ^ Q(ended_at__isnull=False), name="library_ended_at"),
            models.CheckConstraint(
                condition=Q(quiz_zh="", quiz_en="") | (~Q(quiz_zh="") & ~Q(quiz_en="") & Q(must_acknowledge=True)),
                name="library_questions_in_both",
            ),
            models.CheckConstraint(condition=Q(valid_days__gte=1), name="library_valid_days"),
        ]
        indexes = [
            GinIndex(
                fields=["search_text"],
                opclasses=["gin_trgm_ops"],
                condition=Q(status__in=IN_FORCE),
                name="library_search",
            )
        ]

    def __str__(self) -> str:
        return f"{self.item_id} v{self.number}"

    @property
    def title(self) -> str:
        """The title in the active language."""
        return self.title_in(get_language() or "zh-hans")

    @property
    def body(self) -> str:
        """The body in the active language."""
        return self.body_in(get_language() or "zh-hans")

    def title_in(self, language: str) -> str:
        """The title in a language code such as `zh-hans` or `en`."""
        return self.title_en if language.startswith("en") else self.title_zh

    def body_in(self, language: str) -> str:
        """The body in a language code such as `zh-hans` or `en`."""
        return self.body_en if language.startswith("en") else self.body_zh

    def quiz_in(self, language: str) -> str:
        """The questions as they are written, in a language code such as `zh-hans` or `en`."""
        return self.quiz_en if language.startswith("en") else self.quiz_zh

    @property
    def holds_for(self) -> dt.timedelta | None:
        """For how long an acknowledgement holds, None as long as the version does. Its item must be loaded."""
        days = self.valid_days or USUAL_VALID_DAYS.get(self.item.kind)
        return dt.timedelta(days=days) if days else None


class LibraryRead(models.Model):
    """The newest version of an item that a person opened: what changed since then is marked."""

    staff = models.ForeignKey(Staff, models.CASCADE, related_name="+")
    item = models.ForeignKey(LibraryItem, models.CASCADE, related_name="+")
    number = models.PositiveSmallIntegerField()
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("reading of an item")
        verbose_name_plural = _("readings of items")
        constraints = [models.UniqueConstraint(fields=["staff", "item"], name="library_read_once")]

    def __str__(self) -> str:
        return f"{self.staff_id} {self.item_id}"


class NoticeAck(models.Model):
    """A person says that they read a version and go by it; `at` is the last time they said so."""

    staff = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    version = models.ForeignKey(LibraryVersion, models.CASCADE, related_name="acks")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("acknowledgement")
        verbose_name_plural = _("acknowledgements")
        constraints = [models.UniqueConstraint(fields=["staff", "version"], name="notice_ack_once")]

    def __str__(self) -> str:
        return f"{self.staff_id} {self.version_id}"

    @property
    def lapses_at(self) -> dt.datetime | None:
        """When it must be renewed, None if it holds as long as the version. Version and item must be loaded."""
        return self.at + self.version.holds_for if self.version.holds_for else None


class QuizAttempt(models.Model):
    """Answers that a person gave to the questions on a version: the options chosen, in the order of the questions.

    Never changed or taken away; who passed has acknowledged the version. `needed_percent` is what counted on that day.
    """

    staff = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    version = models.ForeignKey(LibraryVersion, models.CASCADE, related_name="attempts")
    branch = models.ForeignKey(Branch, models.CASCADE, related_name="+")
    at = models.DateTimeField()
    answers = ArrayField(models.PositiveSmallIntegerField())
    right = models.PositiveSmallIntegerField()
    asked = models.PositiveSmallIntegerField()
    needed_percent = models.PositiveSmallIntegerField()
    is_passed = models.BooleanField()

    class Meta:
        verbose_name = _("answers to questions")
        verbose_name_plural = _("answers to questions")
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(asked__gte=1, right__lte=F("asked")), name="quiz_attempt_right_of_asked"
            ),
            models.CheckConstraint(
                condition=Q(GreaterThanOrEqual(F("right") * 100, F("asked") * F("needed_percent")), is_passed=True)
                | Q(LessThan(F("right") * 100, F("asked") * F("needed_percent")), is_passed=False),
                name="quiz_attempt_passed_by_share",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.staff_id} {self.version_id} {self.right}/{self.asked}"
