"""Filters of the head's ticket list, kept in its address."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lobby.branches.models import Branch, Counter, Service
from lobby.kpi.forms import DayForm
from queueing.enums import PriorityClass, TicketStatus

ALL = [("", _("all"))]


class TicketFilterForm(DayForm):
    """Every filter is optional; several are combined."""

    status = forms.MultipleChoiceField(label=_("State"), required=False, choices=TicketStatus.choices)
    priority = forms.ChoiceField(label=_("Class"), required=False, choices=[*ALL, *PriorityClass.choices])
    service = forms.ModelChoiceField(
        Service.objects.none(), label=_("Service"), required=False, to_field_name="code", empty_label=_("all")
    )
    counter = forms.ModelChoiceField(
        Counter.objects.none(), label=_("Counter"), required=False, to_field_name="code", empty_label=_("all")
    )

    def __init__(self, data: Any, branch: Branch) -> None:
        super().__init__(data)
        self.fields["service"].queryset = Service.objects.filter(branch=branch)  # type: ignore[attr-defined]
        self.fields["counter"].queryset = Counter.objects.filter(branch=branch)  # type: ignore[attr-defined]

    @property
    def filters(self) -> dict[str, Any]:
        """The asked filters as the arguments of a query."""
        asked = {
            "status__in": self.cleaned_data["status"],
            "priority": self.cleaned_data["priority"],
            "service": self.cleaned_data["service"],
            "counter": self.cleaned_data["counter"],
        }
        return {name: value for name, value in asked.items() if value}
