"""Administration pages: the forms that customers fill in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lobby.branches.administration.naming import name_fields
from lobby.branches.administration.reach import WithinReach, branches
from lobby.branches.enums import Permission
from queueing.domain import templates
from queueing.eforms.fields import parse_fields
from queueing.models import FormTemplate

name_fields(
    FormTemplate,
    version=_("version"),
    fields=_("lines of the form"),
    needs_signature=_("needs a signature"),
    is_active=_("offered"),
    position=_("position"),
)


class FormTemplateForm(forms.ModelForm):
    """A new version of a form; its lines are checked as they will be read."""

    class Meta:
        model = FormTemplate
        fields = ("service", "code", "name_zh", "name_en", "fields", "needs_signature", "position")

    def clean_fields(self) -> Any:
        """Read the lines once."""
        lines = self.cleaned_data["fields"]
        parse_fields(lines)
        return lines


@admin.register(FormTemplate)
class FormTemplateAdmin(WithinReach):
    """Forms of the services in reach. What was published stays as it is: adding the same code makes its next version."""

    edit = Permission.SETTINGS_EDIT
    branch_path = "service__branch"
    form = FormTemplateForm
    list_display = ("service", "code", "version", "name_zh", "name_en", "is_active")
    list_filter = ("is_active",)
    list_select_related = ("service",)
    search_fields = ("code", "name_zh", "name_en", "service__code")
    autocomplete_fields = ("service",)
    actions = ("withdraw",)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A version is looked at, and withdrawn from the list."""
        return obj is None and super().has_change_permission(request, obj)

    def save_model(self, request: HttpRequest, obj: FormTemplate, form: Any, change: bool) -> None:
        """Publish instead of saving."""
        given = form.cleaned_data
        service = given.pop("service")
        published = templates.publish(service, by=request.user.actor, at=timezone.now(), **given)  # type: ignore[union-attr]
        obj.pk, obj.version = published.pk, published.version

    @admin.action(description=_("Offer no longer"), permissions=["change"])
    def withdraw(self, request: HttpRequest, chosen: QuerySet[FormTemplate]) -> None:
        """Withdraw what was chosen."""
        for template in chosen.filter(service__branch__in=branches(request, self.edit)):
            templates.withdraw(template, by=request.user.actor, at=timezone.now())  # type: ignore[union-attr]
