"""Administration pages of the queue: how walls look and sound, and what is prepared for a peak.

Tickets, visits, sessions and peaks themselves change by verbs only.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import ForeignKey
from django.forms import ModelChoiceField
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lobby.branches.administration.forms import today
from lobby.branches.administration.naming import name_fields
from lobby.branches.administration.reach import InlineWithinReach, WithinReach
from lobby.branches.administration.recorded import Recorded
from lobby.branches.enums import DeviceKind, Permission
from queueing.domain.walls import announce_setup
from queueing.errors.peaks import ThresholdsInForce
from queueing.forms.peaks import STEP_LABELS
from queueing.models import Helper, PeakPlan, PeakPolicy, PlanStep, ServiceStep, WallSettings

LANGUAGES = [("zh", _("Chinese")), ("en", _("English"))]

name_fields(
    WallSettings,
    rows=_("recent calls shown"),
    counter_word_zh=_("word for a counter, Chinese"),
    counter_word_en=_("word for a counter, English"),
    voice_languages=_("spoken languages"),
    volume=_("volume"),
    quiet_from=_("quiet from"),
    quiet_until=_("quiet until"),
)
name_fields(PeakPolicy, effective_from=_("from this day on"))
name_fields(PeakPlan, level=_("level"))
name_fields(PlanStep, **STEP_LABELS)
name_fields(ServiceStep, is_compliance=_("required by law"), is_skipped=_("left out in a peak"))
name_fields(Helper)


class WallSettingsForm(forms.ModelForm):
    """A wall with services of its own branch."""

    voice_languages = forms.MultipleChoiceField(
        label=_("spoken languages"), choices=LANGUAGES, required=False, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = WallSettings
        exclude: list[str] = []

    def clean(self) -> dict[str, Any]:
        """Compare branches; a volume is a per cent."""
        cleaned: dict[str, Any] = super().clean() or {}
        device = cleaned.get("device") or getattr(self.instance, "device", None)
        if device and any(service.branch_id != device.branch_id for service in cleaned.get("services") or ()):
            self.add_error("services", _("This belongs to another branch."))
        if cleaned.get("volume", 0) > 100:
            self.add_error("volume", _("100 per cent is the loudest."))
        return cleaned


@admin.register(WallSettings)
class WallSettingsAdmin(WithinReach):
    """Settings of the walls in reach."""

    edit = Permission.SETTINGS_EDIT
    branch_path = "device__branch"
    form = WallSettingsForm
    list_display = ("device", "rows", "volume", "quiet_from", "quiet_until")
    list_select_related = ("device",)
    search_fields = ("device__code",)
    autocomplete_fields = ("device", "services")

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Save the services as well, then let the wall load itself again."""
        super().save_related(request, form, formsets, change)
        announce_setup(form.instance.device, by=request.user.actor, at=timezone.now())  # type: ignore[union-attr]

    def formfield_for_foreignkey(
        self, db_field: ForeignKey[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> ModelChoiceField[Any] | None:
        """Only walls have these settings."""
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if field is not None and field.queryset is not None and db_field.name == "device":
            field.queryset = field.queryset.filter(kind=DeviceKind.WALL)
        return field


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
