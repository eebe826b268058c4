"""Where evaluators stand."""

from __future__ import annotations

import datetime as dt

from complaints.events.ratings import EvaluatorPlaced
from complaints.models import EvaluatorPlace
from lobby.branches.models import Counter, Device, Staff
from lobby.live import journal


def place(device: Device, counter: Counter, *, by: Staff, at: dt.datetime) -> EvaluatorPlace:
    """An evaluator stands at this counter from now on; one that stood there before stands nowhere."""
    with journal.unit(by=by.actor, at=at):
        EvaluatorPlace.objects.filter(counter=counter).exclude(device=device).delete()
        found, _ = EvaluatorPlace.objects.update_or_create(
            device=device, defaults={"counter": counter, "placed_by": by, "placed_at": at}
        )
        journal.record(EvaluatorPlaced(branch_id=device.branch_id, device=device.pk, counter=counter.code))
    return found
