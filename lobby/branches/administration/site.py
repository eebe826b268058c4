"""Who may open the administration pages, and the one way to sign in."""

from __future__ import annotations

from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from lobby.branches.administration.reach import ADMINISTRATION, holds


class BranchwiseSearch(AutocompleteJsonView):
    """Names with the code of their branch: every branch has a counter 1."""

    def serialize_result(self, obj: Any, to_field_name: str) -> dict[str, str]:
        """One line of the list."""
        line = super().serialize_result(obj, to_field_name)
        branch = getattr(obj, "branch", None) or getattr(obj, "home_branch", None)
        code = getattr(obj, "username", "") or getattr(obj, "code", "")
        return {**line, "text": " · ".join(part for part in (branch and branch.code, code, line["text"]) if part)}


class Administration(AdminSite):
    """Open to whoever holds one of the administrators' permissions somewhere; each page asks again for its own."""

    site_header = site_title = _("Lobby administration")
    index_title = _("Settings, staff and keys")

    def has_permission(self, request: HttpRequest) -> bool:
        """Whether the person may open these pages at all."""
        return any(holds(request, permission) for permission in ADMINISTRATION)

    def autocomplete_view(self, request: HttpRequest) -> HttpResponse:
        """Search for rows to point to."""
        answer = BranchwiseSearch.as_view(admin_site=self)(request)
        assert isinstance(answer, HttpResponse)
        return answer

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Send strangers to the sign-in page of all screens. Raises PermissionDenied for the signed in."""
        if request.user.is_authenticated and not self.has_permission(request):
            raise PermissionDenied
        return redirect_to_login(request.GET.get("next", "") or request.get_full_path(), "branches:sign-in")
