"""Forms of incidents, plans, security and order."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lobby.branches.enums import RoleCode
from lobby.branches.forms import MomentField
from lobby.branches.models import Branch, Staff, Zone
from lobby.floor.enums.incidents import (
    REPORT_FIELDS,
    CallState,
    EvidenceKind,
    IncidentKind,
    IncidentSeverity,
    StepKind,
)
from lobby.floor.enums.security import Behaviour, OrderAction, OrderKind, OrderOutcome
from lobby.floor.models import IncidentReport
from lobby.floor.selectors.incidents.duty import people_of

LOCAL = "%Y-%m-%dT%H:%M"


class ZoneForm(forms.Form):
    """A form that may name a zone of the branch."""

    zone = forms.ModelChoiceField(Zone.objects.none(), required=False, label=_("Where"), empty_label="—")

    def __init__(self, data: Any = None, *, branch: Branch, **options: Any) -> None:
        super().__init__(data, **options)
        field = self.fields["zone"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Zone.objects.filter(branch=branch).order_by("pk")


class IncidentForm(ZoneForm):
    """What happens and where."""

    kind = forms.ChoiceField(choices=IncidentKind.choices)
    note = forms.CharField(max_length=300, required=False, label=_("In a few words"))


class DrillForm(forms.Form):
    """What to practise."""

    kind = forms.ChoiceField(choices=IncidentKind.choices, label=_("What to practise"))
    note = forms.CharField(max_length=300, required=False, label=_("Scene"))


class ClassifyForm(forms.Form):
    """How grave it is, and what it is when it was reported as something else."""

    severity = forms.ChoiceField(choices=IncidentSeverity.choices)
    kind = forms.ChoiceField(choices=[("", "—"), *IncidentKind.choices], required=False)


class LevelForm(forms.Form):
    """Whom to call."""

    level = forms.IntegerField(min_value=2, max_value=3)
    reason = forms.CharField(max_length=120, required=False)


class StepForm(forms.Form):
    """What was done just now."""

    kind = forms.ChoiceField(choices=StepKind.choices, label=_("What was done"))
    note = forms.CharField(max_length=200, required=False, label=_("Note"))


class RollCallForm(forms.Form):
    """Where one person, or everybody of one zone, is."""

    state = forms.ChoiceField(choices=CallState.choices)
    staff = forms.ModelChoiceField(Staff.objects.none(), required=False)
    zone = forms.ModelChoiceField(Zone.objects.none(), required=False)

    def __init__(self, data: Any, *, branch: Branch) -> None:
        super().__init__(data)
        staff, zone = self.fields["staff"], self.fields["zone"]
        assert isinstance(staff, forms.ModelChoiceField)
        assert isinstance(zone, forms.ModelChoiceField)
        staff.queryset = people_of(branch)
        zone.queryset = Zone.objects.filter(branch=branch)


class EvidenceForm(forms.Form):
    """What can prove something."""

    kind = forms.ChoiceField(choices=EvidenceKind.choices, label=_("Kind"))
    text = forms.CharField(max_length=300, label=_("What it shows"))
    camera = forms.CharField(max_length=40, required=False, label=_("Camera"))
    starts_at = MomentField(
        required=False,
        input_formats=[LOCAL],
        label=pgettext_lazy("span", "From"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}),
    )
    ends_at = MomentField(
        required=False,
        input_formats=[LOCAL],
        label=_("Until"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}),
    )


class NameForm(forms.Form):
    """Who speaks for the group."""

    name = forms.CharField(max_length=60)


class WordsForm(forms.Form):
    """A demand, or the answer to one."""

    text = forms.CharField(max_length=300)


class PromiseForm(forms.Form):
    """What was promised, who does it, within how many hours."""

    text = forms.CharField(max_length=200, label=_("Promise"))
    owner = forms.ModelChoiceField(Staff.objects.none(), label=_("Who does it"))
    hours = forms.IntegerField(min_value=1, max_value=24 * 30, label=_("Within hours"), initial=24)

    def __init__(self, data: Any = None, *, branch: Branch) -> None:
        super().__init__(data)
        owner = self.fields["owner"]
        assert isinstance(owner, forms.ModelChoiceField)
        owner.queryset = people_of(branch)


class ReportForm(forms.ModelForm):
    """The fields of R20 and the improvement."""

    class Meta:
        model = IncidentReport
        fields = REPORT_FIELDS
        field_classes = {"happened_at": MomentField}
        widgets = {
            "happened_at": forms.DateTimeInput(attrs={"type": "datetime-local"}, format=LOCAL),
            **{
                name: forms.Textarea(attrs={"rows": 2})
                for name in ("cause", "nature", "harm", "reaction", "trend", "measures", "improvement")
            },
        }


class SuspicionForm(ZoneForm):
    """An act of the list."""

    behaviour = forms.ChoiceField(choices=Behaviour.choices)
    note = forms.CharField(max_length=200, required=False, label=_("What the person did"))


class OutcomeForm(forms.Form):
    """What came of it."""

    outcome = forms.CharField(max_length=200, required=False)


class OrderForm(ZoneForm):
    """What disturbed the order, what was done, how it ended."""

    kind = forms.ChoiceField(choices=OrderKind.choices, label=pgettext_lazy("matter", "What"))
    action = forms.ChoiceField(choices=OrderAction.choices, label=_("What was done"))
    outcome = forms.ChoiceField(choices=OrderOutcome.choices, label=_("How it ended"))
    note = forms.CharField(max_length=200, required=False, label=_("Note"))


class CountForm(forms.Form):
    """People of a zone who hold no number."""

    people = forms.IntegerField(min_value=0, max_value=2000)


class PlanTaskForm(forms.Form):
    """One more task of a plan."""

    role = forms.ChoiceField(choices=RoleCode.choices, label=_("Role"))
    minutes = forms.IntegerField(min_value=1, max_value=24 * 60, label=_("Within minutes"))
    text_zh = forms.CharField(max_length=120, label=_("In Chinese"))
    text_en = forms.CharField(max_length=200, label=_("In English"))
