"""Rules of follow-up: a branch's own count instead of the bank's of the same kind."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from lobby.branches.administration.naming import name_fields
from lobby.branches.administration.reach import WithinReach, is_superuser
from lobby.branches.enums import Permission
from marketing.models import FollowUpRule

name_fields(
    FollowUpRule,
    service_family=_("service family"),
    outcome=_("outcome"),
    tier=_("tier"),
    days=_("days"),
    template=_("message"),
)


@admin.register(FollowUpRule)
class FollowUpRuleAdmin(WithinReach):
    """Rows without a branch are the bank's: only who administers the whole bank makes one."""

    edit = Permission.SETTINGS_EDIT
    list_display = ("kind", "branch", "service_family", "outcome", "tier", "days", "is_active")
    list_select_related = ("branch",)
    list_filter = ("kind", "is_active")
    autocomplete_fields = ("branch",)
    search_fields = ("branch__code", "template")

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """A branch's administrator names the branch."""
        form = super().get_form(request, obj, change, **kwargs)
        if "branch" in form.base_fields and not is_superuser(request):
            form.base_fields["branch"].required = True
        return form
