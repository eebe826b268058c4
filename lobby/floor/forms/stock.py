"""Forms of stock."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from lobby.branches.forms import DayField
from lobby.branches.models import Branch
from lobby.floor.domain.stock.moving import MOST
from lobby.floor.enums.stock import OUTWARD, MaterialKind, MoveReason, Purpose
from lobby.floor.models import LibraryItem, Material

SOLD = [(reason.value, reason.label) for reason in OUTWARD]
VISIBLE = RegexValidator(r"^[^\x00-\x1f\x7f]*$", message=_("Please leave out control characters."))


class IssueForm(forms.Form):
    """How many go out, and why; a gift says what for and to whom."""

    quantity = forms.IntegerField(min_value=1, max_value=MOST)
    reason = forms.ChoiceField(choices=SOLD, required=False)
    purpose = forms.ChoiceField(choices=[("", "—"), *Purpose.choices], required=False)
    note = forms.CharField(max_length=120, required=False, validators=[VISIBLE])

    def clean_reason(self) -> MoveReason:
        """Given out where nothing else is said."""
        return MoveReason(self.cleaned_data["reason"] or MoveReason.ISSUED)


class ReceiveForm(forms.Form):
    """What came, until when it may be used, and the approval's number of printed matter."""

    quantity = forms.IntegerField(min_value=1, max_value=MOST)
    expires_on = DayField(required=False)
    approval_no = forms.CharField(max_length=40, required=False, validators=[VISIBLE])


class CountForm(forms.Form):
    """How many there are."""

    counted = forms.IntegerField(min_value=0, max_value=MOST)


class MaterialForm(forms.ModelForm):
    """A material the branch keeps from now on, or what is to be known about it."""

    class Meta:
        model = Material
        fields = ["code", "kind", "name_zh", "name_en", "minimum", "item", "is_lendable"]

    def __init__(self, *args: Any, branch: Branch, **options: Any) -> None:
        """Offer the branch's and the bank's content; codes are unique at the branch."""
        super().__init__(*args, **options)
        self.instance.branch = branch
        mine = LibraryItem.objects.filter(branch=branch) | LibraryItem.objects.filter(branch=None)
        field: Any = self.fields["item"]
        field.queryset = mine.order_by("code")

    def clean(self) -> dict[str, Any]:
        """Only care kits, first aid and other things come back; a code is taken once."""
        values = super().clean() or {}
        code, others = values.get("code"), Material.objects.filter(branch=self.instance.branch)
        if code and others.filter(code=code).exclude(pk=self.instance.pk).exists():
            self.add_error("code", _("This code is taken."))
        if values.get("is_lendable") and values.get("kind") in (MaterialKind.PRIZE, MaterialKind.LEAFLET):
            self.add_error("is_lendable", _("Prizes and leaflets do not come back."))
        return values
