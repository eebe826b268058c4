"""Forms of the roster: times are those of the branch's wall clock."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from lobby.branches.calendar import FIRST, LAST, clock_time, moment
from lobby.branches.enums import BreakKind, Duty, Post, RosterTemplate
from lobby.branches.models import Branch, Counter, Service, Shift, Staff
from lobby.kpi.forms import DayForm
from queueing.domain.flow.factors import LEAST, MOST
from queueing.enums.forecasts import FlowCause
from queueing.selectors.roster import may_be_planned

IN_CALENDAR = [MinValueValidator(FIRST), MaxValueValidator(LAST)]
TIME = forms.TimeInput(attrs={"type": "time", "step": 900}, format="%H:%M")


class BoardForm(DayForm):
    """What stands in the address of the forecast board: the day and one service, or all."""

    service = forms.ModelChoiceField(
        Service.objects.none(),
        label=_("Service"),
        required=False,
        to_field_name="code",
        empty_label=_("all services"),
    )

    def __init__(self, data: Any, branch: Branch) -> None:
        super().__init__(data)
        self.fields["service"].queryset = Service.objects.filter(branch=branch, is_active=True)  # type: ignore[attr-defined]


class WhatIfForm(DayForm):
    """What stands in the address of the roster: the day, and what is being tried: a break begun elsewhere, or a counter."""

    pause = forms.IntegerField(required=False)
    starts = forms.TimeField(required=False, input_formats=["%H:%M"])
    shift = forms.IntegerField(required=False)
    counter = forms.IntegerField(required=False)


class SpanForm(forms.Form):
    """A begin and an end; an end that is not later belongs to the small hours after."""

    starts = forms.TimeField(label=_("From"), widget=TIME, input_formats=["%H:%M"])
    ends = forms.TimeField(label=_("To"), widget=TIME, input_formats=["%H:%M"])

    def span(self, branch: Branch, date: dt.date) -> tuple[dt.datetime, dt.datetime]:
        """Both moments in UTC."""
        starts = moment(branch, date, self.cleaned_data["starts"])
        ends = moment(branch, date, self.cleaned_data["ends"])
        if ends <= starts:
            ends = moment(branch, date + dt.timedelta(days=1), self.cleaned_data["ends"])
        return starts, ends


class ShiftForm(SpanForm):
    """Who is where, from when until when."""

    date = forms.DateField(input_formats=["%Y-%m-%d"], validators=IN_CALENDAR, widget=forms.HiddenInput)
    staff = forms.ModelChoiceField(Staff.objects.none(), label=_("Member of staff"))
    post = forms.ChoiceField(label=_("Post"), choices=Post.choices, initial=Post.COUNTER)
    counter = forms.ModelChoiceField(
        Counter.objects.none(), label=_("Counter"), required=False, empty_label=_("not decided")
    )
    template = forms.ChoiceField(
        label=_("Counts"), choices=RosterTemplate.choices, required=False, initial=RosterTemplate.NORMAL
    )
    duty = forms.ChoiceField(
        label=_("Part in the lobby team"), choices=[("", _("none")), *Duty.choices], required=False
    )

    def __init__(self, data: Any = None, *, branch: Branch, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["staff"].queryset = may_be_planned(branch)  # type: ignore[attr-defined]
        self.fields["counter"].queryset = Counter.objects.filter(branch=branch, is_active=True)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Only counter duty is at a counter."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("post") != Post.COUNTER:
            cleaned["counter"] = None
        return cleaned


class BreakForm(SpanForm):
    """A break of a shift."""

    kind = forms.ChoiceField(label=_("Kind"), choices=BreakKind.choices, initial=BreakKind.BREAK)


class BeginForm(forms.Form):
    """When a break begins."""

    starts = forms.TimeField(input_formats=["%H:%M"])


class CounterForm(forms.Form):
    """Where the person of a shift is to work."""

    counter = forms.ModelChoiceField(Counter.objects.none(), label=_("Counter"))

    def __init__(self, data: Any = None, *, shift: Shift) -> None:
        super().__init__(data)
        self.fields["counter"].queryset = Counter.objects.filter(branch=shift.branch_id, is_active=True)  # type: ignore[attr-defined]


class PostForm(SpanForm):
    """Somebody stands elsewhere for some hours of a shift."""

    shift = forms.ModelChoiceField(Shift.objects.none(), label=_("Who"))
    post = forms.ChoiceField(label=_("Post"), choices=Post.choices, initial=Post.ENTRANCE)
    counter = forms.ModelChoiceField(
        Counter.objects.none(), label=_("Counter"), required=False, empty_label=_("not decided")
    )
    duty = forms.ChoiceField(
        label=_("Part in the lobby team"), choices=[("", _("none")), *Duty.choices], required=False
    )

    def __init__(self, data: Any = None, *, branch: Branch, date: dt.date) -> None:
        super().__init__(data, auto_id="id_post_%s")
        shifts = Shift.objects.filter(branch=branch, date=date).select_related("staff", "counter", "branch")
        field = self.fields["shift"]
        field.queryset = shifts.order_by("staff__name", "template", "starts_at")  # type: ignore[attr-defined]
        field.label_from_instance = told  # type: ignore[attr-defined]
        self.fields["counter"].queryset = Counter.objects.filter(branch=branch, is_active=True)  # type: ignore[attr-defined]


def told(shift: Shift) -> str:
    """A shift in a list of choices."""
    starts, ends = clock_time(shift.branch, shift.starts_at), clock_time(shift.branch, shift.ends_at)
    template = f" · {shift.get_template_display()}" if shift.template != RosterTemplate.NORMAL else ""
    return f"{shift.staff.name} {starts}–{ends} · {shift.get_post_display()}{template}"


class FactorForm(forms.Form):
    """What somebody knows about a day: the cause, and what it does to the arrivals where it is not the usual."""

    date = forms.DateField(input_formats=["%Y-%m-%d"], validators=IN_CALENDAR, widget=forms.HiddenInput)
    cause = forms.ChoiceField(label=_("What"), choices=FlowCause.choices)
    factor = forms.FloatField(
        label=_("Arrivals times"),
        required=False,
        min_value=LEAST,
        max_value=MOST,
        widget=forms.NumberInput(attrs={"step": "0.05", "placeholder": _("usual")}),
    )
    note = forms.CharField(label=_("What was agreed"), max_length=120, required=False)


class CauseForm(forms.Form):
    """Which factor of which day."""

    date = forms.DateField(input_formats=["%Y-%m-%d"], validators=IN_CALENDAR)
    cause = forms.ChoiceField(choices=FlowCause.choices)


class CopyForm(forms.Form):
    """From which day to which."""

    source = forms.DateField(
        label=_("As on"),
        input_formats=["%Y-%m-%d"],
        validators=IN_CALENDAR,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    date = forms.DateField(input_formats=["%Y-%m-%d"], validators=IN_CALENDAR, widget=forms.HiddenInput)
