"""Verbs of faults: one open fault of a kind at a machine, three levels of help, tested by another than the mender."""

from devices.domain.faults.handling import accept, escalate, fix, note, tried
from devices.domain.faults.opening import open_fault, telemetry_recovered
from devices.domain.faults.reporting import report
from devices.domain.faults.testing import cancel, confirm_tampering, mark_duplicate, reopen, verify, withdraw

__all__ = [
    "accept",
    "cancel",
    "confirm_tampering",
    "escalate",
    "fix",
    "mark_duplicate",
    "note",
    "open_fault",
    "reopen",
    "report",
    "telemetry_recovered",
    "tried",
    "verify",
    "withdraw",
]
