"""What machines send: the words of `devices.enums.reports` and nothing else."""

from __future__ import annotations

from typing import Any

from devices.enums.reports import (
    AntiFraud,
    Cash,
    ErrorAction,
    ErrorKind,
    Media,
    Paper,
    Position,
    Storage,
    Toner,
    VendorMode,
    Word,
)
from devices.reports import Report
from lobby.branches.api.bodies import MAX_BIGINT, Body, Choice, Text, Whole
from lobby.branches.api.moments import Moment


class PrinterBody(Body):
    """A printer."""

    paper = Choice(Paper.choices, required=False)
    toner = Choice(Toner.choices, required=False)


class CardReaderBody(Body):
    """A card reader."""

    media = Choice(Media.choices, required=False)


class CashUnitBody(Body):
    """What gives, takes and keeps money."""

    dispenser = Choice(Cash.choices, required=False)
    acceptor = Choice(Cash.choices, required=False)
    storage = Choice(Storage.choices, required=False)


class PartsBody(Body):
    """The parts of a machine; one that is not named has nothing to tell."""

    printer = PrinterBody(required=False)
    card = CardReaderBody(required=False)
    cash = CashUnitBody(required=False)
    antifraud = Choice(AntiFraud.choices, required=False)


class ErrorEventBody(Body):
    """The error event in force, as XFS4IoT's `Common.ErrorEvent` has it."""

    event_id = Choice(ErrorKind.choices, required=False)
    action = Choice(ErrorAction.choices, required=False)


class DeviceStatusBody(Body):
    """What a machine says of itself, whole: what an earlier report said and this one does not is over."""

    at = Moment(help_text="When, by the machine's clock; within a minute ahead of ours and ten behind")
    device = Choice(Word.choices, help_text="`Common.Status` of XFS4IoT")
    seq = Whole(
        min_value=0,
        max_value=MAX_BIGINT,
        required=False,
        help_text="The machine's own count, for reports of one moment",
    )
    parts = PartsBody(required=False)
    error = ErrorEventBody(required=False)
    vendor_mode = Choice(VendorMode.choices, required=False)
    position = Choice(Position.choices, required=False)


class DeviceStatusRowBody(DeviceStatusBody):
    """One row of a gateway's list."""

    code = Text(max_length=20, help_text="Code of the device")


def report_of(values: dict[str, Any]) -> Report:
    """A checked body as a report."""
    parts = values.get("parts", {})
    groups = (parts.get("printer", {}), parts.get("card", {}), parts.get("cash", {}), values.get("error", {}))
    told = {name: word for group in groups for name, word in group.items()}
    told |= {name: values[name] for name in ("device", "vendor_mode", "position") if name in values}
    if "antifraud" in parts:
        told["antifraud"] = parts["antifraud"]
    return Report.of_told(told, at=values["at"], seq=values.get("seq"))
