"""Refusals of the idea box."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lobby.branches.errors import Conflict


class IllegalIdeaMove(Conflict):
    """The idea's state does not allow the verb."""

    code = "illegal_idea_move"
    message = _("This idea is {status}: this is not possible now.")


class OwnIdea(Conflict):
    """Nobody decides on their own idea, nor votes for it."""

    code = "own_idea"
    message = _("This is your own idea. Somebody else decides and votes.")


class CannotMerge(Conflict):
    """An idea is merged into another open or adopted one of its branch."""

    code = "cannot_merge"
    message = _("Choose another idea of this branch that is not ended.")
