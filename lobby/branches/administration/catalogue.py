"""Zones, services, counters and devices."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from lobby.branches.administration.forms import SameBranchForm, ServiceForm
from lobby.branches.administration.reach import InlineWithinReach, WithinReach
from lobby.branches.administration.recorded import Recorded
from lobby.branches.enums import Permission
from lobby.branches.models import Counter, Device, DocRequirement, Service, Zone


class KeepsItsBranch(WithinReach):
    """Rows that are known by their branch and code; both stay once they are given."""

    edit = Permission.SETTINGS_EDIT
    form = SameBranchForm
    list_select_related = ("branch",)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """What tickets and addresses refer to is not renamed."""
        return ("branch", "code") if obj else ()


@admin.register(Zone)
class ZoneAdmin(KeepsItsBranch):
    """Parts of the hall and their place on the zone map."""

    deletable = True
    list_display = ("branch", "code", "name_zh", "name_en", "kind", "capacity")
    list_filter = ("kind",)
    search_fields = ("code", "name_zh", "name_en", "branch__code")
    autocomplete_fields = ("branch",)


class DocRequirementInline(InlineWithinReach):
    """What customers bring for the service."""

    model = DocRequirement
    edit = Permission.SETTINGS_EDIT
    fields = ("name_zh", "name_en", "is_required", "copies", "position")


@admin.register(Service)
class ServiceAdmin(KeepsItsBranch, Recorded):
    """The catalogue. A service that is not offered any more is taken out of use, its tickets stay."""

    form = ServiceForm
    inlines = (DocRequirementInline,)
    list_display = ("branch", "code", "name_zh", "name_en", "complexity", "prefix", "is_stopped", "is_active")
    list_filter = ("complexity", "family", "is_stopped", "is_active")
    search_fields = ("code", "name_zh", "name_en", "branch__code")
    autocomplete_fields = ("branch", "zone")
    fieldsets = (
        (None, {"fields": ("branch", "code", "name_zh", "name_en", "family", "complexity", "is_active", "position")}),
        (_("Service"), {"fields": ("channels", "zone", "standard_minutes")}),
        (
            _("Numbers"),
            {"fields": ("prefix", "number_first", "number_last", "daily_cap", "issue_from", "issue_until")},
        ),
        (_("Stop"), {"fields": ("is_stopped", "stopped_message_zh", "stopped_message_en")}),
    )


@admin.register(Counter)
class CounterAdmin(KeepsItsBranch):
    """Counters and the services each is equipped for."""

    list_display = ("branch", "code", "name_zh", "name_en", "zone", "is_active")
    list_filter = ("is_active",)
    list_select_related = ("branch", "zone")  # type: ignore[assignment]
    search_fields = ("code", "name_zh", "name_en", "branch__code")
    autocomplete_fields = ("branch", "zone", "services")


@admin.register(Device)
class DeviceAdmin(KeepsItsBranch):
    """Walls, kiosks and machines; their keys are made under access keys."""

    views = (Permission.STAFF_EDIT,)
    list_display = ("code", "branch", "name_zh", "name_en", "kind", "zone", "is_active")
    list_filter = ("kind", "is_active")
    list_select_related = ("branch", "zone")  # type: ignore[assignment]
    search_fields = ("code", "name_zh", "name_en", "branch__code")
    autocomplete_fields = ("branch", "zone", "spare_for")
