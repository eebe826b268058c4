"""Upkeep of the journal."""

from __future__ import annotations

import structlog
from celery import shared_task
from django.utils import timezone

from lobby.live import partitions

log = structlog.get_logger(__name__)


@shared_task(name="live.extend_partitions")
def extend_partitions() -> None:
    """Make the journal's next monthly partitions; does nothing while they exist."""
    if made := partitions.extend(at=timezone.now()):
        log.info("partitions_made", names=made)
