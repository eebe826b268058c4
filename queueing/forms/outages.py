"""Forms of outage mode."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from lobby.branches.enums import Channel
from lobby.branches.forms import MomentField
from lobby.branches.models import Branch, Service, Staff
from lobby.floor.domain.outages import Reach, Terms
from lobby.floor.enums.library import ContentKind
from lobby.floor.enums.outages import NOTICE_PREFIX, OutageScope
from lobby.floor.models import Outage
from lobby.floor.selectors.incidents.duty import people_of
from lobby.floor.selectors.library import in_force
from queueing.selectors.alternatives import Alternative

LOCAL = "%Y-%m-%dT%H:%M"
SHORTEST_MIN, LONGEST_MIN = 5, 120


def local_moment(label: Any) -> MomentField:
    """A time typed on the branch's wall clock."""
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=LOCAL)
    return MomentField(label=label, required=False, input_formats=[LOCAL], widget=widget)


class OutageForm(forms.Form):
    """What has failed, what is told, who explains."""

    scope = forms.ChoiceField(label=_("What has failed"), choices=OutageScope.choices)
    channel = forms.ChoiceField(label=_("Which channel"), choices=[("", "—"), *Channel.choices], required=False)
    services = forms.ModelMultipleChoiceField(
        Service.objects.none(), label=_("Which services"), required=False, widget=forms.CheckboxSelectMultiple
    )
    notice = forms.ChoiceField(label=_("What customers read"))
    explainer = forms.ModelChoiceField(Staff.objects.none(), label=_("Who explains to the customers"))
    expected_at = local_moment(_("Expected to be over at (empty: not known)"))

    def __init__(self, data: Any = None, *, branch: Branch, at: dt.datetime, initial: Any = None) -> None:
        """The branch's services and people, and the approved notices."""
        super().__init__(data, auto_id="id_outage_%s", initial=initial)
        self.fields["services"].queryset = Service.objects.filter(branch=branch, is_active=True)  # type: ignore[attr-defined]
        self.fields["explainer"].queryset = people_of(branch).order_by("name", "pk")  # type: ignore[attr-defined]
        cards = in_force(ContentKind.MESSAGE_TEMPLATE, branch, at).filter(item__code__startswith=NOTICE_PREFIX)
        is_english = get_language() == "en"
        self.fields["notice"].choices = [  # type: ignore[attr-defined]
            (card.item.code, card.title_en if is_english else card.title_zh) for card in cards
        ]

    def clean(self) -> dict[str, Any]:
        """What the scope needs must be said."""
        values = super().clean() or {}
        scope = values.get("scope")
        if scope == OutageScope.CHANNEL and not values.get("channel"):
            self.add_error("channel", _("Say which channel has failed."))
        if scope == OutageScope.SERVICES and not values.get("services"):
            self.add_error("services", _("Say which services have failed."))
        return values

    def reach(self) -> Reach:
        """What has failed."""
        values = self.cleaned_data
        scope = OutageScope(values["scope"])
        channel = values["channel"] if scope == OutageScope.CHANNEL else ""
        chosen = values["services"] if scope == OutageScope.SERVICES else ()
        return Reach(scope, channel, tuple(service.pk for service in chosen))

    def terms(self) -> Terms:
        """What is told."""
        values = self.cleaned_data
        return Terms(values["notice"], values["explainer"], values.get("since"), values["expected_at"])


class DeclareForm(OutageForm):
    """The same with what is said once."""

    since = local_moment(_("Since (empty: now)"))
    note = forms.CharField(label=_("In a few words, for staff"), max_length=300, required=False)
    is_drill = forms.BooleanField(label=_("This is a drill: customers are told nothing"), required=False)


def initial_of(outage: Outage) -> dict[str, Any]:
    """A running outage as its form shows it."""
    return {
        "scope": outage.scope,
        "channel": outage.channel,
        "services": outage.services if outage.scope == OutageScope.SERVICES else [],
        "notice": outage.notice,
        "explainer": outage.explainer_id,
        "expected_at": outage.expected_at and timezone.localtime(outage.expected_at),
    }


class RebookForm(forms.Form):
    """What to offer to whom: nobody named means everybody who waits."""

    place = forms.ChoiceField(label=_("What to offer"), required=False)
    minutes = forms.IntegerField(
        label=_("Minutes to answer"), min_value=SHORTEST_MIN, max_value=LONGEST_MIN, initial=15
    )
    tickets = forms.TypedMultipleChoiceField(required=False, coerce=int)

    def __init__(self, data: Any = None, *, outage: Outage, places: list[Alternative]) -> None:
        """The branches that can serve."""
        super().__init__(data, auto_id="id_rebook_%s")
        choices = [("", _("A later time here")), *((one.branch.code, one.branch.name) for one in places)]
        self.fields["place"].choices = choices  # type: ignore[attr-defined]
        numbers = data.getlist("tickets") if data is not None else []
        shown = [one for one in numbers if one.isascii() and one.isdigit() and len(one) <= 18]
        self.fields["tickets"].choices = [(one, one) for one in shown]  # type: ignore[attr-defined]
