"""Refusals. Each carries a stable `code` for programs, an HTTP status and a text for people."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class LobbyError(Exception):
    """A refusal that is answered to whoever asked; never a fault of the program."""

    code = "refused"
    status = 409
    message: str | Promise = _("This is not possible now.")

    def __init__(self, **values: Any) -> None:
        """Keep the values that the message names in braces."""
        super().__init__(self.code)
        self.values = values

    @property
    def detail(self) -> str:
        """The message in the active language."""
        return str(self.message).format(**self.values)

    @property
    def extra(self) -> dict[str, Any]:
        """More for programs, answered beside `code` and `detail`."""
        return {}

    def __str__(self) -> str:
        return f"{self.code}: {self.detail}"


class Invalid(LobbyError):
    """The request itself is wrong."""

    code = "invalid"
    status = 400
    message = _("This is not valid: {reason}")


class Forbidden(LobbyError):
    """Known and seen, but not allowed."""

    code = "forbidden"
    status = 403
    message = _("You may not do this.")


class Locked(Forbidden):
    """The session waits for the password of whoever it belongs to."""

    code = "locked"
    message = _("This screen is locked. Please give your password to go on.")


class NotFound(LobbyError):
    """Unknown, or somebody else's: the answer is the same, so a stranger learns nothing."""

    code = "not_found"
    status = 404
    message = _("There is nothing here for you.")


class Conflict(LobbyError):
    """The thing is in a state that does not allow this."""

    code = "wrong_state"
    status = 409


class Unavailable(LobbyError):
    """Not now, but later."""

    code = "unavailable"
    status = 503
    message = _("The system cannot answer just now. Please try again in a moment.")


class Fault(LobbyError):
    """The program's own fault; nothing of it is told to the caller, the log has it all."""

    code = "server_error"
    status = 500
    message = _("Something went wrong here. It has been logged; please try again.")


class UnknownBranch(NotFound):
    """No such branch, or not one of the person's."""

    code = "unknown_branch"
    message = _("There is no such branch for you.")


class IdempotencyMismatch(Conflict):
    """The same key came with another body."""

    code = "idempotency_mismatch"
    message = _("This Idempotency-Key was used for a different request.")


class BadIdempotencyKey(Invalid):
    """An Idempotency-Key that cannot be stored."""

    code = "bad_idempotency_key"
    message = _("An Idempotency-Key is 1 to 100 printable characters.")
