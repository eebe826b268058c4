"""What a branch has prepared for a peak: thresholds by date, a plan for each level, what may be left out, who helps."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from lobby.branches.enums import RoleCode
from lobby.branches.models import Branch, Staff
from lobby.branches.models.naming import Named
from queueing.enums.peaks import COMPLIANCE_KINDS, STEP_ROLES, Measure, PeakLevel, ServiceStepKind, StepKind

LEVELS = ("warning", "active")
COLUMNS = {Measure.WAITING: ("waiting", ""), Measure.WAIT: ("wait", "_s"), Measure.ARRIVALS: ("arrivals", "")}


def column(measure: str, level: str, side: str) -> str:
    """The name of a threshold's column; `side` is enter or exit."""
    name, unit = COLUMNS[Measure(measure)]
    return f"{name}_{level}_{side}{unit}"


def threshold_rules() -> list[models.BaseConstraint]:
    """A line is left below where it is entered, and the warning comes before the peak."""
    rules: list[models.BaseConstraint] = []
    for measure in COLUMNS:
        for level in LEVELS:
            lower, upper = column(measure, level, "exit"), column(measure, level, "enter")
            rules.append(
                models.CheckConstraint(condition=Q(**{f"{lower}__lt": F(upper)}), name=f"peak_{measure}_{level}_gap")
            )
        for side in ("enter", "exit"):
            warning, active = column(measure, "warning", side), column(measure, "active", side)
            rules.append(
                models.CheckConstraint(
                    condition=Q(**{f"{warning}__lte": F(active)}), name=f"peak_{measure}_levels_{side}"
                )
            )
    return rules


class PeakPolicy(models.Model):
    """When a branch is in a peak, from one date on; the newest row in force counts. Durations are seconds."""

    branch = models.ForeignKey(Branch, models.CASCADE, related_name="peak_policies")
    effective_from = models.DateField()
    waiting_warning_enter = models.PositiveSmallIntegerField(_("people waiting: warning from"), default=15)
    waiting_warning_exit = models.PositiveSmallIntegerField(_("people waiting: warning over below"), default=10)
    waiting_active_enter = models.PositiveSmallIntegerField(_("people waiting: peak from"), default=25)
    waiting_active_exit = models.PositiveSmallIntegerField(_("people waiting: peak over below"), default=16)
    wait_warning_enter_s = models.PositiveIntegerField(_("predicted wait, seconds: warning from"), default=20 * 60)
    wait_warning_exit_s = models.PositiveIntegerField(_("predicted wait, seconds: warning over below"), default=14 * 60)
    wait_active_enter_s = models.PositiveIntegerField(_("predicted wait, seconds: peak from"), default=35 * 60)
    wait_active_exit_s = models.PositiveIntegerField(_("predicted wait, seconds: peak over below"), default=24 * 60)
    arrivals_warning_enter = models.PositiveSmallIntegerField(_("arrivals in 15 min: warning from"), default=20)
    arrivals_warning_exit = models.PositiveSmallIntegerField(_("arrivals in 15 min: warning over below"), default=14)
    arrivals_active_enter = models.PositiveSmallIntegerField(_("arrivals in 15 min: peak from"), default=30)
    arrivals_active_exit = models.PositiveSmallIntegerField(_("arrivals in 15 min: peak over below"), default=20)
    samples_in = models.PositiveSmallIntegerField(
        _("samples in a row over a line that start"), default=2, validators=[MinValueValidator(1)]
    )
    under_s = models.PositiveIntegerField(_("seconds under the line that end"), default=10 * 60)
    support_answer_s = models.PositiveIntegerField(_("seconds to answer a call for support"), default=120)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("peak thresholds")
        verbose_name_plural = _("peak thresholds")
        ordering = ["branch", "-effective_from"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["branch", "effective_from"], name="peak_policy_once_a_date"),
            models.CheckConstraint(condition=Q(samples_in__gte=1), name="peak_policy_samples"),
            *threshold_rules(),
        ]

    def __str__(self) -> str:
        return f"{self.branch_id} {self.effective_from}"

    def enter(self, measure: str, level: str) -> int:
        """From which value on a line is crossed."""
        value: int = getattr(self, column(measure, level, "enter"))
        return value

    def exit(self, measure: str, level: str) -> int:
        """Under which value it is left."""
        value: int = getattr(self, column(measure, level, "exit"))
        return value

    @property
    def under(self) -> dt.timedelta:
        """How long a branch stays under a line before the level is left."""
        return dt.timedelta(seconds=self.under_s)


