"""Terms, zone or opening hours have changed: open complaints are reckoned anew.

Whoever changes them writes a row and no more, so each branch with open complaints looks for itself every few minutes. A
new row of terms leaves complaints alone that came in before it; a row that was corrected counts for its own.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from complaints.domain.cases.dues import due_of as step_due
from complaints.domain.cases.moving import news_of
from complaints.domain.clocks.basis import basis_of, differs
from complaints.domain.clocks.dues import feedback_due, legal_due
from complaints.domain.clocks.rounds import WRITTEN
from complaints.enums.cases import OPEN_STEPS, ClockKind, EntryKind, Step
from complaints.enums.clocks import BASIS_EVERY_S, STEP, UNTOUCHED, clock_deadline
from complaints.events.cases import ComplaintTouched
from complaints.models import ClockBasis, Complaint, ComplaintClock, ComplaintEntry, ComplaintStep
from lobby.branches.models import Branch
from lobby.floor.models import Deadline
from lobby.live import journal

CHUNK = 500
SOON = dt.timedelta(seconds=1)


def when_to_look(deadline: Deadline, at: dt.datetime) -> dt.datetime | None:
    """Reckon anew what is open, a chunk at a time, when something has changed; over when nothing is open."""
    branch = Branch.objects.get(pk=deadline.subject_id)
    if not Complaint.objects.filter(branch=branch, step__in=OPEN_STEPS).exists():
        return None
    basis = ClockBasis.objects.select_for_update(no_key=True).get(branch=branch)
    values = basis_of(branch, at=at)
    if differs(basis.values, values):
        basis.reckoned_upto = 0
    basis.values, basis.looked_at = values, at
    is_all = reckon_chunk(basis, at=at)
    basis.save(update_fields=["values", "looked_at", "reckoned_upto"])
    return at + (dt.timedelta(seconds=BASIS_EVERY_S) if is_all else SOON)


def reckon_chunk(basis: ClockBasis, *, at: dt.datetime) -> bool:
    """Reckon the next complaints (1 query when nothing differs); whether all are done."""
    if basis.reckoned_upto is None:
        return True
    rows = Complaint.objects.filter(branch=basis.branch_id, step__in=OPEN_STEPS, pk__gt=basis.reckoned_upto)
    ids = list(rows.order_by("pk").values_list("pk", flat=True)[:CHUNK])
    reckon(ids, at=at)
    is_all = len(ids) < CHUNK
    basis.reckoned_upto = None if is_all else ids[-1]
    return is_all


def reckon(ids: Iterable[int], *, at: dt.datetime) -> int:
    """Reckon complaints anew; returns how many have another due now (3 queries, 11 statements when some have)."""
    about = Deadline.objects.filter(subject_type="complaint", subject_id__in=ids, done_at__isnull=True)
    about.filter(kind=UNTOUCHED).update(due_at=at)
    if not (wrong := [one.complaint.pk for one in looked_at(ids) if one.changes]):
        return 0
    # Only rows that differ are locked, and looked at again.
    list(
        Complaint.objects.select_for_update(no_key=True, of=("self",))
        .filter(pk__in=wrong)
        .order_by("pk")
        .values_list("pk")
    )
    write([one for one in looked_at(wrong) if one.changes], at=at)
    rings = [*(clock_deadline(kind) for kind in ClockKind), STEP]
    about.filter(subject_id__in=wrong, kind__in=rings).update(due_at=at)
    return len(wrong)


@dataclass(slots=True)
class Reckoned:
    """A complaint with the clocks that run, all as they should be, and what of it is another now."""

    complaint: Complaint
    clocks: list[ComplaintClock]
    changes: list[dict[str, str]] = field(default_factory=list)

    def reckon(self) -> None:
        """Set every due by what counts now (no query)."""
        legal_at = None
        for clock in self.clocks:
            due_at = due_of(self.complaint, clock)
            self.change({"clock": clock.kind}, clock.due_at, due_at)
            clock.due_at = due_at
            legal_at = due_at if clock.kind == ClockKind.LEGAL else legal_at
        old, step = self.complaint.step_due_at, Step(self.complaint.step)
        if old is not None:
            is_with_clock = step == Step.RESOLVING
            new = legal_at if is_with_clock else step_due(self.complaint, step, since=self.complaint.step_since)
            self.complaint.step_due_at = new or old
            self.change({"step": step}, old, new or old)

    def change(self, what: dict[str, str], old: dt.datetime, new: dt.datetime) -> None:
        """Note a due that is another now."""
        if new != old:
            self.changes.append({**what, "old": old.isoformat(), "due": new.isoformat()})


def looked_at(ids: Iterable[int]) -> list[Reckoned]:
    """Complaints reckoned by what counts now (2 queries); what people wrote is left where it is."""
    rows = Complaint.objects.filter(pk__in=ids, step__in=OPEN_STEPS).select_related("branch", "terms")
    found = {one.pk: Reckoned(one, []) for one in rows.defer(*WRITTEN).order_by("pk")}
    for clock in ComplaintClock.objects.filter(complaint__in=found, stopped_at__isnull=True):
        found[clock.complaint_id].clocks.append(clock)
    for one in found.values():
        one.reckon()
    return list(found.values())


def due_of(complaint: Complaint, clock: ComplaintClock) -> dt.datetime:
    """When a clock is due by what counts now."""
    if clock.kind == ClockKind.FIRST_FEEDBACK:
        return feedback_due(complaint.terms, clock.started_at)
    return legal_due(complaint.branch, complaint.terms, clock.started_at, clock.stage)


def write(reckoned: list[Reckoned], *, at: dt.datetime) -> None:
    """Save what is another now, and write it down (6 statements)."""
    complaints = [one.complaint for one in reckoned]
    ComplaintClock.objects.bulk_update([clock for one in reckoned for clock in one.clocks], ["due_at"])
    Complaint.objects.bulk_update(complaints, ["step_due_at"])
    dues = {one.pk: one.step_due_at for one in complaints}
    steps = list(ComplaintStep.objects.filter(complaint__in=dues, ended_at__isnull=True))
    for step in steps:
        step.due_at = dues[step.complaint_id]
    ComplaintStep.objects.bulk_update(steps, ["due_at"])
    ComplaintEntry.objects.bulk_create(
        ComplaintEntry(complaint=one.complaint, kind=EntryKind.RECKONED, at=at, values={"changes": one.changes})
        for one in reckoned
    )
    for one in complaints:
        journal.record(ComplaintTouched(**news_of(one), what=EntryKind.RECKONED))
