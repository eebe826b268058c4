"""What is due in the queue."""

from __future__ import annotations

import datetime as dt

import structlog
from celery import shared_task
from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.utils import timezone

from queueing.alerts import tickets as alerts
from queueing.domain import days, peak_sweeping, waiting
from queueing.domain.appointments import limits
from queueing.domain.care import sweeping as care
from queueing.domain.care import throughput, warnings
from queueing.domain.flow import forecasting, sweeping
from queueing.learning import due, service_times
from queueing.simulation import preparation, runs

log = structlog.get_logger(__name__)


@shared_task(name="queueing.sweep_tickets")
def sweep_tickets() -> None:
    """Miss calls that nobody answered and tell the lobby about long waits."""
    at = timezone.now()
    missed, alerted = waiting.sweep_missed(at=at), alerts.sweep_long_waits(at=at)
    if missed or alerted:
        log.info("tickets_swept", missed=missed, alerted=alerted)


@shared_task(name="queueing.sweep_care")
def sweep_care() -> None:
    """Tell the lobby of missing companions and of visits that may become a complaint."""
    at = timezone.now()
    told, watched = care.sweep_companions(at=at), warnings.sweep_warnings(at=at)
    if told or watched:
        log.info("care_swept", companions=told, visits=watched)


@shared_task(name="queueing.sweep_throughput")
def sweep_throughput() -> None:
    """Count who is served at open windows, and tell the lobby of a slow hour."""
    if sampled := throughput.sweep_throughput(at=timezone.now()):
        log.info("throughput_swept", sampled=sampled)


@shared_task(name="queueing.forget_moods")
def forget_moods() -> None:
    """Delete what is kept of a visit for some days only."""
    if forgotten := care.forget(at=timezone.now()):
        log.info("moods_forgotten", rows=forgotten)


@shared_task(name="queueing.sweep_days")
def sweep_days() -> None:
    """Close business days that are over."""
    if closed := days.sweep_days(at=timezone.now()):
        log.info("days_closed", count=closed)


@shared_task(name="queueing.sweep_peaks")
def sweep_peaks() -> None:
    """Hold the branches at work against the lines of their peak plans."""
    if sampled := peak_sweeping.sweep_peaks(at=timezone.now()):
        log.info("peaks_swept", sampled=sampled)


@shared_task(name="queueing.step_simulations")
def step_simulations() -> None:
    """Play on the simulated days of demo branches."""
    runs.sweep_runs(at=timezone.now())


@shared_task(name="queueing.prepare_demo")
def prepare_demo() -> None:
    """Prepare the counters of demo branches, again on every business day."""
    if prepared := preparation.prepare_demo(at=timezone.now()):
        log.info("demo_counters_prepared", count=prepared)


@shared_task(name="queueing.learn_service_times")
def learn_service_times() -> None:
    """Learn service times for branches at work."""
    if learned := service_times.learn_due_branches(at=timezone.now()):
        log.info("service_times_learned", branches=learned)


@shared_task(name="queueing.sweep_forecasts")
def sweep_forecasts() -> None:
    """Hand out the branches whose night forecast is due, one task each; one that gets lost is due again."""
    claimed = sweeping.claim_due(at=timezone.now())
    for branch_id in claimed:
        forecast_branch.apply_async((branch_id,), expires=sweeping.LEASE.total_seconds())
    if claimed:
        log.info("forecasts_due", branches=len(claimed))


@shared_task(
    name="queueing.forecast_branch",
    autoretry_for=(OperationalError, InterfaceError),
    retry_backoff=True,
    max_retries=3,
)
def forecast_branch(branch_id: int) -> None:
    """Forecast one branch, once for each business day."""
    if forecasting.make_forecast(branch_id, at=timezone.now()):
        log.info("branch_forecast", branch=branch_id)


@shared_task(name="queueing.correct_forecasts")
def correct_forecasts() -> None:
    """Correct the day of branches at work by what came so far."""
    if corrected := sweeping.correct_due(at=timezone.now()):
        log.info("forecasts_corrected", branches=corrected)


@shared_task(name="queueing.sweep_wait_models")
def sweep_wait_models() -> None:
    """Hand out the branches whose wait model is due, one task each, a few at a time."""
    at = timezone.now()
    for branch_id in due.claim_due(at=at, at_once=settings.TRAININGS_AT_ONCE):
        train_wait_model.delay(branch_id, at.isoformat())


@shared_task(name="queueing.train_wait_model")
def train_wait_model(branch_id: int, claimed_at: str) -> None:
    """Train one branch's wait model, then make room for the next."""
    claimed = dt.datetime.fromisoformat(claimed_at)
    if due.train_claimed(branch_id, claimed_at=claimed, at=timezone.now()):
        log.info("wait_model_trained", branch_id=branch_id)
        sweep_wait_models()


@shared_task(name="queueing.forget_booking_counts")
def forget_booking_counts() -> None:
    """Delete what counted the bookings of network addresses a week ago."""
    if forgotten := limits.forget_counts(at=timezone.now()):
        log.info("booking_counts_forgotten", count=forgotten)
