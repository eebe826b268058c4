"""Forms around the concierge."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from devices.forms.register import VISIBLE


class AskForm(forms.Form):
    """What somebody types at a concierge."""

    q = forms.CharField(max_length=120, validators=[VISIBLE])


class AnswerForm(forms.Form):
    """An answer in both languages."""

    title_zh = forms.CharField(label=_("Question (Chinese)"), max_length=80)
    title_en = forms.CharField(label=_("Question (English)"), max_length=120)
    body_zh = forms.CharField(label=_("Answer (Chinese)"), max_length=2000, widget=forms.Textarea)
    body_en = forms.CharField(label=_("Answer (English)"), max_length=3000, widget=forms.Textarea)


class DismissForm(forms.Form):
    """Why a question needs no answer."""

    reason = forms.CharField(max_length=200)
