"""The demo branch's machines: one that is out of paper, so that a state other than "available" is seen."""

from __future__ import annotations

import datetime as dt

from devices.domain.states import held, settle
from devices.enums.reports import Paper, Word
from devices.mapping import Circumstances, read
from devices.reports import Report
from lobby.branches.actors import SYSTEM
from lobby.branches.models import Device
from lobby.live import journal

OUT_OF_PAPER = "SC2"


def write(password: str, at: dt.datetime) -> None:
    """Report it once; a second run changes nothing. It tells nothing more, so no silence is noticed either."""
    device = Device.objects.filter(code=OUT_OF_PAPER, branch__is_demo=True, state__isnull=True).first()
    if device is None:
        return
    reading = read(Report(at=at, device=Word.ONLINE, paper=Paper.OUT), Circumstances())
    with journal.unit(by=SYSTEM, at=at):
        settle(device, held(device.pk, at=at), reading, at=at)
