"""Which counters are prepared for the day (TL-1), and what one of them still lacks."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q

from lobby.branches.calendar import business_date
from lobby.branches.models import Branch, Counter, Staff
from lobby.floor.enums.checks import HANDED_IN, CheckKind, CheckStatus, CheckSubject
from lobby.floor.models import ChecklistRun
from lobby.floor.selectors.checks import has_template
from lobby.floor.selectors.checks.runs import Sheet, sheet_of


@dataclass(frozen=True, slots=True)
class Preparation:
    """A counter's preparation of a day. Without a checklist nothing is asked for; `sheet` is None before it is begun."""

    is_asked: bool
    sheet: Sheet | None = None

    @property
    def run(self) -> ChecklistRun | None:
        """The run of today."""
        return self.sheet.run if self.sheet else None

    @property
    def is_handed_in(self) -> bool:
        """Whether the checklist was handed in, whoever still has to confirm."""
        return self.run is not None and self.run.status in HANDED_IN

    @property
    def needs_second(self) -> bool:
        """Whether seals and forms wait for the second of two people."""
        return self.is_handed_in and self.run is not None and self.run.version.needs_two and not self.run.second_by_id

    @property
    def is_ready(self) -> bool:
        """Whether the counter may be opened."""
        return not self.is_asked or (self.is_handed_in and not self.needs_second)


def preparation_of(counter: Counter, *, at: dt.datetime) -> Preparation:
    """How far a counter's preparation of the business day is (1–6 queries)."""
    date = business_date(counter.branch, at)
    runs = ChecklistRun.objects.filter(
        kind=CheckKind.TELLER_PREP, day=date, subject_type=CheckSubject.COUNTER, subject_id=counter.pk
    )
    runs = runs.exclude(status=CheckStatus.CANCELLED).select_related("branch", "version", "submitted_by", "second_by")
    run = runs.order_by("-slot").first()
    if not has_template(CheckKind.TELLER_PREP, counter.branch):
        return Preparation(is_asked=False)
    return Preparation(is_asked=True, sheet=sheet_of(run) if run is not None else None)


def unprepared(branch: Branch, date: dt.date, counters: list[Counter]) -> set[int]:
    """The ids of those counters that may not be opened yet (1–2 queries)."""
    if not has_template(CheckKind.TELLER_PREP, branch):
        return set()
    counted = Q(version__needs_two=False) | Q(second_by__isnull=False)
    ready = ChecklistRun.objects.filter(
        counted,
        branch=branch,
        kind=CheckKind.TELLER_PREP,
        day=date,
        status__in=HANDED_IN,
        subject_type=CheckSubject.COUNTER,
    )
    return {counter.pk for counter in counters} - set(ready.values_list("subject_id", flat=True))


def may_confirm(preparation: Preparation, staff: Staff) -> bool:
    """Whether this person may be the second of two: nobody confirms what they handed in themselves."""
    return preparation.needs_second and preparation.run is not None and preparation.run.submitted_by_id != staff.pk
