"""Authority limits by role and action."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import ForeignKey
from django.forms import ModelChoiceField
from django.http import HttpRequest

from lobby.branches.administration import reach
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

    def formfield_for_foreignkey(
        self, db_field: ForeignKey[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> ModelChoiceField[Any] | None:
        """Only who administers the whole bank leaves the branch empty."""
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if field is not None and db_field.name == "branch":
            field.required = not reach.is_superuser(request)
        return field
