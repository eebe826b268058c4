"""What can be wrong at a concierge and with the questions it could not answer."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lobby.branches.errors import Conflict, LobbyError


class IllegalQuestionMove(Conflict):
    """The question is not open any more."""

    code = "illegal_question_move"
    message = _("This question is {status} already.")


class TooManyQuestions(LobbyError):
    """More than people can type."""

    code = "too_many_questions"
    status = 429
    message = _("Please ask the lobby manager, or try again in a minute.")
