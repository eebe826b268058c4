"""What is due at the machines."""

from __future__ import annotations

import structlog
from celery import shared_task
from django.utils import timezone

from devices.domain.vtm.wiping import sweep_wiped

log = structlog.get_logger(__name__)


@shared_task(name="devices.wipe_video_sessions")
def wipe_video_sessions() -> None:
    """Wipe personal data of video sessions whose time is over."""
    wiped = sweep_wiped(at=timezone.now())
    if wiped:
        log.info("video_sessions_wiped", sessions=wiped)
