"""Codes and terms of complaints. They hold for the whole bank: its administrator changes them, others look."""

from __future__ import annotations

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from complaints.models import ComplaintCode, ComplaintTerms
from lobby.branches.administration.bank_wide import BankWide
from lobby.branches.administration.naming import name_fields

name_fields(
    ComplaintCode,
    dimension=_("dimension"),
    code=_("own code"),
    parent=_("belongs to"),
    official_code=_("official code"),
    local_cause=_("cause as the branch says it"),
    position=_("position"),
    is_active=_("offered"),
)
name_fields(
    ComplaintTerms,
    effective_from=_("valid from"),
    first_feedback_s=_("first feedback (seconds)"),
    legal_days=_("decision (days)"),
    extension_days=_("first extension (days)"),
    further_extension_days=_("second extension (days)"),
    amber_percent=_("soon due (per cent)"),
    head_office_after_s=_("head office after the deadline (seconds)"),
    register_s=_("registering (seconds)"),
    analyse_days=_("analysis (days)"),
    plan_days=_("plan (days)"),
    untouched_s=_("untouched (seconds of opening time)"),
    major_amount=_("major from (yuan)"),
    most_representatives=_("representatives at most"),
    callback_days=_("return call (days)"),
    callback_tries=_("tries of the return call"),
    review_ask_days=_("asking for a review (days)"),
    review_days=_("deciding a review (days)"),
    fcr_days=_("settled at first contact (days)"),
    kept_years=_("files are kept (years)"),
)


@admin.register(ComplaintCode)
class ComplaintCodeAdmin(BankWide):
    """The three dimensions; the official digits are filled in here."""

    list_display = ("dimension", "code", "name_zh", "name_en", "official_code", "local_cause", "is_active")
    list_editable = ("official_code",)
    list_filter = ("dimension", "is_active")
    list_display_links = ("code",)
    search_fields = ("code", "name_zh", "name_en", "official_code")
    autocomplete_fields = ("parent",)


@admin.register(ComplaintTerms)
class ComplaintTermsAdmin(BankWide):
    """Dated terms: a new row counts for complaints that come in from its date on."""

    list_display = ("effective_from", "first_feedback_s", "legal_days", "extension_days", "further_extension_days")
