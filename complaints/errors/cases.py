"""Refusals of complaints."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from lobby.branches.errors import Conflict, Forbidden, Invalid, Unavailable


class IllegalComplaintMove(Conflict):
    """The complaint's step does not allow the verb."""

    code = "illegal_complaint_move"
    message = _("This complaint is {step}: this is not possible now.")


class AboutOwner(Forbidden):
    """Nobody handles a complaint about themselves (recusal, R01)."""

    code = "about_owner"
    message = _("This complaint is about {name}. Somebody else has to handle it.")


class NobodyLeft(Conflict):
    """A complaint without an owner is impossible (S187)."""

    code = "nobody_left"
    message = _(
        "Nobody here may own this complaint: it is about whoever could. Ask the superior office to name somebody."
    )


class NoTerms(Unavailable):
    """The bank's terms of complaints are not there."""

    code = "no_complaint_terms"
    message = _("The terms for complaints are missing. Please tell the system administrator.")


class NotTheOwner(Forbidden):
    """What only the owner of the complaint does."""

    code = "not_the_owner"
    message = _("This is up to {name}, who owns this complaint. It can be assigned to somebody else.")


class MayNotOwn(Conflict):
    """Whoever owns a complaint may handle complaints of its branch."""

    code = "may_not_own"
    message = _("{name} does not handle complaints of this branch.")


class WordsMissing(Invalid):
    """Something has to be said."""

    code = "words_missing"
    message = _("Please write a few words.")


class WordsTooLong(Invalid):
    """People's words are never cut."""

    code = "words_too_long"
    message = _("Please write no more than {most} characters.")


class TooManyRepresentatives(Invalid):
    """A joint complaint has few who speak for all (R01, article 12)."""

    code = "too_many_representatives"
    message = _("A joint complaint has at most {most} representatives.")


class TicketElsewhere(Invalid):
    """The ticket is another branch's."""

    code = "ticket_elsewhere"
    message = _("This ticket is not of this branch.")


class UnknownPerson(Invalid):
    """Nobody of this user name works at the branch or above it."""

    code = "unknown_staff"
    message = _("Nobody of this name works for this branch.")


class UnknownCode(Invalid):
    """No code in use."""

    code = "unknown_complaint_code"
    message = _("There is no code {code}.")


class NumberOfAuthorityMissing(Invalid):
    """What an authority passed on has a number of its own."""

    code = "forwarded_number_missing"
    message = _("Please note the number that the authority gave this complaint.")


class RegistrationIncomplete(Conflict):
    """What has to be known before a complaint counts as registered (S422)."""

    code = "registration_incomplete"
    message = _("Still missing: {what}")

    @property
    def extra(self) -> dict[str, Any]:
        """The names of the fields."""
        return {"missing": self.values.get("fields", [])}


class EmotionFirst(Conflict):
    """Listening comes before the facts (S182)."""

    code = "emotion_first"
    message = _("First listen to the customer and say so with the tick; then come the facts.")


class AnalysisIncomplete(Conflict):
    """A plan needs the cause and whose doing it was."""

    code = "analysis_incomplete"
    message = _("First say what the cause was and whose doing it was.")


class NeedsTheHead(Forbidden):
    """The plan of a major complaint is approved by the branch head."""

    code = "needs_the_head"
    message = _("This complaint is major: the branch head approves its plan.")


class PlannedByYou(Forbidden):
    """Nobody approves their own plan."""

    code = "planned_by_you"
    message = _("You wrote this plan. Somebody else approves it.")


class CardIncomplete(Conflict):
    """All four steps of the card come before a settlement on the spot (S180c)."""

    code = "card_incomplete"
    message = _("Settled on the spot means all four steps: listen, understand, solve, confirm.")


class MajorNotOnTheSpot(Conflict):
    """A major complaint has a plan that its head approves."""

    code = "major_not_on_the_spot"
    message = _("A major complaint is not settled on the spot: it needs a plan.")


class NotTheSameMatter(Invalid):
    """Only open complaints of one branch are merged, and not into themselves."""

    code = "not_the_same_matter"
    message = _("This complaint cannot be joined to that one.")


class JoinsLater(Conflict):
    """Nobody waits longer than the law says because two complaints were joined (R01)."""

    code = "joins_later"
    message = _("{number} is due later by law than this one: join that one to this, or go on with both.")


class EndedForGood(Conflict):
    """Nothing is added to a complaint that has ended."""

    code = "complaint_ended"
    message = _("This complaint is {step}.")


class WrongDimension(Invalid):
    """A code stands for another dimension, or is not used any more."""

    code = "wrong_dimension"
    message = _("{code} is not a code of “{dimension}” in use.")
