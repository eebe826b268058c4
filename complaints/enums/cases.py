"""Words of a complaint: steps and moves, severity, how it came in, what was decided."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Step(models.TextChoices):
    """The six steps (S186) and what else can become of a complaint."""

    RECEIVED = "received", pgettext_lazy("complaint", "received")
    REGISTERED = "registered", pgettext_lazy("complaint", "registered")
    ANALYSING = "analysing", pgettext_lazy("complaint", "being analysed")
    PLANNED = "planned", pgettext_lazy("complaint", "planned")
    RESOLVING = "resolving", pgettext_lazy("complaint", "being resolved")
    FOLLOWUP = "followup", pgettext_lazy("complaint", "return visit")
    CLOSED = "closed", pgettext_lazy("complaint", "closed")
    WITHDRAWN = "withdrawn", pgettext_lazy("complaint", "withdrawn")
    MERGED = "merged", pgettext_lazy("complaint", "merged")
    NOT_ACCEPTED = "not_accepted", pgettext_lazy("complaint", "not accepted")
    IN_REVIEW = "in_review", pgettext_lazy("complaint", "in internal review")


S = Step
# In order: what a customer's page and the board count along.
MAIN_STEPS = (S.RECEIVED, S.REGISTERED, S.ANALYSING, S.PLANNED, S.RESOLVING, S.FOLLOWUP, S.CLOSED)
ENDED_STEPS = (S.CLOSED, S.WITHDRAWN, S.MERGED, S.NOT_ACCEPTED)
OPEN_STEPS = tuple(step for step in S if step not in ENDED_STEPS)
# Of these somebody still has to decide; the legal clock runs.
UNDECIDED = (S.RECEIVED, S.REGISTERED, S.ANALYSING, S.PLANNED, S.RESOLVING)
# Verb → from which steps, to which one. A step outside the table is refused with 409.
COMPLAINT_MOVES: dict[str, tuple[tuple[Step, ...], Step]] = {
    "register": ((S.RECEIVED,), S.REGISTERED),
    "analyse": ((S.REGISTERED,), S.ANALYSING),
    "plan": ((S.ANALYSING,), S.PLANNED),
    "resolve": ((S.PLANNED,), S.RESOLVING),
    "decide": ((S.RESOLVING,), S.FOLLOWUP),
    "settle": ((S.REGISTERED,), S.FOLLOWUP),
    "close": ((S.FOLLOWUP,), S.CLOSED),
    "reopen": ((S.FOLLOWUP, S.CLOSED), S.ANALYSING),
    "withdraw": ((*UNDECIDED, S.FOLLOWUP), S.WITHDRAWN),
    "merge": ((S.RECEIVED, S.REGISTERED), S.MERGED),
    "reject": ((S.RECEIVED, S.REGISTERED), S.NOT_ACCEPTED),
    "ask_review": ((S.CLOSED,), S.IN_REVIEW),
    "decide_review": ((S.IN_REVIEW,), S.CLOSED),
}


class ReceiptChannel(models.TextChoices):
    """How a complaint came in; another thing than where the disputed business was done (R02)."""

    VISIT = "visit", _("in the branch")
    CALL = "call", _("by telephone")
    LETTER = "letter", _("by letter")
    OPINION_BOOK = "opinion_book", _("opinion book")
    WEBSITE = "website", _("website")
    APP = "app", _("mobile bank")
    PAGE = "page", _("page of the ticket")
    REGULATOR = "regulator", _("passed on by the regulator")
    HOTLINE_12345 = "hotline_12345", _("hotline 12345")
    HOTLINE_12378 = "hotline_12378", _("hotline 12378")
    HOTLINE_12363 = "hotline_12363", _("hotline 12363")


# These were passed on by an authority, with its own number and day.
FORWARDED = (
    ReceiptChannel.REGULATOR,
    ReceiptChannel.HOTLINE_12345,
    ReceiptChannel.HOTLINE_12378,
    ReceiptChannel.HOTLINE_12363,
)


class CaseSeverity(models.TextChoices):
    """How serious a complaint is; without it no complaint is registered (S422)."""

    MINOR = "minor", pgettext_lazy("complaint", "minor")
    NORMAL = "normal", pgettext_lazy("complaint", "normal")
    SERIOUS = "serious", pgettext_lazy("complaint", "serious")


class MajorReason(models.TextChoices):
    """Why a complaint is major (S188)."""

    AMOUNT = "amount", pgettext_lazy("major complaint", "large amount")
    INFLUENCE = "influence", pgettext_lazy("major complaint", "bad influence")
    DISCONTENT = "discontent", pgettext_lazy("major complaint", "strong discontent")
    GROUP = "group", pgettext_lazy("major complaint", "joint complaint")


class RejectReason(models.TextChoices):
    """Why a complaint is not accepted (R01)."""

    NOT_ENTITLED = "not_entitled", pgettext_lazy("complaint", "not made by the person concerned or their agent")
    NOT_OURS = "not_ours", pgettext_lazy("complaint", "not about this bank")
    NO_COMPLAINT = "no_complaint", pgettext_lazy("complaint", "no complaint: praise, question or request")
    SETTLED_ELSEWHERE = "settled_elsewhere", pgettext_lazy("complaint", "decided by a court or arbitration already")


class ToldWay(models.TextChoices):
    """How a customer was told something."""

    IN_PERSON = "in_person", pgettext_lazy("way of telling", "in person")
    PHONE = "phone", pgettext_lazy("way of telling", "by telephone")
    LETTER = "letter", pgettext_lazy("way of telling", "by letter")
    MESSAGE = "message", pgettext_lazy("way of telling", "by message")
    PAGE = "page", pgettext_lazy("way of telling", "on the page of the complaint")


class CardStep(models.TextChoices):
    """The four steps of the card with which a complaint is settled on the spot (S180c)."""

    LISTENED = "listened", _("listened without interrupting")
    UNDERSTOOD = "understood", _("understood, and said sorry for what happened")
    SOLVED = "solved", _("explained and solved")
    CONFIRMED = "confirmed", _("confirmed by the customer")


class ActsFor(models.TextChoices):
    """In whose name somebody complains (R01, article 14)."""

    SELF = "self", _("for oneself")
    PROXY = "proxy", _("for somebody else, with authority")
    HEIR = "heir", _("as an heir")


class Verdict(models.TextChoices):
    """What was decided about a complaint."""

    UPHELD = "upheld", _("upheld")
    PARTLY = "partly", _("partly upheld")
    NOT_UPHELD = "not_upheld", _("not upheld")


class Responsibility(models.TextChoices):
    """Whose doing it was, as the analysis found it."""

    STAFF = "staff", _("a person")
    PROCESS = "process", _("a process or rule")
    SYSTEM = "system", _("a system or machine")
    PRODUCT = "product", _("a product")
    THIRD_PARTY = "third_party", _("a third party")
    NONE = "none", _("nobody: no fault found")


class Dimension(models.TextChoices):
    """The three dimensions of JR/T 0169-2018 (R02)."""

    CHANNEL = "A", _("where the business was done")
    BUSINESS = "B", _("kind of business")
    CAUSE = "C", pgettext_lazy("complaints", "cause")


class LocalCause(models.TextChoices):
    """The five causes that the branch speaks of; each is mapped to a code of dimension C (S180)."""

    ATTITUDE = "attitude", _("attitude")
    WAIT = "wait", _("waiting time")
    EXPLANATION = "explanation", _("unclear explanation")
    OPERATION = "operation", _("mistake in the work")
    SYSTEM = "system", pgettext_lazy("complaint", "system failure")


class ClockKind(models.TextChoices):
    """The two clocks of every complaint (N17)."""

    FIRST_FEEDBACK = "first_feedback", _("first feedback")
    LEGAL = "legal", _("legal deadline")


class ClockState(models.TextChoices):
    """How a clock stands; colour is never all that says so."""

    RUNNING = "running", pgettext_lazy("clock", "running")
    AMBER = "amber", pgettext_lazy("clock", "soon due")
    OVERDUE = "overdue", pgettext_lazy("clock", "overdue")
    MET = "met", pgettext_lazy("clock", "in time")
    MISSED = "missed", pgettext_lazy("clock", "too late")
    ENDED = "ended", pgettext_lazy("clock", "ended without being due")


# Who is told at which share of a clock's time, in per cent; the last one a day after it was due (each once, each another).
HANDLER_LEVEL, HEAD_LEVEL, REGION_LEVEL, HEAD_OFFICE_LEVEL = 50, 75, 100, 124


class EntryKind(models.TextChoices):
    """What a line of a complaint's log is about."""

    RECEIVED = "received", pgettext_lazy("complaint log", "received")
    MOVED = "moved", pgettext_lazy("complaint log", "next step")
    EMOTION = "emotion", pgettext_lazy("complaint log", "listened and felt with the customer")
    NOTE = "note", pgettext_lazy("complaint log", "note")
    FEEDBACK = "feedback", pgettext_lazy("complaint log", "told the customer")
    ASSIGNED = "assigned", pgettext_lazy("complaint log", "assigned")
    PROMISED = "promised", pgettext_lazy("complaint log", "promise")
    SUBTASK = "subtask", pgettext_lazy("complaint log", "department's task")
    EXTENDED = "extended", pgettext_lazy("complaint log", "deadline extended")
    ESCALATED = "escalated", pgettext_lazy("complaint log", "told the next level")
    CALLED_BACK = "called_back", pgettext_lazy("complaint log", "return call")
    COMPENSATION = "compensation", pgettext_lazy("complaint log", "compensation")
    REVIEW = "review", pgettext_lazy("complaint log", "internal review")
    CUSTOMER = "customer", pgettext_lazy("complaint log", "the customer added")
    READ = "read", pgettext_lazy("complaint log", "personal data read")
    RECKONED = "reckoned", pgettext_lazy("complaint log", "due reckoned anew")
    ATTACHED = "attached", pgettext_lazy("complaint log", "attachment")
