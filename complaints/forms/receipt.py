"""What customers write on their pages."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from complaints.models.cases import CONTACT_LENGTH, CONTENT_LENGTH, NAME_LENGTH

WORDS_LENGTH = 2000


class WordsForm(forms.Form):
    """A few words."""

    text = forms.CharField(max_length=WORDS_LENGTH, error_messages={"required": _("Please write a few words.")})


class PictureForm(forms.Form):
    """One picture. What is in it is judged by the verb."""

    file = forms.FileField(
        max_length=1000, allow_empty_file=False, error_messages={"required": _("Please choose a picture.")}
    )


class WithdrawForm(forms.Form):
    """Perhaps why."""

    text = forms.CharField(max_length=500, required=False)


class IntakeForm(forms.Form):
    """A complaint from the page of a ticket. `flow` was minted with the page, so a second press is known as one."""

    flow = forms.RegexField(r"\A[A-Za-z0-9_-]{16,64}\Z")
    content = forms.CharField(
        label=_("What was not right"),
        max_length=CONTENT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 7}),
        error_messages={"required": _("Please write a few words.")},
    )
    complainant = forms.CharField(label=_("Your name"), max_length=NAME_LENGTH, required=False)
    contact = forms.CharField(
        label=_("Phone or mail, so that we can answer"), max_length=CONTACT_LENGTH, required=False
    )
