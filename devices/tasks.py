"""What is due about machines."""

from __future__ import annotations

import structlog
from celery import shared_task
from django.utils import timezone

from devices.domain import polls, silence
from devices.domain.uptime import sum_up_all
from devices.domain.vtm.wiping import sweep_wiped

log = structlog.get_logger(__name__)


@shared_task(name="devices.sweep_silent")
def sweep_silent() -> None:
    """Wait a little longer for machines that are silent, or say that nothing is known of them."""
    if found := silence.sweep_silent(at=timezone.now()):
        log.info("machines_silent", count=found)


@shared_task(name="devices.sweep_polls")
def sweep_polls() -> None:
    """Ask the machines that tell nothing by themselves."""
    if answered := polls.sweep_polls(at=timezone.now()):
        log.info("machines_asked", count=answered)


@shared_task(name="devices.wipe_video_sessions")
def wipe_video_sessions() -> None:
    """Wipe personal data of video sessions whose time is over."""
    if wiped := sweep_wiped(at=timezone.now()):
        log.info("video_sessions_wiped", sessions=wiped)


@shared_task(name="devices.sum_up_uptime")
def sum_up_uptime() -> None:
    """Add up how long machines served."""
    if written := sum_up_all(at=timezone.now()):
        log.info("uptime_summed_up", branches=written)
