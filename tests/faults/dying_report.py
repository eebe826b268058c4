"""A machine reports that it failed, and the process that takes the report is killed after each of its statements in turn.

`python -m tests.faults.dying_report DEVICE TICKET` prints how often it died before the report was taken at last.
"""

from __future__ import annotations

import os
import signal
import sys
from typing import Any

import django

django.setup()

from django.db import connection  # noqa: E402 - models need the registry
from django.utils import timezone  # noqa: E402

from devices.domain.states import report  # noqa: E402
from devices.enums import DeviceStatus  # noqa: E402
from devices.models.smart import SmartSession  # noqa: E402
from lobby.branches.actors import SYSTEM  # noqa: E402
from lobby.branches.models import Device  # noqa: E402
from queueing.models import Ticket  # noqa: E402

MOST = 200


class Dying:
    """Kills its process without warning once so many statements have run."""

    def __init__(self, after: int) -> None:
        self.left = after

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if not self.left:
            os.kill(os.getpid(), signal.SIGKILL)
        self.left -= 1
        return execute(sql, params, many, context)


def survives(device_id: int, after: int) -> bool:
    """Whether a process of its own takes the report although it dies after so many statements."""
    connection.close()
    child = os.fork()
    if not child:
        with connection.execute_wrapper(Dying(after)):
            report(Device.objects.get(pk=device_id), DeviceStatus.DOWN, by=SYSTEM, at=timezone.now())
        connection.close()
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def main(device_id: int, ticket_id: int) -> None:
    """Kill after one statement more each time; after each death nothing has happened."""
    for deaths in range(MOST):
        if survives(device_id, deaths):
            sys.stdout.write(f"{deaths}\n")
            return
        assert Ticket.objects.get(pk=ticket_id).status == "diverted", deaths
        assert SmartSession.objects.get(subject_id=ticket_id).is_live, deaths
    raise AssertionError("it never survived")


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
