"""Refusals of the floor."""

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


class IllegalReminderMove(Conflict):
    """The reminder's state does not allow the verb."""

    code = "illegal_reminder_move"
    message = _("This reminder is {status}: this is not possible now.")


class SnoozesUsedUp(Conflict):
    """A reminder is put off a set number of times."""

    code = "snoozes_used_up"
    message = _("This was put off {count} times already. Do it, pass it on or cancel it.")


class SnoozeTooLong(Invalid):
    """A reminder is put off into the future, and by a day at most."""

    code = "snooze_too_long"
    message = _("Put it off by one day at most.")


class TooLate(Conflict):
    """The time in which this may be taken back is over."""

    code = "too_late"
    message = _("The time for this is over.")


class EmptyText(Invalid):
    """A reminder needs words."""

    code = "empty_text"
    message = _("Please write what to be reminded of.")


class ReasonMissing(Invalid):
    """A reason is required."""

    code = "reason_missing"
    message = _("Please give a reason.")
