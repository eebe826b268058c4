"""Forms of quality sheets and certificates."""

from __future__ import annotations

from typing import Any

from django import forms

from devices.enums.quality import ITEMS, Mark

LONGEST = 500


class MarksForm(forms.Form):
    """A mark for every line; `text` is the note, or why the appeal was decided so."""

    text = forms.CharField(max_length=LONGEST, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for item in ITEMS:
            self.fields[item.code] = forms.TypedChoiceField(choices=Mark.choices, coerce=int)

    @property
    def marks(self) -> dict[str, int]:
        """By line."""
        return {item.code: self.cleaned_data[item.code] for item in ITEMS}


class WordsForm(forms.Form):
    """What somebody says; verbs refuse silence where words are needed."""

    text = forms.CharField(max_length=LONGEST, required=False)


class CertificateForm(forms.Form):
    """From day to day."""

    valid_from = forms.DateField()
    valid_until = forms.DateField()
