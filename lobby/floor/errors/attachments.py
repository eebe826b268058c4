"""Refusals of attachments."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lobby.branches.errors import Conflict, Invalid, LobbyError


class NotAPicture(Invalid):
    """Neither a picture that can be read nor a PDF."""

    code = "not_a_picture"
    message = _("This is neither a picture nor a PDF that can be read.")


class AttachmentTooLarge(Invalid):
    """More bytes or pixels than are kept."""

    code = "attachment_too_large"
    message = _("This file is too large: {limit} MB at most.")


class AttachmentUnknown(Invalid):
    """Not an upload of this person at this branch, or bound to something else already."""

    code = "attachment_unknown"
    message = _("A picture is missing. Please take it again.")


class AttachmentBound(Conflict):
    """It belongs to something and stays with it."""

    code = "attachment_bound"
    message = _("This picture belongs to something already and stays there.")


class TooManyUploads(LobbyError):
    """One person uploads more than anybody photographs."""

    code = "too_many_uploads"
    status = 429
    message = _("Too many uploads. Please finish what you have begun, or wait a while.")
