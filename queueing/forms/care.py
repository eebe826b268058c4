"""Forms of care."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lobby.branches.models import Branch, Staff, Zone
from lobby.floor.enums.care import COUNTER_REASONS
from queueing.domain.care.companions import able_at
from queueing.enums.care import CareKind, NoteTag
from queueing.models import Room


class CareForm(forms.Form):
    """What was done."""

    kind = forms.ChoiceField(choices=CareKind.choices)


class PersonForm(forms.Form):
    """Who looks after a visit; nobody is an answer too."""

    person = forms.ModelChoiceField(Staff.objects.none(), required=False)

    def __init__(self, data: Any, *, branch: Branch) -> None:
        super().__init__(data)
        self.fields["person"].queryset = able_at(branch)  # type: ignore[attr-defined]


class HostForm(forms.Form):
    """Where a customer is talked to: `room-3` or `zone-5`, or nowhere in particular."""

    place = forms.RegexField(r"\A(room|zone)-[0-9]{1,9}\Z", required=False)

    def __init__(self, data: Any, *, branch: Branch) -> None:
        super().__init__(data)
        self.branch = branch

    def clean(self) -> dict[str, Any]:
        """The place as a row of the branch."""
        cleaned: dict[str, Any] = super().clean() or {}
        kind, _dash, pk = str(cleaned.get("place") or "").partition("-")
        cleaned["room"] = Room.objects.filter(branch=self.branch, pk=pk).first() if kind == "room" else None
        cleaned["zone"] = Zone.objects.filter(branch=self.branch, pk=pk).first() if kind == "zone" else None
        if kind and cleaned["room"] is None and cleaned["zone"] is None:
            self.add_error("place", _("Please choose from the list."))
        return cleaned


class QuickNoteForm(forms.Form):
    """What the customer told, with tags and the state of consent."""

    text = forms.CharField(max_length=300, required=False)
    tags = forms.MultipleChoiceField(choices=NoteTag.choices, required=False)
    has_consent = forms.BooleanField(required=False)


class HelpForm(forms.Form):
    """What a counter needs help with."""

    reason = forms.ChoiceField(choices=[(one.value, one.label) for one in COUNTER_REASONS])
