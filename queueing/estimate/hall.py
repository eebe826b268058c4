"""A branch as the estimator sees it: who may be served where, in which order, and who asks.

The estimator knows services alone. What else keeps a customer from a counter (reserved for one counter or person, a
language, the patience before secondary skills) makes a *need*: customers of one service who may go to the same counters
share one, and a need that any counter of the service can meet is the service itself. Services and people are named by
their ids as text, the same in training.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from types import MappingProxyType
from typing import TypeVar

from lobby.branches.calendar import local
from lobby.branches.models import Branch
from queueing.domain.ordering import arranged
from queueing.enums import PriorityClass
from queueing.estimate.reading import Reading, Session, Waiting
from queueing.estimate.snapshot import Asker, Away, Desk, InLine, LastWait, PastQuote, RollingMean, Snapshot

# Of the newest calls, so many quotes correct the next estimate.
PAST_QUOTES = 60
# A shorter service was a slip of the hand; the logarithm is taken of so much at least.
LEAST_SERVICE_S = 10.0
# Who has no number yet stands behind everybody of the same moment.
NEWCOMER = 2**63 - 1

NO_CLOSINGS: Mapping[int, dt.datetime] = MappingProxyType({})

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Need:
    """What a customer needs of a counter; empty where anybody's will do. The patient may be served by secondary skills."""

    service: int
    counter: int | None = None
    staff: int | None = None
    language: str = ""
    is_patient: bool = False

    @property
    def key(self) -> str:
        """Its name in a snapshot: that of the service where nothing else matters."""
        parts = (self.counter and f"c{self.counter}", self.staff and f"s{self.staff}", self.language)
        return "/".join([str(self.service), *(part for part in parts if part), *(["patient"] * self.is_patient)])

    def is_met_by(self, session: Session) -> bool:
        """Whether the session may serve it, now or after the set patience."""
        is_reserved = self.counter not in (None, session.counter) or self.staff not in (None, session.staff)
        return not is_reserved and (self.service in session.primary or self.service in session.secondary)

    def is_met_at_once_by(self, session: Session) -> bool:
        """Whether it may serve it without waiting for the patience."""
        speaks = not self.language or self.language in session.languages
        return self.is_met_by(session) and speaks and (self.service in session.primary or self.is_patient)


