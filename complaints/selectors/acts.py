"""Which acts a complaint's page offers to a person. The verbs check again and have the last word."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from complaints.domain.clocks.extending import approvers
from complaints.enums.cases import COMPLAINT_MOVES, UNDECIDED, ClockKind, Step
from complaints.enums.clocks import LAST_STAGE
from complaints.enums.follow import CallResult
from complaints.models import CallbackTry, Complaint, ComplaintClock, Extension, ReturnVisit
from lobby.branches.enums import Permission
from lobby.branches.models import Staff

P, S = Permission, Step


@dataclass(frozen=True, slots=True)
class Standing:
    """What decides about acts beside the step and the rights of a person."""

    complaint: Complaint
    staff: Staff
    held: frozenset[str]
    at: dt.datetime
    clock: ComplaintClock | None
    extension: Extension | None
    visit: ReturnVisit | None
    tries: tuple[CallbackTry, ...]

    def may(self, *permissions: Permission) -> bool:
        """Whether the person holds one of these here."""
        return any(one in self.held for one in permissions)

    @property
    def is_owner(self) -> bool:
        """Whether it is the person's own case."""
        return self.complaint.owner_id == self.staff.pk and self.may(P.COMPLAINT_HANDLE)

    @property
    def approves(self) -> bool:
        """Whether the person approves the plan of a major complaint."""
        return self.may(P.COMPLAINT_LEAD, P.COMPLAINT_OVERSEE) and self.complaint.planned_by_id != self.staff.pk

    @property
    def in_time(self) -> bool:
        """Whether the legal clock can still be extended."""
        undecided = self.complaint.step in UNDECIDED
        return self.clock is not None and undecided and self.at < self.clock.due_at

    @property
    def had_a_hand(self) -> bool:
        """Whether the person handled or decided what is now followed up."""
        return self.visit is None or self.staff.pk in (self.visit.handler_id, self.visit.decided_by_id)

    @property
    def is_called(self) -> bool:
        """Whether the customer answered a return call, or did not in all the tries."""
        answered = any(one.result == CallResult.ANSWERED for one in self.tries)
        return answered or len(self.tries) >= self.complaint.terms.callback_tries


Rule = Callable[[Standing], bool]


def moves(verb: str, rule: Rule) -> Rule:
    """An act of the table of moves: the step has to allow it, too."""
    return lambda one: one.complaint.step in COMPLAINT_MOVES[verb][0] and rule(one)


RULES: dict[str, Rule] = {
    "hear": lambda one: (
        one.complaint.emotion_at is None
        and one.complaint.step in UNDECIDED
        and (one.may(P.COMPLAINT_HANDLE) or one.complaint.received_by_id == one.staff.pk)
    ),
    "register": moves("register", lambda one: one.may(P.COMPLAINT_HANDLE)),
    "settle": moves("settle", lambda one: one.may(P.COMPLAINT_HANDLE) and not one.complaint.is_major),
    "analyse": moves("analyse", lambda one: one.is_owner),
    "plan": moves("plan", lambda one: one.is_owner),
    "amend_plan": lambda one: one.complaint.step == S.PLANNED and one.is_owner,
    "resolve": moves("resolve", lambda one: one.approves if one.complaint.is_major else one.is_owner),
    "decide": moves("decide", lambda one: one.is_owner),
    "feedback": lambda one: one.complaint.is_open and one.may(P.COMPLAINT_HANDLE),
    "note": lambda one: one.complaint.is_open and one.may(P.COMPLAINT_HANDLE, P.COMPLAINT_OVERSEE),
    "assign": lambda one: one.complaint.is_open and (one.is_owner or one.may(P.COMPLAINT_LEAD, P.COMPLAINT_OVERSEE)),
    "extend": lambda one: (
        one.in_time
        and one.clock is not None
        and one.clock.stage < LAST_STAGE
        and one.extension is None
        and one.may(P.COMPLAINT_HANDLE)
    ),
    "approve_extension": lambda one: (
        one.in_time
        and one.extension is not None
        and one.extension.decided_at is None
        and one.extension.asked_by_id != one.staff.pk
        and one.may(*approvers(one.complaint, one.extension))
    ),
    "tell_extension": lambda one: (
        one.in_time and one.extension is not None and bool(one.extension.is_approved) and one.may(P.COMPLAINT_HANDLE)
    ),
    "promise": lambda one: one.complaint.is_open and one.may(P.COMPLAINT_HANDLE),
    "subtask": lambda one: one.complaint.is_open and one.may(P.COMPLAINT_HANDLE),
    "compensate": lambda one: (
        one.complaint.step in (S.PLANNED, S.RESOLVING, S.FOLLOWUP) and one.may(P.COMPLAINT_HANDLE)
    ),
    "callback": lambda one: (
        one.complaint.step == S.FOLLOWUP and not one.had_a_hand and not one.is_called and one.may(P.COMPLAINT_CALL_BACK)
    ),
    "close": moves(
        "close",
        lambda one: (
            not one.had_a_hand and one.is_called and one.may(P.COMPLAINT_PROTECT, P.COMPLAINT_LEAD, P.COMPLAINT_OVERSEE)
        ),
    ),
    "ask_review": moves("ask_review", lambda one: one.may(P.COMPLAINT_HANDLE, P.COMPLAINT_OVERSEE)),
    "decide_review": moves("decide_review", lambda one: one.may(P.COMPLAINT_OVERSEE)),
    "withdraw": moves(
        "withdraw", lambda one: one.may(P.COMPLAINT_HANDLE) and not (one.visit is not None and one.had_a_hand)
    ),
    "merge": moves("merge", lambda one: one.may(P.COMPLAINT_PROTECT)),
    "reject": moves("reject", lambda one: one.may(P.COMPLAINT_PROTECT)),
    "reopen": moves("reopen", lambda one: one.may(P.COMPLAINT_PROTECT)),
}


def allowed_to(staff: Staff, complaint: Complaint, held: set[str], *, at: dt.datetime) -> frozenset[str]:
    """The acts that the step, the clocks and the person's rights allow (4 queries at most)."""
    standing = standing_of(staff, complaint, held, at=at)
    return frozenset(verb for verb, rule in RULES.items() if rule(standing))


def standing_of(staff: Staff, complaint: Complaint, held: set[str], *, at: dt.datetime) -> Standing:
    """What decides about acts (4 queries at most)."""
    clock = complaint.clocks.filter(kind=ClockKind.LEGAL, stopped_at__isnull=True).first()
    asked = clock.extensions.filter(told_at__isnull=True).exclude(is_approved=False).first() if clock else None
    visit = complaint.visits.filter(ended_at__isnull=True).first() if complaint.step == S.FOLLOWUP else None
    tries = tuple(visit.tries.all()) if visit else ()
    return Standing(complaint, staff, frozenset(held), at, clock, asked, visit, tries)
