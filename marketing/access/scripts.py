"""Fetching visits and uses of scripts through the person."""

from __future__ import annotations

from lobby.branches.access import branches_for
from lobby.branches.enums import Permission
from lobby.branches.errors import NotFound
from lobby.branches.models import Staff
from lobby.floor.models.library import LibraryVersion
from marketing.models import ScriptUse
from queueing.access import found_for
from queueing.models import Visit


def visit_to_speak(staff: Staff, visit_id: int) -> Visit:
    """A visit to a branch on whose floor the person works (1–2 queries). Raises NotFound, Forbidden."""
    rows = Visit.objects.filter(pk=visit_id).select_related("branch")
    return found_for(staff, rows, Permission.FLOOR_VIEW)


def version_to_say(version_id: int) -> LibraryVersion:
    """A version by id; whether it counts is the verb's to say. Raises NotFound."""
    version = LibraryVersion.objects.select_related("item").filter(pk=version_id).first()
    if version is None:
        raise NotFound
    return version


def use_for(staff: Staff, use_id: int) -> ScriptUse:
    """A use at a branch of the person's (1 query). Raises NotFound."""
    rows = ScriptUse.objects.filter(branch__in=branches_for(staff, Permission.FLOOR_VIEW))
    row = rows.filter(pk=use_id).first()
    if row is None:
        raise NotFound
    return row
