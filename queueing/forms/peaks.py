"""Forms of the peak plan."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lobby.branches.enums import Post, RoleCode
from lobby.branches.forms import DayField
from lobby.branches.models import Branch, Counter, Service, Staff
from queueing.enums.peaks import STEP_ROLES, Measure, PeakLevel, StepKind
from queueing.models import CounterSession, PeakPolicy, PlanStep
from queueing.models.peak_plans import COLUMNS, LEVELS, column
from queueing.selectors.teller import colleagues

SIDES = ("enter", "exit")
UNITS: dict[Measure, Any] = {
    Measure.WAITING: _("number of people waiting"),
    Measure.WAIT: _("predicted wait, minutes"),
    Measure.ARRIVALS: _("arrivals in 15 min"),
}

STEP_LABELS = {
    "kind": _("what is done"),
    "role": _("who does it"),
    "skill": _("support for"),
    "people": _("people to call"),
    "accept_s": _("seconds to take it"),
    "due_s": _("seconds to do it"),
}


class NoteForm(forms.Form):
    """What came of a peak."""

    note = forms.CharField(
        max_length=1000, error_messages={"required": _("Please write what went well and what did not.")}
    )


class SkipForm(forms.Form):
    """Whether a step is left out in a peak."""

    is_skipped = forms.BooleanField(required=False)


class WindowForm(forms.Form):
    """A closed counter and somebody to sit at it."""

    counter = forms.ModelChoiceField(Counter.objects.none())
    teller = forms.ModelChoiceField(Staff.objects.none())

    def __init__(self, data: Any = None, *, branch: Branch) -> None:
        super().__init__(data)
        taken = CounterSession.objects.filter(closed_at__isnull=True)
        counters = Counter.objects.filter(branch=branch, is_active=True).exclude(pk__in=taken.values("counter"))
        people = Staff.objects.filter(pk__in=[one.pk for one in colleagues(branch.pk)])
        self.fields["counter"].queryset = counters  # type: ignore[attr-defined]
        self.fields["teller"].queryset = people.exclude(pk__in=taken.values("staff"))  # type: ignore[attr-defined]


class StepForm(forms.ModelForm):
    """A new step of a plan."""

    level = forms.ChoiceField(label=_("level"), choices=PeakLevel.choices)

    class Meta:
        model = PlanStep
        fields = ("kind", "text_zh", "text_en", "role", "skill", "people", "accept_s", "due_s")
        labels = STEP_LABELS

    def __init__(self, data: Any = None, *, branch: Branch) -> None:
        super().__init__(data)
        services = Service.objects.filter(branch=branch, is_active=True)
        self.fields["skill"] = forms.ModelChoiceField(
            services, to_field_name="code", required=False, label=STEP_LABELS["skill"]
        )
        self.fields["role"].choices = [(role, RoleCode(role).label) for role in STEP_ROLES]  # type: ignore[attr-defined]
        for name in ("people", "accept_s", "due_s"):
            self.fields[name].required = False

    def clean_skill(self) -> str:
        """The service's code."""
        service: Service | None = self.cleaned_data["skill"]
        return service.code if service else ""

    def clean(self) -> dict[str, Any]:
        """What a window and a shorter way of serving ask for; both languages or none."""
        cleaned: dict[str, Any] = super().clean() or {}
        texts = [cleaned.get("text_zh", ""), cleaned.get("text_en", "")]
        if cleaned.get("kind") == StepKind.OPEN_WINDOW and cleaned.get("role") != RoleCode.TELLER_LEAD:
            self.add_error("role", _("Only an operations supervisor opens a temporary window."))
        if cleaned.get("kind") == StepKind.SIMPLIFY and any(texts):
            self.add_error("text_zh", _("What is left out stands in the list below, never in words."))
        if cleaned.get("kind") == StepKind.OTHER and not all(texts):
            self.add_error("text_zh", _("Please say it in both languages."))
        if any(texts) and not all(texts):
            self.add_error("text_en", _("Please say it in both languages."))
        for name in ("people", "accept_s", "due_s"):
            if cleaned.get(name) is None:
                cleaned[name] = getattr(PlanStep(), name)
        return cleaned


