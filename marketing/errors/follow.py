"""Refusals of follow-ups."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lobby.branches.errors import Conflict, Forbidden, Invalid


class IllegalFollowUpMove(Conflict):
    """The follow-up is not where the verb begins."""

    code = "illegal_follow_up_move"
    message = _("This follow-up is “{status}”; that is not possible now.")


class NotAgreed(Conflict):
    """Nobody is contacted without their own consent."""

    code = "follow_up_no_consent"
    message = _("The customer has not agreed to be contacted about this.")


class TakenByOther(Conflict):
    """Of two takers the second is refused."""

    code = "follow_up_taken"
    message = _("{name} looks after this already.")


class NotYours(Forbidden):
    """Only who looks after a customer says what came of it."""

    code = "follow_up_not_yours"
    message = _("{name} looks after this. Only they, or the branch head, may end it.")


class NotTheirWork(Invalid):
    """Follow-ups go to people of the branch who look after customers."""

    code = "follow_up_not_their_work"
    message = _("{name} does not look after customers at this branch.")


class TooLateToUndo(Conflict):
    """Undoing is for the minute after the slip."""

    code = "follow_up_undo_over"
    message = _("This cannot be taken back any more. Make a new follow-up instead.")


class BuiltUpon(Conflict):
    """What an outcome made is not taken from under somebody's hands."""

    code = "follow_up_built_upon"
    message = _("Somebody has gone on with what this made ({what}). Please speak with them, or make a new follow-up.")


class DayOver(Invalid):
    """Follow-ups lie ahead."""

    code = "follow_up_day_over"
    message = _("Choose today or a later day.")


class SayWhatCame(Conflict):
    """A follow-up is not ticked off: it says what came of it."""

    code = "follow_up_outcome_missing"
    message = _("Open the follow-up and say in one tap what came of it.")


class FollowUpBusy(Conflict):
    """Somebody else works on it this very moment."""

    code = "follow_up_busy"
    message = _("Somebody is working on this follow-up right now. Please try again.")
