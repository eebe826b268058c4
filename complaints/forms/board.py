"""What may stand in the address of a board."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from complaints.enums.board import ClockFilter
from complaints.enums.cases import OPEN_STEPS, CaseSeverity, ReceiptChannel
from complaints.selectors.board import Filters

ANY = ("", _("all"))
# Where the next page begins: microseconds and an id, as `selectors/board.py` writes it.
AFTER = r"^[0-9]{1,17}-[0-9]{1,18}$"


class BoardForm(forms.Form):
    """Filters of the board, and in one step's list where to go on."""

    owner = forms.IntegerField(label=_("Owner"), required=False, min_value=1, max_value=2**63 - 1)
    clock = forms.ChoiceField(label=_("Clock"), required=False, choices=[ANY, *ClockFilter.choices])
    step = forms.ChoiceField(
        label=_("Step"), required=False, choices=[ANY, *((one.value, one.label) for one in OPEN_STEPS)]
    )
    channel = forms.ChoiceField(label=_("Came in"), required=False, choices=[ANY, *ReceiptChannel.choices])
    severity = forms.ChoiceField(label=_("Severity"), required=False, choices=[ANY, *CaseSeverity.choices])
    major = forms.BooleanField(label=_("Major only"), required=False)
    after = forms.RegexField(AFTER, required=False)

    def filters(self) -> Filters:
        """What was asked for; call it on a valid form."""
        return Filters(**{name: value for name, value in self.cleaned_data.items() if name != "after"})


class AfterForm(forms.Form):
    """Where the list of the offices goes on."""

    after = forms.RegexField(AFTER, required=False)
