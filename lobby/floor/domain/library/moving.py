"""The one mover of versions, and what every verb of the library shares."""

from __future__ import annotations

from typing import Any

from lobby.floor.enums.library import CONTENT_MOVES, ContentStatus
from lobby.floor.errors.library import IllegalContentMove
from lobby.floor.events.library import LIBRARY_NEWS
from lobby.floor.models.library import LibraryVersion
from lobby.live import journal


def locked(version: LibraryVersion) -> LibraryVersion:
    """Read the version again with its row locked (1 statement)."""
    rows = LibraryVersion.objects.select_for_update(no_key=True, of=("self",)).select_related(
        "item__home", "item__owner", "author"
    )
    return rows.get(pk=version.pk)


def check_move(version: LibraryVersion, verb: str) -> ContentStatus:
    """Return the state the verb leads to; raises IllegalContentMove when the table does not list it."""
    sources, target = CONTENT_MOVES[verb]
    if version.status not in sources:
        raise IllegalContentMove(status=ContentStatus(version.status).label)
    return target


def move(version: LibraryVersion, verb: str, **fields: Any) -> LibraryVersion:
    """Take the verb's move, save it with the named fields and tell (1 statement). The row must be locked or new."""
    version.status = check_move(version, verb)
    for name, value in fields.items():
        setattr(version, name, value)
    version.save(update_fields=["status", *fields])
    if verb in LIBRARY_NEWS:
        journal.record(LIBRARY_NEWS[verb](**news_of(version)))
    return version


def news_of(version: LibraryVersion) -> dict[str, Any]:
    """The values that every event of the library carries."""
    return {
        "branch_id": version.item.home_id,
        "version": version.pk,
        "item": version.item.code,
        "kind": version.item.kind,
        "number": version.number,
        "bank_wide": version.item.branch_id is None,
    }
