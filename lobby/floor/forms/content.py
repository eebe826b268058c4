"""Forms of playlists and of what walls report."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from django import forms
from django.utils.dateparse import parse_datetime

from lobby.branches.calendar import moment
from lobby.branches.enums import DeviceKind
from lobby.branches.forms import DayField
from lobby.branches.models import Branch, Device
from lobby.floor.domain.content.plays import MOST_PLAYS, Play
from lobby.floor.enums.library import ContentKind
from lobby.floor.models import LibraryItem


class AddForm(forms.Form):
    """Which item is to play where: on one wall, or on every wall without a playlist of its own."""

    item = forms.ModelChoiceField(queryset=LibraryItem.objects.none())
    wall = forms.ModelChoiceField(queryset=Device.objects.none(), required=False, to_field_name="code")

    def __init__(self, *args: Any, branch: Branch, **options: Any) -> None:
        """Offer the branch's own and the bank's items, and the branch's walls."""
        super().__init__(*args, **options)
        items = LibraryItem.objects.filter(kind=ContentKind.WALL_CONTENT)
        fields: dict[str, Any] = self.fields
        fields["item"].queryset = items.filter(branch=branch) | items.filter(branch=None)
        fields["wall"].queryset = Device.objects.filter(branch=branch, kind=DeviceKind.WALL, is_active=True)


class ShiftForm(forms.Form):
    """One place earlier or later."""

    steps = forms.TypedChoiceField(choices=[("-1", "-1"), ("1", "1")], coerce=int)


class LimitForm(forms.Form):
    """On which days and at which hours; empty = always. Days end with the branch's business day."""

    first_day = DayField(required=False)
    last_day = DayField(required=False)
    from_time = forms.TimeField(required=False)
    until_time = forms.TimeField(required=False)

    def limits(self, branch: Branch) -> dict[str, Any]:
        """What `playlists.limit` takes."""
        first, last = self.cleaned_data["first_day"], self.cleaned_data["last_day"]
        start = branch.day_starts_at
        return {
            "starts_at": moment(branch, first, start) if first else None,
            "ends_at": moment(branch, last + dt.timedelta(days=1), start) if last else None,
            "from_time": self.cleaned_data["from_time"],
            "until_time": self.cleaned_data["until_time"],
        }


class ReportForm(forms.Form):
    """What a wall played: a JSON list of [version, when, seconds]."""

    plays = forms.CharField(max_length=100 * MOST_PLAYS)

    def clean_plays(self) -> list[Play]:
        """Each entry of its exact shape, no more than a batch holds."""
        try:
            rows = json.loads(self.cleaned_data["plays"])
            return [play_of(*row) for row in rows[: MOST_PLAYS + 1]]
        except (ValueError, TypeError, RecursionError) as error:
            raise forms.ValidationError("plays") from error


def play_of(version: object, at: object, seconds: object) -> Play:
    """One showing. Raises ValueError, TypeError."""
    if type(version) is not int or type(seconds) is not int or not isinstance(at, str):
        raise TypeError
    when = parse_datetime(at)
    if when is None or when.tzinfo is None or not (0 < version < 2**63 and 0 <= seconds < 2**31):
        raise ValueError(at)
    return Play(version, when, seconds)
