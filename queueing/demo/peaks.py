"""The queue's demo data: peak thresholds that a simulated day crosses now and then, a call-up list."""

from __future__ import annotations

import datetime as dt

from lobby.branches.models import Branch, Staff
from queueing.models import Helper, PeakPolicy

BEGAN = dt.date(2026, 1, 1)
THRESHOLDS = {
    "waiting_warning_enter": 14,
    "waiting_warning_exit": 9,
    "waiting_active_enter": 22,
    "waiting_active_exit": 15,
    # The one wealth desk of a simulated day is a long wait of its own.
    "wait_warning_enter_s": 60 * 60,
    "wait_warning_exit_s": 40 * 60,
    "wait_active_enter_s": 90 * 60,
    "wait_active_exit_s": 60 * 60,
}
CALLED_AT_HOME = ("teller3",)
CALL_UP = {"0001": ["teller1", "lead1", "wealth1", "teller3"], "0002": ["teller21"]}


def write(password: str, at: dt.datetime) -> None:
    """Make what is missing; a second run changes nothing."""
    for code, usernames in CALL_UP.items():
        branch = Branch.objects.get(code=code)
        PeakPolicy.objects.get_or_create(branch=branch, effective_from=BEGAN, defaults=THRESHOLDS)
        for position, username in enumerate(usernames):
            staff = Staff.objects.get(username=username)
            place = {"position": position, "is_called_off_duty": username in CALLED_AT_HOME}
            Helper.objects.get_or_create(branch=branch, staff=staff, defaults=place)
