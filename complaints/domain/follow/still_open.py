"""What has to be over before a complaint closes."""

from __future__ import annotations

from django.utils.functional import Promise as Words
from django.utils.translation import gettext_lazy as _

from complaints.enums.follow import CompensationStatus, PromiseStatus, SubTaskStatus
from complaints.errors.follow import StillOpen
from complaints.models import Complaint


def check_nothing_open(complaint: Complaint) -> None:
    """No promise, task or compensation waits (3 queries). Raises StillOpen."""
    waiting: tuple[tuple[bool, str | Words], ...] = (
        (complaint.promises.filter(status=PromiseStatus.OPEN).exists(), _("a promise")),
        (complaint.subtasks.filter(status=SubTaskStatus.OPEN).exists(), _("a department's task")),
        (complaint.compensations.filter(status=CompensationStatus.ASKED).exists(), _("a compensation")),
    )
    for is_open, what in waiting:
        if is_open:
            raise StillOpen(what=what)
