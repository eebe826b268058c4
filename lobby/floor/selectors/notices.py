"""Who has acknowledged what: notices once, emergency plans and training anew when it lapses (S405, S430, S174c)."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from lobby.branches.access import roles_with
from lobby.branches.enums import Permission
from lobby.branches.models import Branch, RoleGrant, Staff
from lobby.floor.models.library import LibraryVersion, NoticeAck
from lobby.floor.selectors.library import in_force


@dataclass(frozen=True, slots=True)
class Unread:
    """A version that must be acknowledged, and the people of the branch who have not (any more)."""

    version: LibraryVersion
    people: list[Staff]


def to_acknowledge(staff: Staff, branch: Branch, at: dt.datetime) -> list[LibraryVersion]:
    """What a person still has to acknowledge at a branch, newest first (3 queries; 2 when nothing is mandatory)."""
    roles = set(people_of(branch).filter(staff=staff).values_list("role", flat=True))
    wanted = [version for version in mandatory(branch, at) if concerns(version, roles)]
    known = acknowledged(wanted, at, staff=staff)
    return [version for version in wanted if staff.pk not in known[version.pk]]


def unread(branch: Branch, at: dt.datetime) -> list[Unread]:
    """Every mandatory version that somebody of the branch has not acknowledged, newest first (3 queries)."""
    versions = mandatory(branch, at)
    people: dict[Staff, set[str]] = defaultdict(set)
    for grant in people_of(branch).select_related("staff").order_by("staff__name", "staff__pk"):
        people[grant.staff].add(grant.role)
    known = acknowledged(versions, at)
    found = [Unread(one, missing(one, people, known[one.pk])) for one in versions]
    return [one for one in found if one.people]


def mandatory(branch: Branch, at: dt.datetime) -> list[LibraryVersion]:
    """What is in force and must be acknowledged, newest first (1 query)."""
    return list(in_force(None, branch, at).filter(must_acknowledge=True).order_by("-published_at", "-pk"))


def missing(version: LibraryVersion, people: dict[Staff, set[str]], known: set[int]) -> list[Staff]:
    """Whom of the people it concerns and who has not acknowledged it."""
    return [person for person, roles in people.items() if concerns(version, roles) and person.pk not in known]


def concerns(version: LibraryVersion, roles: set[str]) -> bool:
    """Whether it is for somebody with these roles."""
    return bool(roles) and (not version.item.roles or bool(roles & set(version.item.roles)))


def acknowledged(
    versions: Iterable[LibraryVersion], at: dt.datetime, staff: Staff | None = None
) -> dict[int, set[int]]:
    """By version, whose acknowledgement still holds (1 query, none for no versions)."""
    by_id = {version.pk: version for version in versions}
    known: dict[int, set[int]] = defaultdict(set)
    if not by_id:
        return known
    acks = NoticeAck.objects.filter(version__in=by_id, at__lte=at)
    for ack in acks.filter(staff=staff) if staff else acks:
        if holds(ack, by_id[ack.version_id], at):
            known[ack.version_id].add(ack.staff_id)
    return known


def holds(ack: NoticeAck, version: LibraryVersion, at: dt.datetime) -> bool:
    """Whether an acknowledgement still counts."""
    return version.holds_for is None or ack.at > at - version.holds_for


def is_asked(ack: NoticeAck, branch: Branch, at: dt.datetime) -> bool:
    """Whether the text of an acknowledgement still counts at a branch and concerns the person there (2 queries)."""
    roles = set(people_of(branch).filter(staff=ack.staff_id).values_list("role", flat=True))
    counts = in_force(None, branch, at).filter(pk=ack.version_id, must_acknowledge=True).exists()
    return counts and concerns(ack.version, roles)


def people_of(branch: Branch) -> QuerySet[RoleGrant]:
    """The roles held at the branch itself by people who work there and may read the library."""
    return RoleGrant.objects.filter(branch=branch, staff__is_active=True, role__in=roles_with(Permission.LIBRARY_VIEW))
