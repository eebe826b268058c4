"""How far an administrator reaches: rows of the branches where a role of theirs holds the permission.

Three separate powers (R16): SETTINGS_EDIT changes the catalogue and settings, STAFF_EDIT changes staff and keys,
JOURNAL_VIEW reads everything and changes nothing.
"""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.admin.options import BaseModelAdmin
from django.contrib.auth.models import AnonymousUser
from django.db.models import ForeignKey, ManyToManyField, Model, Q, QuerySet
from django.forms import ModelChoiceField, ModelMultipleChoiceField
from django.http import HttpRequest

from lobby.branches.access import branches_for, roles_with
from lobby.branches.enums import Permission
from lobby.branches.models import Branch, OrgUnit, RoleGrant, Staff

ADMINISTRATION = (Permission.SETTINGS_EDIT, Permission.STAFF_EDIT, Permission.JOURNAL_VIEW)


def person(request: HttpRequest) -> Staff | AnonymousUser:
    """Whoever asks."""
    assert isinstance(request.user, Staff | AnonymousUser)
    return request.user


def is_superuser(request: HttpRequest) -> bool:
    """Whether the person reaches everything, closed branches included."""
    return request.user.is_active and bool(getattr(request.user, "is_superuser", False))


def holds(request: HttpRequest, permission: Permission) -> bool:
    """Whether the person holds a permission anywhere (1 query, once a request)."""
    known: dict[Permission, bool] = request.__dict__.setdefault("_held_anywhere", {})
    if permission not in known:
        known[permission] = branches(request, permission).exists()
    return known[permission]


def branches(request: HttpRequest, *permissions: Permission) -> QuerySet[Branch]:
    """Branches where the person holds one of the permissions."""
    if is_superuser(request):
        return Branch.objects.all()
    found = Q(pk__in=[])
    for permission in permissions:
        found |= Q(pk__in=branches_for(person(request), permission).values("pk"))
    return Branch.objects.filter(found)


def units(request: HttpRequest, *permissions: Permission) -> QuerySet[OrgUnit]:
    """Organisation units where the person holds one of the permissions, and those below."""
    if is_superuser(request):
        return OrgUnit.objects.all()
    asker = person(request)
    if not isinstance(asker, Staff):
        return OrgUnit.objects.none()
    roles = [role for permission in permissions for role in roles_with(permission)]
    granted = RoleGrant.objects.filter(staff=asker, role__in=roles, unit__isnull=False).values("unit")
    return OrgUnit.objects.filter(Q(pk__in=granted) | Q(parent__in=granted) | Q(parent__parent__in=granted))


def staff(request: HttpRequest, *permissions: Permission) -> QuerySet[Staff]:
    """Staff who belong to a branch or unit in reach, by their home or by a role."""
    if is_superuser(request):
        return Staff.objects.all()
    near = branches(request, *permissions).values("pk")
    above = units(request, *permissions).values("pk")
    grants = RoleGrant.objects.filter(Q(branch__in=near) | Q(unit__in=above)).values("staff")
    return Staff.objects.filter(Q(home_branch__in=near) | Q(pk__in=grants))


def rows(request: HttpRequest, model: type[Model], *permissions: Permission) -> QuerySet[Any]:
    """Rows of a model in reach. Raises KeyError for a model that belongs to no branch."""
    if model is Branch:
        return branches(request, *permissions)
    if model is OrgUnit:
        return units(request, *permissions)
    if model is Staff:
        return staff(request, *permissions)
    if any(field.name == "branch" and field.related_model is Branch for field in model._meta.concrete_fields):
        return model._default_manager.filter(branch__in=branches(request, *permissions))
    raise KeyError(model)


class Choices(BaseModelAdmin):
    """Offers, and accepts, only rows in reach wherever a form points to another row."""

    edit: Permission

    def formfield_for_foreignkey(
        self, db_field: ForeignKey[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> ModelChoiceField[Any] | None:
        """A choice among rows in reach."""
        kwargs["queryset"] = rows(request, db_field.remote_field.model, self.edit)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(
        self, db_field: ManyToManyField[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> ModelMultipleChoiceField[Any] | None:
        """Several among rows in reach."""
        kwargs["queryset"] = rows(request, db_field.remote_field.model, self.edit)
        return super().formfield_for_manytomany(db_field, request, **kwargs)


class WithinReach(Choices, admin.ModelAdmin):
    """A page for rows in reach: changed with `edit`, looked at with `edit`, `views` or the auditor's permission.

    Nothing can be deleted unless `deletable` says so: what has been used is switched off instead.
    """

    branch_path = "branch"
    views: tuple[Permission, ...] = ()
    deletable = False
    list_per_page = 50
    show_full_result_count = False

    @property
    def viewers(self) -> tuple[Permission, ...]:
        """Permissions that let a person look."""
        return (self.edit, Permission.JOURNAL_VIEW, *self.views)

    def reached(self, request: HttpRequest, *permissions: Permission) -> QuerySet[Any]:
        """Rows of this page where the person holds one of the permissions."""
        return self.model._default_manager.filter(**{f"{self.branch_path}__in": branches(request, *permissions)})

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Rows the person may look at; any other is not found."""
        found, ordering = self.reached(request, *self.viewers), self.get_ordering(request)
        return found.order_by(*ordering) if ordering else found

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Whether the page is listed."""
        return self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Whether the person may look: at this row, or at any."""
        if obj is None:
            return any(holds(request, permission) for permission in self.viewers)
        return self.get_queryset(request).filter(pk=obj.pk).exists()

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Whether the person may add."""
        return holds(request, self.edit)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Whether the person may change: this row, or any."""
        if obj is None:
            return holds(request, self.edit)
        return self.reached(request, self.edit).filter(pk=obj.pk).exists()

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Whether the person may delete."""
        return self.deletable and self.has_change_permission(request, obj)


class InlineWithinReach(Choices, admin.TabularInline):
    """Rows shown with the row they hang on; whoever may change that one may change them."""

    extra = 0

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """The page around has been let in."""
        return True

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """As the page around; a row in the making is the person's own."""
        return self.has_change_permission(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """As the page around."""
        around = self.admin_site.get_model_admin(self.parent_model)
        if obj is None or obj.pk is None:
            return around.has_add_permission(request)
        return around.has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """As the page around."""
        return self.has_change_permission(request, obj)
