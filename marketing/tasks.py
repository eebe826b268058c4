"""What is due in marketing, swept over all branches."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from marketing.domain import caring


@shared_task(name="marketing.forget_notes")
def forget_notes() -> int:
    """Delete notes that were kept in cards long enough; returns how many."""
    return caring.forget_notes(at=timezone.now())
