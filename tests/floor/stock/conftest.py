"""A storekeeper's cupboard."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from lobby.branches.actors import SYSTEM
from lobby.branches.models import Branch
from lobby.floor.domain.stock import materials, moving
from lobby.floor.enums.stock import MaterialKind
from lobby.floor.models import Material, StockLot


@pytest.fixture
def material(branch: Branch, at: dt.datetime) -> Callable[..., Material]:
    """Keep a material of the branch."""

    def make(code: str = "folder", **fields: object) -> Material:
        values = {"kind": MaterialKind.FORM, "name_zh": f"物料{code}", "name_en": f"Thing {code}", **fields}
        return materials.add(Material(**{"branch": branch, "code": code, **values}), by=SYSTEM, at=at)

    return make


@pytest.fixture
def forms(material: Callable[..., Material]) -> Material:
    """Forms, of which twenty should be there."""
    return material("forms", minimum=20)


@pytest.fixture
def receive(at: dt.datetime) -> Callable[..., StockLot]:
    """A delivery."""

    def make(material: Material, quantity: int, **fields: object) -> StockLot:
        return moving.receive(material, **{"quantity": quantity, "by": SYSTEM, "at": at, **fields})

    return make
