"""How devices look on screens: a picture for each kind, which marks are trouble, and the order of the worst."""

from __future__ import annotations

from lobby.branches.enums import DeviceKind

K = DeviceKind
# Names of lucide pictures; the kind stands beside each in words.
KIND_ICONS: dict[DeviceKind, str] = {
    K.WALL: "monitor",
    K.KIOSK: "ticket",
    K.SMART_COUNTER: "monitor-smartphone",
    K.VTM: "video",
    K.ATM: "banknote",
    K.CASH_RECYCLER: "recycle",
    K.TERMINAL: "tablet-smartphone",
    K.LED: "gallery-horizontal",
    K.EVALUATOR: "star",
    K.EBANK_PC: "laptop",
    K.PHONE: "phone",
    K.NOTE_DETECTOR: "scan-line",
    K.PRINTER: "printer",
    K.ALARM: "siren",
    K.EXPERIENCE: "sparkles",
    K.CONCIERGE: "bot",
}
# Marks of states, the worst first. What is put by on purpose is no trouble, and what nobody watches cannot be.
WORST_MARKS = ("late", "attention", "unknown", "planned", "info", "fine", "off")
TROUBLE = ("late", "attention", "unknown")
