"""What one teller sees: the counters to choose from, the ticket at the own counter, the own day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db.models import Avg, Count, DurationField, ExpressionWrapper, F, Q

from lobby.branches.enums import Rank, SkillKind
from lobby.branches.models import BranchPolicy, BusinessDay, Counter, Service, Skill, Staff
from lobby.branches.policies import policy_of
from lobby.live import journal
from queueing.enums import AT_COUNTER, SessionStatus, TicketStatus
from queueing.models import CounterSession, PreReview, Ticket, TicketNote
from queueing.selectors.eforms import Paper, filled_papers_of

UNDOABLE = (TicketStatus.DONE, TicketStatus.NO_SHOW)


@dataclass(frozen=True, slots=True)
class Desk:
    """An open session with its tickets: the one at the counter, those on hold, and the one that can be taken back."""

    session: CounterSession
    policy: BranchPolicy
    ticket: Ticket | None = None
    held: list[Ticket] = field(default_factory=list)
    last: Ticket | None = None
    notes: list[TicketNote] = field(default_factory=list)
    papers: list[Paper] = field(default_factory=list)

    @property
    def review(self) -> PreReview | None:
        """What the lobby found of the papers of the ticket at the counter."""
        return getattr(self.ticket, "prereview", None)

    @property
    def state(self) -> str:
        """`paused`, `free`, `called` or `serving`: what the one large button is about."""
        if self.ticket is not None:
            return self.ticket.status
        return "paused" if self.session.status == SessionStatus.PAUSED else "free"


@dataclass(frozen=True, slots=True)
class Ended:
    """How the person's last session ended when somebody or something else ended it."""

    session: CounterSession
    by_name: str


@dataclass(frozen=True, slots=True)
class CounterChoice:
    """A counter as a place to work: who is there, and the services with the rank of the person's skill ('' = none)."""

    counter: Counter
    there: CounterSession | None
    services: list[tuple[Service, str]]

    @property
    def is_able(self) -> bool:
        """Whether any service is left to serve here."""
        return any(rank for _, rank in self.services)


def open_session(staff_id: int | None, branch_id: int) -> CounterSession | None:
    """The person's open session at the branch (1 query)."""
    sessions = CounterSession.objects.select_related("branch", "counter__zone", "staff")
    return sessions.filter(staff=staff_id, branch=branch_id, closed_at__isnull=True).first()


def desk_of(staff_id: int | None, branch_id: int, *, at: dt.datetime) -> Desk | None:
    """What the person has in front, None without an open session (5 queries at most)."""
    session = open_session(staff_id, branch_id)
    if session is None:
        return None
    policy = policy_of(session.branch, session.day)
    undo_from = at - dt.timedelta(seconds=policy.undo_within_s)
    can_be_undone = Q(status__in=UNDOABLE, ended_at__gte=undo_from, end_reason="")
    tickets = list(
        Ticket.objects.filter(Q(status__in=(*AT_COUNTER, TicketStatus.ON_HOLD)) | can_be_undone, session=session)
        .select_related("service", "only_staff", "prereview", "visit__helper")
        .order_by("held_at", "-ended_at")
    )
    current = next((ticket for ticket in tickets if ticket.status in AT_COUNTER), None)
    return Desk(
        session,
        policy,
        ticket=current,
        held=[ticket for ticket in tickets if ticket.status == TicketStatus.ON_HOLD],
        last=next((ticket for ticket in tickets if ticket.status in UNDOABLE), None),
        notes=list(current.notes.all()) if current else [],
        papers=filled_papers_of(current) if current else [],
    )


def ended_session(staff_id: int | None, branch_id: int, *, since: dt.datetime) -> Ended | None:
    """The person's last session here if it began since then and was ended for them (2 queries at most)."""
    sessions = CounterSession.objects.select_related("counter").filter(staff=staff_id, branch=branch_id)
    last = sessions.filter(opened_at__gte=since).order_by("-opened_at").first()
    if last is None or last.closed_at is None or not last.close_reason:
        return None
    entries = journal.timeline("counter", last.counter_id, branch_id, since=last.closed_at)
    by = next((entry for entry in entries if entry.type == "counter.closed" and entry.by_kind == "staff"), None)
    return Ended(last, by.by_name if by else "")


def counter_choices(staff_id: int | None, branch_id: int) -> list[CounterChoice]:
    """The branch's counters with who is there and what the person may serve there (4 queries)."""
    counters = Counter.objects.filter(branch=branch_id, is_active=True).select_related("zone")
    there = {session.counter_id: session for session in open_sessions(branch_id)}
    ranks = skill_ranks(staff_id)
    return [
        CounterChoice(
            counter,
            there.get(counter.pk),
            [(service, ranks.get(service.code, "")) for service in counter.services.all() if service.is_active],
        )
        for counter in counters.prefetch_related("services")
    ]


def skill_ranks(staff_id: int | None) -> Mapping[str, str]:
    """The person's service skills: code → rank (1 query)."""
    skills = Skill.objects.filter(staff=staff_id, kind=SkillKind.SERVICE)
    return {skill.code: Rank(skill.rank) for skill in skills}


def open_sessions(branch_id: int) -> list[CounterSession]:
    """Every open session of the branch with who works where, in order of counters (1 query)."""
    sessions = CounterSession.objects.filter(branch=branch_id, closed_at__isnull=True)
    return list(sessions.select_related("counter", "staff").order_by("counter__position", "counter__code"))


def colleagues(branch_id: int) -> list[Staff]:
    """Staff of the branch to whom a customer can be handed on: everyone with a skill in a service (1 query)."""
    able = Skill.objects.filter(kind=SkillKind.SERVICE).values("staff")
    return list(Staff.objects.filter(is_active=True, grants__branch=branch_id, pk__in=able).distinct().order_by("name"))


def is_day_closed(branch_id: int, date: dt.date) -> bool:
    """Whether the business day was closed (1 query)."""
    return BusinessDay.objects.filter(branch=branch_id, date=date, closed_at__isnull=False).exists()


def own_day(staff_id: int | None, branch_id: int, day: dt.date) -> tuple[int, float | None]:
    """How many customers the person has finished on a business day and the mean seconds of service (1 query)."""
    took = ExpressionWrapper(F("ended_at") - F("started_at"), output_field=DurationField())
    sessions = CounterSession.objects.filter(staff=staff_id, branch=branch_id, day=day)
    done = Ticket.objects.filter(session__in=sessions, status=TicketStatus.DONE, started_at__isnull=False)
    found = done.aggregate(n=Count("pk"), took=Avg(took), held=Avg("held_s"))
    mean = found["took"].total_seconds() - found["held"] if found["took"] is not None else None
    return found["n"], mean
