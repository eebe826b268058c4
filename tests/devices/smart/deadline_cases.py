"""A case for every kind of deadline that smart counters register."""

from __future__ import annotations

import datetime as dt

from devices.domain import smart
from devices.domain.smart import assisting
from devices.domain.smart.assisting import FORGOTTEN
from devices.domain.smart.resting import REST
from devices.enums.smart import ASSIST_LASTS_S
from devices.models.smart import AssistSession, SmartSession
from lobby.branches.enums import DeviceKind, RoleCode
from lobby.live.models import Entry
from tests import factories
from tests.floor.deadlines.stages import Case, Stage, Subject


def at_rest(stage: Stage) -> Subject:
    """A customer who has begun and does not touch the screen."""
    device = factories.make_device(stage.branch, f"SR{stage.branch.pk}", DeviceKind.SMART_COUNTER)
    return "smart_session", smart.start(device, by=device.actor, at=stage.at).pk


def helped(stage: Stage) -> Subject:
    """A colleague who went to help."""
    device = factories.make_device(stage.branch, f"SA{stage.branch.pk}", DeviceKind.SMART_COUNTER)
    helper = stage.staff("xia", RoleCode.LMA)
    return "assist", assisting.begin(device, by=helper, at=stage.at).pk


def seen_session(_stage: Stage, pk: int) -> str:
    """Whether somebody was called, else its status."""
    is_called = Entry.objects.filter(type="smart.stalled", subject_id=pk).exists()
    return "called" if is_called else SmartSession.objects.get(pk=pk).status


CASES = {
    REST: Case(
        at_rest,
        lambda stage: stage.after("stalled_s"),
        seen_session,
        "identify",
        "called",
        late="aborted",
    ),
    FORGOTTEN: Case(
        helped,
        lambda stage: stage.at + dt.timedelta(seconds=ASSIST_LASTS_S),
        lambda _stage, pk: AssistSession.objects.get(pk=pk).outcome,
        "",
        "forgotten",
    ),
}
