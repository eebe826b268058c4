"""Organisation units, branches, their thresholds, hours and days."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.forms.models import model_to_dict
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from lobby.branches.administration import reach
from lobby.branches.administration.forms import BusinessDayForm, OpeningHoursForm, PolicyForm, today
from lobby.branches.administration.reach import InlineWithinReach, WithinReach
from lobby.branches.administration.recorded import Recorded
from lobby.branches.enums import Permission
from lobby.branches.models import Branch, BranchPolicy, BusinessDay, OpeningHours, OrgUnit
from lobby.branches.policies import policy_of


@admin.register(OrgUnit)
class OrgUnitAdmin(WithinReach):
    """The organisation tree; changed by administrators of the unit or of one above it."""

    edit = Permission.SETTINGS_EDIT
    views = (Permission.STAFF_EDIT,)
    list_display = ("code", "name_zh", "name_en", "kind", "parent")
    search_fields = ("code", "name_zh", "name_en")
    autocomplete_fields = ("parent",)
    list_select_related = ("parent",)

    def get_readonly_fields(self, request: HttpRequest, obj: OrgUnit | None = None) -> tuple[str, ...]:
        """Who does not reach the unit above cannot hang this one elsewhere, nor loose."""
        is_top = obj is not None and not self.reached(request, self.edit).filter(children=obj).exists()
        return ("parent",) if is_top else ()

    def reached(self, request: HttpRequest, *permissions: Permission) -> QuerySet[OrgUnit]:
        """Units in reach."""
        return reach.units(request, *permissions)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Only who administers a unit adds one below it."""
        return super().has_add_permission(request) and self.reached(request, self.edit).exists()


class OpeningHoursInline(InlineWithinReach):
    """The usual hours of the week."""

    model = OpeningHours
    edit = Permission.SETTINGS_EDIT
    form = OpeningHoursForm
    fields = ("weekday", "opens_at", "closes_at")
    max_num = 7


@admin.register(Branch)
class BranchAdmin(Recorded):
    """Branches with their weekly hours."""

    edit = Permission.SETTINGS_EDIT
    views = (Permission.STAFF_EDIT,)
    branch_path = "pk"
    list_display = ("code", "name_zh", "name_en", "unit", "is_active")
    search_fields = ("code", "name_zh", "name_en")
    autocomplete_fields = ("unit",)
    list_select_related = ("unit",)
    inlines = (OpeningHoursInline,)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Only who administers the unit above."""
        return super().has_add_permission(request) and reach.units(request, self.edit).exists()

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """A branch keeps its code and its day; the demo mark is not given by hand."""
        if obj is None:
            return ("is_demo",)
        kept = ("code", "timezone", "day_starts_at", "is_demo")
        return kept if reach.units(request, self.edit).filter(pk=obj.unit_id).exists() else (*kept, "unit")


@admin.register(BranchPolicy)
class BranchPolicyAdmin(Recorded):
    """Thresholds by date: a new row for a later day; rows in force and past ones stay as they are."""

    edit = Permission.SETTINGS_EDIT
    form = PolicyForm
    deletable = True
    list_display = ("branch", "effective_from", "wait_simple_target_s", "wait_complex_target_s", "long_wait_s")
    list_select_related = ("branch",)
    autocomplete_fields = ("branch",)
    search_fields = ("branch__code", "branch__name_zh", "branch__name_en")
    fieldsets = (
        (None, {"fields": ("branch", "effective_from")}),
        (
            _("Calling order"),
            {"fields": ("care_head_start_s", "vip_head_start_s", "max_passes", "secondary_after_s")},
        ),
        (
            _("Calls"),
            {"fields": ("max_calls", "recall_gap_s", "no_show_after_s", "reinstate_within_s", "postpone_behind")},
        ),
        (_("At the counter"), {"fields": ("undo_within_s", "hold_alert_s")}),
        (
            _("Targets and lines"),
            {"fields": ("wait_simple_target_s", "wait_complex_target_s", "long_wait_s", "triage_target_s")},
        ),
        (
            _("Triage"),
            {
                "fields": (
                    "triage_margin_s",
                    "triage_order",
                    "elderly_from_age",
                    "smart_counter_time_percent",
                    "vtm_time_percent",
                    "self_service_time_percent",
                )
            },
        ),
        (_("Nearly the turn, and alerts"), {"fields": ("near_turn_ahead", "near_turn_s", "alert_accept_s")}),
        (_("Screens of staff"), {"fields": ("lock_after_s",)}),
        (_("Roster"), {"fields": ("min_open_counters", "meal_earliest_s", "meal_latest_s")}),
        (
            _("Cash and fraud"),
            {
                "fields": (
                    "seizure_report_notes",
                    "seizure_report_within_s",
                    "appraisal_days",
                    "appraisal_result_days",
                    "fraud_check_over",
                    "fraud_signs_review",
                    "authority_accept_s",
                    "bill_accept_s",
                    "dual_sign_within_s",
                )
            },
        ),
    )

    def has_change_permission(self, request: HttpRequest, obj: BranchPolicy | None = None) -> bool:
        """Only rows that are not in force yet."""
        return super().has_change_permission(request, obj) and (obj is None or obj.effective_from > today(obj.branch))

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """No deleting in bulk, which would ask for no single row."""
        return {}

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Begin with the thresholds in force at the asked branch, else at the only one in reach."""
        mine = reach.branches(request, self.edit)
        asked = request.GET.get("branch", "")
        found = mine.filter(pk=asked) if asked.isascii() and asked.isdigit() and len(asked) < 18 else mine
        branches = list(found[:2])
        if len(branches) != 1:
            return {}
        in_force = model_to_dict(policy_of(branches[0], today(branches[0])), exclude=["id", "effective_from"])
        return {**in_force, "branch": branches[0].pk}


@admin.register(BusinessDay)
class BusinessDayAdmin(WithinReach):
    """Days that differ from the week: holidays, adjusted working days, other hours. Begun days are only told."""

    edit = Permission.SETTINGS_EDIT
    form = BusinessDayForm
    deletable = True
    date_hierarchy = "date"
    list_display = ("branch", "date", "opens_at", "closes_at", "is_holiday", "is_swap_workday", "closed_at")
    list_filter = ("is_holiday", "is_swap_workday")
    list_select_related = ("branch",)
    autocomplete_fields = ("branch",)
    search_fields = ("branch__code",)

    def has_change_permission(self, request: HttpRequest, obj: BusinessDay | None = None) -> bool:
        """Only days to come."""
        return super().has_change_permission(request, obj) and (obj is None or obj.date > today(obj.branch))

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """No deleting in bulk, which would ask for no single row."""
        return {}
