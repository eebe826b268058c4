"""Who is where at what time: shifts and the breaks in them."""

from __future__ import annotations

import datetime as dt

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from lobby.branches.enums import BreakKind, Duty, Post, RosterTemplate
from lobby.branches.models.catalogue import Counter
from lobby.branches.models.organisation import Branch
from lobby.branches.models.people import Staff


class Span(Func):
    """The time between two columns, begin included, end not."""

    function = "TSTZRANGE"
    output_field = DateTimeRangeField()


class Shift(models.Model):
    """One person at one post for one stretch of a business day.

    Shifts of the template `normal` hold every day. Those of `peak` say where people stand while a peak plan runs, so a
    person may have one of each at the same time, never two of one. `duty` is the person's part in the lobby team.
    """

    branch = models.ForeignKey(Branch, models.CASCADE, related_name="shifts", db_index=False)
    staff = models.ForeignKey(Staff, models.CASCADE, related_name="shifts", db_index=False)
    date = models.DateField(help_text=_("business day"))
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    post = models.CharField(max_length=10, choices=Post, default=Post.COUNTER)
    counter = models.ForeignKey(Counter, models.SET_NULL, null=True, blank=True, related_name="shifts", db_index=False)
    template = models.CharField(max_length=8, choices=RosterTemplate, default=RosterTemplate.NORMAL)
    duty = models.CharField(max_length=10, choices=Duty, blank=True)

    class Meta:
        verbose_name = _("shift")
        verbose_name_plural = _("shifts")
        constraints = [
            models.CheckConstraint(condition=Q(starts_at__lt=F("ends_at")), name="shift_begins_before_it_ends"),
            models.CheckConstraint(condition=Q(counter__isnull=True) | Q(post=Post.COUNTER), name="shift_counter_post"),
            ExclusionConstraint(
                name="shift_one_at_a_time",
                expressions=[
                    ("staff", RangeOperators.EQUAL),
                    ("template", RangeOperators.EQUAL),
                    (Span("starts_at", "ends_at", RangeBoundary()), RangeOperators.OVERLAPS),
                ],
            ),
            ExclusionConstraint(
                name="shift_one_at_a_counter",
                expressions=[
                    ("counter", RangeOperators.EQUAL),
                    ("template", RangeOperators.EQUAL),
                    (Span("starts_at", "ends_at", RangeBoundary()), RangeOperators.OVERLAPS),
                ],
                condition=Q(counter__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["branch", "date"], name="shift_day")]

    def __str__(self) -> str:
        return f"{self.staff_id} {self.starts_at:%Y-%m-%d %H:%M}"

    def includes(self, starts_at: dt.datetime, ends_at: dt.datetime) -> bool:
        """Whether a stretch of time lies inside the shift."""
        return self.starts_at <= starts_at < ends_at <= self.ends_at


class Break(models.Model):
    """Time inside a shift in which the person is not at the post."""

    shift = models.ForeignKey(Shift, models.CASCADE, related_name="breaks", db_index=False)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    kind = models.CharField(max_length=8, choices=BreakKind, default=BreakKind.MEAL)

    class Meta:
        verbose_name = _("break in a shift")
        verbose_name_plural = _("breaks in shifts")
        ordering = ["starts_at"]
        constraints = [
            models.CheckConstraint(condition=Q(starts_at__lt=F("ends_at")), name="break_begins_before_it_ends"),
            ExclusionConstraint(
                name="break_one_at_a_time",
                expressions=[
                    ("shift", RangeOperators.EQUAL),
                    (Span("starts_at", "ends_at", RangeBoundary()), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.shift_id} {self.kind} {self.starts_at:%H:%M}"
