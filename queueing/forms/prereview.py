"""Forms of the pre-review and of what is loaded at a ticket."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from lobby.branches.models import DocRequirement
from queueing.domain.prereview import Check
from queueing.enums.prereview import DocState

LONGEST_CODE = 60


class ReviewForm(forms.Form):
    """A state and, where copies are needed, a tick for each document; what is not touched is left out."""

    def __init__(self, data: QueryDict, *, documents: Iterable[DocRequirement]) -> None:
        super().__init__(data)
        self.documents = list(documents)
        for one in self.documents:
            self.fields[f"state-{one.pk}"] = forms.ChoiceField(choices=DocState.choices, required=False)
            self.fields[f"copied-{one.pk}"] = forms.BooleanField(required=False)

    @property
    def checks(self) -> dict[int, Check]:
        """What was found, by the document's id."""
        given: dict[str, Any] = self.cleaned_data
        return {
            one.pk: Check(DocState(given[f"state-{one.pk}"]), given[f"copied-{one.pk}"])
            for one in self.documents
            if given[f"state-{one.pk}"]
        }


class LoadForm(forms.Form):
    """A pre-fill token or a continuation code, scanned or typed."""

    code = forms.CharField(max_length=LONGEST_CODE, label=_("code"))
