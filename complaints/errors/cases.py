"""Refusals of complaints."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lobby.branches.errors import Conflict, Forbidden


class IllegalComplaintMove(Conflict):
    """The complaint's step does not allow the verb."""

    code = "illegal_complaint_move"
    message = _("This complaint is {step}: this is not possible now.")


class AboutOwner(Forbidden):
    """Nobody handles a complaint about themselves (recusal, R01)."""

    code = "about_owner"
    message = _("This complaint is about {name}. Somebody else has to handle it.")