class Hall:
    """One reading at one moment, with when people are planned to stop. Everything is derived only where asked for."""

    def __init__(
        self, reading: Reading, branch: Branch, *, at: dt.datetime, closings: Mapping[int, dt.datetime] = NO_CLOSINGS
    ) -> None:
        self.reading = reading
        self.closings = closings
        self.branch_id = branch.pk
        self.now = at.timestamp()
        self.clock = local(branch, at)
        self.open = [session for session in reading.sessions if session.is_open]
        self._needs: dict[Need, Need] = {}
        self._able: dict[Need, frozenset[int]] = {}

    def order(self, *joining: Waiting) -> list[Waiting]:
        """Everybody who waits and who would join, in calling order."""
        rows = sorted([*self.reading.waiting, *joining], key=lambda row: row.sort_key)
        return [place.ticket for place in arranged(rows, self.reading.max_passes)]

    def newcomer(self, service: int, priority: str = PriorityClass.NORMAL) -> Waiting:
        """Somebody who joins now with nothing special."""
        return Waiting(NEWCOMER, service, priority, False, self.now, self.now, 0, None, None, "")

    def need_of(self, row: Waiting) -> Need:
        """What keeps a customer from some of the open counters, as little as describes it."""
        is_patient = self.now - row.since >= self.reading.patience_s
        whole = Need(row.service, row.only_counter_id, row.only_staff_id, row.language, is_patient)
        if whole not in self._needs:
            self._needs[whole] = self._reduced(whole)
        return self._needs[whole]

    def _reduced(self, need: Need) -> Need:
        able = [session for session in self.open if need.is_met_by(session)]
        speaking = [session for session in able if need.language in session.languages]
        is_kept = need.language and not need.is_patient and 0 < len(speaking) < len(able)
        has_secondary = any(need.service in session.secondary for session in able)
        return replace(need, language=need.language if is_kept else "", is_patient=need.is_patient and has_secondary)

    def able(self, need: Need) -> frozenset[int]:
        """The open sessions that may serve it."""
        if need not in self._able:
            self._able[need] = frozenset(session.pk for session in self.open if need.is_met_by(session))
        return self._able[need]

    def least_s(self, row: Waiting) -> float:
        """Seconds that must pass before an open counter may call a customer whom only secondary skills can serve."""
        need = self.need_of(row)
        able = [session for session in self.open if need.is_met_by(session)]
        if not able or any(need.is_met_at_once_by(session) for session in able):
            return 0.0
        return max(0.0, row.since + self.reading.patience_s - self.now)

    def compete(self, one: Need, other: Need) -> bool:
        """Whether a counter may have to choose between two customers."""
        return one == other or bool(self.able(one) & self.able(other))

    def snapshot(self, queue: Iterable[Waiting], needs: Iterable[Need]) -> Snapshot:
        """The moment for the estimator: a queue in calling order and every need in it or asked for."""
        queue, needs = list(queue), set(needs)
        return Snapshot(
            now=self.now,
            second_of_day=self.clock.hour * 3600 + self.clock.minute * 60 + self.clock.second,
            weekday=self.clock.weekday(),
            queue=[self.in_line(row) for row in queue],
            desks=[*(self.desk(session, needs) for session in self.open), *self.expected(needs)],
            last_waits=spread(self.last_waits, needs),
            rolling=spread(self.rolling, needs),
            mean_s=spread(self.means, needs),
            past=self.past,
            away=self.away,
        )

    def in_line(self, row: Waiting) -> InLine:
        """A waiting ticket."""
        return InLine(row.pk, self.need_of(row).key, is_priority(row), row.since, row.goes_first)

    def asker(self, row: Waiting, place: int) -> Asker:
        """Somebody who asks from a place of the queue."""
        return Asker(self.need_of(row).key, is_priority(row), place, max(0.0, self.now - row.since))

    def desk(self, session: Session, needs: Iterable[Need]) -> Desk:
        """An open counter, named by who works there: pace and skills are that person's."""
        at_once = {need.key for need in needs if need.is_met_at_once_by(session)}
        later = {need.key for need in needs if need.is_met_by(session)} - at_once
        served, pace = self.paces.get(session.pk, (0, 0.0))
        closes = self.closings.get(session.staff)
        busy_for_s = self.now - (session.held_since or self.now) - (session.held_pause_s or 0)
        return Desk(
            counter=str(session.staff),
            services=frozenset({*map(str, session.primary), *at_once}),
            secondary=frozenset({*(str(pk) for pk in session.secondary), *later}) - at_once,
            busy_service=None if session.held_service is None else str(session.held_service),
            busy_for_s=max(0.0, busy_for_s),
            teller=str(session.staff),
            closes=closes.timestamp() if closes else None,
            served=served,
            served_log=pace,
        )

    def expected(self, needs: Iterable[Need]) -> list[Desk]:
        """A free counter for each need that no open one meets: its estimates count from the moment one opens."""
        return [Desk(f"opens:{need.key}", frozenset([need.key])) for need in needs if not self.able(need)]

    @cached_property
    def away(self) -> list[Away]:
        """Who worked at a counter earlier today and does not now."""
        here = {session.staff for session in self.open}
        last = {session.staff: session for session in self.reading.sessions if session.staff not in here}
        return [
            Away(str(staff), frozenset(map(str, [*one.primary, *one.secondary])), one.away_since)
            for staff, one in last.items()
            if one.away_since is not None
        ]

    @cached_property
    def paces(self) -> dict[int, tuple[int, float]]:
        """Services ended lately in each open session, and their summed ln(seconds ÷ mean of the service)."""
        found: dict[int, tuple[int, float]] = {}
        for call in self.reading.calls:
            if call.ended is not None and call.session is not None and call.service in self.reading.services:
                seconds = max(LEAST_SERVICE_S, call.ended - call.called - call.held_s)
                count, total = found.get(call.session, (0, 0.0))
                ratio = math.log(seconds / self.reading.services[call.service].mean_s)
                found[call.session] = (count + 1, total + ratio)
        return found

    @cached_property
    def last_waits(self) -> dict[int, LastWait]:
        """The newest call of each service."""
        return {call.service: LastWait(call.waited_s, self.now - call.first_called) for call in self.reading.calls}

    @cached_property
    def rolling(self) -> dict[int, RollingMean]:
        """Mean seconds of the latest services."""
        return {
            pk: RollingMean(offer.recent_s, offer.recent_samples)
            for pk, offer in self.reading.services.items()
            if offer.recent_s is not None
        }

    @cached_property
    def means(self) -> dict[int, float]:
        """Long-run mean seconds."""
        return {pk: offer.mean_s for pk, offer in self.reading.services.items()}

    @cached_property
    def past(self) -> list[PastQuote]:
        """What was told lately and what came of it; what counted from a counter's opening is not comparable."""
        return [
            PastQuote(str(call.service), call.first_called, call.quoted_p50_s, call.quoted_p90_s, call.waited_s)
            for call in self.reading.calls
            if call.quoted_p50_s is not None and call.quoted_p90_s is not None and not call.quote_needs_opening
        ][-PAST_QUOTES:]


def is_priority(row: Waiting) -> bool:
    """Whether its class has a head start."""
    return row.priority != PriorityClass.NORMAL


def spread(by_service: Mapping[int, T], needs: Iterable[Need]) -> dict[Hashable, T]:
    """Figures of services under their own names and under those of every need for them."""
    own: dict[Hashable, T] = {str(service): value for service, value in by_service.items()}
    return own | {need.key: by_service[need.service] for need in needs if need.service in by_service}
