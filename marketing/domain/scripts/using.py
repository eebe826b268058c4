"""Noting that a script was used in a visit: one tap, taken back within a minute (S164)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from lobby.branches.models import Staff
from lobby.floor.models.library import LibraryVersion
from lobby.floor.selectors.library import in_force
from lobby.live import journal
from marketing.enums.scripts import SCRIPTS
from marketing.errors.scripts import NotAScript, ScriptOutOfForce, UseTooOld, VisitOver
from marketing.events.scripts import ScriptUsed, ScriptUseTakenBack
from marketing.models import ScriptUse
from queueing.enums.visits import OPEN_VISITS
from queueing.models import Visit

BACK_WITHIN = dt.timedelta(seconds=60)


def use(version: LibraryVersion, visit: Visit, *, by: Staff, at: dt.datetime) -> ScriptUse:
    """These words were said in the visit; said again they stay noted once (5 statements).

    Raises NotAScript, ScriptOutOfForce, VisitOver.
    """
    if version.item.kind not in SCRIPTS:
        raise NotAScript
    with journal.unit(by=by.actor, at=at):
        visit = Visit.objects.select_for_update(of=("self",), no_key=True).select_related("branch").get(pk=visit.pk)
        if visit.status not in OPEN_VISITS:
            raise VisitOver
        if not in_force(version.item.kind, visit.branch, at).filter(pk=version.pk).exists():
            raise ScriptOutOfForce
        row, is_new = ScriptUse.objects.get_or_create(
            visit=visit, version=version, defaults={"branch": visit.branch, "staff": by, "at": at}
        )
        if is_new:
            journal.record(ScriptUsed(**news_of(row)))
    return row


def take_back(row: ScriptUse, *, by: Staff, at: dt.datetime) -> None:
    """It was the wrong button. Raises UseTooOld."""
    with journal.unit(by=by.actor, at=at):
        row = (
            ScriptUse.objects.select_for_update(no_key=True, of=("self",))
            .select_related("version__item")
            .get(pk=row.pk)
        )
        if row.staff_id != by.pk or at > row.at + BACK_WITHIN:
            raise UseTooOld
        journal.record(ScriptUseTakenBack(**news_of(row)))
        row.delete()


def news_of(row: ScriptUse) -> dict[str, Any]:
    """What every event of a use carries."""
    item = row.version.item
    return {
        "branch_id": row.branch_id,
        "visit": row.visit_id,
        "item": item.code,
        "kind": item.kind,
        "number": row.version.number,
    }
