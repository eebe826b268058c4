"""What checks are told about machines, and what an issue at one leads to.

`device:atm,terminal` shows the state of the machines of these kinds beside the tick, `device:serving` of all that serve
customers; a machine that does not work speaks against an "ok". `device-list:…` only names them: what is looked at there
is not the machine itself.
"""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from devices.domain.faults import open_fault, withdraw
from devices.enums import ROUTED, SERVING_KINDS, DeviceStatus
from devices.enums.faults import FaultKind, FaultSource, FaultStatus
from devices.errors.faults import MachineUnclear, UnknownMachine
from devices.models.faults import Fault
from devices.selectors import machine_of
from lobby.branches.actors import Actor
from lobby.branches.models import Branch, Device
from lobby.floor.bilingual import both
from lobby.floor.checking import Known, register_action, register_evidence
from lobby.floor.models import ItemResult

ABOUT, LIST, SERVING, FAULT = "device", "device-list", "serving", "fault"


def register() -> None:
    """Fill the registries; called once when Django starts."""
    register_evidence(ABOUT, states_of)
    register_evidence(LIST, names_of)
    register_action(
        FAULT,
        gettext_lazy("Report a fault"),
        report,
        take_back=take_back,
        states=words_of,
        abouts=(ABOUT,),
        icon="wrench",
    )


def devices_of(branch: Branch, key: str) -> list[Device]:
    """The machines of the kinds in a key, in order of their codes (1 query)."""
    kinds = SERVING_KINDS if key == SERVING else key.split(",")
    devices = Device.objects.filter(branch=branch, is_active=True, is_spare=False, kind__in=kinds)
    return list(devices.select_related("state").order_by("code"))


def states_of(branch: Branch, key: str, at: dt.datetime) -> list[Known]:
    """The state of each machine and what is open about it (2 queries)."""
    devices = devices_of(branch, key)
    troubled: dict[int, list[Fault]] = {}
    for fault in Fault.objects.filter(device__in=devices, closed_at__isnull=True).order_by("pk"):
        troubled.setdefault(fault.device_id, []).append(fault)
    return [known_of(device, troubled.get(device.pk, [])) for device in devices]


def known_of(device: Device, faults: list[Fault]) -> Known:
    """One machine in both languages; one that does not work, or has an open fault, speaks against an "ok"."""
    status = machine_of(device).status
    is_whole = ROUTED[status] and status != DeviceStatus.PARTIAL

    def words() -> str:
        state = DeviceStatus(status).label if getattr(device, "state", None) else _("does not report its state")
        told = [device.name, str(state), *(str(FaultKind(fault.kind).label) for fault in faults)]
        return " · ".join([" ".join(told[:2]), *told[2:]])

    return Known(both(words), is_wrong=bool(faults) or not is_whole)


def names_of(branch: Branch, key: str, at: dt.datetime) -> list[Known]:
    """Which machines to look at; nothing about them speaks against an "ok" (1 query)."""
    return [Known(both(lambda device=device: device.name)) for device in devices_of(branch, key)]  # type: ignore[misc]


def report(result: ItemResult, by: Actor, at: dt.datetime) -> tuple[str, int]:
    """Open a fault of the machine that the issue is about, in the name of whoever looked (S402)."""
    device = meant(result)
    if device is None:
        raise UnknownMachine
    fault = open_fault(
        device, FaultKind.OTHER, by=by, at=at, source=FaultSource.CHECKLIST, text=result.note or result.item.text_zh
    )
    return FAULT, fault.pk


def meant(result: ItemResult) -> Device | None:
    """The machine that the note names by code or name, else the only one that does not work or that there is.

    Raises MachineUnclear: a guess would send somebody to mend what works.
    """
    devices = devices_of(result.run.branch, result.item.about.partition(":")[2])
    note = result.note.casefold()
    named = [one for one in devices if any(word.casefold() in note for word in (one.code, one.name_zh, one.name_en))]
    broken = [one for one in devices if not ROUTED[machine_of(one).status]]
    for found in (named[:1], broken, devices):
        if len(found) == 1:
            return found[0]
    if devices:
        raise MachineUnclear(names="; ".join(one.name for one in devices))
    return None


def take_back(result: ItemResult, at: dt.datetime) -> None:
    """The item was answered differently: what nobody has taken yet goes off the board again."""
    fault = Fault.objects.filter(pk=result.action_id or 0).first()
    if fault is not None:
        withdraw(fault, by=result.answered_by, at=at)


def words_of(ids: list[int]) -> dict[int, str]:
    """How far faults are, in the active language (1 query)."""
    found = Fault.objects.filter(pk__in=ids)
    return {fault.pk: _("Fault: %(state)s") % {"state": FaultStatus(fault.status).label} for fault in found}
