"""Pages of rows that hold for the whole bank: its administrator changes them, others look."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from lobby.branches.administration.reach import holds, is_superuser
from lobby.branches.enums import Permission

VIEWERS = (Permission.SETTINGS_EDIT, Permission.JOURNAL_VIEW)


class BankWide(admin.ModelAdmin):
    """A page of rows without a branch. Nothing is deleted: what has been used is switched off or followed by a newer row."""

    list_per_page = 100

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Whether the page is listed."""
        return self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Whoever edits settings or audits may look."""
        return is_superuser(request) or any(holds(request, permission) for permission in VIEWERS)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Only who administers the whole bank."""
        return is_superuser(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Only who administers the whole bank."""
        return is_superuser(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody."""
        return False
