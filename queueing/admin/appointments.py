"""Administration pages: what can be booked, and the rooms for it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from lobby.branches.administration.naming import name_fields
from lobby.branches.administration.reach import WithinReach
from lobby.branches.enums import Permission
from queueing.models import Room, SlotRule

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
