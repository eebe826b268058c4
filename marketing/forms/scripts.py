"""Forms of scripts."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from lobby.floor.enums.library import ContentKind, ContentStatus
from marketing.selectors.scripts import LISTED

# A sentence or two; whole scripts are read where they are written.
LONGEST = 2000


class ScriptWishForm(forms.Form):
    """What somebody looks for. A wish that makes no sense is no wish."""

    q = forms.CharField(max_length=100, required=False)
    kind = forms.ChoiceField(choices=[(kind, ContentKind(kind).label) for kind in LISTED], required=False)
    product = forms.CharField(max_length=20, required=False)
    state = forms.ChoiceField(choices=ContentStatus.choices, required=False)


class SentenceForm(forms.Form):
    """Words to be read by the language check."""

    text = forms.CharField(max_length=LONGEST, strip=False, label=_("Words to check"), required=False)
