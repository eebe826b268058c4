"""How much marketing there may be, from a date on: bank-wide rows; the newest in force counts."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class MarketingTerms(models.Model):
    """Limits, timers and weights. Nothing here is law but the ages and levels of R05; seconds, days and per cent as named."""

    effective_from = models.DateField(unique=True)
    cool_off_days = models.PositiveSmallIntegerField(default=30, help_text=_("after a “no”"))
    offers_per_visit = models.PositiveSmallIntegerField(default=1, help_text=_("unless the customer asks (S420)"))
    contacts_in_30_days = models.PositiveSmallIntegerField(default=4)
    dismissed_days = models.PositiveSmallIntegerField(default=14, help_text=_("a dismissed prompt stays away (S019)"))
    least_wait_s = models.PositiveIntegerField(default=180, help_text=_("time to the call that a contact needs (S317)"))
    elderly_from_age = models.PositiveSmallIntegerField(default=65, help_text=_("for products of high risk (R05)"))
    high_risk_from = models.PositiveSmallIntegerField(default=4, help_text=_("levels R1 to R5"))
    accept_on_site_s = models.PositiveIntegerField(default=180)
    accept_off_site_days = models.PositiveSmallIntegerField(default=1, help_text=_("business days"))
    first_contact_days = models.PositiveSmallIntegerField(default=1, help_text=_("business days"))
    guide_percent = models.PositiveSmallIntegerField(default=30)
    inform_percent = models.PositiveSmallIntegerField(default=20)
    close_percent = models.PositiveSmallIntegerField(default=50)
    dispute_days = models.PositiveSmallIntegerField(default=5, help_text=_("business days"))
    claw_back_days = models.PositiveSmallIntegerField(default=365, help_text=_("after the lead was won"))
    contact_from = models.TimeField(default=dt.time(9))
    contact_until = models.TimeField(default=dt.time(20))
    maturity_days = models.PositiveSmallIntegerField(default=7, help_text=_("before a deposit matures (S153)"))
    small_cash_below = models.PositiveIntegerField(default=20_000, help_text=_("what a machine pays out (S328)"))
    frequent_visits = models.PositiveSmallIntegerField(default=4, help_text=_("visits in 30 days (S327)"))

    class Meta:
        verbose_name = _("terms of marketing")
        verbose_name_plural = _("terms of marketing")
        ordering = ["-effective_from"]
        constraints = [
            models.CheckConstraint(
                condition=Q(close_percent=100 - F("guide_percent") - F("inform_percent")),
                name="marketing_terms_split_of_all",
            ),
            models.CheckConstraint(
                condition=Q(contact_until__gt=F("contact_from")), name="marketing_terms_contact_hours"
            ),
        ]

    def __str__(self) -> str:
        return str(self.effective_from)
