"""What is due in marketing, swept over all branches."""

from __future__ import annotations

import structlog
from celery import shared_task
from django.utils import timezone

from marketing.domain import caring
from marketing.domain.follow import rounds
from marketing.domain.messages import forgetting, sending

log = structlog.get_logger(__name__)


@shared_task(name="marketing.send_messages")
def send_messages() -> None:
    """Send every message that is due."""
    sent = 0
    while handled := sending.deliver_due(at=timezone.now()):
        sent += handled
    if sent:
        log.info("messages_handled", count=sent)


@shared_task(name="marketing.forget_messages")
def forget_messages() -> None:
    """Forget what was written to customers long ago."""
    while forgetting.forget(at=timezone.now()):
        pass


@shared_task(name="marketing.begin_rounds")
def begin_rounds() -> None:
    """Look after branches that are new; from then on each has a clock of its own."""
    if begun := rounds.sweep_branches(at=timezone.now()):
        log.info("rounds_begun", branches=begun)


@shared_task(name="marketing.forget_notes")
def forget_notes() -> int:
    """Delete notes that were kept in cards long enough; returns how many."""
    return caring.forget_notes(at=timezone.now())
