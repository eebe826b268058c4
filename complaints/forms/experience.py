"""Forms of BH-9: whose experience over which days, problems, improvements, mystery visits."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from complaints.access.experience import improvers, visitors
from complaints.enums.cases import LocalCause
from complaints.enums.experience import Evidence, Segment, Touchpoint, Weight
from complaints.models.experience import TEXT_LENGTH, TITLE_LENGTH
from lobby.branches.errors import Invalid
from lobby.branches.forms import DayField
from lobby.branches.models import Branch, Service, Staff
from lobby.kpi import registry

# A page looks at so many days at most; so many it shows when none are named.
LONGEST, USUAL = dt.timedelta(days=366), dt.timedelta(days=29)
NO_SERVICE = gettext_lazy("no service in particular")


class DaysForm(forms.Form):
    """What may stand in the address: the first and the last business day, and a segment."""

    first = DayField(required=False)
    last = DayField(required=False)
    segment = forms.ChoiceField(choices=Segment.choices, required=False)

    def days_or(self, today: dt.date) -> tuple[dt.date, dt.date]:
        """The asked days, else the last thirty. Raises Invalid."""
        if not self.is_valid():
            raise Invalid(reason=_("these days or this segment cannot be read"))
        last: dt.date = self.cleaned_data["last"] or today
        first: dt.date = self.cleaned_data["first"] or last - USUAL
        if first > last or last - first > LONGEST:
            raise Invalid(reason=_("the days go from an earlier to a later one, a year at most"))
        return first, last

    @property
    def segment_or_all(self) -> Segment:
        """The asked segment; everybody when none is named."""
        return Segment(self.cleaned_data.get("segment") or Segment.ALL)


class TitleForm(forms.Form):
    """What a problem is and how bad."""

    title = forms.CharField(max_length=TITLE_LENGTH)
    severity = forms.TypedChoiceField(choices=Weight.choices, coerce=int)


class ClusterForm(TitleForm):
    """A suggested problem that somebody takes up."""

    touchpoint = forms.ChoiceField(choices=Touchpoint.choices)
    local_cause = forms.ChoiceField(choices=[("", ""), *LocalCause.choices], required=False)
    service = forms.ModelChoiceField(Service.objects.none(), required=False, empty_label=NO_SERVICE)

    def __init__(self, data: Any = None, *, branch: Branch) -> None:
        """Services of the branch."""
        super().__init__(data)
        field = self.fields["service"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Service.objects.filter(branch=branch)

    @property
    def said(self) -> dict[str, Any]:
        """The values as the verbs take them."""
        return {**self.cleaned_data, "touchpoint": Touchpoint(self.cleaned_data["touchpoint"])}


class ReasonForm(forms.Form):
    """Why, or what was found."""

    reason = forms.CharField(max_length=TEXT_LENGTH)


class LinkForm(forms.Form):
    """One thing that a problem rests on, written as `complaint:12`."""

    row = forms.RegexField(rf"^(?:{'|'.join(Evidence.values)}):[0-9]{{1,18}}$")

    @property
    def pair(self) -> tuple[Evidence, int]:
        """Its kind and id."""
        kind, _colon, number = self.cleaned_data["row"].partition(":")
        return Evidence(kind), int(number)


class DesignForm(forms.Form):
    """An improvement."""

    title = forms.CharField(max_length=TITLE_LENGTH)
    hypothesis = forms.CharField(max_length=TEXT_LENGTH)
    owner = forms.ModelChoiceField(Staff.objects.none())
    kpi_code = forms.ChoiceField(choices=[])
    before_first = DayField()
    before_last = DayField()
    due_on = DayField()

    def __init__(self, data: Any = None, *, branch: Branch) -> None:
        """People and figures of the branch."""
        super().__init__(data)
        owner, kpi = self.fields["owner"], self.fields["kpi_code"]
        assert isinstance(owner, forms.ModelChoiceField)
        assert isinstance(kpi, forms.ChoiceField)
        owner.queryset = improvers(branch)
        kpi.choices = [(one.code, one.name) for one in registry.registered()]

    @property
    def said(self) -> dict[str, Any]:
        """The values as the verb takes them."""
        values = dict(self.cleaned_data)
        before = values.pop("before_first"), values.pop("before_last")
        return {**values, "before": before}


class EvaluateForm(ReasonForm):
    """The days after, and what was found."""

    after_first = DayField()
    after_last = DayField()


class PlanForm(forms.Form):
    """Who visits between which days."""

    visitor = forms.ModelChoiceField(Staff.objects.none())
    first = DayField()
    last = DayField()

    def __init__(self, data: Any = None, *, branch: Branch) -> None:
        """Visitors of the branch."""
        super().__init__(data)
        field = self.fields["visitor"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = visitors(branch)
