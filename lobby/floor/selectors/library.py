"""Reading the library: only what is in force, judged at the moment of reading."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db.models import Q, QuerySet

from lobby.branches.models import Branch
from lobby.floor.enums.library import IN_FORCE
from lobby.floor.models.library import LibraryVersion


def in_force(kind: str | Iterable[str] | None, branch: Branch | int, at: dt.datetime) -> QuerySet[LibraryVersion]:
    """What counts at a branch at a moment, of one kind, several or all, with its item (1 query), by the items' codes.

    It is judged by the clock: what has expired is gone even while the sweep that says so is not running.
    """
    here = Q(item__branch=None) | Q(item__branch=branch)
    versions = LibraryVersion.objects.filter(here, status__in=IN_FORCE, published_at__lte=at, expires_at__gt=at)
    if kind is not None:
        versions = versions.filter(item__kind__in=[kind] if isinstance(kind, str) else list(kind))
    return versions.select_related("item").order_by("item__code")
