"""The one place where a run changes its state."""

from __future__ import annotations

from typing import Any

from lobby.floor.enums.checks import CHECK_MOVES, CheckKind, CheckStatus
from lobby.floor.errors.checks import IllegalCheckMove
from lobby.floor.events.checks import CHECK_NEWS, CheckEvent, among_visitors
from lobby.floor.models import ChecklistRun
from lobby.live import journal

SUBJECT = "check_run"


def locked(run: ChecklistRun) -> ChecklistRun:
    """Read the run again with its row locked (1 statement)."""
    rows = ChecklistRun.objects.select_for_update(no_key=True, of=("self",)).select_related(
        "branch", "version", "template"
    )
    return rows.get(pk=run.pk)


def check_move(run: ChecklistRun, verb: str) -> CheckStatus:
    """Return the state the verb leads to; raises IllegalCheckMove when the table does not list it."""
    sources, target = CHECK_MOVES[verb]
    if run.status not in sources:
        raise IllegalCheckMove(status=CheckStatus(run.status).label)
    return target


def move(run: ChecklistRun, verb: str, **fields: Any) -> ChecklistRun:
    """Take the verb's move, save it with the named fields and tell (1 statement). The row must be locked or new."""
    run.status = check_move(run, verb)
    for name, value in fields.items():
        setattr(run, name, value)
    run.save(update_fields=["status", *fields])
    if verb in CHECK_NEWS:
        tell(CHECK_NEWS[verb](**news_of(run)))
    return run


def tell(event: CheckEvent) -> None:
    """Record news of a run; of a mystery visit no screen of the branch hears."""
    if event.kind == CheckKind.MYSTERY:
        among_visitors(event)
    journal.record(event)


def news_of(run: ChecklistRun) -> dict[str, Any]:
    """The values that every event of a run carries."""
    return {
        "branch_id": run.branch_id,
        "check_run": run.pk,
        "kind": run.kind,
        "day": run.day.isoformat(),
        "slot": run.slot,
        "about": f"{run.subject_type}:{run.subject_id}" if run.subject_type else "",
    }
