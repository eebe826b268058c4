"""Forms of the lobby tablet."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lobby.branches.models import Branch, Counter, Service, Staff
from lobby.customers.models import Customer
from lobby.customers.selectors import customer_by_reference
from queueing.enums import Trait
from queueing.models import Ticket, Visit
from queueing.selectors.teller import colleagues


class IssueForm(forms.Form):
    """What the lobby manager learned in half a minute. The level of a customer comes from the card, never from here."""

    visit = forms.ModelChoiceField(Visit.objects.none(), required=False)
    service = forms.ModelChoiceField(
        Service.objects.none(),
        to_field_name="code",
        error_messages={"required": _("Please choose what the customer comes for.")},
    )
    traits = forms.MultipleChoiceField(choices=Trait.choices, required=False)
    reference = forms.CharField(max_length=40, required=False)

    def __init__(self, data: Any, *, branch: Branch) -> None:
        super().__init__(data)
        self.branch = branch
        self.fields["service"].queryset = Service.objects.filter(branch=branch, is_active=True)  # type: ignore[attr-defined]
        self.fields["visit"].queryset = Visit.objects.filter(branch=branch)  # type: ignore[attr-defined]

    def clean_reference(self) -> Customer | None:
        """The customer with this number of the core system."""
        reference = self.cleaned_data["reference"].strip()
        if not reference:
            return None
        customer = customer_by_reference(self.branch, reference)
        if customer is None:
            raise forms.ValidationError(_("No customer of this branch has this number."))
        return customer

    @property
    def chosen_traits(self) -> list[Trait]:
        """The traits as the domain knows them."""
        return [Trait(one) for one in self.cleaned_data["traits"]]

    @property
    def language(self) -> str:
        """The language to serve in: the customer's own when known, English for somebody who speaks no Chinese."""
        customer: Customer | None = self.cleaned_data["reference"]
        if Trait.FOREIGN_LANGUAGE in self.chosen_traits:
            return "en"
        return (customer.language if customer else "") or "zh-hans"


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(max_length=120)


class NoteForm(forms.Form):
    """A staff note."""

    text = forms.CharField(max_length=500)


class TransferForm(forms.Form):
    """Where a waiting customer goes instead: another queue, a certain counter, a certain person, or several of these."""

    service = forms.ModelChoiceField(Service.objects.none(), to_field_name="code", required=False)
    counter = forms.ModelChoiceField(Counter.objects.none(), required=False)
    person = forms.ModelChoiceField(Staff.objects.none(), required=False)

    def __init__(self, data: Any = None, *, ticket: Ticket) -> None:
        super().__init__(data)
        branch = ticket.branch_id
        sources = {
            "service": Service.objects.filter(branch=branch, is_active=True),
            "counter": Counter.objects.filter(branch=branch, is_active=True),
            "person": Staff.objects.filter(pk__in=[one.pk for one in colleagues(branch)]),
        }
        for name, source in sources.items():
            self.fields[name].queryset = source  # type: ignore[attr-defined]
