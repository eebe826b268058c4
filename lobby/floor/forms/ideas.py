"""Forms of the idea box."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lobby.branches.models import Branch
from lobby.floor.enums.ideas import IdeaSource
from lobby.floor.models import Idea


class IdeaForm(forms.Form):
    """An idea and whose it is."""

    text = forms.CharField(
        max_length=500, label=_("What would you do better"), widget=forms.Textarea(attrs={"rows": 3})
    )
    source = forms.ChoiceField(choices=IdeaSource.choices, initial=IdeaSource.STAFF, label=_("Whose idea"))


class AnswerForm(forms.Form):
    """What the author reads."""

    answer = forms.CharField(max_length=300)


class MergeForm(forms.Form):
    """Which idea it is the same as."""

    into = forms.ModelChoiceField(Idea.objects.none())

    def __init__(self, data: Any, *, branch: Branch) -> None:
        super().__init__(data)
        field = self.fields["into"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Idea.objects.filter(branch=branch)
