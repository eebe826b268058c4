"""What is due on the floor."""

from __future__ import annotations

import structlog
from celery import shared_task
from django.utils import timezone

from lobby.floor.domain import attachments
from lobby.floor.domain.content.plays import forget_plays
from lobby.floor.domain.sweeping import sweep_deadlines as sweep

log = structlog.get_logger(__name__)


@shared_task(name="floor.sweep_deadlines")
def sweep_deadlines() -> None:
    """Ring every deadline that is due."""
    if rung := sweep(at=timezone.now()):
        log.info("deadlines_rung", count=rung)


@shared_task(name="floor.sweep_attachments")
def sweep_attachments() -> None:
    """Forget uploads that nobody bound, and files whose upload was rolled back."""
    at, forgotten = timezone.now(), 0
    while gone := attachments.sweep_unbound(at=at):
        forgotten += gone
    if (orphans := attachments.sweep_orphans(at=at)) or forgotten:
        log.info("attachments_forgotten", unbound=forgotten, orphans=orphans)


@shared_task(name="floor.forget_plays")
def forget_old_plays() -> None:
    """Forget the hours of the walls' log that nobody asks for any more."""
    if gone := forget_plays(at=timezone.now()):
        log.info("plays_forgotten", count=gone)
