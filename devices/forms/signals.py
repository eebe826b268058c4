"""The shape of a signal. Whatever does not fit is refused: what comes out of here goes to another person's browser."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

KINDS = ("hello", "offer", "answer", "candidate", "bye")
REASONS = ("left", "replaced", "again")
LONGEST_SDP, LONGEST_CANDIDATE = 32_000, 1_000
PAGE = RegexValidator(r"^[0-9a-f]{32}$")
PARTY = RegexValidator(r"^(customer|agent|watcher-[0-9]{1,18})$")
SDP = RegexValidator(r"^v=0\r?\n[\x09\x0a\x0d\x20-\x7e]*$")
CANDIDATE = RegexValidator(r"^candidate:[\x20-\x7e]+$")


class SignalForm(forms.Form):
    """`page` is the sender's page, new with every load; `to` and `for_page` say for whom it is, empty for all."""

    kind = forms.ChoiceField(choices=[(kind, kind) for kind in KINDS])
    page = forms.CharField(max_length=32, validators=[PAGE])
    to = forms.CharField(max_length=30, required=False, validators=[PARTY])
    for_page = forms.CharField(max_length=32, required=False, validators=[PAGE])
    sdp = forms.CharField(max_length=LONGEST_SDP, required=False, strip=False, validators=[SDP])
    candidate = forms.CharField(max_length=LONGEST_CANDIDATE, required=False, validators=[CANDIDATE])
    mid = forms.CharField(max_length=16, required=False, validators=[RegexValidator(r"^[\x21-\x7e]+$")])
    line = forms.IntegerField(min_value=0, max_value=31, required=False)
    reason = forms.ChoiceField(choices=[(one, one) for one in REASONS], required=False)

    def clean(self) -> dict[str, Any]:
        """Each kind has what belongs to it."""
        said = self.cleaned_data
        kind = said.get("kind")
        is_about_one = kind in {"offer", "answer", "candidate"}
        if is_about_one and not (said.get("to") and said.get("for_page")):
            raise forms.ValidationError(_("This signal is for one page."))
        if kind in {"offer", "answer"} and not said.get("sdp"):
            raise forms.ValidationError(_("A description is missing."))
        if kind == "candidate" and not said.get("candidate"):
            raise forms.ValidationError(_("A candidate is missing."))
        return said

    @property
    def message(self) -> dict[str, Any]:
        """What is passed on: only what belongs to the kind."""
        said = self.cleaned_data
        parts = {
            "offer": ("sdp",),
            "answer": ("sdp",),
            "candidate": ("candidate", "mid", "line"),
            "bye": ("reason",),
            "hello": (),
        }
        wanted = ("kind", "page", "to", "for_page", *parts[said["kind"]])
        return {name: said[name] for name in wanted}
