"""Administration pages: how a role's time should be shared out."""

from __future__ import annotations

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from lobby.branches.administration.forms import today
from lobby.branches.administration.naming import name_fields
from lobby.branches.administration.reach import WithinReach
from lobby.branches.enums import Permission
from lobby.floor.enums.activities import ActivityKind
from lobby.floor.models import TargetShares

name_fields(
    TargetShares,
    role=_("role"),
    effective_from=_("from this day on"),
    **{kind.value: kind.label for kind in ActivityKind},
)


@admin.register(TargetShares)
class TargetSharesAdmin(WithinReach):
    """Target shares by date: a new row for a later day; rows in force and past ones stay as they are."""

    edit = Permission.SETTINGS_EDIT
    list_display = ("branch", "role", "effective_from")
    list_select_related = ("branch",)
    autocomplete_fields = ("branch",)
    search_fields = ("branch__code",)

    def has_change_permission(self, request: HttpRequest, obj: TargetShares | None = None) -> bool:
        """Only rows that are not in force yet."""
        return super().has_change_permission(request, obj) and (obj is None or obj.effective_from > today(obj.branch))
