"""What the screens of video sessions show: the customer's terminal, the agent's queue and session, the authoriser's list."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass, field

from django.db.models import Avg, F, Q, QuerySet

from devices.domain.vtm import is_certified, session_of, waiting_for
from devices.domain.vtm.agents import SPOKEN_BY_ALL
from devices.domain.vtm.moving import LATE, SUBJECT
from devices.domain.vtm.risk import needs_disclosure, risk_text
from devices.enums.vtm import LINKED, OPEN, WITH_AGENT, AgentStatus, Decision, VtmEnd, VtmStatus
from devices.models.vtm import AgentState, Authorisation, VtmSession, VtmStep
from devices.selectors import machine_of, with_services
from lobby.branches import access
from lobby.branches.enums import Channel, Permission, SkillKind
from lobby.branches.models import Branch, Device, Service, Skill, Staff
from lobby.floor.models import Deadline, LibraryVersion

S = VtmStatus
# How long the last screen of a session stays before the terminal is free for the next customer.
FAREWELL = dt.timedelta(seconds=60)
SUMMARY_FOR = dt.timedelta(minutes=10)
LEARNED_FROM = 50
# Whoever has not touched the desk for a whole shift is not counted on: nobody is promised an answer by an empty chair.
SHIFT = dt.timedelta(hours=12)
# What the customer sees as steps; the agent's finer ones are among them.
WAY = (S.CONNECTED, S.IDENTIFYING, S.DISCLOSING, S.TRANSACTING, S.AUTHORISING, S.SIGNING, S.RATING)


@dataclass(frozen=True, slots=True)
class Wait:
    """How many are before this call, and how long it takes as far as anybody can say; no minutes while nobody is there."""

    ahead: int
    agents: int
    minutes: int | None


@dataclass(frozen=True, slots=True)
class Terminal:
    """What the machine shows now: the session, or the one that has just ended, or neither."""

    session: VtmSession | None = None
    wait: Wait | None = None
    risk: LibraryVersion | None = None

    @property
    def is_ended(self) -> bool:
        """Whether only the farewell is left."""
        return self.session is not None and not self.session.is_open

    @property
    def may_take_number(self) -> bool:
        """Whether a customer without a number was not served and may have one."""
        one = self.session
        return one is not None and one.status in {S.FAILED, S.CANCELLED} and one.subject_id is None

    @property
    def is_at_front(self) -> bool:
        """Whether the customer's number went to the front of the queue."""
        one = self.session
        return one is not None and one.status in {S.FAILED, S.CANCELLED} and one.subject_id is not None

    @property
    def shows_risk(self) -> bool:
        """Whether the customer is asked if the risk was understood."""
        one = self.session
        return one is not None and self.risk is not None and one.understood_at is None


def terminal_of(device_id: int, at: dt.datetime) -> Terminal:
    """What a machine shows (1–8 queries)."""
    sessions = VtmSession.objects.filter(device=device_id).select_related(
        "branch", "device", "service", "agent", "escort", "risk_version"
    )
    now = sessions.filter(Q(status__in=OPEN) | Q(ended_at__gt=at - FAREWELL)).order_by("-pk").first()
    if now is None:
        return Terminal()
    wait = wait_of(now, at) if now.status == S.QUEUED else None
    told = now.risk_version if now.status in {S.DISCLOSING, S.TRANSACTING} and now.risk_read_at else None
    return Terminal(now, wait, told)


def is_out(device_id: int) -> bool:
    """Whether a machine can do nothing now (1 query)."""
    return not machine_of(with_services(Device.objects.filter(pk=device_id)).get()).services


def wait_of(session: VtmSession, at: dt.datetime) -> Wait:
    """The place of a call among those of its region that the same agents may take (5 queries at most)."""
    able = list(able_agents(session, at).values_list("pk", flat=True))
    region = VtmSession.objects.filter(branch__unit=session.branch.unit_id)
    before = region.filter(status=S.QUEUED, queued_at__lt=session.queued_at)
    codes = Skill.objects.filter(staff__in=able, kind=SkillKind.SERVICE).values("code")
    ahead = before.filter(Q(service__code__in=codes) | Q(service=session.service_id)).count()
    if not able:
        return Wait(ahead, 0, None)
    free = len(able) - VtmSession.objects.filter(agent__in=able, status__in=WITH_AGENT).count()
    if ahead < free:
        return Wait(ahead, len(able), 0)
    return Wait(ahead, len(able), math.ceil((ahead - free + 1) * usual_minutes(session) / len(able)))


def able_agents(session: VtmSession, at: dt.datetime) -> QuerySet[Staff]:
    """Agents who are ready and may take a call, whether free or not (1 query more for the branch's units)."""
    here = Q(grants__branch=session.branch_id) | Q(grants__unit__in=access.units_above(session.branch))
    ready = Staff.objects.filter(
        here,
        is_active=True,
        vtm_state__status=AgentStatus.ONLINE,
        vtm_state__since__gt=at - SHIFT,
        grants__role__in=access.roles_with(Permission.VTM_WORK),
        pk__in=Skill.objects.filter(kind=SkillKind.SERVICE, code=session.service.code).values("staff"),
    )
    if session.language != SPOKEN_BY_ALL:
        speakers = Skill.objects.filter(kind=SkillKind.LANGUAGE, code=session.language)
        ready = ready.filter(pk__in=speakers.values("staff"))
    return ready.distinct()


