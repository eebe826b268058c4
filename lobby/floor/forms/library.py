"""Forms of the library's desk."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lobby.branches.access import roles_with
from lobby.branches.calendar import day_bounds
from lobby.branches.enums import Permission, RoleCode
from lobby.branches.forms import DayField
from lobby.branches.models import Branch, Service
from lobby.floor import contents
from lobby.floor.domain.library.wording import LONGEST_VALID_DAYS, NAMES, Wording
from lobby.floor.enums.library import ContentKind

MOST_TAGS = 10
READERS = [(role, RoleCode(role).label) for role in roles_with(Permission.LIBRARY_VIEW)]
EXTRA_PREFIX = "extra_"


class WishForm(forms.Form):
    """What somebody looks for. A wish that makes no sense is no wish."""

    q = forms.CharField(max_length=100, required=False)
    kind = forms.ChoiceField(choices=ContentKind.choices, required=False)
    service = forms.CharField(max_length=20, required=False)


class WordingForm(forms.Form):
    """The words of a version, with the values its kind asks for."""

    title_zh = forms.CharField(max_length=80, label=_("Title (Chinese)"))
    title_en = forms.CharField(max_length=120, label=_("Title (English)"))
    body_zh = forms.CharField(max_length=8000, required=False, strip=False, label=_("Text (Chinese)"))
    body_en = forms.CharField(max_length=12000, required=False, strip=False, label=_("Text (English)"))
    must_acknowledge = forms.BooleanField(required=False)
    quiz_zh = forms.CharField(max_length=4000, required=False, strip=False, label=_("Questions (Chinese)"))
    quiz_en = forms.CharField(max_length=6000, required=False, strip=False, label=_("Questions (English)"))
    valid_days = forms.IntegerField(
        min_value=1, max_value=LONGEST_VALID_DAYS, required=False, label=_("Acknowledged for how many days")
    )

    def __init__(self, data: Any = None, *, kind: str, **options: Any) -> None:
        super().__init__(data, **options)
        self.kind = kind
        for extra in contents.extras_of(kind):
            self.fields[EXTRA_PREFIX + extra.name] = extra_field(extra)

    @property
    def wording(self) -> Wording:
        """What was written."""
        names = [name for name in NAMES if name != "extra"]
        extra = {one.name: plain(self.cleaned_data[EXTRA_PREFIX + one.name]) for one in contents.extras_of(self.kind)}
        return Wording(**{name: self.cleaned_data[name] for name in names}, extra=extra)

    def extras(self) -> list[forms.BoundField]:
        """The fields of the kind's own values."""
        return [self[EXTRA_PREFIX + one.name] for one in contents.extras_of(self.kind)]


def extra_field(extra: contents.Extra) -> forms.Field:
    """The form field of one of a kind's own values."""
    if extra.is_number:
        return forms.IntegerField(
            label=str(extra.label), min_value=extra.least, max_value=extra.most, initial=extra.default
        )
    if extra.is_day:
        day = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
        return DayField(label=str(extra.label), required=extra.is_required, widget=day)
    if extra.choices:
        return forms.ChoiceField(label=str(extra.label), choices=extra.options, required=extra.is_required)
    return forms.CharField(label=str(extra.label), max_length=contents.LONGEST_EXTRA, required=extra.is_required)


def plain(value: Any) -> Any:
    """A form's value as it is kept: a day as text."""
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, dt.date) else value


class ItemForm(WordingForm):
    """A new item: what it is, whom it is for, and its first words."""

    is_bank_wide = forms.BooleanField(required=False)
    service = forms.ChoiceField(required=False, label=_("Service"))
    roles = forms.MultipleChoiceField(choices=READERS, required=False)
    tags = forms.CharField(max_length=200, required=False, label=_("Further words to find it by"))

    def __init__(self, data: Any = None, *, branch: Branch, kind: str, **options: Any) -> None:
        super().__init__(data, kind=kind, **options)
        services = Service.objects.filter(branch=branch, is_active=True)
        choices = [("", _("every service")), *((one.code, one.name) for one in services)]
        self.fields["service"].choices = choices  # type: ignore[attr-defined]

    def clean_tags(self) -> list[str]:
        """Words apart by spaces or commas."""
        words = self.cleaned_data["tags"].replace("，", " ").replace(",", " ").replace("、", " ").split()
        if len(words) > MOST_TAGS or any(len(word) > 40 for word in words):
            raise forms.ValidationError(_("At most ten words of 40 letters."))
        return list(dict.fromkeys(words))


class ApproveForm(forms.Form):
    """An approval: its number and the last day on which it may be used."""

    number = forms.CharField(max_length=40)
    last_day = DayField()
    note = forms.CharField(max_length=500, required=False)

    def expires_at(self, branch: Branch) -> dt.datetime:
        """The end of the last business day at the branch that looks after the item."""
        return day_bounds(branch, self.cleaned_data["last_day"])[1]


class ReviewNoteForm(forms.Form):
    """Why a text may not be said like this."""

    note = forms.CharField(max_length=500, error_messages={"required": _("Please write what is wrong.")})


class WithdrawForm(forms.Form):
    """Why a text counts no more."""

    reason = forms.CharField(max_length=200, error_messages={"required": _("Please give a reason.")})
