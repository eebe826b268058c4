"""Forms of the teller workstation."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lobby.branches.models import Branch, Counter, DocRequirement, Service, Staff
from queueing.enums import Outcome, PauseReason, ReturnReason
from queueing.models import CounterSession, FormInstance, Ticket
from queueing.selectors.eforms import filled_papers_of
from queueing.selectors.teller import colleagues

# The unknown outcome is the system's own word for a ticket that nobody finished.
OUTCOMES = [choice for choice in Outcome.choices if choice[0] != Outcome.UNKNOWN]
MOST_SERVICES = 99


class FinishForm(forms.Form):
    """How a service ended; everything may be left out, so that one key finishes."""

    outcome = forms.ChoiceField(choices=OUTCOMES, required=False)
    missing = forms.ChoiceField(choices=ReturnReason.choices, required=False)
    services_done = forms.ModelMultipleChoiceField(Service.objects.none(), to_field_name="code", required=False)
    quantity = forms.IntegerField(min_value=1, max_value=MOST_SERVICES, required=False)

    def __init__(self, data: Any, *, branch: Branch) -> None:
        super().__init__(data)
        self.fields["services_done"].queryset = Service.objects.filter(branch=branch, is_active=True)  # type: ignore[attr-defined]

    def clean_outcome(self) -> Outcome:
        """Completed unless the teller says otherwise."""
        return Outcome(self.cleaned_data["outcome"] or Outcome.COMPLETED)

    def clean_quantity(self) -> int:
        """Once unless the teller says otherwise."""
        return int(self.cleaned_data["quantity"] or 1)

    @property
    def codes(self) -> list[str]:
        """Codes of the services done; none stands for the ticket's own."""
        return [service.code for service in self.cleaned_data["services_done"]]


class PauseForm(forms.Form):
    """Why the counter is paused."""

    reason = forms.ChoiceField(choices=PauseReason.choices)


class ReturnForm(forms.Form):
    """What the customer has to complete; documents and lines of forms (`form:key`) may be marked as wrong."""

    reason = forms.ChoiceField(choices=ReturnReason.choices)
    documents = forms.ModelMultipleChoiceField(DocRequirement.objects.none(), required=False)

    def __init__(self, data: QueryDict, *, ticket: Ticket) -> None:
        super().__init__(data)
        self.fields["documents"].queryset = DocRequirement.objects.filter(service=ticket.service_id)  # type: ignore[attr-defined]
        self.own = {str(paper.form.pk): paper.form for paper in filled_papers_of(ticket) if paper.form}
        self.typed_lines = data.getlist("lines")

    def clean(self) -> dict[str, Any]:
        """Lines by their form; only forms of this ticket can be marked."""
        lines: dict[FormInstance, set[str]] = {}
        for typed in self.typed_lines:
            form, _colon, key = typed.partition(":")
            if form not in self.own:
                raise forms.ValidationError(_("This form is not one of the ticket's."))
            lines.setdefault(self.own[form], set()).add(key)
        return {**self.cleaned_data, "lines": lines}


class NoteForm(forms.Form):
    """A note for whoever serves next."""

    text = forms.CharField(max_length=500)


class CallNumberForm(forms.Form):
    """A number out of order, with the reason that goes into the journal."""

    number = forms.CharField(max_length=12)
    reason = forms.CharField(max_length=120)

    def __init__(self, data: Any, *, session: CounterSession) -> None:
        super().__init__(data)
        self.session = session

    def clean_number(self) -> Ticket:
        """The session's ticket of today by its number, as typed or scanned: small letters and spaces do not matter."""
        number = "".join(self.cleaned_data["number"].split()).upper()
        tickets = Ticket.objects.filter(branch=self.session.branch_id, day=self.session.day, number=number)
        ticket = tickets.select_related("service").first()
        if ticket is None:
            raise forms.ValidationError(_("There is no number %(number)s today."), params={"number": number})
        return ticket


class ServeForm(forms.Form):
    """The service of a customer without a number."""

    service = forms.ModelChoiceField(Service.objects.none(), to_field_name="code")

    def __init__(self, data: Any, *, branch: Branch) -> None:
        super().__init__(data)
        self.fields["service"].queryset = Service.objects.filter(branch=branch, is_active=True)  # type: ignore[attr-defined]


class HandOnForm(forms.Form):
    """Where a customer goes on: another queue, a certain counter, a certain person, or several of these."""

    service = forms.ModelChoiceField(Service.objects.none(), to_field_name="code", required=False)
    counter = forms.ModelChoiceField(Counter.objects.none(), required=False)
    person = forms.ModelChoiceField(Staff.objects.none(), required=False)
    note = forms.CharField(max_length=500, required=False)

    def __init__(self, data: Any, *, ticket: Ticket, by: Staff) -> None:
        super().__init__(data)
        self.ticket = ticket
        able = [one.pk for one in colleagues(ticket.branch_id) if one.pk != by.pk]
        sources = {
            "service": Service.objects.filter(branch=ticket.branch_id, is_active=True),
            "counter": Counter.objects.filter(branch=ticket.branch_id, is_active=True).exclude(tickets=ticket),
            "person": Staff.objects.filter(pk__in=able),
        }
        for name, source in sources.items():
            self.fields[name].queryset = source  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Something has to change, or the customer would only stand in the same queue again."""
        goal = {name: self.cleaned_data.get(name) for name in ("service", "counter", "person")}
        if goal["service"] == self.ticket.service:
            goal["service"] = None
        if not self.errors and not any(goal.values()):
            self.add_error("service", gettext_lazy("Choose another queue, a counter or a person."))
        return self.cleaned_data


class ShortcutsForm(forms.Form):
    """Whether keys work for this person."""

    on = forms.BooleanField(required=False)
