"""Forms of what follows a complaint. Moments are typed on the branch's wall clock."""

from __future__ import annotations

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from complaints.enums.cases import Verdict
from complaints.enums.follow import COMPENSATION_REASONS, CallResult, CloseCode, Satisfaction
from complaints.models.callbacks import NOTE_LENGTH
from complaints.models.promises import ANSWER_LENGTH, WORDS
from complaints.models.reviews import ANSWER_LENGTH as REVIEW_LENGTH
from complaints.selectors.follow import departments_of, handlers_of
from lobby.branches.forms import MomentField
from lobby.branches.models import Branch, OrgUnit, Staff

LOCAL = "%Y-%m-%dT%H:%M"
MOST_MINUTES = 24 * 60
YES, NO = "yes", "no"
ANSWERS = ((YES, _("yes")), (NO, _("no")))


def moment(label: Any) -> MomentField:
    """A time typed on the branch's wall clock."""
    return MomentField(label=label, input_formats=[LOCAL, f"{LOCAL}:%S"])


def minutes() -> forms.IntegerField:
    """The work in it, in minutes (S102)."""
    return forms.IntegerField(label=_("Minutes of work"), min_value=0, max_value=MOST_MINUTES, required=False)


class FollowForm(forms.Form):
    """A form of a branch: what is typed as a time is a time there."""

    def __init__(self, *sent: Any, branch: Branch, **options: Any) -> None:
        super().__init__(*sent, **options)
        self.branch = branch

    def full_clean(self) -> None:
        """Read times on the branch's wall clock."""
        with timezone.override(ZoneInfo(self.branch.timezone)):
            super().full_clean()

    def clean(self) -> dict[str, Any]:
        """Times in UTC; no minutes are 0."""
        values = super().clean() or {}
        for name, value in values.items():
            if isinstance(value, dt.datetime):
                values[name] = value.astimezone(dt.UTC)
        if "effort_minutes" in self.fields:
            values["effort_minutes"] = values.get("effort_minutes") or 0
        return values


class PromiseForm(FollowForm):
    """What is promised, until when, whose it is."""

    text = forms.CharField(label=_("What is promised"), max_length=WORDS)
    due_at = moment(_("Until when"))
    owner = forms.ModelChoiceField(Staff.objects.none(), label=_("Who keeps it"), required=False)

    def __init__(self, *sent: Any, branch: Branch, **options: Any) -> None:
        super().__init__(*sent, branch=branch, **options)
        self.fields["owner"].queryset = handlers_of(branch)  # type: ignore[attr-defined]


class ChangeForm(FollowForm):
    """Until when instead, and why."""

    due_at = moment(_("Until when instead"))
    reason = forms.CharField(label=_("Why; the customer reads this"), max_length=WORDS)


class ReasonForm(FollowForm):
    """Why something is not done any more."""

    reason = forms.CharField(label=_("Why"), max_length=WORDS)


class EffortForm(FollowForm):
    """The work in it."""

    effort_minutes = minutes()


class SubTaskForm(FollowForm):
    """Which department does what, until when."""

    to = forms.ChoiceField(label=_("Department"))
    text = forms.CharField(label=_("What is needed; write no names"), max_length=WORDS)
    due_at = moment(_("Until when"))

    def __init__(self, *sent: Any, branch: Branch, **options: Any) -> None:
        super().__init__(*sent, branch=branch, **options)
        self.fields["to"].choices = departments_of(branch)  # type: ignore[attr-defined]

    def clean_to(self) -> OrgUnit | str:
        """An office as its row, a team as its role code."""
        kind, _colon, key = str(self.cleaned_data["to"]).partition(":")
        return OrgUnit.objects.get(pk=int(key)) if kind == "unit" else key


class AnswerForm(FollowForm):
    """What the department says."""

    text = forms.CharField(label=_("What came of it"), max_length=ANSWER_LENGTH)
    effort_minutes = minutes()


class CallbackForm(FollowForm):
    """How the return call went."""

    result = forms.ChoiceField(label=_("The customer"), choices=CallResult.choices)
    is_solved = forms.ChoiceField(label=_("Is it solved?"), choices=ANSWERS, required=False)
    satisfaction = forms.ChoiceField(
        label=_("How satisfied is the customer?"), choices=Satisfaction.choices, required=False
    )
    text = forms.CharField(label=_("In a few words"), max_length=NOTE_LENGTH, required=False)
    effort_minutes = minutes()

    def clean(self) -> dict[str, Any]:
        """Nobody who did not answer said anything."""
        values = super().clean()
        if values.get("result") == CallResult.NOT_REACHED:
            values["is_solved"], values["satisfaction"] = "", ""
        values["is_solved"] = {YES: True, NO: False}.get(values.get("is_solved", ""))
        return values


class CloseForm(FollowForm):
    """The code the return call asks for; words are for colleagues."""

    code = forms.ChoiceField(label=_("How it ends"), choices=CloseCode.choices)
    text = forms.CharField(label=_("Note for colleagues"), max_length=NOTE_LENGTH, required=False)
    effort_minutes = minutes()


class CompensationForm(FollowForm):
    """How much, and why."""

    amount = forms.DecimalField(label=_("Amount in yuan"), max_digits=12, decimal_places=2)
    reason = forms.ChoiceField(label=_("Reason"), choices=[(one.value, one.label) for one in COMPENSATION_REASONS])
    text = forms.CharField(label=pgettext_lazy("complaints", "What for"), max_length=WORDS)


class TextForm(FollowForm):
    """Words that must be there."""

    text = forms.CharField(label=_("Why"), max_length=WORDS)


class AskReviewForm(FollowForm):
    """What the customer does not agree with."""

    reason = forms.CharField(label=_("What the customer does not agree with"), max_length=REVIEW_LENGTH)
    effort_minutes = minutes()


class DecideReviewForm(FollowForm):
    """What the review came to."""

    verdict = forms.ChoiceField(label=_("The complaint is"), choices=Verdict.choices)
    answer = forms.CharField(label=_("What the customer reads"), max_length=REVIEW_LENGTH)
    effort_minutes = minutes()
