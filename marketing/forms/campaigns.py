"""Forms of BH-8: campaigns, events, guests, draws, gifts, codes, décor, activations, shares of goals."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from lobby.branches.calendar import business_date, moment
from lobby.branches.forms import DayField
from lobby.branches.models import Branch, Staff
from lobby.branches.models.organisation import CODE
from lobby.floor.enums.stock import PRIZES, Purpose
from lobby.floor.models import LibraryItem, Material
from marketing.access.campaigns import owners
from marketing.enums.campaigns import ActivationHelp
from marketing.enums.products import Family, ProductStatus
from marketing.models import Campaign, Product
from marketing.models.campaigns import WORDS
from marketing.models.salons import RULES
from marketing.selectors.campaigns.lists import running, sharers, showable_items

MOST_MONEY = 100_000_000
LONGEST = dt.timedelta(days=366)
MOST_SHARE = 999


def choose(form: forms.Form, name: str, rows: QuerySet[Any]) -> None:
    """Let a field choose among these rows."""
    field = form.fields[name]
    assert isinstance(field, forms.ModelChoiceField)
    field.queryset = rows


class BranchForm(forms.Form):
    """A form whose choices are of one branch."""

    def __init__(self, data: Any = None, *, branch: Branch, **kwargs: Any) -> None:
        """Fill the choices."""
        super().__init__(data, **kwargs)
        self.branch = branch
        self.fill(branch)

    def fill(self, branch: Branch) -> None:
        """The choices of this branch."""


class NamedForm(BranchForm):
    """What has a Chinese and an English name, and an owner."""

    name_zh = forms.CharField(max_length=60)
    name_en = forms.CharField(max_length=60)
    owner = forms.ModelChoiceField(Staff.objects.none())

    def fill(self, branch: Branch) -> None:
        """Owners are whoever plans here."""
        choose(self, "owner", owners(branch))


class CampaignForm(NamedForm):
    """A campaign."""

    code = forms.CharField(max_length=20, validators=[CODE])
    family = forms.ChoiceField(choices=[("", ""), *Family.choices], required=False)
    starts_on = DayField()
    ends_on = DayField()
    budget = forms.IntegerField(min_value=0, max_value=MOST_MONEY)
    materials = forms.ModelMultipleChoiceField(LibraryItem.objects.none(), required=False)

    def fill(self, branch: Branch) -> None:
        """Contents in force."""
        super().fill(branch)
        choose(self, "materials", showable_items(branch, at=timezone.now()))


class EventForm(NamedForm):
    """An event, by the branch's wall clock."""

    day = DayField()
    begins = forms.TimeField()
    ends = forms.TimeField()
    place = forms.CharField(max_length=60)
    seats = forms.IntegerField(min_value=1, max_value=2000)
    budget = forms.IntegerField(min_value=0, max_value=MOST_MONEY)
    family = forms.ChoiceField(choices=Family.choices)
    product = forms.ModelChoiceField(Product.objects.none(), required=False)
    material = forms.ModelChoiceField(LibraryItem.objects.none(), required=False)
    campaign = forms.ModelChoiceField(Campaign.objects.none(), required=False)

    def fill(self, branch: Branch) -> None:
        """Products that are offered and may be promoted, contents in force, the branch's campaigns."""
        super().fill(branch)
        choose(self, "product", Product.objects.filter(status=ProductStatus.OFFERED, is_private=False))
        choose(self, "material", showable_items(branch, at=timezone.now()))
        choose(self, "campaign", Campaign.objects.filter(branch=branch).exclude(status="cancelled"))

    @property
    def said(self) -> dict[str, Any]:
        """The values as the verb takes them."""
        values = dict(self.cleaned_data)
        day = values.pop("day")
        values["starts_at"] = moment(self.branch, day, values.pop("begins"))
        values["ends_at"] = moment(self.branch, day, values.pop("ends"))
        return values


class CompareForm(BranchForm):
    """Which campaigns side by side, over which days."""

    campaign = forms.ModelMultipleChoiceField(Campaign.objects.none(), required=False)
    first = DayField(required=False)
    last = DayField(required=False)

    def fill(self, branch: Branch) -> None:
        """The branch's campaigns."""
        choose(self, "campaign", Campaign.objects.filter(branch=branch).select_related("branch"))

    def clean(self) -> dict[str, Any]:
        """The days go from an earlier to a later one."""
        values: dict[str, Any] = super().clean() or {}
        first, last = values.get("first"), values.get("last")
        if first and last and not dt.timedelta(0) <= last - first <= LONGEST:
            raise forms.ValidationError(_("The days go from an earlier to a later one, a year at most."))
        return values


