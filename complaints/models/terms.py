"""How long everything about a complaint may take, as dated rows: the measures are under revision (R01)."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords


class ComplaintTerms(models.Model):
    """The terms of the whole bank from one date on; the newest row in force when a complaint comes in counts for it.

    Legal terms are natural days. Durations are seconds of clock time unless said otherwise.
    """

    effective_from = models.DateField(unique=True)
    first_feedback_s = models.PositiveIntegerField(default=24 * 3600, help_text=_("until the first feedback (S184)"))
    legal_days = models.PositiveSmallIntegerField(default=15, help_text=_("until the decision is told (R01)"))
    extension_days = models.PositiveSmallIntegerField(default=15, help_text=_("more, for a complex matter (R01)"))
    further_extension_days = models.PositiveSmallIntegerField(
        default=30, help_text=_("more once again, approved by a higher level (R01)")
    )
    amber_percent = models.PositiveSmallIntegerField(
        default=75,
        validators=[MinValueValidator(1), MaxValueValidator(99)],
        help_text=_("of a clock's time: from then on it is soon due"),
    )
    head_office_after_s = models.PositiveIntegerField(
        default=24 * 3600, help_text=_("so long after a clock was due head office is told")
    )
    register_s = models.PositiveIntegerField(default=4 * 3600, help_text=_("until it is registered"))
    analyse_days = models.PositiveSmallIntegerField(default=3, help_text=_("until cause and responsibility are found"))
    plan_days = models.PositiveSmallIntegerField(default=2, help_text=_("from then until the plan stands"))
    untouched_s = models.PositiveIntegerField(
        default=4 * 3600, help_text=_("opening time without an act on an open case before somebody is warned (S180)")
    )
    major_amount = models.DecimalField(
        max_digits=12, decimal_places=2, default=50_000, help_text=_("yuan from which a complaint is major (S188)")
    )
    most_representatives = models.PositiveSmallIntegerField(default=5, help_text=_("of a joint complaint (R01)"))
    callback_days = models.PositiveSmallIntegerField(
        default=3, help_text=_("from the decision to the return call (S425)")
    )
    callback_tries = models.PositiveSmallIntegerField(
        default=3, validators=[MinValueValidator(1)], help_text=_("before a customer counts as not reached")
    )
    review_ask_days = models.PositiveSmallIntegerField(
        default=30, help_text=_("in which the customer may ask for an internal review (R01)")
    )
    review_days = models.PositiveSmallIntegerField(default=30, help_text=_("until that is decided (R01)"))
    fcr_days = models.PositiveSmallIntegerField(
        default=7, help_text=_("a case settled on the spot must stay closed so long to count as such (S183)")
    )
    kept_years = models.PositiveSmallIntegerField(
        default=3, validators=[MinValueValidator(3)], help_text=_("files are kept (R01, R29)")
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("terms of complaints")
        verbose_name_plural = _("terms of complaints")
        ordering = ["-effective_from"]

    def __str__(self) -> str:
        return f"{self.effective_from}"
