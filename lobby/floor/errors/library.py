"""Refusals of the library."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lobby.branches.errors import Conflict, Forbidden, Invalid


class IllegalContentMove(Conflict):
    """The version's state does not allow the verb."""

    code = "illegal_content_move"
    message = _("This version is {status}: this is not possible now.")


class OwnWork(Forbidden):
    """Nobody decides on words of their own."""

    code = "own_work"
    message = _("You wrote or changed this version: somebody else decides on it.")


class TextRefused(Invalid):
    """A check objects to words of the text."""

    code = "text_refused"
    message = _("These words cannot stand: {words}. {why}")


class ExtraInvalid(Invalid):
    """A value that the kind asks for is missing or wrong."""

    code = "extra_invalid"
    message = _("Please check: {name}.")


class TextMissing(Invalid):
    """Both languages need a title, and a text where there is one in the other."""

    code = "text_missing"
    message = _("Please write title and text in both languages.")


class ApprovalNumberMissing(Invalid):
    """An approval has a number."""

    code = "approval_number_missing"
    message = _("Please give the approval number.")


class ExpiryInvalid(Invalid):
    """What is approved ends, in the future and within three years."""

    code = "expiry_invalid"
    message = _("Please give a last day from today on, three years ahead at most.")


class ApprovalOver(Conflict):
    """The time for which it was approved is over."""

    code = "approval_over"
    message = _("The time for which this was approved is over.")


class VersionInTheMaking(Conflict):
    """There is one version on its way at a time."""

    code = "version_in_the_making"
    message = _("A newer version is on its way already.")


class NotMandatory(Conflict):
    """Nothing to acknowledge."""

    code = "not_mandatory"
    message = _("This does not need to be acknowledged.")


class NotForWholeBank(Forbidden):
    """What counts for the whole bank is written and approved at head office."""

    code = "not_for_whole_bank"
    message = _("Only head office writes and approves what counts for the whole bank.")


class QuizInvalid(Invalid):
    """The questions are not written as they should be."""

    code = "quiz_invalid"
    message = _("The questions cannot be read: {why}")


class ValidDaysInvalid(Invalid):
    """An acknowledgement holds for a day at least and three years at most."""

    code = "valid_days_invalid"
    message = _("Please give between 1 and {most} days.")


class QuizAsked(Conflict):
    """Reading alone is not enough here."""

    code = "quiz_asked"
    message = _("Please answer the questions: passing them is the acknowledgement.")


class NoQuiz(Conflict):
    """There are no questions on this text."""

    code = "no_quiz"
    message = _("There are no questions on this text.")


class OtherVersion(Conflict):
    """The text was replaced while somebody answered."""

    code = "other_version"
    message = _("This text has a new version. Please read it and answer its questions.")


class AnswersInvalid(Invalid):
    """One option for each question."""

    code = "answers_invalid"
    message = _("Please answer every question.")
