"""What a report means: the table of `docs/devices.md`, in one place and without a database.

A report may match several rows. The worst state of them counts, in the order of `RANK`; lost parts, faults and refills of
all of them count together, except that nothing is a fault of a machine that is looked after or not there.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from devices.enums import DeviceStatus
from devices.enums.faults import FaultKind
from devices.enums.reports import (
    AntiFraud,
    Cash,
    ErrorAction,
    ErrorKind,
    Media,
    Paper,
    Part,
    Position,
    Storage,
    Supply,
    Toner,
    VendorMode,
    Word,
)
from devices.reports import Report

S, K, A = DeviceStatus, FaultKind, ErrorAction
# The worst first. Unknown stands where silence does: a machine that said it is broken stays broken when it falls silent.
RANK: tuple[DeviceStatus, ...] = (
    S.SECURITY,
    S.ABSENT,
    S.MAINTENANCE,
    S.DOWN,
    S.UNKNOWN,
    S.BLOCKED,
    S.STARTING,
    S.PARTIAL,
    S.DEGRADED,
    S.BUSY,
    S.AVAILABLE,
)
# States in which nothing is a fault: somebody works there already, or nothing is there.
LEFT_ALONE = (S.ABSENT, S.MAINTENANCE)


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What counts beside the report: opening hours, a planned window, and what somebody in the hall says."""

    is_open: bool = True
    is_planned: bool = False
    by_hand: DeviceStatus | None = None