class ReasonForm(BranchForm):
    """Why."""

    reason = forms.CharField(max_length=WORDS)


class CostForm(BranchForm):
    """Money spent."""

    amount = forms.IntegerField(min_value=-MOST_MONEY, max_value=MOST_MONEY)
    what = forms.CharField(max_length=120)


class DutyForm(BranchForm):
    """Who stands at the desk on which day."""

    date = DayField()
    staff = forms.ModelChoiceField(Staff.objects.none())
    place = forms.CharField(max_length=60, required=False)

    def fill(self, branch: Branch) -> None:
        """People of the branch."""
        choose(self, "staff", sharers(branch))


class MaterialForm(BranchForm):
    """The content that invites to an event."""

    material = forms.ModelChoiceField(LibraryItem.objects.none())

    def fill(self, branch: Branch) -> None:
        """Contents in force."""
        choose(self, "material", showable_items(branch, at=timezone.now()))


class SeatsForm(BranchForm):
    """How many seats."""

    seats = forms.IntegerField(min_value=1, max_value=2000)


class EvaluateForm(BranchForm):
    """What it cost and what was learned."""

    spent = forms.IntegerField(min_value=0, max_value=MOST_MONEY)
    finding = forms.CharField(max_length=WORDS)


class InviteForm(BranchForm):
    """Customers by their rows; the verb decides about each."""

    customer = forms.TypedMultipleChoiceField(coerce=int, required=True)

    def __init__(self, data: Any = None, *, branch: Branch, **kwargs: Any) -> None:
        """Any number is a choice here; whose customer it is says the query."""
        super().__init__(data, branch=branch, **kwargs)
        asked = data.getlist("customer") if data is not None else []
        sound = [one for one in asked if one.isascii() and one.isdigit() and len(one) < 19]
        field = self.fields["customer"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(one, one) for one in sound]


class GiftForm(BranchForm):
    """Which gift of the branch."""

    material = forms.ModelChoiceField(Material.objects.none())

    def fill(self, branch: Branch) -> None:
        """Prizes and gifts that the branch keeps."""
        rows = Material.objects.filter(branch=branch, kind__in=PRIZES, is_active=True)
        choose(self, "material", rows.select_related("branch"))


class DrawForm(GiftForm):
    """A draw. Its basis is checked by the verb: a purchase is refused with its own words (N07)."""

    prizes = forms.IntegerField(min_value=1, max_value=1000)
    basis = forms.CharField(max_length=15)
    rules_zh = forms.CharField(max_length=RULES)
    rules_en = forms.CharField(max_length=RULES)


class VisitGiftForm(GiftForm):
    """A gift of a running campaign in a visit; a purchase is refused by the verb (N07)."""

    campaign = forms.ModelChoiceField(Campaign.objects.none())
    purpose = forms.CharField(max_length=16, initial=Purpose.PARTICIPATION)

    def fill(self, branch: Branch) -> None:
        """Campaigns of today."""
        super().fill(branch)
        choose(self, "campaign", running(branch, business_date(branch, timezone.now())))


class ActivationForm(BranchForm):
    """How the customer was helped, and that nobody else operated the phone."""

    help = forms.ChoiceField(choices=ActivationHelp.choices)
    is_by_customer = forms.BooleanField(required=False)


class CodeForm(BranchForm):
    """A code for a material."""

    item = forms.ModelChoiceField(LibraryItem.objects.none())
    place = forms.CharField(max_length=60)
    campaign = forms.ModelChoiceField(Campaign.objects.none(), required=False)

    def fill(self, branch: Branch) -> None:
        """Contents in force, and the branch's campaigns."""
        choose(self, "item", showable_items(branch, at=timezone.now()))
        choose(self, "campaign", Campaign.objects.filter(branch=branch).exclude(status="cancelled"))


class DecorForm(NamedForm):
    """Décor."""

    due_on = DayField()
    ends_on = DayField()


class SharesForm(BranchForm):
    """A number for each person; left empty, none."""

    def fill(self, branch: Branch) -> None:
        """A field for everybody who may get a share."""
        self.people = list(sharers(branch))
        for staff in self.people:
            self.fields[f"share-{staff.pk}"] = forms.IntegerField(min_value=0, max_value=MOST_SHARE, required=False)

    @property
    def shares(self) -> dict[Staff, int]:
        """Whoever gets something."""
        asked = {staff: self.cleaned_data[f"share-{staff.pk}"] or 0 for staff in self.people}
        return {staff: n for staff, n in asked.items() if n}
