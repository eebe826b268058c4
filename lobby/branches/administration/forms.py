"""Checks of the administration forms that a single field cannot make."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.contrib.auth.forms import BaseUserCreationForm, UserChangeForm
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.forms.models import BaseInlineFormSet
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from lobby.branches.calendar import business_date
from lobby.branches.enums import Channel, RoleCode, SkillKind
from lobby.branches.models import (
    AccessKey,
    Branch,
    BranchPolicy,
    BusinessDay,
    OpeningHours,
    RoleGrant,
    Service,
    Skill,
    Staff,
)

SEPARATE_POWERS = {RoleCode.SYSADM, RoleCode.SECADM, RoleCode.AUDITOR}
LANGUAGE_CODE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})?")


class SameBranchForm(forms.ModelForm):
    """Whatever the row points to belongs to the row's own branch."""

    def clean(self) -> dict[str, Any]:
        """Compare the branch of every chosen row with the row's own."""
        cleaned: dict[str, Any] = super().clean() or {}
        branch = cleaned.get("branch") or getattr(self.instance, "branch", None)
        for name, value in list(cleaned.items()):
            chosen = list(value) if isinstance(value, QuerySet) else [value]
            if branch and any(getattr(one, "branch_id", branch.pk) != branch.pk for one in chosen):
                self.add_error(name, _("This belongs to another branch."))
        return cleaned


class ServiceForm(SameBranchForm):
    """A service; its channels are ticked."""

    channels = forms.MultipleChoiceField(
        label=_("channels"), choices=Channel.choices, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Service
        exclude: list[str] = []


class PolicyForm(forms.ModelForm):
    """New thresholds; a day that has begun keeps its own."""

    class Meta:
        model = BranchPolicy
        exclude: list[str] = []

    def clean(self) -> dict[str, Any]:
        """Begin later than the running business day, but for a branch's very first row."""
        cleaned: dict[str, Any] = super().clean() or {}
        branch, begins = cleaned.get("branch") or getattr(self.instance, "branch", None), cleaned.get("effective_from")
        if branch and begins and begins <= today(branch) and BranchPolicy.objects.filter(branch=branch).exists():
            self.add_error(
                "effective_from", _("Choose a later day: a business day that has begun keeps its thresholds.")
            )
        return cleaned


class OpeningHoursForm(forms.ModelForm):
    """The hours of one weekday, by its name."""

    weekday = forms.TypedChoiceField(label=_("weekday"), choices=list(WEEKDAYS.items()), coerce=int)

    class Meta:
        model = OpeningHours
        fields = ("weekday", "opens_at", "closes_at")


class BusinessDayForm(forms.ModelForm):
    """A day that differs from the weekday's hours."""

    class Meta:
        model = BusinessDay
        fields = ["branch", "date", "opens_at", "closes_at", "is_holiday", "is_swap_workday", "is_provisional"]

    def clean(self) -> dict[str, Any]:
        """Plan only days to come, open from before to after, or leave both times empty for a closed day."""
        cleaned: dict[str, Any] = super().clean() or {}
        branch, date = cleaned.get("branch") or getattr(self.instance, "branch", None), cleaned.get("date")
        if branch and date and date <= today(branch):
            self.add_error("date", _("Only days to come can be planned."))
        opens, closes = cleaned.get("opens_at"), cleaned.get("closes_at")
        if (opens is None) != (closes is None):
            self.add_error("closes_at", _("Give both times, or none for a closed day."))
        elif opens and closes and opens >= closes:
            self.add_error("closes_at", _("A branch closes after it opens."))
        elif branch and date and opens and closes and any(business_date(branch, at) != date for at in (opens, closes)):
            self.add_error("opens_at", _("The times are not on that business day."))
        return cleaned


class NewStaffForm(BaseUserCreationForm):
    """A new account with its first password."""

    class Meta:
        model = Staff
        fields = ("username", "name", "home_branch", "language")


class StaffForm(UserChangeForm):
    """An account; its password has a page of its own."""

    password = None  # type: ignore[assignment]

    class Meta:
        model = Staff
        fields = ("username", "name", "home_branch", "language", "shortcuts_on", "is_active")


class GrantFormSet(BaseInlineFormSet):
    """A person's roles together: the three administrators' powers never meet in one hand (R16)."""

    def clean(self) -> None:
        """Raise ValidationError for two separate powers, and for somebody who belongs nowhere."""
        super().clean()
        kept = [form.cleaned_data for form in self.forms if hasattr(form, "cleaned_data")]
        roles = {data.get("role") for data in kept if data and not data.get("DELETE")}
        if len(roles & SEPARATE_POWERS) > 1:
            raise ValidationError(_("System, security and audit administration are three people's work."))
        if not any(roles) and not self.instance.home_branch_id:
            raise ValidationError(_("Give a home branch or a role, so that somebody can look after the account."))


class GrantForm(forms.ModelForm):
    """One role, at a branch or at a unit."""

    class Meta:
        model = RoleGrant
        fields = ("role", "branch", "unit")

    def clean(self) -> dict[str, Any]:
        """Exactly one place."""
        cleaned: dict[str, Any] = super().clean() or {}
        if bool(cleaned.get("branch")) == bool(cleaned.get("unit")) and not self.errors:
            self.add_error("branch", _("Choose a branch or an organisation unit."))
        return cleaned


class SkillForm(forms.ModelForm):
    """One skill: the code of a service, or of a language such as en."""

    class Meta:
        model = Skill
        fields = ("kind", "code", "rank")

    def clean(self) -> dict[str, Any]:
        """Know the code."""
        cleaned: dict[str, Any] = super().clean() or {}
        kind, code = cleaned.get("kind"), cleaned.get("code", "")
        if kind == SkillKind.LANGUAGE and not LANGUAGE_CODE.fullmatch(code):
            self.add_error("code", _("A language is written like en or zh-hans."))
        if kind == SkillKind.SERVICE and not Service.objects.filter(code=code).exists():
            self.add_error("code", _("There is no service of this code."))
        return cleaned


class NewKeyForm(forms.ModelForm):
    """A key for one member of staff or one device."""

    class Meta:
        model = AccessKey
        fields = ("staff", "device", "label")

    def clean(self) -> dict[str, Any]:
        """Exactly one owner."""
        cleaned: dict[str, Any] = super().clean() or {}
        if bool(cleaned.get("staff")) == bool(cleaned.get("device")) and not self.errors:
            self.add_error("device", _("A key belongs to one member of staff or to one device."))
        return cleaned


def today(branch: Branch) -> Any:
    """The branch's running business day."""
    return business_date(branch, timezone.now())
