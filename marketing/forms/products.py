"""Forms of AD-5: products, their evidence, and who may sell them."""

from __future__ import annotations

from typing import Any

from django import forms

from lobby.branches.enums import QualificationKind
from lobby.branches.forms import DayField
from lobby.branches.models import Branch, Staff
from lobby.branches.models.organisation import CODE
from marketing.access.suitability import colleagues
from marketing.enums.products import HIGHEST, LOWEST, Family

LEVELS = [("", "—"), *((str(n), f"R{n}") for n in range(LOWEST, HIGHEST + 1))]


def level(value: Any) -> int:
    """A level as a number."""
    return int(value)


class ProductForm(forms.Form):
    """What is known of a product."""

    name_zh = forms.CharField(max_length=60)
    name_en = forms.CharField(max_length=60)
    family = forms.ChoiceField(choices=Family.choices)
    issuer = forms.CharField(max_length=80, required=False)
    issuer_risk = forms.TypedChoiceField(choices=LEVELS, coerce=level, empty_value=None, required=False)
    seller_risk = forms.TypedChoiceField(choices=LEVELS, coerce=level, empty_value=None, required=False)
    qualification = forms.ChoiceField(choices=[("", "—"), *QualificationKind.choices], required=False)
    is_private = forms.BooleanField(required=False)
    needs_recording = forms.BooleanField(required=False)
    offered_from = DayField(required=False)
    offered_until = DayField(required=False)
    term_days = forms.IntegerField(min_value=1, max_value=36_500, required=False)
    risk_line_zh = forms.CharField(max_length=300, required=False)
    risk_line_en = forms.CharField(max_length=400, required=False)
    simulated_low = forms.DecimalField(min_value=-100, max_value=100, max_digits=5, decimal_places=2, required=False)
    simulated_high = forms.DecimalField(min_value=-100, max_value=100, max_digits=5, decimal_places=2, required=False)


class NewProductForm(ProductForm):
    """A product with its code, which never changes."""

    code = forms.CharField(max_length=20, validators=[CODE])


class EvidenceForm(forms.Form):
    """What stands behind a product."""

    title = forms.CharField(max_length=120)
    number = forms.CharField(max_length=60, required=False)
    valid_until = DayField()


class QualificationForm(forms.Form):
    """Who may sell what, from which day to which."""

    staff = forms.ModelChoiceField(Staff.objects.none())
    kind = forms.ChoiceField(choices=QualificationKind.choices)
    number = forms.CharField(max_length=40)
    valid_from = DayField()
    valid_until = DayField()

    def __init__(self, data: Any = None, *, branch: Branch) -> None:
        """People of the branch."""
        super().__init__(data)
        field = self.fields["staff"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = colleagues(branch)


class EndForm(forms.Form):
    """The last day of a qualification."""

    last_day = DayField()
