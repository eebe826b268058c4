"""Staff with their roles and skills."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group
from django.db.models import ForeignKey, Q, QuerySet
from django.forms import ModelChoiceField, ModelForm
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from lobby.branches.access import ROLE_PERMISSIONS
from lobby.branches.administration import reach
from lobby.branches.administration.forms import GrantForm, GrantFormSet, NewStaffForm, SkillForm, StaffForm
from lobby.branches.administration.reach import ADMINISTRATION, InlineWithinReach, WithinReach, is_superuser
from lobby.branches.enums import Permission
from lobby.branches.models import RoleGrant, Skill, Staff

admin.site.unregister(Group)  # rights come from roles alone


class GrantInline(InlineWithinReach):
    """Roles, given at branches and units in reach."""

    model = RoleGrant
    edit = Permission.STAFF_EDIT
    form = GrantForm
    formset = GrantFormSet
    autocomplete_fields = ("branch", "unit")


class SkillInline(InlineWithinReach):
    """Services and languages."""

    model = Skill
    edit = Permission.STAFF_EDIT
    form = SkillForm


@admin.register(Staff)
class StaffAdmin(WithinReach, UserAdmin):
    """Accounts. Nobody changes the own one, or one that reaches further than oneself: that would be a way up."""

    edit = Permission.STAFF_EDIT
    form = StaffForm
    add_form = NewStaffForm
    inlines = (GrantInline, SkillInline)
    list_display = ("username", "name", "home_branch", "is_active", "last_login")
    list_filter = ("is_active",)
    list_select_related = ("home_branch",)
    search_fields = ("username", "name")
    ordering = ("username",)
    filter_horizontal = ()
    autocomplete_fields = ("home_branch",)
    readonly_fields = ("password_page", "last_login", "is_superuser")
    fieldsets = (
        (None, {"fields": ("username", "name", "home_branch", "language", "shortcuts_on")}),
        (_("Access"), {"fields": ("is_active", "password_page", "last_login", "is_superuser")}),
    )
    add_fieldsets = ((None, {"fields": ("username", "name", "home_branch", "language", "password1", "password2")}),)

    def reached(self, request: HttpRequest, *permissions: Permission) -> QuerySet[Staff]:
        """Staff in reach; of those to be changed, only the ones who reach no further."""
        found = reach.staff(request, *permissions)
        if is_superuser(request) or permissions != (self.edit,):
            return found
        return manageable(request, found)

    @admin.display(description=_("password"))
    def password_page(self, staff: Staff) -> SafeString | str:
        """The way to a new password; nothing of the old one is shown."""
        if staff.pk is None:
            return ""
        return format_html(
            '<a href="{}">{}</a>', reverse("admin:auth_user_password_change", args=[staff.pk]), _("Set a new password")
        )

    def formfield_for_foreignkey(
        self, db_field: ForeignKey[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> ModelChoiceField[Any] | None:
        """Somebody without a home branch belongs to a unit, so only administrators of units leave it empty."""
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if field is not None and db_field.name == "home_branch":
            field.required = not reach.units(request, self.edit).exists()
        return field

    def save_related(self, request: HttpRequest, form: ModelForm[Staff], formsets: Any, change: bool) -> None:
        """Mark administrators, so that the start page shows them these pages."""
        super().save_related(request, form, formsets, change)
        staff = form.instance
        opening = {role for role, held in ROLE_PERMISSIONS.items() if held & set(ADMINISTRATION)}
        staff.is_staff = staff.is_superuser or staff.grants.filter(role__in=opening).exists()
        staff.save(update_fields=["is_staff"])


def manageable(request: HttpRequest, staff: QuerySet[Staff]) -> QuerySet[Staff]:
    """Of the staff, those whose home and every role lie in the person's own reach; not the person, no superuser."""
    near = reach.branches(request, Permission.STAFF_EDIT).values("pk")
    above = reach.units(request, Permission.STAFF_EDIT).values("pk")
    inside = Q(branch__isnull=False, branch__in=near) | Q(unit__isnull=False, unit__in=above)
    further = RoleGrant.objects.exclude(pk__in=RoleGrant.objects.filter(inside).values("pk")).values("staff")
    at_home = Q(home_branch__isnull=True) | Q(home_branch__in=near)
    return (
        staff.filter(at_home, is_superuser=False).exclude(pk__in=further).exclude(username=request.user.get_username())
    )
