"""Refusals of alerts."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lobby.branches.errors import Conflict, Invalid


class IllegalAlertMove(Conflict):
    """The alert's state does not allow the verb."""

    code = "illegal_alert_move"
    message = _("This alert is {status}: this is not possible now.")


class NobodyAbove(Conflict):
    """Everybody whom it could go to has heard of it."""

    code = "nobody_above"
    message = _("There is nobody left to pass this alert to.")


class AlertOpenAgain(Conflict):
    """The same thing was raised anew meanwhile."""

    code = "alert_open_again"
    message = _("The same alert is open again already.")


class TooLate(Conflict):
    """The time in which this may be taken back is over."""

    code = "too_late"
    message = _("The time for this is over.")


class AlertSnoozeTooLong(Invalid):
    """An alert is put off into the future, and by two hours at most."""

    code = "alert_snooze_too_long"
    message = _("Put it off by two hours at most.")
