"""What the pages of BH-8 list: campaigns by where they stand today, codes with their counts, décor, goals, gifts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Prefetch, Q, QuerySet, Sum

from lobby.branches.access import roles_with, staff_with_role
from lobby.branches.enums import Permission
from lobby.branches.models import Branch, Staff
from lobby.floor.enums.stock import PRIZES
from lobby.floor.models import Attachment, LibraryItem, LibraryVersion, Material
from lobby.floor.selectors.library import in_force
from lobby.floor.selectors.stock import shelves
from marketing.enums.campaigns import CampaignStatus
from marketing.enums.scripts import SHOWABLE
from marketing.models import Campaign, Decor, Event, MaterialCode, ScanDay
from marketing.models.codes import DECOR

SHOWN = 60
DAY = dt.timedelta(days=1)
SCAN_DAYS = 30


@dataclass(slots=True)
class Calendar:
    """Campaigns as the calendar groups them on a business day."""

    running: list[Campaign] = field(default_factory=list)
    coming: list[Campaign] = field(default_factory=list)
    to_approve: list[Campaign] = field(default_factory=list)
    over: list[Campaign] = field(default_factory=list)


def calendar(branch: Branch, today: dt.date) -> Calendar:
    """The campaigns of a branch, the newest first (1 query)."""
    found = Calendar()
    rows = Campaign.objects.filter(branch=branch).select_related("owner", "branch")
    for one in rows.order_by("-starts_on", "-pk")[:SHOWN]:
        if one.status == CampaignStatus.CANCELLED or one.ends_on < today:
            found.over.append(one)
        elif one.status == CampaignStatus.PLANNED:
            found.to_approve.append(one)
        else:
            (found.running if one.starts_on <= today else found.coming).append(one)
    return found


def running(branch: Branch, today: dt.date) -> QuerySet[Campaign]:
    """Approved campaigns of a business day."""
    rows = Campaign.objects.filter(branch=branch, status=CampaignStatus.APPROVED)
    return rows.filter(starts_on__lte=today, ends_on__gte=today).select_related("branch")


def events_of(branch: Branch) -> QuerySet[Event]:
    """The branch's events, the newest first."""
    rows = Event.objects.filter(branch=branch).select_related("owner", "branch", "campaign")
    return rows.order_by("-starts_at", "-pk")[:SHOWN]


@dataclass(slots=True)
class CodeLine:
    """A code with its counts and the content it leads to, None when none is in force any more."""

    code: MaterialCode
    version: LibraryVersion | None
    days: list[tuple[dt.date, int]]
    total: int


def codes_of(branch: Branch, today: dt.date, *, at: dt.datetime) -> list[CodeLine]:
    """Scan counts of each material by day over the last thirty (4 queries)."""
    first = today - (SCAN_DAYS - 1) * DAY
    days = Prefetch("days", ScanDay.objects.filter(day__gte=first).order_by("-day"), to_attr="lately")
    rows = MaterialCode.objects.filter(branch=branch).select_related("item", "campaign", "branch")
    found = list(rows.prefetch_related(days)[:SHOWN])
    versions = {one.item_id: one for one in in_force(None, branch, at).filter(item__in={one.item_id for one in found})}
    sums = ScanDay.objects.filter(code__in=[one.pk for one in found]).order_by()
    totals = dict(sums.values_list("code").annotate(n=Sum("scans")))
    return [
        CodeLine(one, versions.get(one.item_id), [(row.day, row.scans) for row in one.lately], totals.get(one.pk, 0))
        for one in found
    ]


def contents_of(branch: Branch, *, at: dt.datetime) -> list[tuple[int, str]]:
    """Contents in force that a leaflet, poster or event may show, by title (1 query)."""
    rows = in_force(SHOWABLE, branch, at)
    return sorted(((one.item_id, one.title) for one in rows), key=lambda pair: pair[1])


def titles_of(items: Iterable[LibraryItem], branch: Branch, *, at: dt.datetime) -> list[tuple[str, bool]]:
    """Each item's newest title, and whether it is in force (2 queries beside the items' own)."""
    rows = list(items)
    current = {one.item_id: one.title for one in in_force(None, branch, at).filter(item__in=rows)}
    newest = LibraryVersion.objects.filter(item__in=rows).order_by("item_id", "-number").distinct("item_id")
    former = {one.item_id: one.title for one in newest}
    return [(current.get(one.pk, former.get(one.pk, one.code)), one.pk in current) for one in rows]


def showable_items(branch: Branch, *, at: dt.datetime) -> QuerySet[LibraryItem]:
    """The items of those contents."""
    return LibraryItem.objects.filter(pk__in=in_force(SHOWABLE, branch, at).order_by().values("item"))


@dataclass(slots=True)
class DecorLine:
    """Décor with its photos and whether it is late."""

    decor: Decor
    photos: list[Attachment]
    is_late: bool


def decor_of(branch: Branch, today: dt.date) -> list[DecorLine]:
    """Due and done décor, what is still to be put up first (2 queries)."""
    rows = Decor.objects.filter(branch=branch).select_related("owner", "done_by", "branch")
    recent = rows.filter(Q(removed_at=None) | Q(ends_on__gte=today - 90 * DAY)).order_by("due_on", "pk")[:SHOWN]
    found = list(recent)
    photos: dict[int, list[Attachment]] = {}
    for one in Attachment.objects.filter(subject_type=DECOR, subject_id__in=[one.pk for one in found]).order_by("pk"):
        photos.setdefault(one.subject_id or 0, []).append(one)
    lines = [
        DecorLine(one, photos.get(one.pk, []), one.done_at is None and one.removed_at is None and one.due_on < today)
        for one in found
    ]
    return sorted(lines, key=lambda line: (line.decor.removed_at is not None, line.decor.done_at is not None))


def gifts_of(branch: Branch, *, at: dt.datetime) -> list[tuple[Material, int]]:
    """Prizes and gifts with how many may be given out (2 queries)."""
    rows = list(Material.objects.filter(branch=branch, kind__in=PRIZES, is_active=True).order_by("code"))
    return [(one.material, one.on_hand) for one in shelves(branch, rows, at=at)]


def sharers(branch: Branch) -> QuerySet[Staff]:
    """Whom a goal may be shared out to and who stands at a desk: whoever speaks to customers about offers at the branch."""
    return staff_with_role(branch, roles_with(Permission.LEAD_CREATE)).order_by("name", "pk")
