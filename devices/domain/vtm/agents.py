"""Remote tellers: signing on for calls, stepping away, and whether they may."""

from __future__ import annotations

import datetime as dt

from django.db.models import Exists, OuterRef, Q, QuerySet

from devices.enums.vtm import WITH_AGENT, AgentStatus, VtmStatus
from devices.errors.vtm import NoDesk, NotCertified
from devices.events.vtm import VtmAgentChanged
from devices.models.vtm import AgentCertificate, AgentState, VtmSession
from lobby.branches.access import branches_for
from lobby.branches.calendar import business_date
from lobby.branches.enums import Permission, SkillKind
from lobby.branches.models import Skill, Staff
from lobby.live import journal

# Every agent speaks it; other languages are skills.
SPOKEN_BY_ALL = "zh-hans"


def is_certified(agent: Staff, at: dt.datetime) -> bool:
    """Whether a certificate of the agent is valid on the business day of their home branch (1 query)."""
    home = agent.home_branch
    day = business_date(home, at) if home is not None else at.date()
    valid = AgentCertificate.objects.filter(staff=agent, valid_from__lte=day, valid_until__gte=day)
    return valid.filter(revoked_at__isnull=True).exists()


def go_online(agent: Staff, *, at: dt.datetime) -> AgentState:
    """Be ready for calls. Raises NoDesk, NotCertified."""
    if not is_certified(agent, at):
        raise NotCertified
    return set_status(agent, AgentStatus.ONLINE, at=at)


def go_away(agent: Staff, *, at: dt.datetime) -> AgentState:
    """Step away: no calls for a moment. Raises NoDesk."""
    return set_status(agent, AgentStatus.AWAY, at=at)


def go_offline(agent: Staff, *, at: dt.datetime) -> AgentState:
    """Sign off. Raises NoDesk."""
    return set_status(agent, AgentStatus.OFFLINE, at=at)


def set_status(agent: Staff, status: AgentStatus, *, at: dt.datetime) -> AgentState:
    """Only a change is news; the desk follows the home branch (3–4 statements)."""
    if agent.home_branch_id is None:
        raise NoDesk
    with journal.unit(by=agent.actor, at=at):
        state = locked_state(agent, at=at)
        before = state.status
        if (before, state.desk_id) != (status, agent.home_branch_id):
            state.status, state.desk_id, state.since = status, agent.home_branch_id, at
            state.save(update_fields=["status", "desk", "since"])
            journal.record(
                VtmAgentChanged(branch_id=state.desk_id, staff=agent.pk, before=str(before), status=str(status))
            )
    return state


def locked_state(agent: Staff, *, at: dt.datetime) -> AgentState:
    """The agent's row, locked, made when there is none yet (1–3 statements). Raises NoDesk."""
    if agent.home_branch_id is None:
        raise NoDesk
    states = AgentState.objects.select_for_update(no_key=True, of=("self",))
    found = states.filter(staff=agent).first()
    if found is None:
        new = AgentState(staff=agent, desk_id=agent.home_branch_id, since=at)
        AgentState.objects.bulk_create([new], ignore_conflicts=True)
        found = states.get(staff=agent)
    return found


def session_of(agent: Staff) -> VtmSession | None:
    """The session that an agent has now, a dropped one too (1 query)."""
    mine = VtmSession.objects.filter(agent=agent, status__in=WITH_AGENT)
    return mine.select_related("branch", "device", "service").first()


def waiting_for(agent: Staff) -> QuerySet[VtmSession]:
    """Calls that an agent may take, whoever waits longest first (no query of its own).

    The branches are those below the agent's grants; service and language are among the agent's skills.
    """
    calls = VtmSession.objects.filter(status=VtmStatus.QUEUED, branch__in=branches_for(agent, Permission.VTM_WORK))
    skills = Skill.objects.filter(staff=agent)
    knows = Exists(skills.filter(kind=SkillKind.SERVICE, code=OuterRef("service__code")))
    speaks = Q(language=SPOKEN_BY_ALL) | Exists(skills.filter(kind=SkillKind.LANGUAGE, code=OuterRef("language")))
    return calls.filter(knows, speaks).order_by("queued_at", "pk")
