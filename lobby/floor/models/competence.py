"""The competence of staff: dated ratings of four qualities, each with what it rests on."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.db.models.lookups import GreaterThanOrEqual
from django.utils.translation import gettext_lazy as _

from lobby.branches.models import Branch, Staff
from lobby.floor.enums.competence import HIGHEST, LEAST_EVIDENCE, LOWEST, MOST_EVIDENCE, Quality


class CompetenceRating(models.Model):
    """How somebody does in one quality, as seen by somebody else on a day. Never changed: the newest one counts."""

    branch = models.ForeignKey(Branch, models.CASCADE, related_name="+", help_text=_("where it was observed"))
    staff = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    quality = models.CharField(max_length=16, choices=Quality)
    rating = models.PositiveSmallIntegerField()
    evidence = models.CharField(max_length=MOST_EVIDENCE, help_text=_("what was seen or measured"))
    rated_on = models.DateField()
    rated_by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("rating of competence")
        verbose_name_plural = _("ratings of competence")
        ordering = ["-rated_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(rating__range=(LOWEST, HIGHEST)), name="competence_rating_range"),
            models.CheckConstraint(condition=~Q(rated_by=F("staff")), name="competence_nobody_rates_self"),
            models.CheckConstraint(
                condition=GreaterThanOrEqual(Length("evidence"), LEAST_EVIDENCE), name="competence_evidence"
            ),
        ]
        indexes = [models.Index(fields=["staff", "quality", "-rated_on", "-id"], name="competence_newest")]

    def __str__(self) -> str:
        return f"{self.staff_id} {self.quality} {self.rating}"
