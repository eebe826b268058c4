"""Authority limits by role and action."""

from __future__ import annotations

from django.contrib import admin

from lobby.branches.administration.recorded import Recorded
from lobby.branches.enums import Permission
from lobby.branches.models import AuthorityLimit


@admin.register(AuthorityLimit)
class AuthorityLimitAdmin(Recorded):
    """Who may decide what alone: a branch's own rows; those of the whole bank are its administrators'."""

    edit = Permission.SETTINGS_EDIT
    list_display = ("action", "role", "branch", "amount_limit", "month_cap", "effective_from", "is_default")
    list_filter = ("action", "role", "is_default")
    list_select_related = ("branch",)
    autocomplete_fields = ("branch",)
    search_fields = ("branch__code",)
