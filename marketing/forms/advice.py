"""Forms of WM-3 and the demonstration."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext as _

from lobby.branches.errors import Invalid
from lobby.customers.enums.profile import HIGHEST, LOWEST
from marketing.domain.simulating import LEAST, LONGEST_MONTHS, MOST

USUAL_AMOUNT, USUAL_MONTHS = 50_000, 12


class FindForm(forms.Form):
    """A phone or customer number."""

    number = forms.CharField(max_length=40)


class AssessForm(forms.Form):
    """The level that the bank's own form came to."""

    level = forms.TypedChoiceField(choices=[(str(n), f"C{n}") for n in range(LOWEST, HIGHEST + 1)], coerce=int)


class CheckForm(forms.Form):
    """A product, and whether the special duty of care was done."""

    product = forms.CharField(max_length=20)
    is_extra_confirmed = forms.BooleanField(required=False)


class ShowForm(forms.Form):
    """What may stand in the address of the demonstration: for whom, how much, how long."""

    customer = forms.IntegerField(min_value=1, max_value=2**63 - 1, required=False)
    amount = forms.IntegerField(min_value=LEAST, max_value=MOST, required=False)
    months = forms.IntegerField(min_value=1, max_value=LONGEST_MONTHS, required=False)

    def said(self) -> tuple[int | None, int, int]:
        """The customer's id, the amount, the months. Raises Invalid."""
        if not self.is_valid():
            raise Invalid(reason=_("these figures cannot be simulated"))
        wished = self.cleaned_data
        return wished["customer"], wished["amount"] or USUAL_AMOUNT, wished["months"] or USUAL_MONTHS