def usual_minutes(session: VtmSession) -> float:
    """How long such a session takes, over the latest ones; the service's standard minutes until there are any (1 query)."""
    done = VtmSession.objects.filter(service__code=session.service.code, status=S.COMPLETED)
    latest = done.order_by("-pk").annotate(took=F("ended_at") - F("connected_at"))[:LEARNED_FROM]
    mean = VtmSession.objects.filter(pk__in=latest.values("pk")).aggregate(mean=Avg(F("ended_at") - F("connected_at")))
    took: dt.timedelta | None = mean["mean"]
    return took.total_seconds() / 60 if took else float(session.service.standard_minutes)


@dataclass(frozen=True, slots=True)
class Call:
    """A call that waits; `late_at` is when the target is missed."""

    session: VtmSession
    late_at: dt.datetime | None
    is_late: bool


@dataclass(frozen=True, slots=True)
class Queue:
    """What an agent's desk shows."""

    status: AgentStatus
    since: dt.datetime | None
    is_certified: bool
    session: VtmSession | None
    calls: list[Call] = field(default_factory=list)

    @property
    def may_call(self) -> bool:
        """Whether the next call can be taken."""
        return self.status == AgentStatus.ONLINE and self.session is None and bool(self.calls)


def queue_of(agent_id: int, at: dt.datetime) -> Queue:
    """An agent's state and the calls for them, longest wait first (7 queries)."""
    agent = Staff.objects.select_related("home_branch").get(pk=agent_id)
    state = AgentState.objects.filter(staff=agent).first()
    waiting = list(waiting_for(agent).select_related("branch", "service", "escort", "device"))
    due = Deadline.objects.filter(kind=LATE, subject_type=SUBJECT, subject_id__in=[one.pk for one in waiting])
    late = dict(due.values_list("subject_id", "due_at"))
    calls = [Call(one, late.get(one.pk), one.pk in late and late[one.pk] <= at) for one in waiting]
    return Queue(
        status=AgentStatus(state.status) if state else AgentStatus.OFFLINE,
        since=state.since if state else None,
        is_certified=is_certified(agent, at),
        session=session_of(agent),
        calls=calls,
    )


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the way: its name, whether it is over or the present one, and how long it took."""

    status: VtmStatus
    is_done: bool
    is_now: bool
    seconds: int


@dataclass(frozen=True, slots=True)
class Desk:
    """What an agent sees of their session."""

    session: VtmSession | None
    steps: list[Step] = field(default_factory=list)
    needs_disclosure: bool = False
    risk: LibraryVersion | None = None
    last_answer: Authorisation | None = None

    @property
    def is_told(self) -> bool:
        """Whether nothing is left to be told before the business."""
        one = self.session
        return one is not None and (not self.needs_disclosure or one.understood_at is not None)

    @property
    def end_word(self) -> str:
        """Why it ended, in the active language."""
        one = self.session
        return str(VtmEnd(one.end_reason).label) if one is not None and one.end_reason else ""


def desk_of(agent_id: int, at: dt.datetime) -> Desk:
    """The session that an agent has, or the one that ended a moment ago (1–6 queries)."""
    mine = VtmSession.objects.filter(agent=agent_id).select_related(
        "branch", "device", "service", "agent", "authoriser", "escort", "risk_version"
    )
    session = mine.filter(status__in=WITH_AGENT).first()
    if session is None:
        session = mine.filter(connected_at__gt=at - dt.timedelta(days=1)).order_by("-connected_at").first()
        if session is None or (session.ended_at is not None and session.ended_at <= at - SUMMARY_FOR):
            return Desk(None)
    needs = needs_disclosure(session)
    return Desk(
        session=session,
        steps=steps_of(session, at),
        needs_disclosure=needs,
        risk=session.risk_version or (risk_text(session, at=at) if needs and session.status in LINKED else None),
        last_answer=last_answer_of(session),
    )


def steps_of(session: VtmSession, at: dt.datetime) -> list[Step]:
    """The way with what is behind (1 query)."""
    taken: dict[str, int] = {}
    for step in VtmStep.objects.filter(session=session, before__in=WAY):
        taken[step.before] = taken.get(step.before, 0) + step.seconds
    here = session.resumes_to if session.status == S.DROPPED else session.status
    return [
        Step(status, status in taken and status != here, status == here, taken.get(status, 0))
        for status in WAY
        if status != S.AUTHORISING or status in taken or status == here or session.is_open
    ]


def last_answer_of(session: VtmSession) -> Authorisation | None:
    """What the authoriser said last when it was sent back (1 query)."""
    asked = Authorisation.objects.filter(session=session).select_related("authoriser").order_by("-pk").first()
    return asked if asked is not None and asked.decision == Decision.CORRECTED else None


def questions_for(authoriser_id: int) -> list[Authorisation]:
    """What waits for an authoriser's decision, oldest first; their own sessions are shown and not theirs to decide (2 queries)."""
    staff = Staff.objects.get(pk=authoriser_id)
    asked = Authorisation.objects.filter(
        decided_at__isnull=True,
        session__status=S.AUTHORISING,
        session__branch__in=access.branches_for(staff, Permission.VTM_AUTHORISE),
    )
    about = ("session__branch", "session__service", "session__device", "session__risk_version", "agent")
    return list(asked.select_related(*about).order_by("asked_at", "pk"))


def services_by_video(branch: Branch) -> list[Service]:
    """What somebody may ask for at a machine without a number (1 query)."""
    here = Service.objects.filter(branch=branch, is_active=True, channels__contains=[Channel.VTM])
    return list(here.order_by("position", "code"))
