"""The one way in which a quality sheet changes its state."""

from __future__ import annotations

import datetime as dt
from typing import Any

from devices.enums.quality import QC_MOVES, QcStatus
from devices.errors.quality import IllegalQcMove
from devices.events.quality import QcSheetMoved
from devices.models.quality import QcSheet
from lobby.floor.domain.joined import forget_stale
from lobby.live import journal

SUBJECT = "vtm_qc"
APPEAL = "vtm.appeal"


def locked(sheet: QcSheet) -> QcSheet:
    """Read the sheet again with its row locked (1 statement)."""
    rows = QcSheet.objects.select_for_update(no_key=True, of=("self",))
    found = rows.select_related("session", "branch", "agent", "scorer").get(pk=sheet.pk)
    forget_stale(found, "scorer")
    return found


def check_move(sheet: QcSheet, verb: str) -> QcStatus:
    """Return the state the verb leads to. Raises IllegalQcMove."""
    sources, target = QC_MOVES[verb]
    if sheet.status not in sources:
        raise IllegalQcMove(status=QcStatus(sheet.status).label)
    return target


def move(sheet: QcSheet, verb: str, *, at: dt.datetime, **fields: Any) -> QcSheet:
    """Take the verb's move, save it with the named fields, tell it (2 statements). The row must be locked."""
    sheet.status, sheet.since = check_move(sheet, verb), at
    for name, value in fields.items():
        setattr(sheet, name, value)
    sheet.save(update_fields=["status", "since", *fields])
    journal.record(
        QcSheetMoved(
            branch_id=sheet.branch_id,
            vtm_qc=sheet.pk,
            vtm_session=sheet.session_id,
            agent=sheet.agent_id,
            status=str(sheet.status),
        )
    )
    return sheet
