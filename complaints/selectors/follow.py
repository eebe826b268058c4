"""What follows a complaint, as its page shows it, and whom its forms name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import QuerySet, Sum

from complaints.domain.follow.money import MONEY
from complaints.domain.follow.visits import code_after
from complaints.enums.follow import CloseCode, CompensationStatus, PromiseStatus, SubTaskStatus
from complaints.errors.follow import CallbackMissing
from complaints.models import (
    CallbackTry,
    Compensation,
    Complaint,
    ComplaintReview,
    Promise,
    ReturnVisit,
    SubTask,
)
from lobby.branches.access import roles_with, staff_with_role, units_above
from lobby.branches.enums import Permission, RoleCode
from lobby.branches.models import Branch, OrgUnit, Service, Staff
from lobby.floor.access.alerts import roles_at
from lobby.floor.selectors.authority import limit_for

P = Permission
# Teams of a branch that may be asked for something, in the order of the list.
TEAMS = (
    *(RoleCode.TELLER_LEAD, RoleCode.TELLER, RoleCode.LM, RoleCode.LMA, RoleCode.WM, RoleCode.RM, RoleCode.TECH),
    *(RoleCode.SEC, RoleCode.HEAD, RoleCode.CP),
)


@dataclass(frozen=True, slots=True)
class Line:
    """A promise, task or compensation, and what this person may do with it now."""

    row: Promise | SubTask | Compensation
    acts: frozenset[str] = frozenset()
    is_late: bool = False


@dataclass(frozen=True, slots=True)
class Following:
    """Everything that follows a complaint."""

    promises: list[Line] = field(default_factory=list)
    subtasks: list[Line] = field(default_factory=list)
    compensations: list[Line] = field(default_factory=list)
    visits: list[ReturnVisit] = field(default_factory=list)
    reviews: list[ComplaintReview] = field(default_factory=list)
    effort_minutes: int = 0
    multiple: float | None = None

    def __bool__(self) -> bool:
        """Whether there is anything to show."""
        rows = (self.promises, self.subtasks, self.compensations, self.visits, self.reviews)
        return any(rows) or self.effort_minutes > 0


def following(complaint: Complaint, staff: Staff, held: Iterable[str], *, at: dt.datetime) -> Following:
    """What follows a complaint (7–13 queries, for any number of rows)."""
    may = set(held)
    handles = P.COMPLAINT_HANDLE in may
    effort, multiple = effort_of(complaint)
    return Following(
        promises=[promise_line(one, handles, at) for one in complaint.promises.select_related("owner")],
        subtasks=subtask_lines(complaint, staff, handles, at),
        compensations=compensation_lines(complaint, staff, at),
        visits=list(complaint.visits.select_related("handler").prefetch_related("tries__by", "closing")),
        reviews=list(complaint.reviews.select_related("asked_by", "decided_by")),
        effort_minutes=effort,
        multiple=multiple,
    )


def promise_line(made: Promise, handles: bool, at: dt.datetime) -> Line:
    """A promise is changed before it is due only."""
    if made.status != PromiseStatus.OPEN:
        return Line(made)
    acts = {"keep", "call_off", *(("change",) if at < made.due_at else ())} if handles else set()
    return Line(made, frozenset(acts), at >= made.due_at)


def subtask_lines(complaint: Complaint, staff: Staff, handles: bool, at: dt.datetime) -> list[Line]:
    """Tasks with their answers (1–3 queries)."""
    rows = list(complaint.subtasks.select_related("unit", "ended_by", "owner"))
    if not any(one.status == SubTaskStatus.OPEN for one in rows):
        return [Line(one) for one in rows]
    roles = roles_at(staff, complaint.branch)
    return [
        Line(one, subtask_acts(one, staff, roles, handles), one.status == SubTaskStatus.OPEN and at >= one.due_at)
        for one in rows
    ]


def subtask_acts(made: SubTask, staff: Staff, roles: set[str], handles: bool) -> frozenset[str]:
    """Who handles the complaint writes down what the department says, or calls the task off."""
    if made.status != SubTaskStatus.OPEN:
        return frozenset()
    if handles:
        return frozenset({"answer", "call_off"})
    return frozenset({"answer"}) if made.owner_id == staff.pk or made.team in roles else frozenset()


def compensation_lines(complaint: Complaint, staff: Staff, at: dt.datetime) -> list[Line]:
    """Compensation; who may approve that much is asked where one waits only (1–4 queries)."""
    rows = list(complaint.compensations.select_related("asked_by", "decided_by"))
    if not any(one.status == CompensationStatus.ASKED for one in rows):
        return [Line(one) for one in rows]
    limit = limit_for(staff, complaint.branch, MONEY, at=at).amount
    lines = []
    for one in rows:
        acts: set[str] = set()
        if one.status == CompensationStatus.ASKED:
            is_own = staff.pk in (one.asked_by_id, complaint.owner_id)
            if is_own:
                acts.add("withdraw")
            elif limit > 0 and staff.pk != complaint.decided_by_id:
                acts |= {"approve", "refuse"} if one.amount <= limit else {"refuse"}
        lines.append(Line(one, frozenset(acts)))
    return lines


def effort_of(complaint: Complaint) -> tuple[int, float | None]:
    """Minutes of work in all steps, and how many times the standard service that is (S102); 1–2 queries."""
    minutes = complaint.steps.aggregate(total=Sum("effort_minutes"))["total"] or 0
    service: Service | None = complaint.service
    return minutes, round(minutes / service.standard_minutes, 1) if service and service.standard_minutes else None


def close_code(complaint: Complaint) -> CloseCode | None:
    """With which code it would be closed now, None while the customer has to be called (2 queries)."""
    visit = complaint.visits.filter(ended_at__isnull=True).first()
    tries: list[CallbackTry] = list(visit.tries.all()) if visit else []
    try:
        return code_after(tries, complaint.terms.callback_tries)
    except CallbackMissing:
        return None


def handlers_of(branch: Branch) -> QuerySet[Staff]:
    """Who handles complaints at a branch."""
    return staff_with_role(branch, roles_with(P.COMPLAINT_HANDLE)).order_by("name", "pk")


def departments_of(branch: Branch) -> list[tuple[str, str]]:
    """Teams of the branch and offices above it, as the form names them (2 queries)."""
    units = OrgUnit.objects.filter(pk__in=units_above(branch))
    teams = [(f"team:{role.value}", str(role.label)) for role in TEAMS]
    return teams + [(f"unit:{unit.pk}", unit.name) for unit in units]
