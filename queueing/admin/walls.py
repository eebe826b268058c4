"""Administration pages of the queue: how walls look and sound. Tickets, visits and sessions change by verbs only."""

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
from queueing.models import WallSettings

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
    is_for_staff=_("wall for staff"),
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
    list_display = ("device", "is_for_staff", "rows", "volume", "quiet_from", "quiet_until")
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
