"""Refusals of promises, departments' tasks, return calls, reviews and compensation."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lobby.branches.errors import Conflict, Forbidden, Invalid


class OwnCase(Forbidden):
    """Who handled a complaint neither calls its customer back nor closes it (N15)."""

    code = "own_case"
    message = _("You handled this complaint. Somebody else calls the customer back and closes it.")


class NotFollowedUp(Conflict):
    """Return calls belong to a complaint that was decided and is not closed."""

    code = "not_followed_up"
    message = _("The customer is called back between the decision and the closing of a complaint.")


class AnsweredAlready(Conflict):
    """A customer who answered is not called again about the same decision."""

    code = "callback_answered"
    message = _("The customer answered already. You can close the complaint.")


class NoTriesLeft(Conflict):
    """All tries are written down."""

    code = "callback_tries_used_up"
    message = _("All {tries} tries are written down. You can close the complaint as not reached.")


class AnswerMissing(Invalid):
    """An answered call says how the customer sees it, one that nobody answered says nothing of that."""

    code = "callback_answer"
    message = _("Say for an answered call, and only for one, whether it is solved and how satisfied the customer is.")


class CallbackMissing(Conflict):
    """Nothing closes without an answered return call, or all tries written down (S425)."""

    code = "callback_missing"
    message = _("Call the customer back first: nobody answered yet, and {left} more tries are due.")


class WrongCloseCode(Invalid):
    """The code has to say what the return call said."""

    code = "wrong_close_code"
    message = _("After this return call the complaint is closed as “{code}”.")


class StillOpen(Conflict):
    """A promise, a task or a compensation waits for somebody."""

    code = "follow_up_open"
    message = _("Something is still open: {what}. Finish it or call it off first.")


class DueInThePast(Invalid):
    """A new due moment lies ahead."""

    code = "due_in_the_past"
    message = _("The moment by which it is due has to lie ahead.")


class IllegalFollowMove(Conflict):
    """The state of the promise, task or compensation does not allow the verb."""

    code = "illegal_follow_move"
    message = pgettext_lazy("complaints", "This is {status}: this is not possible now.")


class PromiseOverdue(Conflict):
    """A promise is changed before it is due, or not at all (S189c)."""

    code = "promise_overdue"
    message = _("The promise was due already. Keep it late or call it off; the customer is told.")


class NotInCase(Invalid):
    """A promise is owned by somebody who may see the complaint and whom it is not about."""

    code = "not_in_case"
    message = _("{name} cannot take this for this complaint.")


class ComplaintBusy(Conflict):
    """Somebody else is at the complaint in this very moment."""

    code = "complaint_busy"
    message = _("Somebody is working on this complaint just now. Please try again.")


class NotAnOffice(Invalid):
    """A task goes to a team of the branch or to an office above it."""

    code = "not_an_office"
    message = _("This is no team of the branch and no office above it.")


class OutcomeMissing(Invalid):
    """What came of a department's task is its answer: it is not ticked off without a word."""

    code = "subtask_outcome"
    message = _("Open the task and write what came of it: that is your department's answer.")


class ReviewTooLate(Conflict):
    """A review is asked for within the days of the terms."""

    code = "review_too_late"
    message = _("A review could be asked for until {date}. Mediation and the court are open still.")


class ReviewedAlready(Conflict):
    """One internal review of a decision."""

    code = "reviewed_already"
    message = _("This decision was reviewed already.")


class HandledByYou(Forbidden):
    """Who had a hand in a case does not review it."""

    code = "handled_by_you"
    message = _("You had a hand in this complaint. Somebody else has to review it.")


class NeverOwn(Forbidden):
    """Nobody approves money that they asked for, or for a case of their own."""

    code = "compensation_own"
    message = _("You asked for this or handle the complaint. Somebody else has to decide.")


class OverMonthCap(Forbidden):
    """The approver's month is used up."""

    code = "over_month_cap"
    message = _(
        "With this you would be over your cap of {cap} yuan a month. Somebody with more authority has to decide."
    )
