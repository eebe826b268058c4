"""Forms of finding a customer, of looking at a card and of consents."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lobby.customers.enums.finding import Place
from lobby.customers.enums.profile import ConsentPurpose, ViewPurpose

# The auditor reads the log; whoever opens a card in the branch has another reason.
PURPOSES = [(one.value, one.label) for one in ViewPurpose if one != ViewPurpose.AUDIT]
PLACES = [(one.value, one.label) for one in (Place.TABLET, Place.COUNTER)]
# What a customer decides about; families are looked after on the page of households.
CONSENTS = (ConsentPurpose.SERVICE, ConsentPurpose.MARKETING)
NO_PURPOSE = _("Say first what you open the card for.")


class PlaceForm(forms.Form):
    """Where somebody stands, and the ticket in front of them."""

    place = forms.ChoiceField(choices=PLACES, required=False)
    ticket = forms.CharField(max_length=19, required=False)

    def clean_place(self) -> Place:
        """The tablet unless the counter says so."""
        return Place(self.cleaned_data["place"] or Place.TABLET)


class LookForm(PlaceForm):
    """Why the card is opened."""

    purpose = forms.ChoiceField(choices=PURPOSES, error_messages={"required": NO_PURPOSE, "invalid_choice": NO_PURPOSE})


class FindForm(LookForm):
    """What a customer is looked for by: what was typed, or what lies on the reader with `reads`."""

    text = forms.CharField(label=_("Phone, customer number or appointment code"), max_length=64, required=False)
    reads = forms.BooleanField(required=False)

    def clean(self) -> dict[str, Any]:
        """One of both is needed."""
        found = super().clean() or self.cleaned_data
        if not found.get("text", "").strip() and not found.get("reads"):
            self.add_error("text", _("Type a number, or lay the card on the reader."))
        return found


class ConsentForm(forms.Form):
    """What the customer decides about, and how."""

    purpose = forms.ChoiceField(choices=[(one.value, one.label) for one in CONSENTS])
    gives = forms.TypedChoiceField(choices=[("1", "1"), ("0", "0")], coerce=lambda value: value == "1")


class StaffConsentForm(ConsentForm, PlaceForm):
    """The same, noted by staff."""


class LooksForm(forms.Form):
    """What the log of looks is narrowed to."""

    reference = forms.CharField(label=_("Customer number"), max_length=40, required=False)
    staff = forms.CharField(label=_("Who looked (user name)"), max_length=150, required=False)
    purpose = forms.ChoiceField(
        label=pgettext_lazy("look", "What for"), required=False, choices=[("", _("all")), *ViewPurpose.choices]
    )
    before = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1)
