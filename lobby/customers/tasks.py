"""What is due on customer cards, swept over all branches."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from lobby.customers.domain import assessing, forgetting, segmenting
from lobby.customers.domain.importing import uploads


@shared_task(name="customers.expire_assessments")
def expire_assessments() -> int:
    """Write down which assessments of risk tolerance have run out."""
    return assessing.expire_due(at=timezone.now())


@shared_task(name="customers.run_imports")
def run_imports() -> int:
    """Import the files that were sent; returns how many."""
    return uploads.run_waiting(at=timezone.now())


@shared_task(name="customers.sweep_segments")
def sweep_segments() -> int:
    """Reckon the members of changed segments, and of all once a day; returns how many moved."""
    return segmenting.sweep_segments(at=timezone.now())


@shared_task(name="customers.forget_cards")
def forget_cards() -> int:
    """Forget whoever left long enough ago; returns how many."""
    return forgetting.forget_due(at=timezone.now())
