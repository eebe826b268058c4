"""Forms of the register."""

from __future__ import annotations

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from devices.domain.register import Details, fits
from devices.enums.reports import Part
from devices.selectors.register import services, spares_possible
from lobby.branches.enums import DeviceKind
from lobby.branches.forms import MomentField
from lobby.branches.models import Branch, Device, Zone
from lobby.branches.models.organisation import CODE

VISIBLE = RegexValidator(r"^[^\x00-\x1f\x7f]*$", message=_("Please leave out control characters."))


class SearchForm(forms.Form):
    """What is looked for; whatever is not understood narrows nothing."""

    q = forms.CharField(max_length=60, required=False, validators=[VISIBLE])
    kind = forms.CharField(max_length=20, required=False, validators=[VISIBLE])
    zone = forms.CharField(max_length=20, required=False, validators=[VISIBLE])
    state = forms.CharField(max_length=12, required=False, validators=[VISIBLE])
    spare = forms.ChoiceField(choices=[("", ""), ("yes", ""), ("no", "")], required=False)
    unused = forms.BooleanField(required=False)


class DeviceForm(forms.Form):
    """A machine as the register knows it, with a field of needed parts for each service of the branch."""

    code = forms.CharField(label=_("Code"), max_length=20, validators=[CODE])
    name_zh = forms.CharField(label=_("Chinese name"), max_length=60, validators=[VISIBLE])
    name_en = forms.CharField(label=_("English name"), max_length=60, validators=[VISIBLE])
    kind = forms.ChoiceField(label=_("Kind"), choices=DeviceKind.choices)
    zone = forms.ModelChoiceField(Zone.objects.none(), label=_("Zone"), required=False, empty_label=_("no zone"))
    model = forms.CharField(label=_("Maker and model"), max_length=80, required=False, validators=[VISIBLE])
    serial = forms.CharField(
        label=pgettext_lazy("register", "Serial number"), max_length=60, required=False, validators=[VISIBLE]
    )
    vendor = forms.CharField(label=_("Who mends it"), max_length=80, required=False, validators=[VISIBLE])
    is_accessible = forms.BooleanField(label=_("Can be used from a wheelchair, by touch and by sound"), required=False)
    is_spare = forms.BooleanField(label=_("Spare machine: nobody is sent to it"), required=False)
    spare_for = forms.ModelChoiceField(Device.objects.none(), label=_("Stands in for"), required=False, empty_label="—")
    is_active = forms.BooleanField(label=_("In use"), required=False)
    services = forms.MultipleChoiceField(label=_("What it does"), required=False)

    def __init__(self, *args: Any, branch: Branch, device: Device | None = None, **options: Any) -> None:
        """Offer the branch's zones, services and machines; a code once given stays."""
        super().__init__(*args, **options)
        self.branch, self.device = branch, device
        self.known = services(branch)
        if device is not None:
            del self.fields["code"]
        self.choices_of("zone").queryset = Zone.objects.filter(branch=branch).order_by("code")
        self.choices_of("spare_for").queryset = spares_possible(branch, device).order_by("code")
        self.choices_of("services").choices = [(one.code, one.name) for one in self.known]
        for one in self.known:
            self.fields[f"needs_{one.code}"] = forms.MultipleChoiceField(choices=Part.choices, required=False)

    def choices_of(self, name: str) -> Any:
        """A field whose choices are the branch's."""
        return self.fields[name]

    def clean(self) -> dict[str, Any]:
        """A spare fits what it stands in for."""
        values = super().clean() or {}
        if not self.errors and not fits(self.branch, self.details(), device=self.device):
            self.add_error("spare_for", _("A spare machine stands in for another machine of the same branch and kind."))
        return values

    def details(self) -> Details:
        """What was filled in."""
        values = self.cleaned_data
        chosen = [one for one in self.known if one.code in values["services"]]
        kept = {name: values[name] for name in values if name in Details.__dataclass_fields__}
        return Details(
            **{**kept, "kind": DeviceKind(values["kind"])},
            functions={one: tuple(values[f"needs_{one.code}"]) for one in chosen},
        )

    @property
    def function_rows(self) -> list[tuple[Any, bool, list[tuple[str, Any, bool]]]]:
        """For the page: each service, whether it is done here, and its parts with whether each is needed."""
        done = self["services"].value() or []
        rows = []
        for one in self.known:
            needed = self[f"needs_{one.code}"].value() or []
            rows.append((one, one.code in done, [(part.value, part.label, part.value in needed) for part in Part]))
        return rows

    @property
    def functions(self) -> list[tuple[Any, list[Any]]]:
        """For those who only read: each service that is done here, with the parts it needs."""
        return [
            (one, [label for _value, label, is_needed in parts if is_needed])
            for one, is_done, parts in self.function_rows
            if is_done
        ]


class WindowForm(forms.Form):
    """When a machine is looked after, on the branch's clock."""

    starts = MomentField()
    ends = MomentField()
    reason = forms.CharField(max_length=120, required=False, validators=[VISIBLE])

    def __init__(self, *args: Any, branch: Branch, **options: Any) -> None:
        """Moments are told on the branch's clock."""
        super().__init__(*args, **options)
        self.branch = branch

    def clean_starts(self) -> dt.datetime:
        """On the branch's clock."""
        return self.moment("starts")

    def clean_ends(self) -> dt.datetime:
        """On the branch's clock."""
        return self.moment("ends")

    def moment(self, name: str) -> dt.datetime:
        """The first moment at which the branch's clock shows what was typed."""
        typed: dt.datetime = self.cleaned_data[name]
        return typed.replace(tzinfo=ZoneInfo(self.branch.timezone))


class KeyForm(forms.Form):
    """What a new key is for."""

    label = forms.CharField(max_length=60, required=False, validators=[VISIBLE])


class FileForm(forms.Form):
    """A table to take over."""

    file = forms.FileField(label=_("CSV file"))
