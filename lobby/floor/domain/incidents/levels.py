"""The response level: who helps. It rises by time or by hand and never falls."""

from __future__ import annotations

import datetime as dt

from lobby.branches.actors import Actor
from lobby.branches.enums import RoleCode
from lobby.floor.domain.incidents import moves
from lobby.floor.enums.incidents import HIGHEST_LEVEL, UNRESOLVED, IncidentStatus
from lobby.floor.errors.incidents import IllegalIncidentMove, LevelOnlyRises
from lobby.floor.events.incidents import IncidentLevelRaised
from lobby.floor.models import Incident
from lobby.floor.wording import check_words
from lobby.live import journal

# Branch, regional branch, head office (S198).
CALLED = {
    2: (RoleCode.HEAD, RoleCode.BR_OPS),
    3: (RoleCode.HEAD, RoleCode.BR_OPS, RoleCode.HO),
}


def raise_level(incident: Incident, *, by: Actor, at: dt.datetime, level: int, reason: str = "") -> Incident:
    """Call the next office by hand. Raises IllegalIncidentMove, LevelOnlyRises, AppearanceNoted."""
    with journal.unit(by=by, at=at):
        incident = moves.locked(incident)
        if incident.status not in UNRESOLVED:
            raise IllegalIncidentMove(status=IncidentStatus(incident.status).label)
        if not incident.response_level < level <= HIGHEST_LEVEL:
            raise LevelOnlyRises(level=incident.response_level)
        return rise(incident, level, by=by, at=at, reason=check_words(reason))


def rise(incident: Incident, level: int, *, by: Actor, at: dt.datetime, reason: str) -> Incident:
    """Take the level, tell, and call its people anew. The row must be locked."""
    incident.response_level = level
    incident.save(update_fields=["response_level"])
    with journal.unit(by=by, at=at):
        journal.record(IncidentLevelRaised(**moves.news_of(incident), level=level, reason=reason))
        if not incident.is_drill:
            moves.call_off(incident, moves.LEVEL, at=at, reason="raised")
        moves.call(incident, moves.LEVEL, at=at, roles=CALLED[level])
    return incident
