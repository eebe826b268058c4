"""Administration pages of the floor: numbers to call in need, trained first-aiders."""

from __future__ import annotations

from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lobby.branches.administration.naming import name_fields
from lobby.branches.administration.reach import WithinReach
from lobby.branches.enums import Permission
from lobby.floor.models import Contact, FirstAider

name_fields(Contact, phone=pgettext_lazy("telephone", "number"), note_zh=_("note, Chinese"), note_en=_("note, English"))
name_fields(FirstAider, valid_until=_("certificate valid until"))


@admin.register(Contact)
class ContactAdmin(WithinReach):
    """Contacts of the branches in reach."""

    edit = Permission.SETTINGS_EDIT
    deletable = True
    list_display = ("branch", "kind", "name", "phone", "position")
    list_select_related = ("branch",)
    list_filter = ("kind",)
    search_fields = ("name_zh", "name_en", "phone")
    autocomplete_fields = ("branch",)


@admin.register(FirstAider)
class FirstAiderAdmin(WithinReach):
    """Trained people of the branches in reach."""

    edit = Permission.SETTINGS_EDIT
    deletable = True
    list_display = ("branch", "staff", "valid_until")
    list_select_related = ("branch", "staff")
    search_fields = ("staff__username", "staff__name")
    autocomplete_fields = ("branch", "staff")