class PeakPlan(models.Model):
    """What is done at one level."""

    branch = models.ForeignKey(Branch, models.CASCADE, related_name="peak_plans")
    level = models.CharField(max_length=10, choices=PeakLevel)

    class Meta:
        verbose_name = _("peak plan")
        verbose_name_plural = _("peak plans")
        ordering = ["branch", "-level"]
        constraints = [models.UniqueConstraint(fields=["branch", "level"], name="peak_plan_once_a_level")]

    def __str__(self) -> str:
        return f"{self.branch_id} {self.level}"


class PlanStep(models.Model):
    """One step of a plan. What is left out stands in the branch's list alone, never in words of a step (N12)."""

    plan = models.ForeignKey(PeakPlan, models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField(default=0)
    kind = models.CharField(max_length=20, choices=StepKind)
    text_zh = models.CharField(_("details, Chinese"), max_length=120, blank=True)
    text_en = models.CharField(_("details, English"), max_length=120, blank=True)
    role = models.CharField(max_length=12, choices=[(role.value, role.label) for role in map(RoleCode, STEP_ROLES)])
    skill = models.CharField(max_length=20, blank=True, help_text=_("service for which support is called"))
    people = models.PositiveSmallIntegerField(
        default=1, validators=[MinValueValidator(1), MaxValueValidator(5)], help_text=_("how many are called")
    )
    accept_s = models.PositiveIntegerField(default=120, help_text=_("then the next one is asked"))
    due_s = models.PositiveIntegerField(default=15 * 60, help_text=_("then it is late"))
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("step of a peak plan")
        verbose_name_plural = _("steps of a peak plan")
        ordering = ["plan", "position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind=StepKind.OPEN_WINDOW) | Q(role=RoleCode.TELLER_LEAD), name="window_by_supervisor"
            ),
            models.CheckConstraint(
                condition=~Q(kind=StepKind.SIMPLIFY) | Q(text_zh="", text_en=""), name="simplify_by_list_alone"
            ),
            models.CheckConstraint(condition=Q(people__gte=1, people__lte=5), name="plan_step_people"),
            models.CheckConstraint(condition=Q(accept_s__gte=30, due_s__gte=60), name="plan_step_times"),
        ]

    def __str__(self) -> str:
        return self.words

    @property
    def words(self) -> str:
        """What is to be done, in the active language."""
        return worded_step(self.kind, self.text_zh, self.text_en)


def worded_step(kind: str, text_zh: str, text_en: str) -> str:
    """A step in the active language: its kind and, where there is one, its text."""
    text = text_en if (get_language() or "").startswith("en") else text_zh
    label = str(StepKind(kind).label)
    if kind == StepKind.OTHER and text:
        return text
    return str(_("%(step)s: %(text)s") % {"step": label, "text": text}) if text else label


class ServiceStep(Named):
    """A step of serving customers, and whether it is left out in a peak. The law's steps never are (N12)."""

    branch = models.ForeignKey(Branch, models.CASCADE, related_name="service_steps")
    code = models.SlugField(max_length=30)
    kind = models.CharField(max_length=20, choices=ServiceStepKind)
    is_compliance = models.BooleanField(default=False)
    is_skipped = models.BooleanField(default=False, help_text=_("left out in a peak"))
    position = models.PositiveSmallIntegerField(default=0)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("step of serving")
        verbose_name_plural = _("steps of serving")
        ordering = ["branch", "position", "code"]
        constraints = [
            models.UniqueConstraint(fields=["branch", "code"], name="service_step_once"),
            models.CheckConstraint(
                condition=~Q(is_compliance=True, is_skipped=True), name="compliance_is_never_skipped"
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=COMPLIANCE_KINDS) | Q(is_compliance=True), name="compliance_kinds_are_marked"
            ),
        ]


class Helper(models.Model):
    """A place in a branch's call-up list: who is asked to support the counters, smallest position first."""

    branch = models.ForeignKey(Branch, models.CASCADE, related_name="helpers")
    staff = models.ForeignKey(Staff, models.CASCADE, related_name="+")
    position = models.PositiveSmallIntegerField(default=0)
    is_called_off_duty = models.BooleanField(default=False, help_text=_("may also be asked when not on the roster now"))

    class Meta:
        verbose_name = _("place in the call-up list")
        verbose_name_plural = _("call-up list")
        ordering = ["branch", "position", "id"]
        constraints = [models.UniqueConstraint(fields=["branch", "staff"], name="helper_once")]

    def __str__(self) -> str:
        return f"{self.position} {self.staff_id}"
