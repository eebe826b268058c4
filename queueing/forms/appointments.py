"""Forms about appointments."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from lobby.branches.calendar import FIRST, LAST
from queueing.domain.appointments.booking import Cash

# Both halves can be read in one way only: a text of any length is looked at once, however it ends.
NAME = RegexValidator(r"^(?:[^\x00-\x1f<>\w]|[\d_])*[^\W\d_][^\x00-\x1f<>]*$", _("Please write your name."))
PHONE = RegexValidator(r"^\+?[0-9][0-9 ()-]{5,18}$", _("Please write a phone number, digits only."))
MOST_CASH = Decimal(100_000_000)


class MomentField(forms.Field):
    """The start of a slot as its seconds since 1970, which survive an address and a form unharmed."""

    def to_python(self, value: Any) -> dt.datetime | None:
        """The moment in UTC."""
        if value in (None, ""):
            return None
        try:
            moment = dt.datetime.fromtimestamp(int(str(value)), dt.UTC)
        except (ValueError, OverflowError, OSError) as error:
            raise forms.ValidationError(_("This time cannot be booked.")) from error
        if not FIRST <= moment.date() <= LAST:
            # On a branch's clock it might lie outside the calendar.
            raise forms.ValidationError(_("This time cannot be booked."))
        return moment


class CashForm(forms.Form):
    """How much money the branch shall have ready, in whole units of the currency."""

    amount = forms.DecimalField(min_value=1, max_value=MOST_CASH, decimal_places=0, required=False)
    notes = forms.CharField(max_length=120, required=False)

    @property
    def cash(self) -> Cash | None:
        """The order, None without an amount."""
        amount = self.cleaned_data.get("amount")
        return Cash(amount, notes=self.cleaned_data.get("notes", "")) if amount else None


class BookForm(CashForm):
    """Who comes, and when. `flow` was minted with the page, so a second press is known as one."""

    flow = forms.RegexField(r"\A[A-Za-z0-9_-]{16,64}\Z")
    start = MomentField()
    name = forms.CharField(max_length=60, validators=[NAME], error_messages={"required": _("Please write your name.")})
    phone = forms.CharField(
        max_length=20,
        validators=[PHONE],
        error_messages={"required": _("Please write the phone number that the branch can reach you at.")},
    )


class RescheduleForm(forms.Form):
    """Another time."""

    start = MomentField(error_messages={"required": _("Please choose a time.")})


class CancelForm(forms.Form):
    """Why the branch calls it off, and what the customer is told with it."""

    reason = forms.CharField(max_length=120)
    apology = forms.CharField(max_length=200, required=False)


class ItemForm(forms.Form):
    """One more thing to prepare."""

    text = forms.CharField(max_length=120)


class ResultForm(forms.Form):
    """What came of it."""

    text = forms.CharField(max_length=200)


class CodeForm(forms.Form):
    """Six digits, or what a scanner read from the confirmation."""

    code = forms.CharField(max_length=200, error_messages={"required": _("Please enter your code.")})


class InviteForm(forms.Form):
    """A customer manager invites a customer: when, who, and what the customer gains by coming (S179)."""

    start = MomentField(error_messages={"required": _("Please choose a time.")})
    name = forms.CharField(max_length=60, validators=[NAME])
    phone = forms.CharField(max_length=20, validators=[PHONE])
    value = forms.CharField(
        max_length=120, error_messages={"required": _("Please write what the customer gains by coming.")}
    )
    note = forms.CharField(max_length=200, required=False)


class StaffBookForm(forms.Form):
    """Staff book for a customer who calls; a choice names the service and the time."""

    choice = forms.RegexField(
        r"\A[A-Za-z0-9_-]{1,20} [0-9]{1,12}\Z", error_messages={"required": _("Please choose a time.")}
    )
    name = forms.CharField(max_length=60, validators=[NAME])
    phone = forms.CharField(max_length=20, validators=[PHONE])
    note = forms.CharField(max_length=200, required=False)

    @property
    def service_code(self) -> str:
        """The chosen service."""
        return str(self.cleaned_data["choice"]).partition(" ")[0]

    @property
    def starts_at(self) -> dt.datetime:
        """The chosen time."""
        return dt.datetime.fromtimestamp(min(int(str(self.cleaned_data["choice"]).partition(" ")[2]), 2**33), dt.UTC)
