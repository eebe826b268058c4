"""Refusals about the business day and its numbers."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lobby.branches.errors import Conflict


class BranchClosed(Conflict):
    """Outside opening hours, on a holiday, or the day is closed already."""

    code = "branch_closed"
    message = _("The branch is closed now.")


class IssuingStopped(Conflict):
    """No more numbers for this service today; `reason` is the bank's own message."""

    code = "issuing_stopped"
    message = _("{reason}")


class NumbersExhausted(Conflict):
    """The service's number range is used up for today."""

    code = "numbers_exhausted"
    message = _("There are no numbers left for this service today. Please see the lobby manager.")


class DayClosed(Conflict):
    """The ticket or session belongs to a business day that is over."""

    code = "day_closed"
    message = _("That business day is closed.")
