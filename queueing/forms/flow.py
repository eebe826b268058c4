"""What is said of a day that changes its flow."""

from __future__ import annotations

from decimal import Decimal

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from lobby.kpi.forms import FIRST, LAST
from queueing.domain.flow.factors import LEAST, MOST
from queueing.enums.forecasts import FlowCause

IN_CALENDAR = [MinValueValidator(FIRST), MaxValueValidator(LAST)]


class FactorKeyForm(forms.Form):
    """Which factor of which day."""

    date = forms.DateField(input_formats=["%Y-%m-%d"], validators=IN_CALENDAR, widget=forms.HiddenInput)
    cause = forms.ChoiceField(label=_("What"), choices=FlowCause.choices)

    @property
    def chosen(self) -> FlowCause:
        """The cause of a valid form."""
        return FlowCause(self.cleaned_data["cause"])


class FactorForm(FactorKeyForm):
    """What changes a day, by how much in per cent of its usual customers, and what was agreed."""

    percent = forms.DecimalField(
        label=_("Customers, in % of the usual"),
        required=False,
        min_value=Decimal(str(100 * LEAST)),
        max_value=Decimal(str(100 * MOST)),
        decimal_places=1,
        help_text=_("empty = what the cause usually does"),
    )
    note = forms.CharField(label=_("Agreed"), required=False, max_length=120)

    @property
    def factor(self) -> float | None:
        """The typed factor of a valid form, None for the usual one."""
        percent: Decimal | None = self.cleaned_data["percent"]
        return None if percent is None else float(percent) / 100