class ThresholdForm(forms.Form):
    """Thresholds from a day on. Waits and times are typed in minutes."""

    effective_from = DayField(label=_("from this day on"))
    samples_in = forms.IntegerField(label=_("samples in a row that start"), min_value=1, max_value=30)
    under = forms.IntegerField(label=_("minutes below that end"), min_value=1, max_value=120)
    support_answer_s = forms.IntegerField(label=_("seconds to answer a call for support"), min_value=30, max_value=900)

    def __init__(self, data: Any = None, *, policy: PeakPolicy | None = None, begins: dt.date | None = None) -> None:
        super().__init__(data, initial=initial_of(policy, begins) if policy else None)
        for name in cells():
            self.fields[name] = forms.IntegerField(min_value=1, max_value=9999)

    def clean(self) -> dict[str, Any]:
        """A line is left below where it is entered; the warning comes before the peak."""
        cleaned: dict[str, Any] = super().clean() or {}
        for measure in COLUMNS:
            value = {(level, side): cleaned.get(cell(measure, level, side), 0) for level in LEVELS for side in SIDES}
            for level in LEVELS:
                if value[level, "exit"] >= value[level, "enter"]:
                    self.add_error(cell(measure, level, "exit"), _("A line is left below where it is entered."))
            for side in SIDES:
                if value["warning", side] > value["active", side]:
                    self.add_error(cell(measure, "active", side), _("The warning comes before the peak."))
        return cleaned

    @property
    def values(self) -> dict[str, int]:
        """The columns of a policy."""
        data = self.cleaned_data
        found = {
            column(measure, level, side): data[cell(measure, level, side)] * unit_of(measure)
            for measure in COLUMNS
            for level in LEVELS
            for side in SIDES
        }
        return {
            **found,
            "samples_in": data["samples_in"],
            "under_s": data["under"] * 60,
            "support_answer_s": data["support_answer_s"],
        }

    @property
    def rows(self) -> list[tuple[str, list[forms.BoundField]]]:
        """A row for each measure: warning from, over below, peak from, over below."""
        return [
            (UNITS[measure], [self[cell(measure, level, side)] for level in LEVELS for side in SIDES])
            for measure in COLUMNS
        ]

    @property
    def others(self) -> list[forms.BoundField]:
        """The fields beside the table."""
        return [self[name] for name in ("effective_from", "samples_in", "under", "support_answer_s")]


def cells() -> list[str]:
    """The names of the table's fields."""
    return [cell(measure, level, side) for measure in COLUMNS for level in LEVELS for side in SIDES]


def cell(measure: str, level: str, side: str) -> str:
    """The name of one field of the table."""
    return f"{Measure(measure).value}_{level}_{side}"


def unit_of(measure: str) -> int:
    """How many of the column's units one typed unit is: waits are typed in minutes and kept in seconds."""
    return 60 if measure == Measure.WAIT else 1


def initial_of(policy: PeakPolicy, begins: dt.date | None) -> dict[str, Any]:
    """The thresholds in force as the form shows them."""
    found: dict[str, Any] = {
        cell(measure, level, side): getattr(policy, column(measure, level, side)) // unit_of(measure)
        for measure in COLUMNS
        for level in LEVELS
        for side in SIDES
    }
    return {
        **found,
        "effective_from": begins,
        "samples_in": policy.samples_in,
        "under": policy.under_s // 60,
        "support_answer_s": policy.support_answer_s,
    }


class SupportForm(forms.Form):
    """Help that is needed without a peak."""

    post = forms.ChoiceField(label=_("Where"), choices=Post.choices, initial=Post.COUNTER)
    skill = forms.ModelChoiceField(
        Service.objects.none(), label=_("Service, for a counter"), required=False, empty_label=_("any")
    )
    people = forms.IntegerField(label=_("How many"), min_value=1, max_value=5, initial=1)
    reason = forms.CharField(label=_("Why"), max_length=120)

    def __init__(self, data: Any = None, *, branch: Branch) -> None:
        """The branch's services."""
        super().__init__(data, auto_id="id_support_%s")
        self.fields["skill"].queryset = Service.objects.filter(branch=branch, is_active=True)  # type: ignore[attr-defined]
