"""Reading runs: the day's list, and one run with its items, answers and what is known."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby

from lobby.branches.models import Staff
from lobby.floor.enums.checks import CheckValue
from lobby.floor.models import Attachment, ChecklistItem, ChecklistRun, ItemResult

RESULT = "check-item"


@dataclass(slots=True)
class Row:
    """An item of a run, for one person where it is about people, with its answer."""

    item: ChecklistItem
    person: Staff | None = None
    result: ItemResult | None = None
    photos: list[Attachment] = field(default_factory=list)

    @property
    def value(self) -> str:
        """The answer, empty before there is one."""
        return self.result.value if self.result else ""

    @property
    def is_issue(self) -> bool:
        """Whether something is wrong."""
        return self.value == CheckValue.ISSUE


@dataclass(frozen=True, slots=True)
class Sheet:
    """A run with all its rows, in the order of its version."""

    run: ChecklistRun
    rows: list[Row]

    @property
    def groups(self) -> list[tuple[str, list[Row]]]:
        """The rows under their headings."""
        return [(name, list(rows)) for name, rows in groupby(self.rows, key=lambda row: row.item.group)]

    @property
    def unanswered(self) -> list[Row]:
        """What is still to be looked at."""
        return [row for row in self.rows if row.result is None]

    @property
    def issues(self) -> list[Row]:
        """What is wrong."""
        return [row for row in self.rows if row.is_issue]

    @property
    def unlinked(self) -> list[Row]:
        """Issues that nobody looks after."""
        return [row for row in self.issues if row.result and not row.result.action]

    @property
    def without_photo(self) -> list[Row]:
        """Issues that still need a photo."""
        return [row for row in self.issues if row.item.photo_on_issue and not row.photos]

    @property
    def answered(self) -> int:
        """How many rows have an answer."""
        return len(self.rows) - len(self.unanswered)

    @property
    def score(self) -> float | None:
        """The share of weight that is ok, 0 to 1; None where nothing that applies has a weight."""
        return score_of(self.rows)


def score_of(rows: list[Row]) -> float | None:
    """The share of weight that is ok among rows that apply."""
    counted = [row for row in rows if row.value in (CheckValue.OK, CheckValue.ISSUE)]
    whole = sum(row.item.weight for row in counted)
    return sum(row.item.weight for row in counted if row.value == CheckValue.OK) / whole if whole else None


def sheet_of(run: ChecklistRun) -> Sheet:
    """A run with items, people, answers and photos (4 queries at most)."""
    items = list(ChecklistItem.objects.filter(version=run.version_id).order_by("position", "pk"))
    found = ItemResult.objects.filter(run=run).select_related("person", "answered_by")
    results = {(result.item_id, result.person_id): result for result in found}
    people = Staff.objects.in_bulk(run.people) if run.people else {}
    photos = photos_of([result.pk for result in results.values()])
    rows = []
    for item in items:
        for person in [people[pk] for pk in run.people if pk in people] if item.is_per_person else []:
            rows.append(Row(item, person, results.get((item.pk, person.pk))))
        if not item.is_per_person or not run.people:
            rows.append(Row(item, None, results.get((item.pk, None))))
    for row in rows:
        if row.result:
            row.result.run = run
            row.photos = photos.get(row.result.pk, [])
    return Sheet(run, rows)


def photos_of(result_ids: list[int]) -> dict[int, list[Attachment]]:
    """The photos of answers (1 query, none for no answers)."""
    found: dict[int, list[Attachment]] = {}
    if result_ids:
        for photo in Attachment.objects.filter(subject_type=RESULT, subject_id__in=result_ids).order_by("pk"):
            found.setdefault(photo.subject_id or 0, []).append(photo)
    return found
