"""Names of what rings about a complaint, and of the alerts it raises."""

from __future__ import annotations

from complaints.enums.cases import HANDLER_LEVEL, HEAD_LEVEL, HEAD_OFFICE_LEVEL, REGION_LEVEL, ClockKind

LEVELS = (HANDLER_LEVEL, HEAD_LEVEL, REGION_LEVEL, HEAD_OFFICE_LEVEL)
# A step that took too long, an open case that nobody touched, and what a branch's clocks are reckoned by.
STEP, UNTOUCHED, BASIS = "complaint.step", "complaint.untouched", "complaint.basis"
STEP_LATE, UNTOUCHED_HEAD = "complaint.step_late", "complaint.untouched_head"
EXTENSION = "complaint.extension"
# How often somebody looks whether terms, zone or opening hours have changed.
BASIS_EVERY_S = 10 * 60
# The law knows two extensions (R01).
LAST_STAGE = 2


def clock_deadline(kind: str) -> str:
    """The deadline that rings for a clock."""
    return f"complaint.{kind}"


def clock_alert(kind: str, level: int) -> str:
    """The alert of one level of a clock: each level asks another person, so each is an episode of its own."""
    return f"complaint.{kind}_{level}"


def clock_alerts(kind: str) -> list[str]:
    """Every alert of a clock; the legal one also waits for somebody to decide about more time."""
    told = [clock_alert(kind, level) for level in LEVELS]
    return [*told, EXTENSION] if kind == ClockKind.LEGAL else told
