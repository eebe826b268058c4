"""Refusals of dual sign-off and of signing in for one act."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lobby.branches.errors import Conflict, Forbidden


class IllegalDualMove(Conflict):
    """The sign-off's state does not allow the verb."""

    code = "illegal_dual_move"
    message = _("This sign-off is {status}: this is not possible now.")


class SignedTooLate(Conflict):
    """The second signature has its time."""

    code = "signed_too_late"
    message = _("The time for the second signature is over. Please begin again.")


class WrongCredential(Forbidden):
    """User name and password do not match, or the person may not do this here; which of them is not told."""

    code = "wrong_credential"
    message = _("User name and password do not match, or this person may not sign here.")
