"""Refusals of reminders."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lobby.branches.errors import Conflict, Invalid


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


class EmptyText(Invalid):
    """A reminder needs words."""

    code = "empty_text"
    message = _("Please write what to be reminded of.")


class ReasonMissing(Invalid):
    """A reason is required."""

    code = "reason_missing"
    message = _("Please give a reason.")
