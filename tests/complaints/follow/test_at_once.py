"""Two people at the same complaint in the same moment."""

from __future__ import annotations

import datetime as dt
import threading

import pytest
from django.db import connection

from complaints.domain import cases, follow
from complaints.domain.cases import moving
from complaints.enums.follow import SUBTASK_TASK, SubTaskStatus
from complaints.errors.follow import ComplaintBusy
from complaints.models import Complaint, SubTask
from lobby.branches.enums import RoleCode
from lobby.branches.models import Staff
from lobby.floor.domain import reminders
from lobby.floor.models import Reminder
from lobby.live import journal

DAY = dt.timedelta(days=1)
HANGS_AFTER_S = 20


@pytest.mark.django_db(transaction=True)
def test_ticking_a_departments_task_off_waits_for_nobody_at_the_complaint(
    resolving: Complaint, manager: Staff, at: dt.datetime
) -> None:
    follow.give_task(resolving, by=manager, at=at, to=RoleCode.TECH, text="查", due_at=at + DAY)
    task, held, ticked = Reminder.objects.get(kind=SUBTASK_TASK), threading.Event(), threading.Event()
    errors: list[type[Exception]] = []

    def tick() -> None:
        try:
            held.wait(HANGS_AFTER_S)
            reminders.finish(task, by=manager.actor, at=at, outcome="查过了")
        except Exception as error:
            errors.append(type(error))
        finally:
            ticked.set()
            connection.close()

    other = threading.Thread(target=tick)
    other.start()
    with journal.unit(by=manager.actor, at=at):
        moving.locked(resolving)
        held.set()
        assert ticked.wait(HANGS_AFTER_S)
        cases.withdraw(resolving, by=manager, at=at, text="客户不再追究")
    other.join()

    assert errors == [ComplaintBusy]
    assert SubTask.objects.get().status == SubTaskStatus.CALLED_OFF
