"""Refusals of triage."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lobby.branches.errors import Conflict, Invalid


class AdviceExpired(Conflict):
    """The proposal is for another need, or too old to say what is open now."""

    code = "advice_expired"
    message = _("The hall has changed meanwhile. Please choose again.")


class OverrideMissing(Invalid):
    """Another way than the proposed one needs a reason."""

    code = "override_missing"
    message = _("Please say why the customer goes another way.")


class UnknownOption(Invalid):
    """The chosen way is not one of those that were open."""

    code = "unknown_option"
    message = _("This way is not open for the service.")


class DeviceOutOfUse(Conflict):
    """The machine cannot be used now."""

    code = "device_out_of_use"
    message = _("This machine cannot be used just now. Please choose again.")


class EscortMissing(Conflict):
    """The first use of a video teller is accompanied (S173b)."""

    code = "escort_missing"
    message = _("The first use of a video teller needs somebody who goes along.")
