"""Where the time of a visit went (S431): triage, wait, service, rework. Read from the journal, so the parts are exact."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from lobby.branches.calendar import day_bounds
from lobby.live.models import Entry
from queueing.models import Ticket, Visit

TRIAGE, WAIT, SERVICE, REWORK, OVER = "triage", "wait", "service", "rework", "over"
# What begins with each kind of news; a call that is not answered yet is still a wait.
BEGINS = {
    "ticket.issued": WAIT,
    "ticket.started": SERVICE,
    "ticket.resumed": SERVICE,
    "ticket.diverted": SERVICE,
    "ticket.held": REWORK,
    "ticket.returned": REWORK,
    "ticket.handed_on": WAIT,
    "ticket.reinstated": WAIT,
    "ticket.fell_back": WAIT,
    "ticket.finished": OVER,
    "ticket.missed": OVER,
    "ticket.abandoned": OVER,
    "ticket.cancelled": OVER,
}
# What an undone act goes back to.
UNDONE = {"finish": SERVICE, "miss": WAIT}
# With several tickets at once the visit is in the first of these that one of them is in.
STRONGEST = (SERVICE, REWORK, WAIT)


@dataclass(frozen=True, slots=True)
class Split:
    """Seconds of a visit by what they were spent on; they add up to the whole visit."""

    triage_s: float = 0.0
    wait_s: float = 0.0
    service_s: float = 0.0
    rework_s: float = 0.0

    @property
    def total_s(self) -> float:
        """From arrival to the end."""
        return self.triage_s + self.wait_s + self.service_s + self.rework_s

    @property
    def parts(self) -> list[tuple[str, float]]:
        """Names and seconds, in the order of a visit."""
        return [(name, getattr(self, f"{name}_s")) for name in (TRIAGE, WAIT, SERVICE, REWORK)]


def split_of(visit: Visit, *, at: dt.datetime) -> Split:
    """The split of a visit that is over, or of one that goes on until `at` (2 queries)."""
    tickets = list(Ticket.objects.filter(visit=visit).values_list("pk", flat=True))
    start, _end = day_bounds(visit.branch, visit.day)
    entries = Entry.objects.filter(
        branch_id=visit.branch_id, subject_type="ticket", subject_id__in=tickets, at__gte=min(start, visit.arrived_at)
    )
    return split(visit.arrived_at, visit.ended_at or at, entries.order_by("seq"))


def split(arrived_at: dt.datetime, ended_at: dt.datetime, entries: Iterable[Entry]) -> Split:
    """Walk through the news of a visit's tickets; what a machine could not do counts as rework."""
    seconds = dict.fromkeys((TRIAGE, WAIT, SERVICE, REWORK), 0.0)
    phases: dict[int, str] = {}
    news = list(entries)
    failed = failed_diversions(news)
    since = arrived_at
    for entry in news:
        now = min(max(entry.at, since), ended_at)
        seconds[phase_of(phases)] += (now - since).total_seconds()
        since = now
        begins = UNDONE.get(entry.payload.get("verb", "")) or BEGINS.get(entry.type)
        if begins:
            phases[entry.subject_id] = REWORK if entry.seq in failed else begins
    seconds[phase_of(phases)] += max(0.0, (ended_at - since).total_seconds())
    return Split(**{f"{name}_s": spent for name, spent in seconds.items()})


def phase_of(phases: dict[int, str]) -> str:
    """What the customer is in: between two tickets it is triage again."""
    present = set(phases.values())
    return next((phase for phase in STRONGEST if phase in present), TRIAGE)


def failed_diversions(news: list[Entry]) -> set[int]:
    """The diversions from which the customer came back."""
    went: dict[int, int] = {}
    failed = set()
    for entry in news:
        if entry.type == "ticket.diverted":
            went[entry.subject_id] = entry.seq
        elif entry.type == "ticket.fell_back" and entry.subject_id in went:
            failed.add(went[entry.subject_id])
    return failed
