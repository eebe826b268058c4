"""Refusals about cases that continue in a branch."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lobby.branches.errors import Conflict, NotFound


class UnknownCase(NotFound):
    """No such continuation code for this person."""

    code = "unknown_case"
    message = _("This continuation code is not known here.")


class CaseEnded(Conflict):
    """The case was finished."""

    code = "case_ended"
    message = _("This case is finished.")


class CaseExpired(Conflict):
    """The case was not continued in time."""

    code = "case_expired"
    message = _("This continuation code has expired.")


class CaseElsewhere(Conflict):
    """The case goes on with another ticket that is still open."""

    code = "case_elsewhere"
    message = _("This case goes on with ticket {number}.")
