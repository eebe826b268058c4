"""What the wait estimate has learned."""

from __future__ import annotations

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from lobby.branches.models import Branch, Service


class ServiceStats(models.Model):
    """Learned figures of one service: seconds at a counter from call to end, without time on hold."""

    service = models.OneToOneField(Service, models.CASCADE, related_name="stats")
    mean_service_s = models.FloatField(help_text=_("mean of the last weeks, shrunk to the standard minutes"))
    samples = models.PositiveIntegerField()
    recent_service_s = models.FloatField(null=True, blank=True, help_text=_("mean of the latest services"))
    recent_samples = models.PositiveIntegerField(default=0)
    learned_at = models.DateTimeField()

    class Meta:
        verbose_name = _("learned service time")
        verbose_name_plural = _("learned service times")

    def __str__(self) -> str:
        return f"{self.service_id} {self.mean_service_s:.0f}"


class WaitModel(models.Model):
    """The trained estimator of one branch and how it did on days it had not seen. Errors are mean seconds.

    `version` rises whenever another estimator comes into force; without `arrays` that is the untrained one.
    """

    branch = models.OneToOneField(Branch, models.CASCADE, related_name="wait_model")
    version = models.PositiveIntegerField(default=0)
    arrays = models.BinaryField(null=True, blank=True, help_text=_("numpy arrays in force"))
    trained_at = models.DateTimeField(null=True, blank=True, help_text=_("when the model in force was trained"))
    samples = models.PositiveIntegerField(default=0, help_text=_("tickets of the last training"))
    error_s = models.FloatField(null=True, blank=True, help_text=_("on held-out days, trained"))
    untrained_error_s = models.FloatField(null=True, blank=True, help_text=_("on held-out days, untrained"))
    coverage = models.FloatField(
        null=True,
        blank=True,
        validators=[MaxValueValidator(1)],
        help_text=_("share of held-out waits within the 90th percentile"),
    )
    tried_at = models.DateTimeField(null=True, blank=True, help_text=_("last training, put in force or not"))
    due_at = models.DateTimeField(db_index=True, help_text=_("when to train next"))
    claimed_at = models.DateTimeField(null=True, blank=True, help_text=_("a training is under way since then"))

    class Meta:
        verbose_name = _("wait model")
        verbose_name_plural = _("wait models")

    def __str__(self) -> str:
        return f"{self.branch_id} v{self.version}"
