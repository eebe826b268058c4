"""Refusals of more time."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lobby.branches.errors import Conflict, Forbidden


class ExtensionTooLate(Conflict):
    """The deadline has passed: nothing can be extended any more (R01)."""

    code = "extension_too_late"
    message = _("The legal deadline was {due}. It cannot be extended any more.")


class NothingToExtend(Conflict):
    """No legal clock runs: it is decided, or it ended."""

    code = "nothing_to_extend"
    message = _("The legal clock of this complaint does not run.")


class ExtensionsUsedUp(Conflict):
    """The law knows two extensions."""

    code = "extensions_used_up"
    message = _("This deadline was extended twice already. There is no more time.")


class ExtensionPending(Conflict):
    """One is asked for, or approved and not told yet."""

    code = "extension_pending"
    message = _("More time is asked for already: it has to be decided, and the customer told.")


class ExtensionDecided(Conflict):
    """Somebody has decided about it."""

    code = "extension_decided"
    message = _("This request for more time is decided already.")


class ExtensionNotApproved(Conflict):
    """The customer is told of what is approved, and once."""

    code = "extension_not_approved"
    message = _("There is no approved extension that the customer has still to be told of.")


class OwnExtension(Forbidden):
    """Nobody approves what they asked for themselves."""

    code = "own_extension"
    message = _("You asked for this extension yourself. Somebody else has to decide about it.")
