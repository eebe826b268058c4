"""Reading the library: only what is in force, judged at the moment of reading."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Case, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When

from lobby.branches.access import Person, branch_for, branches_for
from lobby.branches.enums import Permission
from lobby.branches.errors import Forbidden
from lobby.branches.models import Branch, Staff
from lobby.floor.enums.library import IN_FORCE, ContentKind
from lobby.floor.findable import plain
from lobby.floor.models import Attachment
from lobby.floor.models.library import LibraryItem, LibraryRead, LibraryVersion

MOST_WORDS = 8
PICTURES = "library-version"
# What must be at hand without a network, worst first.
AT_HAND = (ContentKind.EMERGENCY_CARD, ContentKind.FIRST_FIX_CARD, ContentKind.NOTE_FEATURE)
NEWS_FOR = dt.timedelta(days=14)


@dataclass(frozen=True, kw_only=True)
class Wish:
    """What somebody looks for. `service` and `role` also find what is for every service or for everybody."""

    q: str = ""
    kind: str = ""
    service: str = ""
    role: str = ""


def in_force(kind: str | Iterable[str] | None, branch: Branch | int, at: dt.datetime) -> QuerySet[LibraryVersion]:
    """What counts at a branch at a moment, of one kind, several or all, with its item (1 query), by the items' codes.

    It is judged by the clock: what has expired is gone even while the sweep that says so is not running.
    """
    return counting(kind, Q(item__branch=None) | Q(item__branch=branch), at)


def in_force_for(person: Person, at: dt.datetime, *, code: str | None = None) -> QuerySet[LibraryVersion]:
    """What counts at any branch whose library the person reads, or at the one with this code (1 query to find out).

    Raises Forbidden for somebody who reads no library, UnknownBranch for a code that is not one of theirs.
    """
    branches = branches_for(person, Permission.LIBRARY_VIEW)
    if code is not None:
        branches = Branch.objects.filter(pk=branch_for(person, code, Permission.LIBRARY_VIEW).pk)
    elif not branches.exists():
        raise Forbidden
    return counting(None, Q(item__branch=None) | Q(item__branch__in=branches), at)


def counting(kind: str | Iterable[str] | None, where: Q, at: dt.datetime) -> QuerySet[LibraryVersion]:
    """Versions in force at a moment."""
    versions = LibraryVersion.objects.filter(where, status__in=IN_FORCE, published_at__lte=at, expires_at__gt=at)
    if kind is not None:
        versions = versions.filter(item__kind__in=[kind] if isinstance(kind, str) else list(kind))
    return versions.select_related("item").order_by("item__code")


def search(versions: QuerySet[LibraryVersion], wish: Wish) -> QuerySet[LibraryVersion]:
    """Those that fit, titles before bodies (no query of its own).

    Every word must be in it: Chinese, English, pinyin or initials of the title. Signs such as % and _ mean themselves.
    """
    if wish.kind:
        versions = versions.filter(item__kind=wish.kind)
    if wish.service:
        versions = versions.filter(item__service__in=["", wish.service])
    if wish.role:
        versions = versions.filter(Q(item__roles=[]) | Q(item__roles__contains=[wish.role]))
    words = plain(wish.q).split()[:MOST_WORDS]
    in_title = Q()
    for word in words:
        versions = versions.filter(search_text__contains=word)
        in_title &= Q(search_title__contains=word)
    if not words:
        return versions.order_by("item__kind", "item__code")
    place = Case(When(in_title, then=Value(0)), default=Value(1), output_field=IntegerField())
    return versions.annotate(place=place).order_by("place", "item__code")


def with_reading(versions: QuerySet[LibraryVersion], staff: Staff) -> QuerySet[LibraryVersion]:
    """Each with `read_number`, the version that the person opened last, None where they never did (same query)."""
    last = LibraryRead.objects.filter(staff=staff, item=OuterRef("item")).values("number")
    return versions.annotate(read_number=Subquery(last))


def changed_for(staff: Staff, roles: Iterable[str], branch: Branch, at: dt.datetime) -> QuerySet[LibraryVersion]:
    """What was published lately for somebody with these roles and not opened by them since (1 query), newest first."""
    mine = Q(item__roles=[]) | Q(item__roles__overlap=sorted(roles))
    recent = with_reading(in_force(None, branch, at).filter(mine, published_at__gt=at - NEWS_FOR, number__gt=1), staff)
    unread = Q(read_number__isnull=True) | Q(read_number__lt=F("number"))
    return recent.filter(unread).order_by("-published_at", "-pk")


def pictures_of(versions: Iterable[LibraryVersion]) -> dict[int, list[Attachment]]:
    """The pictures by version (1 query, none for no versions)."""
    by_version: dict[int, list[Attachment]] = {version.pk: [] for version in versions}
    if by_version:
        for one in Attachment.objects.filter(subject_type=PICTURES, subject_id__in=by_version).order_by("pk"):
            assert one.subject_id is not None
            by_version[one.subject_id].append(one)
    return by_version


def versions_in_work(items: QuerySet[LibraryItem]) -> QuerySet[LibraryVersion]:
    """Every version of these items with what its line shows, newest first (1 query)."""
    versions = LibraryVersion.objects.filter(item__in=items.values("pk"))
    return versions.select_related("item__branch", "item__home", "author").order_by("-created_at", "-pk")


def former_of(version: LibraryVersion) -> LibraryVersion | None:
    """What a version is compared with: the one in force, else the newest approved one before it (1 query)."""
    before = LibraryVersion.objects.filter(item=version.item_id, number__lt=version.number)
    return before.exclude(approval_number="").order_by("-number").first()
