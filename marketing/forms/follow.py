"""Forms of follow-ups, invitations and test messages."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lobby.branches.forms import DayField
from lobby.branches.models import Branch, Staff
from lobby.customers.models import Customer
from marketing.access.follow import keepers
from marketing.enums.follow import FollowUpOutcome
from marketing.selectors.follow import own_customers

NOTE_LENGTH = 300
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]


class OutcomeForm(forms.Form):
    """What came of it, in one tap; words and another day where they are wanted."""

    outcome = forms.ChoiceField(label=_("What came of it"), choices=FollowUpOutcome.choices)
    note = forms.CharField(label=_("Note for yourself"), max_length=NOTE_LENGTH, required=False)
    next_on = DayField(label=_("Again on"), required=False)


class PlanForm(forms.Form):
    """Whom to get in touch with, and when."""

    customer = forms.ModelChoiceField(Customer.objects.none(), label=_("Customer"))
    due_on = DayField(label=_("On"))

    def __init__(self, *sent: Any, branch: Branch, me: Staff, **options: Any) -> None:
        super().__init__(*sent, **options)
        mine = own_customers(branch, me).values_list("pk", flat=True)
        self.fields["customer"].queryset = Customer.objects.filter(pk__in=list(mine))  # type: ignore[attr-defined]


class ReasonForm(forms.Form):
    """Why it is not needed any more."""

    reason = forms.CharField(label=_("Why"), max_length=120)


class AssignForm(forms.Form):
    """Who looks after it from now on."""

    to = forms.ModelChoiceField(Staff.objects.none(), label=_("Who looks after it"))

    def __init__(self, *sent: Any, branch: Branch, **options: Any) -> None:
        super().__init__(*sent, **options)
        self.fields["to"].queryset = keepers(branch)  # type: ignore[attr-defined]


class InviteForm(forms.Form):
    """A slot and what the customer gains by coming."""

    choice = forms.RegexField(
        r"\A[A-Za-z0-9_-]{1,20} [0-9]{1,10}\Z", error_messages={"required": _("Please choose a time.")}
    )
    value = forms.CharField(
        max_length=120, error_messages={"required": _("Please write what the customer gains by coming.")}
    )


class TryForm(forms.Form):
    """Where a test goes, in which language."""

    to = forms.CharField(label=_("Your own e-mail address or mobile number"), max_length=254)
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES)
