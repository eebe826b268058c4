"""Forms of video sessions: what customers say on the machine, and agents and authorisers at their desks."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from devices.enums.vtm import BEST_RATING, LiveCheck, VtmDocument
from devices.selectors.vtm import services_by_video
from lobby.branches.models import Branch

MOST = 10**12


class AskForm(forms.Form):
    """A customer's way to a remote teller, one answer after the other."""

    number = forms.CharField(max_length=8, required=False)
    service = forms.CharField(max_length=20, required=False)
    used = forms.ChoiceField(choices=[("yes", ""), ("no", "")], required=False)
    escort = forms.CharField(max_length=40, required=False)
    camera = forms.ChoiceField(choices=[("yes", ""), ("no", "")], required=False)
    consents = forms.BooleanField(required=False)

    def __init__(self, *args: Any, branch: Branch, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.services = services_by_video(branch)

    def clean_service(self) -> Any:
        """The service of the branch with this code, None for no code."""
        code = self.cleaned_data["service"]
        found = next((one for one in self.services if one.code == code), None)
        if code and found is None:
            raise forms.ValidationError(_("This cannot be done by video."))
        return found


class TypedForm(forms.Form):
    """What the customer types while waiting."""

    need = forms.CharField(max_length=200, required=False)


class RatingForm(forms.Form):
    """Stars, or nothing."""

    rating = forms.IntegerField(min_value=1, max_value=BEST_RATING, required=False)


class SignatureForm(forms.Form):
    """The drawing."""

    image = forms.FileField()


class IdentityForm(forms.Form):
    """What the agent saw; never the whole number."""

    document = forms.ChoiceField(choices=VtmDocument)
    tail = forms.RegexField(r"^[0-9A-Za-z]{2,4}\Z", max_length=4, min_length=2)
    live_check = forms.ChoiceField(choices=LiveCheck)


class MatterForm(forms.Form):
    """How much it is about, and whether it is risky."""

    amount = forms.IntegerField(min_value=0, max_value=MOST, required=False)
    is_high_risk = forms.BooleanField(required=False)


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(max_length=200)


class NoteForm(forms.Form):
    """What the authoriser should know."""

    note = forms.CharField(max_length=200, required=False)


class NothingForm(forms.Form):
    """A press of a button says all."""
