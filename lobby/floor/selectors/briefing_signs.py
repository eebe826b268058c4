"""What the head has to know before and after the day: notices that nobody may overlook and have been."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from lobby.branches.calendar import business_date, opening
from lobby.branches.models import Branch, RoleGrant
from lobby.floor.enums.library import ContentKind
from lobby.floor.models import LibraryVersion, NoticeAck
from lobby.floor.selectors.library import in_force


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice in force, with the names of those whom it is for and who have not acknowledged it."""

    version: LibraryVersion
    asked: int
    missing: list[str]

    @property
    def acknowledged(self) -> int:
        """How many have."""
        return self.asked - len(self.missing)


@dataclass(frozen=True, slots=True)
class Signs:
    """What stands on the head's page. Notices count as overlooked from the opening of the day on."""

    overlooked: list[Notice]
    is_open_day: bool


def notices_of(branch: Branch, at: dt.datetime) -> list[Notice]:
    """The notices in force at a branch, newest first (3 queries)."""
    versions = sorted(in_force(ContentKind.NOTICE, branch, at), key=lambda one: one.published_at or at, reverse=True)
    people: dict[int, tuple[str, set[str]]] = {}
    grants = RoleGrant.objects.filter(branch=branch, staff__is_active=True).select_related("staff")
    for grant in grants.order_by("staff__name", "pk"):
        people.setdefault(grant.staff_id, (grant.staff.name, set()))[1].add(grant.role)
    done: dict[int, set[int]] = defaultdict(set)
    for version, staff in NoticeAck.objects.filter(version__in=versions).values_list("version_id", "staff_id"):
        done[version].add(staff)
    return [notice_of(version, people, done[version.pk]) for version in versions]


def notice_of(version: LibraryVersion, people: dict[int, tuple[str, set[str]]], done: set[int]) -> Notice:
    """One notice with who is missing; one that asks for no acknowledgement misses nobody."""
    wanted = set(version.item.roles)
    asked = {pk: name for pk, (name, roles) in people.items() if not wanted or roles & wanted}
    missing = [name for pk, name in asked.items() if pk not in done] if version.must_acknowledge else []
    return Notice(version, len(asked), missing)


def signs_of(branch: Branch, at: dt.datetime) -> Signs:
    """What the head has to know (4–5 queries)."""
    opens_at = opening(branch, business_date(branch, at)).opens_at
    if opens_at is None or at < opens_at:
        return Signs([], is_open_day=opens_at is not None)
    due = [
        one
        for one in notices_of(branch, at)
        if one.missing and one.version.published_at and one.version.published_at < at
    ]
    return Signs(due, is_open_day=True)
