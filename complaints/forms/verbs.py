"""What the forms of all verbs on a complaint share."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from complaints.domain.lint import findings
from complaints.errors.capture import PhrasesFlagged
from complaints.models import Complaint
from lobby.branches.models import Staff

MOST_MINUTES = 24 * 60


def area(rows: int = 3, **attrs: str) -> forms.Textarea:
    """A field for some lines."""
    return forms.Textarea(attrs={"rows": rows, **attrs})


class VerbForm(forms.Form):
    """Of one complaint, for one person. `told` names the field whose words the customer reads or hears."""

    told = ""

    def __init__(self, *sent: Any, complaint: Complaint, me: Staff, **options: Any) -> None:
        super().__init__(*sent, **options)
        self.complaint, self.me = complaint, me
        if self.told:
            self.fields[self.told].widget.attrs["data-lint"] = "bank"
            keeps = forms.BooleanField(label=_("Keep these words all the same"), required=False)
            self.fields["keeps_words"] = keeps
        self.prepare()

    def prepare(self) -> None:
        """Fill lists with what there is to choose from."""

    @property
    def values(self) -> dict[str, Any]:
        """What the verb is told. Raises PhrasesFlagged for words that nobody has looked at a second time (S189)."""
        values = {name: value for name, value in self.cleaned_data.items() if value is not None}
        if self.told:
            found = findings(values[self.told])
            if not values.pop("keeps_words") and found:
                raise PhrasesFlagged(words=found[0].words, better=found[0].better)
        return values


class WorkForm(VerbForm):
    """Work that was done counts (S102)."""

    effort_minutes = forms.IntegerField(
        label=_("Minutes of work"), min_value=0, max_value=MOST_MINUTES, required=False, initial=0
    )

    field_order: tuple[str, ...] | None = ("text", "answer", "keeps_words", "effort_minutes")

    def clean_effort_minutes(self) -> int:
        """Nothing named is no work."""
        return self.cleaned_data["effort_minutes"] or 0
