"""Forms of loans and home visits."""

from __future__ import annotations

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from lobby.branches.access import staff_with_role
from lobby.branches.enums import RoleCode
from lobby.branches.forms import MomentField
from lobby.branches.models import Branch, Staff
from lobby.floor.enums.care import HomeVisitNeed
from lobby.floor.models import Material


class LendForm(forms.Form):
    """What goes where: a number's holder, or a place in the hall."""

    material = forms.ModelChoiceField(Material.objects.none())
    label = forms.CharField(max_length=40, error_messages={"required": _("Please say who or where it goes to.")})

    def __init__(self, data: Any, *, branch: Branch) -> None:
        super().__init__(data)
        self.fields["material"].queryset = Material.objects.filter(branch=branch)  # type: ignore[attr-defined]


class LocalForm(forms.Form):
    """A form with moments on the branch's wall clock."""

    def __init__(self, data: Any, *, branch: Branch) -> None:
        super().__init__(data)
        self.branch = branch

    def moment(self, name: str) -> dt.datetime | None:
        """A typed moment as one of the branch's clock."""
        typed: dt.datetime | None = self.cleaned_data[name]
        return typed.replace(tzinfo=ZoneInfo(self.branch.timezone)) if typed else None


class RequestForm(LocalForm):
    """Whom to visit, where and what for."""

    need = forms.ChoiceField(choices=HomeVisitNeed.choices)
    name = forms.CharField(max_length=60)
    phone = forms.CharField(max_length=30)
    address = forms.CharField(max_length=200)
    wished_at = MomentField(required=False)
    note = forms.CharField(max_length=300, required=False)
    route_note = forms.CharField(max_length=300, required=False)
    needs_terminal = forms.BooleanField(required=False)


class PlanForm(LocalForm):
    """When, and by which two people."""

    starts_at = MomentField()
    first = forms.ModelChoiceField(Staff.objects.none())
    second = forms.ModelChoiceField(Staff.objects.none())
    route_note = forms.CharField(max_length=300, required=False)

    def __init__(self, data: Any, *, branch: Branch) -> None:
        super().__init__(data, branch=branch)
        for name in ("first", "second"):
            self.fields[name].queryset = staff_with_role(branch, RoleCode.values)  # type: ignore[attr-defined]


class ResultForm(forms.Form):
    """What came of it; the signed paper goes beside it."""

    result = forms.CharField(max_length=300)


class WhyForm(forms.Form):
    """Why it does not take place."""

    reason = forms.CharField(max_length=120)
