"""What is filled in about splits and pairs."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lobby.branches.access import roles_with, staff_with_role
from lobby.branches.enums import Permission
from lobby.branches.forms import DayField
from lobby.branches.models import Branch, Staff
from marketing.enums.leads import Part
from marketing.models import Contribution
from marketing.models.leads import REASON_LENGTH


def colleagues(branch: Branch) -> Any:
    """Who may have a part: everybody at the branch who notes leads."""
    return staff_with_role(branch, roles_with(Permission.LEAD_CREATE)).order_by("name", "pk")


class WordsForm(forms.Form):
    """Why."""

    reason = forms.CharField(label=_("Why"), max_length=REASON_LENGTH)

    def __init__(self, *sent: Any, contribution: Contribution, **options: Any) -> None:
        super().__init__(*sent, **options)
        self.contribution = contribution

    @property
    def values(self) -> dict[str, Any]:
        """What the verb is told."""
        return self.cleaned_data


class ApproveForm(WordsForm):
    """A word, if anything is to be said."""

    reason = forms.CharField(label=_("A word about it"), max_length=REASON_LENGTH, required=False)


class ChangeForm(WordsForm):
    """Who, and how many per cent, for each of the three parts."""

    def __init__(self, *sent: Any, contribution: Contribution, **options: Any) -> None:
        super().__init__(*sent, contribution=contribution, **options)
        people = colleagues(contribution.branch)
        for part in Part:
            who = getattr(contribution, f"{part}_id")
            percent = getattr(contribution, f"{part}_percent")
            self.fields[part.value] = forms.ModelChoiceField(
                people, label=part.label, required=False, initial=who, empty_label=_("nobody")
            )
            self.fields[f"{part}_percent"] = forms.IntegerField(
                label=_("%"), min_value=0, max_value=100, initial=percent
            )
        self.order_fields([name for part in Part.values for name in (part, f"{part}_percent")])

    @property
    def values(self) -> dict[str, Any]:
        """The parts by their names, and why."""
        data = self.cleaned_data
        parts = {part: (data[part], data[f"{part}_percent"]) for part in Part.values}
        return {"parts": parts, "reason": data["reason"]}


FORMS: dict[str, type[WordsForm]] = {
    "dispute": WordsForm,
    "change": ChangeForm,
    "approve": ApproveForm,
    "claw_back": WordsForm,
    "reinstate": WordsForm,
}


class PairForm(forms.Form):
    """Two people and from when."""

    name_zh = forms.CharField(label=_("Chinese name"), max_length=60)
    name_en = forms.CharField(label=_("English name"), max_length=60)
    first = forms.ModelChoiceField(Staff.objects.none(), label=_("First"), empty_label=_("Choose"))
    second = forms.ModelChoiceField(Staff.objects.none(), label=_("Second"), empty_label=_("Choose"))
    starts_on = DayField(label=_("From"))

    def __init__(self, *sent: Any, branch: Branch, today: dt.date, **options: Any) -> None:
        super().__init__(*sent, **{"initial": {"starts_on": today}, **options})
        for name in ("first", "second"):
            self.fields[name].queryset = colleagues(branch)  # type: ignore[attr-defined]
