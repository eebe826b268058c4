"""Somebody at a machine seems to need help: one call for each stall, over when help begins or the customer goes on (S418)."""

from __future__ import annotations

import datetime as dt

from devices.domain.smart.telling import news_of
from devices.enums.smart import ASSISTING, StallKind
from devices.events.smart import SmartStalled
from devices.models.smart import SmartSession
from lobby.branches.actors import SYSTEM
from lobby.branches.enums import RoleCode
from lobby.floor import kinds
from lobby.floor.domain.alerts import raise_alert, resolve_about
from lobby.live import journal

STALLED, LEFT = "smart.stalled", "smart.left"


def stall(session: SmartSession, kind: StallKind, *, at: dt.datetime) -> None:
    """Call somebody of the lobby, once a stall; nobody is called where a colleague helps already (1–6 statements).

    The row must be locked.
    """
    if session.stalled_at is not None or session.assists.filter(status__in=ASSISTING).exists():
        return
    session.stalled_at, session.stall = at, kind
    session.save(update_fields=["stalled_at", "stall"])
    raise_alert(
        session.branch,
        STALLED,
        by=SYSTEM,
        at=at,
        subject=("smart_session", session.pk),
        values={"device": kinds.in_both(session.device), "number": session.number},
        zone=session.device.zone,
        roles=(RoleCode.LMA, RoleCode.LM),
    )
    journal.record(SmartStalled(**news_of(session), stall=kind.value))


def calm(session: SmartSession, *, at: dt.datetime) -> bool:
    """The stall is over; returns whether there was one. The caller saves the row (0–3 statements)."""
    if session.stalled_at is None:
        return False
    resolve_about(("smart_session", session.pk), at=at, reason="", among=[STALLED])
    session.stalled_at, session.stall = None, ""
    return True
