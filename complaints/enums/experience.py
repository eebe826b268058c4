"""Words of what customers experience: touchpoints, stages, segments, problems and improvements with their moves."""

from __future__ import annotations

from django.db import models
from django.utils.translation import pgettext_lazy

from complaints.enums.cases import CaseSeverity, LocalCause


class Touchpoint(models.TextChoices):
    """Where customers meet the branch, from the door in to the door out; fixed (S206)."""

    GUIDE = "guide", pgettext_lazy("touchpoint", "guiding")
    NUMBER = "number", pgettext_lazy("touchpoint", "taking a number")
    WAIT = "wait", pgettext_lazy("touchpoint", "waiting")
    HANDLE = "handle", pgettext_lazy("touchpoint", "handling the business")
    CONSULT = "consult", pgettext_lazy("touchpoint", "consulting")
    COMPLAIN = "complain", pgettext_lazy("touchpoint", "complaining")
    LEAVE = "leave", pgettext_lazy("touchpoint", "leaving")


class Stage(models.TextChoices):
    """The stages of a journey (S197a)."""

    ARRIVE = "arrive", pgettext_lazy("journey", "arriving")
    WAIT = "wait", pgettext_lazy("journey", "waiting")
    HANDLE = "handle", pgettext_lazy("journey", "being served")
    CONTACT = "contact", pgettext_lazy("journey", "being advised on products")
    LEAVE = "leave", pgettext_lazy("journey", "leaving")


class Segment(models.TextChoices):
    """Whose journey is looked at (S203)."""

    ALL = "all", pgettext_lazy("segment", "everybody")
    VIP = "vip", pgettext_lazy("segment", "VIP")
    ELDERLY = "elderly", pgettext_lazy("segment", "elderly")
    CORPORATE = "corporate", pgettext_lazy("segment", "companies")


T = Touchpoint
# The touchpoints of a stage. Advice on products has no touchpoint of its own: it is measured by wealth and loan business.
TOUCHPOINTS: dict[Stage, tuple[Touchpoint, ...]] = {
    Stage.ARRIVE: (T.GUIDE, T.NUMBER),
    Stage.WAIT: (T.WAIT,),
    Stage.HANDLE: (T.HANDLE, T.CONSULT),
    Stage.CONTACT: (),
    Stage.LEAVE: (T.LEAVE, T.COMPLAIN),
}
# At which touchpoint a complaint of each cause arose.
CAUSE_AT: dict[str, Touchpoint] = {
    LocalCause.ATTITUDE: T.HANDLE,
    LocalCause.WAIT: T.WAIT,
    LocalCause.EXPLANATION: T.CONSULT,
    LocalCause.OPERATION: T.HANDLE,
    LocalCause.SYSTEM: T.HANDLE,
}
# The links of service of the shipped mystery sheet, by the first part of their items' codes (S122).
LINK_AT: dict[str, Touchpoint] = {
    "1": T.GUIDE,
    "2": T.CONSULT,
    "3": T.GUIDE,
    "4": T.WAIT,
    "5": T.HANDLE,
    "6": T.LEAVE,
}


class Weight(models.IntegerChoices):
    """How much a problem harms whoever meets it; the count is multiplied by it (S187b)."""

    ANNOYING = 1, pgettext_lazy("severity of a problem", "annoying")
    BAD = 2, pgettext_lazy("severity of a problem", "costs time or a second visit")
    GRAVE = 3, pgettext_lazy("severity of a problem", "harms customers or breaks a rule")


# What a complaint's own severity weighs.
WEIGHT_OF: dict[str, Weight] = {
    CaseSeverity.MINOR: Weight.ANNOYING,
    CaseSeverity.NORMAL: Weight.BAD,
    CaseSeverity.SERIOUS: Weight.GRAVE,
}


class ProblemStatus(models.TextChoices):
    """States of a problem."""

    OPEN = "open", pgettext_lazy("problem", "open")
    IN_WORK = "in_work", pgettext_lazy("problem", "being improved")
    SOLVED = "solved", pgettext_lazy("problem", "solved")
    DISMISSED = "dismissed", pgettext_lazy("problem", "left alone")


class ImprovementStatus(models.TextChoices):
    """States of an improvement (S197d)."""

    DESIGNED = "designed", pgettext_lazy("improvement", "designed")
    IMPLEMENTED = "implemented", pgettext_lazy("improvement", "implemented")
    EVALUATED = "evaluated", pgettext_lazy("improvement", "evaluated")
    IMPROVED = "improved", pgettext_lazy("improvement", "improved")
    CLOSED = "closed", pgettext_lazy("improvement", "closed without improvement")


P, M = ProblemStatus, ImprovementStatus
# Verb → from which states → to which state. Anything else is refused with 409.
PROBLEM_MOVES: dict[str, tuple[tuple[ProblemStatus, ...], ProblemStatus]] = {
    "work": ((P.OPEN, P.IN_WORK), P.IN_WORK),
    "put_back": ((P.IN_WORK,), P.OPEN),
    "solve": ((P.IN_WORK,), P.SOLVED),
    "dismiss": ((P.OPEN,), P.DISMISSED),
    "reopen": ((P.SOLVED, P.DISMISSED), P.OPEN),
}
IMPROVEMENT_MOVES: dict[str, tuple[tuple[ImprovementStatus, ...], ImprovementStatus]] = {
    "implement": ((M.DESIGNED,), M.IMPLEMENTED),
    "evaluate": ((M.IMPLEMENTED,), M.EVALUATED),
    "improve": ((M.EVALUATED,), M.IMPROVED),
    "close": ((M.DESIGNED, M.IMPLEMENTED, M.EVALUATED), M.CLOSED),
}
LISTED = (P.OPEN, P.IN_WORK)
RUNNING = (M.DESIGNED, M.IMPLEMENTED, M.EVALUATED)
OVER = (M.IMPROVED, M.CLOSED)
MEASURED = (M.EVALUATED, M.IMPROVED)


class Evidence(models.TextChoices):
    """What a problem may rest on."""

    COMPLAINT = "complaint", pgettext_lazy("evidence of a problem", "complaint")
    RATING = "rating", pgettext_lazy("evidence of a problem", "rating")
    IDEA = "idea", pgettext_lazy("evidence of a problem", "idea")
    MYSTERY = "mystery", pgettext_lazy("evidence of a problem", "mystery visit")


class PlanStatus(models.TextChoices):
    """How a planned mystery visit stands."""

    PLANNED = "planned", pgettext_lazy("mystery visit", "planned")
    OVERDUE = "overdue", pgettext_lazy("mystery visit", "not made in time")
    UNDER_WAY = "under_way", pgettext_lazy("mystery visit", "under way")
    HANDED_IN = "handed_in", pgettext_lazy("mystery visit", "handed in")
    RELEASED = "released", pgettext_lazy("mystery visit", "shown to the branch")
    CANCELLED = "cancelled", pgettext_lazy("mystery visit", "called off")
