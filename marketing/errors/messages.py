"""Refusals of messages."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lobby.branches.errors import Conflict, Invalid


class NoTemplate(Conflict):
    """Nothing goes out but approved words."""

    code = "no_template"
    message = _("There is no approved message “{code}”.")


class ValueMissing(Invalid):
    """A template names something that the caller does not say."""

    code = "message_value_missing"
    message = _("The message needs a value for “{name}”.")


class BadRecipient(Invalid):
    """Neither an e-mail address nor a phone number."""

    code = "bad_recipient"
    message = _("Give an e-mail address or a phone number.")


class IllegalMessageMove(Conflict):
    """The message is not where the verb begins."""

    code = "illegal_message_move"
    message = _("The message is “{status}”; this is not possible now.")
