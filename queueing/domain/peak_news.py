"""The values that news of a peak carry."""

from __future__ import annotations

from typing import Any

from queueing.models import PeakRun


def news_of(run: PeakRun) -> dict[str, Any]:
    """The values that every event of a run carries."""
    return {"branch_id": run.branch_id, "peak": run.pk, "status": run.status}


def crossing_of(run: PeakRun) -> dict[str, Any]:
    """What crossed which line, or why somebody started it."""
    return {"measure": run.measure, "value": run.value, "threshold": run.threshold, "reason": run.start_reason}
