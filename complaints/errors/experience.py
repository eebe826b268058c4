"""Refusals of problems, improvements and mystery visits."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lobby.branches.errors import Conflict, Forbidden, Invalid


class IllegalProblemMove(Conflict):
    """The problem's state does not allow the verb."""

    code = "illegal_problem_move"
    message = _("This problem is {status}: this is not possible now.")


class IllegalImprovementMove(Conflict):
    """The improvement's state does not allow the verb."""

    code = "illegal_improvement_move"
    message = _("This improvement is {status}: this is not possible now.")


class EvaluatesOwn(Forbidden):
    """Nobody judges their own improvement."""

    code = "evaluates_own"
    message = _("You own this improvement. Somebody else has to evaluate it.")


class NotTheImprover(Forbidden):
    """Its owner says when it is implemented."""

    code = "not_the_improver"
    message = _("This is up to {name}, who owns this improvement.")


class OwnerUnfit(Conflict):
    """Whoever owns an improvement works on what customers experience there."""

    code = "owner_unfit"
    message = _("{name} does not work on what customers experience at this branch.")


class NothingMeasured(Conflict):
    """A figure without rows proves nothing."""

    code = "nothing_measured"
    message = _("{kpi} has no rows between {first} and {last}. Please take other days or another figure.")


class PeriodUnfit(Invalid):
    """Before is before, after is after, and both are over."""

    code = "period_unfit"
    message = _("The days before have to be over, and the days after begin once it is implemented and be over as well.")


class NotBetter(Conflict):
    """What did not get better is not called improved."""

    code = "not_better"
    message = _("{kpi} went from {before} to {after}: that is not better. Close it and design the next one.")


class NothingToLink(Conflict):
    """The evidence is not there, or was linked already."""

    code = "nothing_to_link"
    message = _("This cannot be linked: it is linked already, or there is nothing of that kind here.")


class NotAVisitor(Conflict):
    """Only mystery visitors are sent, and never by themselves."""

    code = "not_a_visitor"
    message = _("{name} is no mystery visitor of this branch.")


class NotPlannedNow(Conflict):
    """A visit is begun within its days, once."""

    code = "not_planned_now"
    message = _("This visit cannot be begun or called off: it is not within its days, begun already, or called off.")


class NoMysterySheet(Conflict):
    """There is no sheet to fill in."""

    code = "no_mystery_sheet"
    message = _("There is no mystery sheet at this branch. Please tell whoever plans the visits.")


class NoThanksWithoutConsent(Conflict):
    """No message without consent."""

    code = "no_consent"
    message = _("This customer has not agreed to be contacted: say goodbye here, and send nothing afterwards.")


class NoThanks(Conflict):
    """An open complaint comes first."""

    code = "contact_held"
    message = _("A complaint of this customer is open: whoever handles it speaks to them, nobody else.")


class ThankedAlready(Conflict):
    """One visit, one word of thanks."""

    code = "thanked_already"
    message = _("Somebody has taken this on already.")
