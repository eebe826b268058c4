"""What is due on customer cards, swept over all branches."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from lobby.customers.domain import assessing


@shared_task(name="customers.expire_assessments")
def expire_assessments() -> int:
    """Write down which assessments of risk tolerance have run out."""
    return assessing.expire_due(at=timezone.now())
