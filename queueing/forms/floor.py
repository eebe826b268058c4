"""Forms of the lobby tablet."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lobby.branches.models import Branch, Counter, Service, Staff
from lobby.customers.models import Customer
from lobby.customers.selectors.cards import customer_by_reference
from queueing.enums import Trait
from queueing.enums.triage import GuessSign
from queueing.models import Ticket, Visit
from queueing.selectors.teller import colleagues
from queueing.triage.routes import Route, opened, route_of


class NeedForm(forms.Form):
    """A need and who has it. The level of a customer comes from the card, never from here."""

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
        offered = Service.objects.filter(branch=branch, is_active=True).select_related("zone")
        self.fields["service"].queryset = offered  # type: ignore[attr-defined]

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


class IssueForm(NeedForm):
    """What the lobby manager learned in half a minute, and the way that was chosen: `channel`, or `channel reason`."""

    visit = forms.ModelChoiceField(Visit.objects.none(), required=False)
    advice = forms.CharField(max_length=6000, required=False)
    choice = forms.RegexField(r"\A[a-z_]{1,20}( [a-z_]{1,20})?\Z", required=False)
    guess = forms.ModelChoiceField(Service.objects.none(), to_field_name="code", required=False)
    signs = forms.MultipleChoiceField(choices=GuessSign.choices, required=False)

    def __init__(self, data: Any, *, branch: Branch) -> None:
        super().__init__(data, branch=branch)
        self.fields["visit"].queryset = Visit.objects.filter(branch=branch)  # type: ignore[attr-defined]
        self.fields["guess"].queryset = Service.objects.filter(branch=branch, is_active=True)  # type: ignore[attr-defined]

    def route(self) -> Route | None:
        """The chosen way, None for a number without triage. Raises AdviceExpired, UnknownOption, OverrideMissing."""
        found = self.cleaned_data
        if not found["choice"]:
            return None
        channel, _space, override = found["choice"].partition(" ")
        advice = opened(found["advice"], branch=self.branch, service=found["service"])
        return route_of(advice, channel, override=override).guessed(found["guess"], found["signs"])


class FailForm(forms.Form):
    """Why a machine could not do it; a reason is offered, not asked for."""

    reason = forms.CharField(max_length=120, required=False)


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
