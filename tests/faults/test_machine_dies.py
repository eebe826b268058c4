"""A machine dies with a customer at it, and so does the process that hears of it: all or nothing, then exactly once."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.utils import timezone

from devices import guests
from devices.domain import smart
from devices.domain.states import report
from devices.enums import DeviceStatus
from devices.enums.smart import IdentityKind
from devices.models import DeviceState
from devices.models.smart import SmartSession
from lobby.branches.actors import SYSTEM
from lobby.branches.enums import Channel, DeviceKind
from lobby.live.models import Entry
from queueing.models import FormInstance, FormTemplate, Ticket
from tests.factories import make_device, make_ticket
from tests.live.server import database_url

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True)]
FEWEST_STATEMENTS = 15


def test_the_customer_is_at_the_front_exactly_once_or_the_report_was_not_taken(branch, cash, manager, at):
    cash.channels = [Channel.COUNTER, Channel.SMART_COUNTER]
    cash.save()
    lines = [{"key": "amount", "kind": "amount", "label_zh": "金额", "label_en": "Amount"}]
    FormTemplate.objects.create(service=cash, code="cash", name_zh="现金", name_en="Cash", fields=lines)
    machine = make_device(branch, "SC9", DeviceKind.SMART_COUNTER)
    ticket = make_ticket(cash, at, by=manager)
    customer = {"by": machine.actor, "at": at}
    session = smart.start(machine, **customer, guest=guests.find(machine, ticket.number, at))
    smart.identify(session, **customer, kind=IdentityKind.CARD, given="6222021234567890")
    smart.choose(session, **customer, service=cash)
    smart.answer(session, **customer, key="amount", value="500")

    died = subprocess.run(
        [sys.executable, "-m", "tests.faults.dying_report", str(machine.pk), str(ticket.pk)],
        cwd=settings.ROOT,
        env={**os.environ, "DATABASE_URL": database_url()},
        capture_output=True,
        text=True,
        check=False,
    )

    assert died.returncode == 0, died.stderr
    assert int(died.stdout.split()[-1]) > FEWEST_STATEMENTS
    assert SmartSession.objects.get().status == "faulted"
    assert SmartSession.objects.get().typed == ""
    after = Ticket.objects.get(pk=ticket.pk)
    assert (after.status, after.goes_first) == ("waiting", True)
    assert FormInstance.objects.get().values == {"amount": "500"}
    report(machine, DeviceStatus.DOWN, by=SYSTEM, at=timezone.now())
    assert Entry.objects.filter(type="ticket.fell_back").count() == 1
    assert Entry.objects.filter(type="smart.faulted").count() == 1
    assert DeviceState.objects.get().status == "down"
