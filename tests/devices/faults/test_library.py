"""Each kind of fault has its card in the shipped library."""

from __future__ import annotations

import datetime as dt

import pytest

from devices.domain import faults
from devices.enums.faults import CARDS, FaultKind, FaultSource
from devices.selectors.faults import card_of
from lobby.branches.actors import SYSTEM
from lobby.branches.models import Branch, Device
from lobby.floor.domain.library import installing
from lobby.floor.enums.library import ContentKind


@pytest.mark.parametrize("kind", FaultKind)
def test_each_kind_has_its_card(branch: Branch, machine: Device, kind: FaultKind, at: dt.datetime) -> None:
    installing.install(branch, at=at, kinds=[ContentKind.FIRST_FIX_CARD])

    fault = faults.open_fault(machine, kind, by=SYSTEM, at=at, source=FaultSource.TELEMETRY)

    card = card_of(fault, at=at)
    assert card is not None
    assert card.item.code == CARDS[kind]


def test_a_fault_without_a_card_in_force_has_none(branch: Branch, machine: Device, at: dt.datetime) -> None:
    fault = faults.open_fault(machine, FaultKind.SLOW, by=SYSTEM, at=at, source=FaultSource.TELEMETRY)

    assert card_of(fault, at=at) is None
