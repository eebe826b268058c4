"""What is written on LM-10, and on the card of a settlement on the spot."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from complaints.domain.cases.receiving import Speaker
from complaints.domain.lint import findings
from complaints.enums.cases import ActsFor, CardStep, CaseSeverity, Dimension, LocalCause, ReceiptChannel, Verdict
from complaints.errors.capture import PhrasesFlagged
from complaints.models import ComplaintCode
from complaints.models.cases import ANSWER_LENGTH, CONTACT_LENGTH, CONTENT_LENGTH, NAME_LENGTH
from lobby.branches.access import staff_with_role
from lobby.branches.enums import RoleCode
from lobby.branches.models import Branch, Staff
from queueing.models import Ticket

LANGUAGES = (("zh-hans", "中文"), ("en", "English"))
NAME_AND_CONTACT = re.compile(r"[,，;；\t]|\s{2,}")


class CaptureForm(forms.Form):
    """The facts: the customer's words, and what is known of who, whom and how much. Only the words have to be there."""

    content = forms.CharField(
        label=_("What happened, in the customer's own words"),
        max_length=CONTENT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 4, "data-lint": "customer"}),
    )
    severity = forms.ChoiceField(label=_("How serious"), choices=CaseSeverity.choices, required=False)
    about_staff = forms.ModelChoiceField(
        Staff.objects.none(), label=_("About whom"), required=False, empty_label=_("nobody in particular")
    )
    amount = forms.DecimalField(
        label=_("Amount in yuan"), min_value=Decimal(0), max_digits=12, decimal_places=2, required=False
    )
    is_strong_discontent = forms.BooleanField(label=_("very upset"), required=False)
    has_bad_influence = forms.BooleanField(label=_("others take notice, or the media"), required=False)
    complainant = forms.CharField(label=_("Name"), max_length=NAME_LENGTH, required=False)
    contact = forms.CharField(label=_("Phone or mail"), max_length=CONTACT_LENGTH, required=False)
    acts_for = forms.ChoiceField(label=_("For whom"), choices=ActsFor.choices, initial=ActsFor.SELF, required=False)
    channel = forms.ChoiceField(
        label=_("How it came in"), choices=ReceiptChannel.choices, initial=ReceiptChannel.VISIT, required=False
    )
    forwarded_number = forms.CharField(label=_("Number of the authority"), max_length=60, required=False)
    representatives = forms.CharField(
        label=_("Representatives of a group, one on a line: name, phone"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    language = forms.ChoiceField(label=_("Language of the receipt"), choices=LANGUAGES, required=False)

    def __init__(self, *sent: Any, branch: Branch, ticket: Ticket | None = None, **options: Any) -> None:
        super().__init__(*sent, **options)
        people = staff_with_role(branch, RoleCode.values).order_by("name")
        self.fields["about_staff"].queryset = people  # type: ignore[attr-defined]
        self.ticket = ticket

    def clean_representatives(self) -> list[Speaker]:
        """The people of the lines; an empty line is nobody."""
        lines = (line.strip() for line in self.cleaned_data["representatives"].splitlines())
        parts = ([part.strip() for part in NAME_AND_CONTACT.split(line, maxsplit=1)] for line in lines if line)
        return [Speaker(*part[:2]) for part in parts]

    @property
    def facts(self) -> dict[str, Any]:
        """What `receive` is told."""
        facts = dict(self.cleaned_data)
        facts["channel"] = ReceiptChannel(facts["channel"] or ReceiptChannel.VISIT)
        facts["acts_for"] = facts["acts_for"] or ActsFor.SELF
        facts["language"] = facts["language"] or (self.ticket.language if self.ticket else "zh-hans")
        return facts


class OnTheSpotForm(forms.Form):
    """The card of four ticks (S180c), what registering asks for, and what the customer was told."""

    card = forms.MultipleChoiceField(choices=CardStep.choices, required=False)
    severity = forms.ChoiceField(label=_("How serious"), choices=CaseSeverity.choices)
    local_cause = forms.ChoiceField(label=_("Cause"), choices=LocalCause.choices)
    channel_code = forms.ModelChoiceField(ComplaintCode.objects.none(), label=_("Where the business was done"))
    business_code = forms.ModelChoiceField(ComplaintCode.objects.none(), label=_("Kind of business"))
    verdict = forms.TypedChoiceField(label=_("Decision"), choices=Verdict.choices, coerce=Verdict)
    complainant = forms.CharField(label=_("Name"), max_length=NAME_LENGTH)
    answer = forms.CharField(
        label=_("What the customer was told"),
        max_length=ANSWER_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3, "data-lint": "bank"}),
    )
    keeps_words = forms.BooleanField(label=_("Keep these words all the same"), required=False)

    def __init__(self, *sent: Any, **options: Any) -> None:
        super().__init__(*sent, **options)
        for name, dimension in (("channel_code", Dimension.CHANNEL), ("business_code", Dimension.BUSINESS)):
            rows = ComplaintCode.objects.filter(dimension=dimension, is_active=True)
            self.fields[name].queryset = rows  # type: ignore[attr-defined]

    @property
    def values(self) -> dict[str, Any]:
        """What `settle_now` is told. Raises PhrasesFlagged for words that nobody has looked at a second time."""
        values = dict(self.cleaned_data)
        found = findings(values["answer"])
        if not values.pop("keeps_words") and found:
            raise PhrasesFlagged(words=found[0].words, better=found[0].better)
        return values


class LintForm(forms.Form):
    """A draft to be looked at."""

    text = forms.CharField(max_length=CONTENT_LENGTH, required=False, strip=False)
