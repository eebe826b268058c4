"""Forms: kiosk."""

from __future__ import annotations

from typing import Any

from django import forms

from lobby.branches.enums import Channel
from lobby.branches.models import Branch, Service
from queueing.enums import CARE_TRAITS, Trait


class TakeNumber(forms.Form):
    """What a customer chose; `flow` was minted with the page, so a second press is known as one."""

    flow = forms.RegexField(r"\A[A-Za-z0-9_-]{16,64}\Z")
    service = forms.ModelChoiceField(queryset=Service.objects.none(), to_field_name="code")
    traits = forms.MultipleChoiceField(
        choices=[(trait.value, trait.label) for trait in Trait if trait in CARE_TRAITS], required=False
    )

    # Whoever was found by phone or card just now, signed by the page before.
    who = forms.CharField(max_length=300, required=False)
    # After the one question about a machine: what was offered, and the answer.
    advice = forms.CharField(max_length=6000, required=False)
    choice = forms.ChoiceField(choices=Channel.choices, required=False)

    def __init__(self, *args: Any, branch: Branch, **kwargs: Any) -> None:
        """Offer the active services of this branch only."""
        super().__init__(*args, **kwargs)
        field = self.fields["service"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Service.objects.filter(branch=branch, is_active=True).select_related("zone")


class WhoForm(forms.Form):
    """A phone number typed, a number typed by the reader, or `reads`: what lies on the reader."""

    number = forms.CharField(max_length=40, required=False)
    reads = forms.BooleanField(required=False)
