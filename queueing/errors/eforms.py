"""Refusals about forms, signatures and pre-fill tokens."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from lobby.branches.errors import Conflict, Invalid, NotFound


class FormInvalid(Invalid):
    """Lines of a form are missing or wrong; `problems` says which, in words by key."""

    code = "form_invalid"
    message = _("Please look at: {lines}.")

    def __init__(self, problems: Mapping[str, str], *, lines: str) -> None:
        super().__init__(lines=lines)
        self.problems = dict(problems)


class FormSigned(Conflict):
    """A signed form is not changed: a new version is needed."""

    code = "form_signed"
    message = _("This form is signed. A change needs a new version.")


class FormNotReady(Conflict):
    """The form's state does not allow this."""

    code = "form_not_ready"
    message = _("This form is {status}: this is not possible now.")


class FormOutdated(Conflict):
    """A newer version has taken the form's place."""

    code = "form_outdated"
    message = _("There is a newer version of this form.")


class FormEnded(Conflict):
    """The ticket that the form belongs to has ended."""

    code = "form_ended"
    message = _("Ticket {number} has ended: its forms are closed.")


class UnknownLine(Invalid):
    """A mark or value names a line that the form does not have."""

    code = "unknown_line"
    message = _("This form has no such line.")


class AlreadySigned(Conflict):
    """This role has signed."""

    code = "already_signed"
    message = _("This form was signed already.")


class UnknownToken(NotFound):
    """No such pre-fill token for this branch."""

    code = "unknown_token"
    message = _("This pre-fill code is not known here.")


class TokenUsed(Conflict):
    """A pre-fill token loads a form once."""

    code = "token_used"
    message = _("This pre-fill code was used already.")


class TokenExpired(Conflict):
    """A pre-fill token ends with its day."""

    code = "token_expired"
    message = _("This pre-fill code has expired.")


class FormTaken(Conflict):
    """The ticket has such a form of its own, or the form went to another ticket."""

    code = "form_taken"
    message = _("Such a form was loaded already.")
