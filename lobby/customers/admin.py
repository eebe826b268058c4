"""Administration pages of customers: rules that hold for the whole bank, and what the auditor looks at.

Cards change by verbs and imports alone, so their pages are read only; names are masked, nothing else personal is shown.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib import admin
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from lobby.branches.administration.bank_wide import BankWide
from lobby.branches.administration.reach import WithinReach
from lobby.branches.administration.recorded import Recorded
from lobby.branches.enums import Permission
from lobby.customers.domain.segmenting import conditions, define
from lobby.customers.models import (
    AssessmentTerms,
    CardTerms,
    ConsentEntry,
    Customer,
    CustomerImport,
    OwnerRule,
    Segment,
)


class SegmentForm(ModelForm):
    """A rule that asks for something."""

    def clean(self) -> dict[str, Any] | None:
        """Refuse a rule that would take in everybody."""
        cleaned = super().clean()
        names = {one.name for one in Segment._meta.concrete_fields}
        asked = Segment(**{name: value for name, value in self.cleaned_data.items() if name in names})
        if conditions(asked, dt.date.max.year, dt.date.max) is None:
            self.add_error(None, str(_("Please name at least one condition.")))
        return cleaned


@admin.register(Segment)
class SegmentAdmin(BankWide, Recorded):
    """Rules of segments (S010); every version stays in the history, and who wrote it."""

    edit = Permission.SETTINGS_EDIT
    form = SegmentForm
    list_display = ("code", "name_zh", "name_en", "version", "computed_at", "is_active")
    list_filter = ("is_active",)
    search_fields = ("code", "name_zh", "name_en")

    def reached(self, request: HttpRequest, *permissions: Permission) -> Any:
        """Segments belong to no branch."""
        return Segment.objects.all()

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """What members refer to is not renamed."""
        return ("code",) if obj else ()

    def save_model(self, request: HttpRequest, obj: Segment, form: Any, change: bool) -> None:
        """The next version of the rule."""
        define(obj)


@admin.register(OwnerRule)
class OwnerRuleAdmin(BankWide):
    """Which grade looks after which tier, and how many each (S178)."""

    list_display = ("tier", "grade", "most")


@admin.register(CardTerms, AssessmentTerms)
class TermsAdmin(BankWide):
    """Dated terms: a new row counts from its date on."""

    list_display = ("effective_from",)


class ReadOnly(WithinReach):
    """A page that only tells."""

    edit = Permission.JOURNAL_VIEW

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody."""
        return False


@admin.register(Customer)
class CustomerAdmin(ReadOnly):
    """Cards without what is personal: tier, owner, consents, when they came and go."""

    list_display = ("__str__", "branch", "tier", "owner", "consent_service_at", "consent_marketing_at", "closed_on")
    list_filter = ("tier",)
    list_select_related = ("branch", "owner")
    fields = (
        *("branch", "masked_name", "tier", "owner", "capacity", "is_payroll", "is_corporate"),
        *("consent_service_at", "consent_marketing_at", "consent_household_at"),
        *("imported_at", "closed_on", "forgotten_at"),
    )

    @admin.display(description=_("name"))
    def masked_name(self, customer: Customer) -> str:
        """First and last character."""
        return str(customer)


@admin.register(ConsentEntry)
class ConsentEntryAdmin(ReadOnly):
    """How consents came and went (R11)."""

    branch_path = "customer__branch"
    list_display = ("customer", "purpose", "is_given", "way", "at", "by")
    list_filter = ("purpose", "is_given")
    list_select_related = ("customer", "by")


@admin.register(CustomerImport)
class CustomerImportAdmin(BankWide):
    """What imports did, in figures."""

    list_display = ("created_at", "by", "status", "is_dry_run", "new", "changed", "unchanged", "refused", "remarks")
    list_filter = ("status", "is_dry_run")
    list_select_related = ("by",)
    exclude = ("file",)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody."""
        return False
