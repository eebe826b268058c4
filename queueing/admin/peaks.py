"""Administration pages: what is prepared for a peak."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import ForeignKey
from django.forms import ModelChoiceField
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from lobby.branches.administration.forms import today
from lobby.branches.administration.naming import name_fields
from lobby.branches.administration.reach import InlineWithinReach, WithinReach
from lobby.branches.administration.recorded import Recorded
from lobby.branches.enums import Permission
from queueing.errors.peaks import ThresholdsInForce
from queueing.forms.peaks import STEP_LABELS
from queueing.models import Helper, PeakPlan, PeakPolicy, PlanStep, ServiceStep

name_fields(PeakPolicy, effective_from=_("from this day on"))
name_fields(PeakPlan, level=_("level"))
name_fields(PlanStep, **STEP_LABELS)
name_fields(ServiceStep, is_compliance=_("required by law"), is_skipped=_("left out in a peak"))
name_fields(Helper)


class PeakPolicyForm(forms.ModelForm):
    """New thresholds; a day that has begun keeps its own."""

    class Meta:
        model = PeakPolicy
        exclude: list[str] = []

    def clean(self) -> dict[str, Any]:
        """Begin later than the running business day, but for a branch's very first row."""
        cleaned: dict[str, Any] = super().clean() or {}
        branch, begins = cleaned.get("branch") or getattr(self.instance, "branch", None), cleaned.get("effective_from")
        if branch and begins and begins <= today(branch) and PeakPolicy.objects.filter(branch=branch).exists():
            self.add_error("effective_from", ThresholdsInForce.message)
        return cleaned


@admin.register(PeakPolicy)
class PeakPolicyAdmin(Recorded):
    """Peak thresholds by date: a new row for a later day; rows in force and past ones stay as they are."""

    edit = Permission.PEAK_PLAN
    form = PeakPolicyForm
    list_display = ("branch", "effective_from", "waiting_warning_enter", "waiting_active_enter")
    list_select_related = ("branch",)
    autocomplete_fields = ("branch",)
    search_fields = ("branch__code",)

    def has_change_permission(self, request: HttpRequest, obj: PeakPolicy | None = None) -> bool:
        """Only rows that are not in force yet."""
        return super().has_change_permission(request, obj) and (obj is None or obj.effective_from > today(obj.branch))


class PlanStepInline(InlineWithinReach):
    """The steps of a plan; the plan itself is the page around."""

    model = PlanStep
    edit = Permission.PEAK_PLAN

    def formfield_for_foreignkey(
        self, db_field: ForeignKey[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> ModelChoiceField[Any] | None:
        """A plan is no row of a branch's catalogue."""
        return admin.TabularInline.formfield_for_foreignkey(self, db_field, request, **kwargs)


@admin.register(PeakPlan)
class PeakPlanAdmin(WithinReach):
    """The plan of a level."""

    edit = Permission.PEAK_PLAN
    list_display = ("branch", "level")
    list_select_related = ("branch",)
    autocomplete_fields = ("branch",)
    search_fields = ("branch__code",)
    inlines = (PlanStepInline,)


@admin.register(ServiceStep)
class ServiceStepAdmin(Recorded):
    """Steps of serving; the law's steps cannot be left out in a peak (N12), the database sees to it."""

    edit = Permission.PEAK_PLAN
    list_display = ("branch", "code", "name_zh", "kind", "is_compliance", "is_skipped")
    list_select_related = ("branch",)
    autocomplete_fields = ("branch",)
    search_fields = ("branch__code", "code")


@admin.register(Helper)
class HelperAdmin(WithinReach):
    """The call-up list."""

    edit = Permission.PEAK_PLAN
    deletable = True
    list_display = ("branch", "position", "staff")
    list_select_related = ("branch", "staff")
    autocomplete_fields = ("branch", "staff")
    search_fields = ("branch__code", "staff__username")
