"""Who hears of a fault: one alert for each level it comes to, security without a sound."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from devices.enums.faults import CALLED, SECURITY_KINDS, FaultKind
from devices.models.faults import Fault
from lobby.branches.actors import SYSTEM
from lobby.branches.models import Staff
from lobby.floor import kinds
from lobby.floor.bilingual import both
from lobby.floor.domain.alerts import raise_alert, resolve_about

OPEN, LEVEL, TEST, SUSPECTED = "fault.open", "fault.level", "fault.test", "security.machine"


def call(fault: Fault, *, at: dt.datetime) -> None:
    """Call the people of the fault's level; a confirmed tampering is called for by its incident."""
    if fault.kind == FaultKind.TAMPERING:
        return
    kind = SUSPECTED if fault.kind in SECURITY_KINDS else OPEN if fault.level == 1 else LEVEL
    raise_alert(
        fault.branch,
        kind,
        by=SYSTEM,
        at=at,
        subject=fault.subject,
        values=values_of(fault),
        zone=fault.device.zone,
        roles=None if kind == SUSPECTED else [role.value for role in CALLED[fault.level]],
    )


def ask_for_test(fault: Fault, *, mender: Staff, at: dt.datetime) -> None:
    """Somebody else than the mender tests what is mended."""
    raise_alert(
        fault.branch,
        TEST,
        by=SYSTEM,
        at=at,
        subject=fault.subject,
        values=values_of(fault),
        zone=fault.device.zone,
        apart_from=mender,
    )


def call_off(fault: Fault, *, at: dt.datetime, reason: str, among: Iterable[str] | None = None) -> None:
    """End what calls for people about it, or some of it (1 query when nothing does)."""
    resolve_about(fault.subject, at=at, reason=reason, among=among)


def values_of(fault: Fault) -> dict[str, object]:
    """What the alerts say of it."""
    return {"device": kinds.in_both(fault.device), "fault": fault_words(fault.kind), "level": fault.level}


def fault_words(kind: str) -> dict[str, str]:
    """A kind's name in both languages, to stand inside an alert or task."""
    return both(FaultKind(kind).label)
