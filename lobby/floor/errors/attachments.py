"""Refusals of attachments."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lobby.branches.errors import Invalid


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
