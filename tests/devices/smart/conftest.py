"""The cast at a smart counter: the machine, what it does, a customer who is walked to a step by the ordinary verbs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from devices.domain import smart
from devices.enums.smart import IdentityKind, SmartEnd
from devices.enums.smart import SmartStatus as S
from devices.models.smart import SmartSession
from lobby.branches.actors import SYSTEM
from lobby.branches.enums import Channel, DeviceKind, RoleCode, ServiceFamily
from lobby.branches.models import Branch, Device, Service, Staff, Zone
from queueing.models import FormTemplate
from tests import factories

SECOND = dt.timedelta(seconds=1)
LINES = [
    {"key": "holder", "kind": "text", "label_zh": "姓名", "label_en": "Name"},
    {"key": "amount", "kind": "amount", "label_zh": "金额", "label_en": "Amount"},
    {"key": "note", "kind": "text", "label_zh": "备注", "label_en": "Note", "required": False},
]
TYPED = {"holder": "Zhang Ming", "amount": "500", "note": ""}


@pytest.fixture
def machine(branch: Branch, zone: Zone) -> Device:
    """A smart counter in the hall."""
    device = factories.make_device(branch, "TSC1", DeviceKind.SMART_COUNTER)
    device.zone = zone
    device.save(update_fields=["zone"])
    return device


@pytest.fixture
def machine2(branch: Branch) -> Device:
    """Another one."""
    return factories.make_device(branch, "TSC2", DeviceKind.SMART_COUNTER)


@pytest.fixture
def transfer(branch: Branch, zone: Zone) -> Service:
    """Done at a smart counter as well, with a form of three lines."""
    service = factories.make_service(
        branch,
        "transfer",
        "T",
        zone=zone,
        family=ServiceFamily.CARD,
        channels=[Channel.COUNTER, Channel.SMART_COUNTER],
    )
    FormTemplate.objects.create(service=service, code="transfer", name_zh="转账", name_en="Transfer", fields=LINES)
    return service


@pytest.fixture
def helper(branch: Branch) -> Staff:
    """The lobby assistant who helps at machines."""
    return factories.make_staff("xia", branch, RoleCode.LMA)


@pytest.fixture
def begin(machine: Device, transfer: Service, at: dt.datetime) -> Callable[..., SmartSession]:
    """A customer touches "Start"."""

    def start(**fields: object) -> SmartSession:
        device = fields.pop("device", machine)
        return smart.start(device, **{"by": device.actor, "at": at, **fields})

    return start


@pytest.fixture
def brought_to(
    begin: Callable[..., SmartSession], machine: Device, transfer: Service, helper: Staff, at: dt.datetime
) -> Callable[..., SmartSession]:
    """A session at a step, walked there by the ordinary verbs."""
    customer = {"by": machine.actor, "at": at}

    def typed(session: SmartSession) -> SmartSession:
        for key, value in TYPED.items():
            assert smart.answer(session, **customer, key=key, value=value) == ""
        return smart.submit(session, **customer)

    steps: list[tuple[S, Callable[[SmartSession], SmartSession | None]]] = [
        (S.SELECT, lambda one: smart.identify(one, **customer, kind=IdentityKind.CARD, given="6222021234567890")),
        (S.INPUT, lambda one: smart.choose(one, **customer, service=transfer)),
        (S.CONFIRM, typed),
        (S.DONE, lambda one: smart.confirm(one, **customer)),
    ]
    ways_out: dict[str, Callable[[SmartSession], SmartSession]] = {
        S.ABORTED: lambda one: smart.abort(one, by=SYSTEM, at=at, reason=SmartEnd.IDLE),
        S.FAULTED: lambda one: smart.fault(one, by=SYSTEM, at=at),
        S.HANDED_OVER: lambda one: smart.hand_over(one, by=helper, at=at),
    }

    def walk(status: S, **fields: object) -> SmartSession:
        session: SmartSession | None = begin(**fields)
        assert session is not None
        if status in ways_out:
            session = ways_out[status](session)
        elif status != S.IDENTIFY:
            for reached, step in steps:
                session = step(session)
                assert session is not None
                if reached == status:
                    break
        assert session.status == status
        return session

    return walk
