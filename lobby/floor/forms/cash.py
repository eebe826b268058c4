"""Forms of authority, dual sign-off, seizures and bills."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from lobby.branches.enums import AuthorityAction
from lobby.floor.domain.seizures.pieces import OWN, Piece
from lobby.floor.domain.seizures.steps import Voucher
from lobby.floor.enums.authority import UseReason
from lobby.floor.enums.bills import RESULTS, BillDoubt, BillKind
from lobby.floor.enums.dual_signs import DualKind
from lobby.floor.enums.seizures import Authority, ReportReason

FOUND_REASONS = [(one.value, one.label) for one in ReportReason if one != ReportReason.MANY]


def amount_field(**options: Any) -> forms.DecimalField:
    """A sum in yuan; the verb refuses what is no sum of money."""
    return forms.DecimalField(**{"max_digits": 12, "decimal_places": 2, "min_value": 0, **options})


class AboutForm(forms.Form):
    """What an act is about, such as `ticket:12`."""

    about = forms.CharField(max_length=40, required=False)


class UseForm(AboutForm):
    """A use of authority. A field named `action` would hide the form's own address from scripts."""

    act = forms.ChoiceField(choices=AuthorityAction.choices)
    amount = amount_field()
    reason = forms.ChoiceField(choices=UseReason.choices)
    note = forms.CharField(max_length=200, required=False)


class NoteForm(forms.Form):
    """A remark that may be left out."""

    note = forms.CharField(max_length=200, required=False)


class GroundsForm(forms.Form):
    """Grounds, result or reason in words."""

    note = forms.CharField(max_length=200)


class DualForm(forms.Form):
    """What two people sign."""

    kind = forms.ChoiceField(choices=DualKind.choices)
    text = forms.CharField(max_length=200)


class CredentialForm(forms.Form):
    """Who signs on somebody else's device."""

    username = forms.CharField(max_length=40)
    password = forms.CharField(max_length=200, strip=False)


class SeizureForm(AboutForm):
    """What was found. Pieces come as rows of equally long lists; rows without any value are left out."""

    reasons = forms.MultipleChoiceField(choices=FOUND_REASONS, required=False)
    clue = forms.CharField(max_length=300, required=False)

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        self.rows = data

    @property
    def pieces(self) -> list[Piece]:
        """The rows as they were typed; the verb says what is wrong with them."""
        columns = [self.rows.getlist(name) for name in ("kind", "denomination", "serial_no", "currency", "count")]
        found = []
        for kind, denomination, serial, currency, count in zip(*columns, strict=False):
            if denomination.strip() or serial.strip():
                found.append(Piece(kind, denomination.strip(), serial, currency.strip() or OWN, number_of(count)))
        return found


def number_of(text: str) -> int:
    """How many pieces; 0, which no verb takes, for what is no such number."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0


class MarkForm(forms.Form):
    """It was done before the customer's eyes."""

    in_view = forms.BooleanField(required=False)


class VoucherForm(forms.Form):
    """What stands on the official voucher."""

    voucher_no = forms.CharField(max_length=40)
    customer_name = forms.CharField(max_length=60)
    customer_identity = forms.CharField(max_length=40)
    refused = forms.BooleanField(required=False)

    @property
    def voucher(self) -> Voucher:
        """The checked values."""
        given = self.cleaned_data
        return Voucher(
            given["voucher_no"], given["customer_name"], given["customer_identity"], has_signed=not given["refused"]
        )


class ReasonsForm(forms.Form):
    """Why a seizure has to be reported."""

    reasons = forms.MultipleChoiceField(choices=FOUND_REASONS)
    clue = forms.CharField(max_length=300, required=False)


class ReportForm(forms.Form):
    """Who was told."""

    authority = forms.ChoiceField(choices=Authority.choices)
    reference = forms.CharField(max_length=60)


class AppraisalForm(forms.Form):
    """Who appraises."""

    appraiser = forms.CharField(max_length=100, required=False)


class BillForm(AboutForm):
    """A doubtful bill."""

    kind = forms.ChoiceField(choices=BillKind.choices)
    doubts = forms.MultipleChoiceField(
        choices=BillDoubt.choices, error_messages={"required": _("Please say what is doubtful about the bill.")}
    )
    bill_no = forms.CharField(max_length=40, required=False)
    note = forms.CharField(max_length=200, required=False)


class FindingForm(GroundsForm):
    """What a specialist found."""

    result = forms.ChoiceField(choices=[(one.value, one.label) for one in RESULTS])
