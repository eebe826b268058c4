"""An agent takes a call: two never get the same one, and nothing is said before the recording runs."""

from __future__ import annotations

import datetime as dt

from devices import recordings
from devices.domain.vtm.agents import is_certified, locked_state, session_of, waiting_for
from devices.domain.vtm.moving import check_move, locked, move
from devices.enums.vtm import AgentStatus
from devices.errors.vtm import AgentBusy, CallGone, IllegalVtmMove, NotCertified, NotOnline, NotSkilled
from devices.models.vtm import VtmSession
from lobby.branches.models import Staff
from lobby.live import journal


def connect_next(agent: Staff, *, at: dt.datetime) -> VtmSession | None:
    """Take the call that has waited longest among those the agent may take; None when nobody waits.

    Raises NoDesk, NotOnline, AgentBusy, NotCertified, RecordingFailed.
    """
    with journal.unit(by=agent.actor, at=at):
        check_free(agent, at=at)
        # Calls that a colleague is just taking are passed over instead of waited for.
        call = waiting_for(agent).select_for_update(no_key=True, of=("self",), skip_locked=True).first()
        return answered(locked(call), agent, at=at) if call is not None else None


def connect(session: VtmSession, *, agent: Staff, at: dt.datetime) -> VtmSession:
    """Take one call. Raises NoDesk, NotOnline, AgentBusy, NotCertified, CallGone, NotSkilled, RecordingFailed."""
    with journal.unit(by=agent.actor, at=at):
        check_free(agent, at=at)
        session = locked(session)
        try:
            check_move(session, "connect")
        except IllegalVtmMove as error:
            raise CallGone from error
        if not waiting_for(agent).filter(pk=session.pk).exists():
            raise NotSkilled(skill=f"{session.service.name} · {session.language}")
        return answered(session, agent, at=at)


def check_free(agent: Staff, *, at: dt.datetime) -> None:
    """Raises NoDesk, NotOnline, AgentBusy, NotCertified. The agent's row is locked: two clicks get one call."""
    if locked_state(agent, at=at).status != AgentStatus.ONLINE:
        raise NotOnline
    if session_of(agent) is not None:
        raise AgentBusy
    if not is_certified(agent, at):
        raise NotCertified


def answered(session: VtmSession, agent: Staff, *, at: dt.datetime) -> VtmSession:
    """The recording runs before the two see each other. Raises RecordingFailed."""
    reference = recordings.begin(session, at=at)
    return move(session, "connect", by=agent.actor, at=at, agent=agent, recording_ref=reference, connected_at=at)
