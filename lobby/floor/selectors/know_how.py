"""What people have to know and how they stand to it: one's own list, and the branch's for those who look after it."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from lobby.branches.calendar import business_date
from lobby.branches.models import Branch, Staff
from lobby.branches.policies import policy_of
from lobby.floor.enums.library import Standing
from lobby.floor.models.library import LibraryVersion, NoticeAck
from lobby.floor.selectors import notices

ORDER = {standing: place for place, standing in enumerate(Standing)}
# What one has to do something about.
DUE = (Standing.LAPSED, Standing.OPEN, Standing.SOON)


@dataclass(frozen=True, slots=True)
class Known:
    """How one person stands to one text; `until` is when it lapses or did, None while open or where it never does."""

    version: LibraryVersion
    standing: Standing
    since: dt.datetime | None
    until: dt.datetime | None

    @property
    def is_due(self) -> bool:
        """Whether something is to be done."""
        return self.standing in DUE


@dataclass(frozen=True, slots=True)
class Person:
    """One person in the list of a text."""

    staff: Staff
    known: Known


@dataclass(frozen=True, slots=True)
class Text:
    """A text and everybody of the branch whom it concerns, who has most to do first."""

    version: LibraryVersion
    people: list[Person]

    def of(self, *standings: Standing) -> list[Person]:
        """Those who stand so."""
        return [one for one in self.people if one.known.standing in standings]

    @property
    def lapsed(self) -> list[Person]:
        """Whose knowing it is over."""
        return self.of(Standing.LAPSED)

    @property
    def open(self) -> list[Person]:
        """Who never said so of this version."""
        return self.of(Standing.OPEN)

    @property
    def known(self) -> list[Person]:
        """Who knows it today."""
        return self.of(Standing.SOON, Standing.VALID)

    @property
    def is_complete(self) -> bool:
        """Whether everybody knows it."""
        return len(self.known) == len(self.people)


def own(staff: Staff, branch: Branch, at: dt.datetime) -> list[Known]:
    """What a person has to know at a branch, what is to be done first (4 queries; 3 when there is nothing)."""
    roles = set(notices.people_of(branch).filter(staff=staff).values_list("role", flat=True))
    wanted = [one for one in notices.mandatory(branch, at) if notices.concerns(one, roles)]
    warning, acks = warning_of(branch, at), newest_acks(wanted, at, staff=staff)
    found = [standing_to(one, acks.get((one.pk, staff.pk)), warning, at) for one in wanted]
    return sorted(found, key=lambda one: ORDER[one.standing])


def listing(branch: Branch, at: dt.datetime) -> list[Text]:
    """Every text that somebody of the branch has to know, with all of them (4 queries), the most open first."""
    versions, warning = notices.mandatory(branch, at), warning_of(branch, at)
    people: dict[Staff, set[str]] = defaultdict(set)
    for grant in notices.people_of(branch).select_related("staff").order_by("staff__name", "staff__pk"):
        people[grant.staff].add(grant.role)
    acks = newest_acks(versions, at)
    texts = []
    for one in versions:
        concerned = [staff for staff, roles in people.items() if notices.concerns(one, roles)]
        rows = [Person(staff, standing_to(one, acks.get((one.pk, staff.pk)), warning, at)) for staff in concerned]
        if rows:
            texts.append(Text(one, sorted(rows, key=lambda row: ORDER[row.known.standing])))
    return sorted(texts, key=lambda text: (len(text.known) - len(text.people), text.version.item.code))


def warning_of(branch: Branch, at: dt.datetime) -> dt.timedelta:
    """How long before it lapses it is asked for again (1 query)."""
    return dt.timedelta(seconds=policy_of(branch, business_date(branch, at)).know_how_warning_s)


def newest_acks(
    versions: Iterable[LibraryVersion], at: dt.datetime, staff: Staff | None = None
) -> dict[tuple[int, int], NoticeAck]:
    """When each person said so, by version and person (1 query, none for no versions)."""
    ids = [version.pk for version in versions]
    if not ids:
        return {}
    acks = NoticeAck.objects.filter(version__in=ids, at__lte=at)
    return {(ack.version_id, ack.staff_id): ack for ack in (acks.filter(staff=staff) if staff else acks)}


def standing_to(version: LibraryVersion, ack: NoticeAck | None, warning: dt.timedelta, at: dt.datetime) -> Known:
    """How somebody with this acknowledgement stands to a version."""
    if ack is None:
        return Known(version, Standing.OPEN, None, None)
    if version.holds_for is None:
        return Known(version, Standing.VALID, ack.at, None)
    until = ack.at + version.holds_for
    if until <= at:
        return Known(version, Standing.LAPSED, ack.at, until)
    return Known(version, Standing.SOON if until - warning <= at else Standing.VALID, ack.at, until)
