"""What is due in the queue."""

from __future__ import annotations

import structlog
from celery import shared_task
from django.utils import timezone

from queueing import alerts, learning
from queueing.domain import days, peaks, waiting
from queueing.simulation import runs

log = structlog.get_logger(__name__)


@shared_task(name="queueing.sweep_tickets")
def sweep_tickets() -> None:
    """Miss calls that nobody answered and tell the lobby about long waits."""
    at = timezone.now()
    missed, alerted = waiting.sweep_missed(at=at), alerts.sweep_long_waits(at=at)
    if missed or alerted:
        log.info("tickets_swept", missed=missed, alerted=alerted)


@shared_task(name="queueing.sweep_days")
def sweep_days() -> None:
    """Close business days that are over."""
    if closed := days.sweep_days(at=timezone.now()):
        log.info("days_closed", count=closed)


@shared_task(name="queueing.sweep_peaks")
def sweep_peaks() -> None:
    """Hold the branches at work against the lines of their peak plans."""
    if sampled := peaks.sweep_peaks(at=timezone.now()):
        log.info("peaks_swept", sampled=sampled)


@shared_task(name="queueing.step_simulations")
def step_simulations() -> None:
    """Play on the simulated days of demo branches."""
    runs.sweep_runs(at=timezone.now())


@shared_task(name="queueing.learn_service_times")
def learn_service_times() -> None:
    """Learn service times and the error of past quotes for branches at work."""
    if learned := learning.learn_due_branches(at=timezone.now()):
        log.info("service_times_learned", branches=learned)
