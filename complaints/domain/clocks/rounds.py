"""What rings together: rows are read and locked at once, and what is to be written is kept until the end.

After an outage thousands of complaints are due at once; one by one they would keep the sweep busy for minutes. A handler
that is called for one deadline alone runs in a round of one.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from complaints.domain.cases.moving import news_of
from complaints.enums.cases import EntryKind
from complaints.events.cases import ComplaintTouched
from complaints.models import ClockNotice, Complaint, ComplaintClock, ComplaintEntry
from complaints.selectors.told import Told, people_of
from devices.hours import Spans, open_until, spans_between
from lobby.branches.actors import SYSTEM
from lobby.branches.calendar import local
from lobby.branches.models import Branch, RoleGrant
from lobby.floor.domain.alerts import Call, raise_many
from lobby.floor.models import Deadline
from lobby.live import journal

# What people wrote stays where it is.
WRITTEN = ("content", "complainant", "contact", "plan", "answer", "evidence")
# How far opening hours are looked for after a round.
AHEAD = dt.timedelta(days=60)


@dataclass(slots=True)
class Round:
    """Complaints that ring at a moment, with their clocks, and what came of it so far."""

    at: dt.datetime
    complaints: dict[int, Complaint]
    clocks: dict[tuple[int, str], ComplaintClock]
    told: dict[int, dict[int, int | None]]
    notices: list[ClockNotice] = field(default_factory=list)
    entries: list[ComplaintEntry] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)
    people: dict[int, list[RoleGrant]] = field(default_factory=dict)
    spans: dict[int, Spans] = field(default_factory=dict)

    @classmethod
    def of(cls, ids: Sequence[int], *, at: dt.datetime) -> Round:
        """Lock the complaints and read what runs (6–7 queries). Of several, those that somebody has are left out."""
        rows = Complaint.objects.select_for_update(no_key=True, of=("self",), skip_locked=len(ids) > 1)
        # Many have the same branch, owner and terms: each is read once, not joined to every row.
        rows = rows.prefetch_related("branch", "owner", "about_staff", "terms").defer(*WRITTEN)
        complaints = {one.pk: one for one in rows.filter(pk__in=ids).order_by("pk")}
        running = ComplaintClock.objects.filter(complaint__in=complaints, stopped_at__isnull=True)
        clocks = {(one.complaint_id, one.kind): one for one in running}
        told: dict[int, dict[int, int | None]] = defaultdict(dict)
        for notice in ClockNotice.objects.filter(clock__in=[one.pk for one in clocks.values()]):
            told[notice.clock_id][notice.level] = notice.told_id
        return cls(at, complaints, clocks, told)

    def people_of(self, branch: Branch) -> list[RoleGrant]:
        """The people of the offices of a branch (2 queries for each branch)."""
        if branch.pk not in self.people:
            self.people[branch.pk] = people_of(branch)
        return self.people[branch.pk]

    def open_until(self, complaint: Complaint, since: dt.datetime, seconds: int) -> dt.datetime:
        """When its branch has been open for so long (2 queries for each branch)."""
        branch = complaint.branch
        if branch.pk not in self.spans:
            first = min(one.touched_at for one in self.complaints.values() if one.branch_id == branch.pk)
            self.spans[branch.pk] = spans_between(branch, first, self.at + AHEAD)
        return open_until(branch, since, seconds, spans=self.spans[branch.pk])

    def note(self, clock: ComplaintClock, level: int, whom: Told) -> None:
        """Somebody is told of a level."""
        self.told[clock.pk][level] = whom.person_id
        self.notices.append(ClockNotice(clock=clock, level=level, told_id=whom.person_id, at=self.at))

    def tell(self, complaint: Complaint, kind: str, whom: Told, *, due: dt.datetime, **values: Any) -> None:
        """Write it into the log, and call one person by name; of the offices above whoever is there sees it as well.

        Whom it is about never does.
        """
        values = {"told": whom.person_id, **values}
        self.entries.append(ComplaintEntry(complaint=complaint, kind=EntryKind.ESCALATED, at=self.at, values=values))
        journal.record(ComplaintTouched(**news_of(complaint), what=EntryKind.ESCALATED))
        words = {"number": complaint.number, "due": f"{local(complaint.branch, due):%m-%d %H:%M}"}
        apart_from = complaint.about_staff if whom.roles else None
        self.calls.append(Call(complaint.branch, kind, complaint.subject, words, whom.roles, whom.person, apart_from))

    def write(self) -> None:
        """Write down all that came of it (0–4 statements)."""
        if self.notices:
            ClockNotice.objects.bulk_create(self.notices)
        if self.entries:
            ComplaintEntry.objects.bulk_create(self.entries)
        raise_many(self.calls, by=SYSTEM, at=self.at)


_current: ContextVar[Round | None] = ContextVar("complaints_round", default=None)


@contextmanager
def together(rows: Sequence[Deadline], at: dt.datetime) -> Iterator[list[Deadline]]:
    """Ring these deadlines of complaints together; yields those whose complaint is free."""
    found = Round.of([row.subject_id for row in rows], at=at)
    token = _current.set(found)
    try:
        yield [row for row in rows if row.subject_id in found.complaints]
        found.write()
    finally:
        _current.reset(token)


@contextmanager
def round_for(deadline: Deadline, at: dt.datetime) -> Iterator[Round]:
    """The round in which a deadline rings; one of its own when it is called for alone."""
    running = _current.get()
    if running is not None:
        yield running
        return
    with together([deadline], at):
        own = _current.get()
        assert own is not None
        yield own
