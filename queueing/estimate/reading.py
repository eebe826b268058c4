"""Reads what an estimate looks at: one branch at one moment, in one statement.

One statement sees one moment of the database, costs one round trip, and leaves a verb its other statements. It reads
who waits, today's sessions, the branch's services and the newest calls; nothing in it grows with the branch's history.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass, replace
from typing import Any

from lobby.branches.models import BranchPolicy
from lobby.branches.prepared import PreparedSQL
from queueing.domain.ordering import IN_PEAK

# Some two hours of a busy hall.
NEWEST_CALLS = 200


def epoch(column: str) -> str:
    """A moment as seconds, None where it is not set."""
    return f"extract(epoch FROM {column})::float8"


def rows_of(columns: str, source: str) -> str:
    """A list of rows as the text of one JSON value, which is compared before anybody reads it."""
    return f"(SELECT coalesce(json_agg(json_build_array({columns})), '[]')::text {source})"


WAITING = rows_of(
    f"""t.id, t.service_id, t.priority, t.goes_first, {epoch("t.queue_at")}, {epoch("t.waits_since")}, t.passes,
        t.only_counter_id, t.only_staff_id, t.language""",
    """FROM queueing_ticket t
       WHERE t.branch_id = %(branch)s AND t.day = %(day)s AND t.status IN ('waiting', 'returned')""",
)
SESSIONS = rows_of(
    f"""s.id, s.counter_id, s.staff_id, s.status, s.primary_services, s.secondary_services, s.languages,
        {epoch("coalesce(s.closed_at, s.paused_at)")}, h.service_id, {epoch("h.called_at")}, h.held_s""",
    """FROM queueing_countersession s
       LEFT JOIN queueing_ticket h ON h.session_id = s.id AND h.status IN ('called', 'serving')
       WHERE s.branch_id = %(branch)s AND s.day = %(day)s""",
)
SERVICES = rows_of(
    """v.id, v.is_active, 60 * v.standard_minutes, l.mean_service_s, l.recent_service_s, coalesce(l.recent_samples, 0),
       EXISTS (SELECT FROM branches_counter_services o JOIN branches_counter c ON c.id = o.counter_id
               WHERE o.service_id = v.id AND c.is_active)""",
    """FROM branches_service v LEFT JOIN queueing_servicestats l ON l.service_id = v.id
       WHERE v.branch_id = %(branch)s""",
)
# By the index of newest calls, and what is not of today dropped afterwards: a date condition would walk a branch's
# whole history on a morning without calls. Tickets are found one by one by their key (OFFSET keeps it so): a plan made
# while the tables were small would otherwise compare every ticket of the day with every call.
CALLS = rows_of(
    f"""t.id, t.service_id, t.session_id, {epoch("t.issued_at")}, {epoch("t.first_called_at")}, t.customer_pause_s,
        {epoch("t.called_at")}, CASE WHEN t.status = 'done' THEN {epoch("t.ended_at")} END, t.held_s,
        t.quoted_p50_s, t.quoted_p90_s, t.quote_needs_opening""",
    """FROM (SELECT DISTINCT a.ticket_id FROM (
                  SELECT ticket_id FROM queueing_announcement WHERE branch_id = %(branch)s
                  ORDER BY id DESC LIMIT %(newest)s) a) newest
        CROSS JOIN LATERAL (SELECT * FROM queueing_ticket WHERE id = newest.ticket_id OFFSET 0) t
        WHERE t.branch_id = %(branch)s AND t.day = %(day)s""",
)
POLICY = """(SELECT json_build_array(p.secondary_after_s, p.max_passes) FROM branches_branchpolicy p
             WHERE p.branch_id = %(branch)s AND p.effective_from <= %(day)s ORDER BY p.effective_from DESC LIMIT 1)"""
VERSION = "(SELECT m.version FROM queueing_waitmodel m WHERE m.branch_id = %(branch)s)"
BRANCH = PreparedSQL(f"SELECT {WAITING}, {SESSIONS}, {SERVICES}, {CALLS}, {POLICY}, {VERSION}, {IN_PEAK}")


# Lists as texts, then the policy, the version of the model and whether the hall is in its peak.
Raw = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Waiting:
    """A ticket that can be called; moments are seconds since the epoch, `since` begins its present wait."""

    pk: int
    service: int
    priority: str
    goes_first: bool
    queue_at: float
    since: float
    passes: int
    only_counter_id: int | None
    only_staff_id: int | None
    language: str

    @property
    def sort_key(self) -> tuple[bool, float, int]:
        """Its place by virtual arrival."""
        return not self.goes_first, self.queue_at, self.pk


@dataclass(frozen=True, slots=True)
class Session:
    """A counter session of the day; `away_since` when it is paused or closed, `held…` while somebody is there."""

    pk: int
    counter: int
    staff: int
    status: str
    primary: list[int]
    secondary: list[int]
    languages: list[str]
    away_since: float | None
    held_service: int | None
    held_since: float | None
    held_pause_s: int | None

    @property
    def is_open(self) -> bool:
        """Whether it can call customers."""
        return self.status == "open"


@dataclass(frozen=True, slots=True)
class Offer:
    """A service with its typed-in and learned seconds at a counter; `has_counter` if any counter in use offers it."""

    pk: int
    is_active: bool
    standard_s: int
    learned_s: float | None
    recent_s: float | None
    recent_samples: int
    has_counter: bool

    @property
    def mean_s(self) -> float:
        """What it takes in the long run, by its standard before anything was learned."""
        return self.learned_s or float(self.standard_s)


@dataclass(frozen=True, slots=True)
class Call:
    """One of the newest tickets that were called; `ended` only when it was served to its end."""

    pk: int
    service: int
    session: int | None
    issued: float
    first_called: float
    pause_s: int
    called: float
    ended: float | None
    held_s: int
    quoted_p50_s: int | None
    quoted_p90_s: int | None
    quote_needs_opening: bool

    @property
    def waited_s(self) -> float:
        """From issue to the first call, without what the customer asked for."""
        return max(0.0, self.first_called - self.issued - self.pause_s)


@dataclass(frozen=True, slots=True)
class Reading:
    """A branch as it was read."""

    waiting: list[Waiting]
    sessions: list[Session]
    services: dict[int, Offer]
    calls: list[Call]
    patience_s: int
    max_passes: int
    version: int


def fetch(branch_id: int, day: dt.date) -> Raw:
    """What an estimate looks at on a business day, as it came (1 query): equal as long as nothing changed."""
    raw: Raw = BRANCH.run({"branch": branch_id, "day": day, "newest": NEWEST_CALLS})[0]
    return raw


def read(branch_id: int, day: dt.date) -> Reading:
    """The same as it is worked with (1 query)."""
    return reading_of(fetch(branch_id, day))


def reading_of(raw: Raw) -> Reading:
    """What came: `waiting` by virtual arrival, `calls` oldest first."""
    *lists, policy, version, is_peak = raw
    waiting, sessions, services, calls = map(json.loads, lists)
    patience_s, max_passes = policy or (usual("secondary_after_s"), usual("max_passes"))
    return Reading(
        waiting=sorted((Waiting(*row) for row in waiting), key=lambda one: one.sort_key),
        sessions=sorted((in_force(Session(*row), is_peak=is_peak) for row in sessions), key=lambda one: one.pk),
        services={row[0]: Offer(*row) for row in services},
        calls=sorted((Call(*row) for row in calls), key=lambda one: one.first_called),
        patience_s=patience_s,
        max_passes=max_passes,
        version=version or 0,
    )


def in_force(session: Session, *, is_peak: bool) -> Session:
    """The session with the skills that count now: in a peak secondary ones serve at once."""
    return replace(session, primary=[*session.primary, *session.secondary], secondary=[]) if is_peak else session


def usual(threshold: str) -> int:
    """A policy's built-in default."""
    default: int = getattr(BranchPolicy(), threshold)
    return default
