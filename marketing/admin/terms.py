"""How much marketing there may be: dated rows for the whole bank."""

from __future__ import annotations

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from lobby.branches.administration.bank_wide import BankWide
from lobby.branches.administration.naming import name_fields
from marketing.models import MarketingTerms

name_fields(
    MarketingTerms,
    effective_from=_("valid from"),
    cool_off_days=_("peace after a “no” (days)"),
    offers_per_visit=_("offers in a visit"),
    contacts_in_30_days=_("contacts in 30 days"),
    dismissed_days=_("a dismissed hint stays away (days)"),
    least_wait_s=_("least time to the call (seconds)"),
    elderly_from_age=_("special care from this age"),
    high_risk_from=_("high risk from level"),
    accept_on_site_s=_("accepting in the hall (seconds)"),
    accept_off_site_days=_("accepting from elsewhere (business days)"),
    first_contact_days=_("first contact (business days)"),
    guide_percent=_("part for guiding (per cent)"),
    inform_percent=_("part for informing (per cent)"),
    close_percent=_("part for closing (per cent)"),
    dispute_days=_("disputing a split (business days)"),
    claw_back_days=_("claw-back (days)"),
    contact_from=_("contacts from"),
    contact_until=_("contacts until"),
    maturity_days=_("hint before maturity (days)"),
    small_cash_below=_("small cash below (yuan)"),
    frequent_visits=_("frequent from visits in 30 days"),
)


@admin.register(MarketingTerms)
class MarketingTermsAdmin(BankWide):
    """A new row counts from its date on; before the first one what the product ships with does."""

    list_display = ("effective_from", "cool_off_days", "offers_per_visit", "contacts_in_30_days", "accept_on_site_s")
