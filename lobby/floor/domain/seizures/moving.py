"""The one place that changes a seizure's state."""

from __future__ import annotations

from typing import Any

from lobby.branches.models import Staff
from lobby.floor.enums.seizures import SEIZURE_MOVES, SeizureStatus
from lobby.floor.errors.authority import NotForOneself
from lobby.floor.errors.seizures import IllegalSeizureMove
from lobby.floor.events.seizures import SeizureMoved
from lobby.floor.models import Seizure
from lobby.live import journal


def locked(seizure: Seizure) -> Seizure:
    """Read it again with its row locked (1 statement)."""
    return (
        Seizure.objects.select_for_update(no_key=True, of=("self",))
        .select_related("branch", "found_by")
        .get(pk=seizure.pk)
    )


def check_move(seizure: Seizure, verb: str) -> SeizureStatus:
    """Return the state the verb leads to; raises IllegalSeizureMove when the table does not list it."""
    sources, target = SEIZURE_MOVES[verb]
    if seizure.status not in sources:
        raise IllegalSeizureMove(status=SeizureStatus(seizure.status).label)
    return target


def move(seizure: Seizure, verb: str, **fields: Any) -> Seizure:
    """Take the verb's move, save it with the named fields and tell (1 statement). The row must be locked."""
    seizure.status = check_move(seizure, verb)
    for name, value in fields.items():
        setattr(seizure, name, value)
    seizure.save(update_fields=["status", *fields])
    journal.record(SeizureMoved(**news_of(seizure), step=verb))
    return seizure


def check_one_of_two(seizure: Seizure, staff: Staff) -> None:
    """Only the two who stand before the customer take the steps. Raises NotForOneself."""
    if staff.pk not in (seizure.found_by_id, seizure.second_id):
        raise NotForOneself


def news_of(seizure: Seizure) -> dict[str, Any]:
    """The values that every event of a seizure carries."""
    return {"branch_id": seizure.branch_id, "seizure": seizure.pk, "status": seizure.status}
