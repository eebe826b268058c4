"""What is due in complaints and ratings, swept over all branches."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from complaints.domain.ratings import forgetting


@shared_task(name="complaints.forget_words")
def forget_words() -> int:
    """Delete what customers wrote with their ratings half a year ago."""
    return forgetting.forget_words(at=timezone.now())
