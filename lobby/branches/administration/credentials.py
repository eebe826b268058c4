"""Access keys: made with their secret shown once, listed without it, revoked but never deleted."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db.models import ForeignKey, Q, QuerySet
from django.forms import ModelChoiceField, ModelForm
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.debug import sensitive_variables

from lobby.branches import keys
from lobby.branches.administration import reach
from lobby.branches.administration.forms import NewKeyForm
from lobby.branches.administration.people import manageable
from lobby.branches.administration.reach import WithinReach, is_superuser
from lobby.branches.enums import Permission
from lobby.branches.models import AccessKey, Staff

OWN_FIELDS = ("staff", "device", "label")


@admin.register(AccessKey)
class AccessKeyAdmin(WithinReach):
    """Keys of staff and devices in reach."""

    edit = Permission.STAFF_EDIT
    form = NewKeyForm
    list_display = ("prefix", "staff", "device", "label", "created_at", "revoked_at")
    list_select_related = ("staff", "device")
    search_fields = ("prefix", "label", "staff__username", "device__code")
    autocomplete_fields = ("staff", "device")
    actions = ("revoke",)

    def reached(self, request: HttpRequest, *permissions: Permission) -> QuerySet[AccessKey]:
        """Keys of staff and devices in reach."""
        if is_superuser(request):
            return AccessKey.objects.all()
        devices = Q(device__branch__in=reach.branches(request, *permissions).values("pk"))
        return AccessKey.objects.filter(devices | Q(staff__in=reach.staff(request, *permissions).values("pk")))

    def formfield_for_foreignkey(
        self, db_field: ForeignKey[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> ModelChoiceField[Any] | None:
        """A key acts as its owner, so only staff whose account one may change can be given one."""
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if field is not None and db_field.name == "staff" and not is_superuser(request):
            field.queryset = manageable(request, Staff.objects.filter(is_active=True))
        return field

    def get_fields(self, request: HttpRequest, obj: AccessKey | None = None) -> tuple[str, ...]:
        """What is known of a key; its secret is not."""
        return ("prefix", *OWN_FIELDS, "created_at", "revoked_at") if obj else OWN_FIELDS

    def has_change_permission(self, request: HttpRequest, obj: AccessKey | None = None) -> bool:
        """A key is looked at and revoked, nothing else."""
        return False

    def has_revoke_permission(self, request: HttpRequest) -> bool:
        """Who makes keys ends them."""
        return self.has_add_permission(request)

    @sensitive_variables("secret")
    def save_model(self, request: HttpRequest, obj: AccessKey, form: ModelForm[AccessKey], change: bool) -> None:
        """Make the key; its secret is kept for the answer to this request only."""
        key, secret = keys.create_key(keys.owner_of(obj), at=timezone.now(), label=obj.label)
        obj.pk, obj.prefix = key.pk, key.prefix
        request.__dict__["_new_secret"] = secret

    def response_add(self, request: HttpRequest, obj: AccessKey, post_url_continue: str | None = None) -> HttpResponse:
        """Show the secret in the answer itself: a message would put it into a cookie."""
        context = {
            **self.admin_site.each_context(request),
            "title": _("The key is made"),
            "opts": self.opts,
            "key": obj,
            "secret": request.__dict__.pop("_new_secret"),
        }
        return TemplateResponse(request, "admin/branches/key_made.html", context, headers={"Cache-Control": "no-store"})

    @admin.action(description=_("Revoke the chosen keys"), permissions=["revoke"])
    def revoke(self, request: HttpRequest, chosen: QuerySet[AccessKey]) -> None:
        """End keys; screens and programs that use them are shut out within seconds."""
        living = self.reached(request, self.edit).filter(pk__in=chosen.values("pk"), revoked_at__isnull=True)
        count = 0
        for key in living:
            keys.revoke_key(key, at=timezone.now())
            self.log_change(request, key, "revoked")
            count += 1
        told = ngettext("{n} key revoked.", "{n} keys revoked.", count)
        self.message_user(request, told.format(n=count), messages.SUCCESS)
