"""What is due about machines."""

from __future__ import annotations

import structlog
from celery import shared_task
from django.utils import timezone

from devices.domain.uptime import sum_up_all

log = structlog.get_logger(__name__)


@shared_task(name="devices.sum_up_uptime")
def sum_up_uptime() -> None:
    """Add up how long machines served."""
    if written := sum_up_all(at=timezone.now()):
        log.info("uptime_summed_up", branches=written)
