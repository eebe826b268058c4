"""The people of the cash side, the shipped limits and a kind of subject that only these tests know."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from lobby.branches.authority import install_limits
from lobby.branches.enums import RoleCode
from lobby.branches.models import Branch, Staff
from lobby.floor import subjects
from lobby.floor.domain.seizures import steps
from lobby.floor.domain.seizures.pieces import Piece
from lobby.floor.domain.seizures.steps import Voucher
from lobby.floor.models import Seizure
from tests.factories import make_staff

SHEET = 7
VOUCHER = Voucher("JB-0001", "张小明", "110101199001011234", has_signed=True)


def note(serial: str = "AB12345678", denomination: str = "100") -> Piece:
    """A note of the own currency."""
    return Piece("note", denomination, serial)


def find_sheet(branch: Branch, sheet: int) -> subjects.Subject | None:
    """Every branch has one sheet."""
    return subjects.Subject("Sheet 7") if sheet == SHEET else None


@pytest.fixture(autouse=True)
def sheets() -> None:
    """A kind of subject without an app above."""
    subjects.register("test.sheet", find_sheet)


@pytest.fixture
def lead(branch: Branch) -> Staff:
    """The operations supervisor."""
    return make_staff("feng", branch, RoleCode.TELLER_LEAD)


@pytest.fixture
def limits(branch: Branch) -> None:
    """The shipped limits: a teller waives 20 yuan alone, 200 in a month."""
    install_limits()


@pytest.fixture
def seized(branch: Branch, teller: Staff, teller2: Staff, lead: Staff, at: dt.datetime) -> Callable[..., Seizure]:
    """A seizure at the counter, taken as many steps as asked for."""

    def make(until: str = "found", *, pieces: list[Piece] | None = None, number: str = "JB-0001") -> Seizure:
        seizure = steps.find(teller, branch, at=at, pieces=pieces or [note()])
        walk = {
            "joined": lambda: steps.join(seizure, second=teller2, at=at),
            "marked": lambda: steps.mark(seizure, by=teller, at=at, in_view=True),
            "vouchered": lambda: steps.write_voucher(
                seizure, by=teller, at=at, voucher=Voucher(number, "张小明", "110101199001011234", has_signed=True)
            ),
            "informed": lambda: steps.inform(seizure, by=teller, at=at),
            "in_custody": lambda: steps.hand_over(seizure, custodian=lead, at=at),
        }
        for status, step in walk.items():
            if until == "found":
                break
            step()
            if status == until:
                break
        seizure.refresh_from_db()
        return seizure

    return make