@dataclass(frozen=True, slots=True)
class Trouble:
    """A fault that is due, and the level that hears of it first."""

    kind: FaultKind
    level: int = 1


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the table: what a report looks like, and what follows from it."""

    name: str
    when: Callable[[Report, Circumstances], bool]
    status: DeviceStatus
    lost: Part | None = None
    trouble: Trouble | None = None
    refill: Supply | None = None
    needs_help: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """What a report means."""

    status: DeviceStatus = S.AVAILABLE
    lost: frozenset[Part] = frozenset()
    troubles: frozenset[Trouble] = frozenset()
    refills: frozenset[Supply] = frozenset()
    needs_help: bool = False


def says(word: Word) -> Callable[[Report, Circumstances], bool]:
    """The device as a whole is in this state."""
    return lambda report, here: report.device == word


def has(name: str, *words: str) -> Callable[[Report, Circumstances], bool]:
    """A part or module is in one of these states."""
    return lambda report, here: getattr(report, name) in words


def broken(*actions: ErrorAction | None) -> Callable[[Report, Circumstances], bool]:
    """A hardware error that asks for one of these acts."""
    return lambda report, here: report.device == Word.HARDWARE_ERROR and report.action in actions


def event_asks(*actions: ErrorAction) -> Callable[[Report, Circumstances], bool]:
    """An error event of a machine that works on."""
    return lambda report, here: (
        report.device in (Word.ONLINE, Word.DEVICE_BUSY)
        and report.event_id in (ErrorKind.HARDWARE, ErrorKind.SOFTWARE)
        and report.action in actions
    )


def is_missed(word: Word) -> Callable[[Report, Circumstances], bool]:
    """Not reachable while the branch is open."""
    return lambda report, here: report.device == word and here.is_open


def is_suspected(report: Report, here: Circumstances) -> bool:
    """Perhaps fraud, and no operator has judged it harmless."""
    return report.device == Word.POTENTIAL_FRAUD and here.by_hand != S.AVAILABLE


def by_hand(status: DeviceStatus) -> Callable[[Report, Circumstances], bool]:
    """Somebody in the hall says so."""
    return lambda report, here: here.by_hand == status


ROWS: tuple[Row, ...] = (
    Row("online", says(Word.ONLINE), S.AVAILABLE),
    Row("busy", says(Word.DEVICE_BUSY), S.BUSY),
    Row("starting", says(Word.STARTING), S.STARTING),
    Row("paper low", has("paper", Paper.LOW), S.DEGRADED, refill=Supply.PAPER),
    Row("toner low", has("toner", Toner.LOW), S.DEGRADED, refill=Supply.TONER),
    Row("dispenser attention", has("dispenser", Cash.ATTENTION), S.DEGRADED, refill=Supply.CASH),
    Row("acceptor attention", has("acceptor", Cash.ATTENTION), S.DEGRADED, refill=Supply.CASH),
    Row("cash low", has("storage", Storage.LOW), S.DEGRADED, refill=Supply.CASH),
    Row("cash high", has("storage", Storage.HIGH), S.DEGRADED, refill=Supply.CASH),
    Row("paper out", has("paper", Paper.OUT), S.PARTIAL, Part.PRINTER, Trouble(K.PRINTING), Supply.PAPER),
    Row("paper jammed", has("paper", Paper.JAMMED), S.PARTIAL, Part.PRINTER, Trouble(K.PRINTING)),
    Row("toner out", has("toner", Toner.OUT), S.PARTIAL, Part.PRINTER, Trouble(K.PRINTING), Supply.TONER),
    Row("media jammed", has("media", Media.JAMMED), S.PARTIAL, Part.CARD, Trouble(K.CARD_JAM)),
    Row("dispenser stop", has("dispenser", Cash.STOP), S.PARTIAL, Part.DISPENSER, Trouble(K.CASH_JAM)),
    Row("acceptor stop", has("acceptor", Cash.STOP), S.PARTIAL, Part.ACCEPTOR, Trouble(K.CASH_JAM)),
    Row("cash empty", has("storage", Storage.EMPTY), S.PARTIAL, Part.DISPENSER, refill=Supply.CASH),
    Row("cash full", has("storage", Storage.FULL), S.PARTIAL, Part.ACCEPTOR, refill=Supply.CASH),
    Row("user error", says(Word.USER_ERROR), S.BLOCKED, needs_help=True),
    Row("offline", says(Word.OFFLINE), S.DOWN),
    Row("offline in hours", is_missed(Word.OFFLINE), S.DOWN, trouble=Trouble(K.NETWORK)),
    Row("power off", says(Word.POWER_OFF), S.DOWN),
    Row("power off in hours", is_missed(Word.POWER_OFF), S.DOWN, trouble=Trouble(K.POWER)),
    Row("hardware error", broken(None, A.RESET, A.CLEAR, A.SUSPEND), S.DOWN, trouble=Trouble(K.HARDWARE)),
    Row("hardware error, engineer", broken(A.MAINTENANCE), S.DOWN, trouble=Trouble(K.HARDWARE, 2)),
    Row("hardware error, software", broken(A.SOFTWARE_ERROR), S.DOWN, trouble=Trouble(K.SOFTWARE, 2)),
    Row("hardware error, settings", broken(A.CONFIGURATION), S.DOWN, trouble=Trouble(K.CONFIGURATION, 2)),
    Row("error, clear", event_asks(A.RESET, A.CLEAR), S.AVAILABLE, trouble=Trouble(K.HARDWARE)),
    Row("error, engineer", event_asks(A.MAINTENANCE), S.AVAILABLE, trouble=Trouble(K.HARDWARE, 2)),
    Row("error, software", event_asks(A.SOFTWARE_ERROR), S.AVAILABLE, trouble=Trouble(K.SOFTWARE, 2)),
    Row("error, settings", event_asks(A.CONFIGURATION), S.AVAILABLE, trouble=Trouble(K.CONFIGURATION, 2)),
    Row("anti-fraud dead", has("antifraud", AntiFraud.INOPERABLE), S.AVAILABLE, trouble=Trouble(K.HARDWARE, 2)),
    Row("vendor mode", has("vendor_mode", VendorMode.ACTIVE, VendorMode.EXIT_PENDING), S.MAINTENANCE),
    Row("planned", lambda report, here: here.is_planned, S.MAINTENANCE),
    Row("maintenance by hand", by_hand(S.MAINTENANCE), S.MAINTENANCE),
    Row("out of order by hand", by_hand(S.DOWN), S.DOWN),
    Row("no device", says(Word.NO_DEVICE), S.ABSENT),
    Row("moved", has("position", Position.NOT_IN_POSITION), S.ABSENT),
    Row("fraud", says(Word.FRAUD_ATTEMPT), S.SECURITY, trouble=Trouble(K.TAMPERING)),
    Row("fraud event", has("event_id", ErrorKind.FRAUD_ATTEMPT), S.SECURITY, trouble=Trouble(K.TAMPERING)),
    Row("foreign object", has("antifraud", AntiFraud.DETECTED), S.SECURITY, trouble=Trouble(K.TAMPERING)),
    Row("potential fraud", is_suspected, S.SECURITY, trouble=Trouble(K.TAMPERING_SUSPECTED)),
)


def read(report: Report, here: Circumstances) -> Reading:
    """What a report means under the circumstances."""
    rows = [row for row in ROWS if row.when(report, here)]
    status = min((row.status for row in rows), key=RANK.index, default=S.AVAILABLE)
    if status in LEFT_ALONE:
        rows = [row for row in rows if row.status == status]
    return Reading(
        status=status,
        lost=frozenset(row.lost for row in rows if row.lost is not None),
        troubles=frozenset(row.trouble for row in rows if row.trouble is not None),
        refills=frozenset(row.refill for row in rows if row.refill is not None),
        needs_help=status == S.BLOCKED and any(row.needs_help for row in rows),
    )


def worse(one: Reading, other: Reading) -> Reading:
    """The reading whose state comes first in `RANK`."""
    return min(one, other, key=lambda reading: RANK.index(reading.status))
