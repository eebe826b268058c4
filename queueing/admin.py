"""Administration pages of the queue: how walls look and sound, what can be booked. Everything else changes by verbs only."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import ForeignKey
from django.forms import ModelChoiceField
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lobby.branches.administration.naming import name_fields
from lobby.branches.administration.reach import WithinReach
from lobby.branches.enums import DeviceKind, Permission
from queueing.domain.walls import announce_setup
from queueing.models import Room, SlotRule, WallSettings

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
name_fields(Room)
name_fields(
    SlotRule,
    service=_("service"),
    staff=_("with"),
    room=_("room"),
    length_min=_("slot length (min)"),
    buffer_min=_("gap after each (min)"),
    capacity=_("places in a slot"),
    first_at=_("first slot at"),
    last_at=_("slots end by"),
    lead_min=_("booked ahead by (min)"),
    horizon_days=_("days ahead at most"),
    confirms_itself=_("confirmed by itself"),
    needs_preparation=_("list must be done"),
    prepare_zh=_("to prepare, Chinese"),
    prepare_en=_("to prepare, English"),
)


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


class SlotRuleForm(forms.ModelForm):
    """A rule whose service, person and room are of one branch."""

    class Meta:
        model = SlotRule
        exclude: list[str] = []

    def clean(self) -> dict[str, Any]:
        """Compare branches; a person or a room receives one customer at a time."""
        cleaned: dict[str, Any] = super().clean() or {}
        branch = cleaned.get("branch") or getattr(self.instance, "branch", None)
        for name in ("service", "room"):
            if branch and cleaned.get(name) and cleaned[name].branch_id != branch.pk:
                self.add_error(name, _("This belongs to another branch."))
        staff = cleaned.get("staff")
        if branch and staff and not staff.grants.filter(branch=branch).exists():
            self.add_error("staff", _("This belongs to another branch."))
        if (staff or cleaned.get("room")) and cleaned.get("capacity", 1) != 1:
            self.add_error("capacity", _("A person or a room receives one customer at a time."))
        return cleaned


@admin.register(SlotRule)
class SlotRuleAdmin(WithinReach):
    """What can be booked in the branches in reach."""

    edit = Permission.SETTINGS_EDIT
    branch_path = "branch"
    form = SlotRuleForm
    list_display = ("service", "staff", "room", "length_min", "capacity", "is_active")
    list_select_related = ("service", "staff", "room", "branch")
    search_fields = ("service__code", "service__name_zh", "service__name_en")
    autocomplete_fields = ("branch", "service", "room")


@admin.register(Room)
class RoomAdmin(WithinReach):
    """Meeting rooms of the branches in reach."""

    edit = Permission.SETTINGS_EDIT
    branch_path = "branch"
    list_display = ("code", "name_zh", "name_en", "branch", "is_active")
    list_select_related = ("branch",)
    search_fields = ("code", "name_zh", "name_en")
    autocomplete_fields = ("branch", "zone")
