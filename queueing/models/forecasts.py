"""How many customers came, and how many will: counts, the forecast, what people know about a day, and the error."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lobby.branches.models import Branch, Service, Staff
from queueing.enums.forecasts import FlowCause


class FlowCount(models.Model):
    """Arrivals of one service on one business day that is over, in half hours from the day's first moment.

    The rollup of tickets that the forecast learns from; numbers given in error are left out.
    """

    branch = models.ForeignKey(Branch, models.CASCADE, related_name="flow_counts", db_index=False)
    service = models.ForeignKey(Service, models.CASCADE, related_name="flow_counts", db_index=False)
    day = models.DateField()
    arrivals = ArrayField(models.PositiveIntegerField())
    booked = ArrayField(models.PositiveIntegerField(), help_text=_("those of the arrivals who had an appointment"))

    class Meta:
        verbose_name = _("arrivals of a day")
        verbose_name_plural = _("arrivals of days")
        constraints = [models.UniqueConstraint(fields=["branch", "day", "service"], name="flow_count_once")]

    def __str__(self) -> str:
        return f"{self.service_id} {self.day} {sum(self.arrivals)}"


class FlowForecast(models.Model):
    """Arrivals expected in one half hour at one service: the newest forecast only; past half hours stay as they were.

    `scale` is what factors and the day so far made of the night's forecast of customers without appointment, so that
    another factor can take its place. `planned` is the mean that was in force when the branch opened.
    """

    branch = models.ForeignKey(Branch, models.CASCADE, related_name="flow_forecasts", db_index=False)
    service = models.ForeignKey(Service, models.CASCADE, related_name="flow_forecasts", db_index=False)
    date = models.DateField(help_text=_("business day"))
    starts_at = models.DateTimeField()
    p10 = models.FloatField()
    p50 = models.FloatField()
    p90 = models.FloatField()
    mean = models.FloatField()
    booked = models.PositiveIntegerField(default=0, help_text=_("appointments in this half hour"))
    scale = models.FloatField(default=1.0)
    planned = models.FloatField()
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = _("flow forecast")
        verbose_name_plural = _("flow forecasts")
        constraints = [
            models.UniqueConstraint(fields=["branch", "starts_at", "service"], name="flow_forecast_once"),
            models.CheckConstraint(
                condition=Q(p10__gte=0, p10__lte=models.F("p50"), p50__lte=models.F("p90")), name="flow_forecast_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.service_id} {self.starts_at} {self.mean:.1f}"


class FlowFactor(models.Model):
    """What somebody knows about a day, typed in: weather, traffic, an event; all arrivals of the day times `factor`."""

    branch = models.ForeignKey(Branch, models.CASCADE, related_name="flow_factors", db_index=False)
    date = models.DateField(help_text=_("business day"))
    cause = models.CharField(max_length=12, choices=FlowCause)
    factor = models.FloatField()
    note = models.CharField(max_length=120, blank=True, help_text=_("what was agreed"))
    set_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+", db_index=False)
    set_by_name = models.CharField(max_length=60)
    set_at = models.DateTimeField()

    class Meta:
        verbose_name = _("flow factor")
        verbose_name_plural = _("flow factors")
        constraints = [
            models.UniqueConstraint(fields=["branch", "date", "cause"], name="flow_factor_once"),
            models.CheckConstraint(condition=Q(factor__gte=0.2, factor__lte=3), name="flow_factor_range"),
        ]

    def __str__(self) -> str:
        return f"{self.branch_id} {self.date} {self.cause} {self.factor}"


class ForecastError(models.Model):
    """One hour of a business day that is over: what the forecast said when the branch opened, and who came (K36)."""

    branch = models.ForeignKey(Branch, models.CASCADE, related_name="forecast_errors", db_index=False)
    day = models.DateField()
    starts_at = models.DateTimeField()
    planned = models.FloatField()
    arrivals = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("forecast and arrivals of an hour")
        verbose_name_plural = _("forecasts and arrivals of hours")
        constraints = [models.UniqueConstraint(fields=["branch", "starts_at"], name="forecast_error_once")]
        indexes = [models.Index(fields=["branch", "day"], name="forecast_error_day")]

    def __str__(self) -> str:
        return f"{self.branch_id} {self.starts_at} {self.planned:.1f} {self.arrivals}"

    @property
    def off_by(self) -> float | None:
        """Per cent of the arrivals by which too many (+) or too few (-) were expected, None where nobody came."""
        return 100 * (self.planned - self.arrivals) / self.arrivals if self.arrivals else None


class FlowState(models.Model):
    """How far a branch's counting and forecasting have come, and when either is due again."""

    branch = models.OneToOneField(Branch, models.CASCADE, related_name="flow_state")
    due_at = models.DateTimeField(help_text=_("when the next forecast is to be made"))
    forecast_on = models.DateField(null=True, help_text=_("the business day whose night forecast was made last"))
    counted_until = models.DateField(null=True, help_text=_("the last business day whose arrivals are counted"))
    corrected_at = models.DateTimeField(null=True, help_text=_("the last look at the day so far"))

    class Meta:
        verbose_name = _("state of forecasting")
        verbose_name_plural = _("states of forecasting")
        indexes = [models.Index(fields=["due_at"], name="flow_state_due")]

    def __str__(self) -> str:
        return f"{self.branch_id} {self.due_at}"
