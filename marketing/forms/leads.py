"""What is filled in about leads."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lobby.branches.models import Branch, Staff
from marketing.domain.leads.offering import workers
from marketing.enums.leads import LeadReason
from marketing.enums.products import Family, ProductStatus
from marketing.enums.prompts import PromptAnswer
from marketing.forms.named import NamedChoiceField
from marketing.models import Lead, Product
from marketing.models.leads import NOTE_LENGTH, REASON_LENGTH

WAYS = (("meeting", _("in person")), ("phone", _("by phone")), ("email", _("by e-mail")))


class ReferForm(forms.Form):
    """LM-8 and TL-4: a family, why, a note, to whom."""

    family = forms.ChoiceField(choices=Family.choices)
    reason = forms.ChoiceField(choices=LeadReason.choices, required=False)
    note = forms.CharField(max_length=NOTE_LENGTH, required=False)
    to = forms.ModelChoiceField(Staff.objects.none(), required=False)

    def __init__(self, *sent: Any, branch: Branch, **options: Any) -> None:
        super().__init__(*sent, **options)
        self.fields["to"].queryset = workers(branch)  # type: ignore[attr-defined]


class LeadForm(forms.Form):
    """Of one verb on one lead."""

    def __init__(self, *sent: Any, lead: Lead, at: dt.datetime, **options: Any) -> None:
        super().__init__(*sent, **options)
        self.lead, self.at = lead, at
        self.prepare()

    def prepare(self) -> None:
        """Fill lists with what there is to choose from."""

    @property
    def values(self) -> dict[str, Any]:
        """What the verb is told."""
        return self.cleaned_data


class OfferForm(LeadForm):
    """To whom."""

    to = NamedChoiceField(Staff.objects.none(), label=_("To whom"))

    def prepare(self) -> None:
        """Who works on leads at the branch."""
        self.fields["to"].queryset = workers(self.lead.branch)  # type: ignore[attr-defined]


class ReasonForm(LeadForm):
    """Why."""

    reason = forms.CharField(label=_("Why"), max_length=REASON_LENGTH)


class ContactForm(LeadForm):
    """How, and what the customer said."""

    way = forms.ChoiceField(label=pgettext_lazy("contact", "How"), choices=WAYS)
    answer = forms.ChoiceField(label=_("What the customer said"), choices=PromptAnswer.choices)


class ProposeForm(LeadForm):
    """Which product, and what it needs."""

    product = NamedChoiceField(Product.objects.none(), label=_("Product"))
    recording_ref = forms.CharField(label=_("Number of the recording"), max_length=60, required=False)
    is_extra_confirmed = forms.BooleanField(label=_("The special duty of care was done"), required=False)

    def prepare(self) -> None:
        """What is on offer in the lead's family; the gate decides when it is proposed."""
        offered = Product.objects.filter(family=self.lead.family, status=ProductStatus.OFFERED, is_private=False)
        self.fields["product"].queryset = offered  # type: ignore[attr-defined]


class WinForm(LeadForm):
    """The deal."""

    deal_reference = forms.CharField(label=_("Number of the deal in the core system"), max_length=40)


FORMS: dict[str, type[LeadForm]] = {
    "offer": OfferForm,
    "accept": LeadForm,
    "decline": ReasonForm,
    "contact": ContactForm,
    "assess": LeadForm,
    "propose": ProposeForm,
    "win": WinForm,
    "lose": ReasonForm,
    "withdraw": ReasonForm,
}
