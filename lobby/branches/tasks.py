"""Scheduled work of the ground floor."""

from celery import shared_task
from django.utils import timezone

from lobby.branches.api.idempotency import forget_old_answers


@shared_task(name="branches.forget_answers")
def forget_answers() -> int:
    """Delete stored answers older than a day; returns how many."""
    return forget_old_answers(at=timezone.now())
