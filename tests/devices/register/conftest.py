"""Who keeps the register."""

from __future__ import annotations

import pytest

from lobby.branches.enums import RoleCode
from lobby.branches.models import Branch, Staff
from tests import factories


@pytest.fixture
def tech(branch: Branch) -> Staff:
    """The branch's technician: keeps the register, shuts nothing out."""
    return factories.make_staff("gao", branch, RoleCode.TECH)


@pytest.fixture
def keyholder(branch: Branch) -> Staff:
    """The security administrator: makes keys and ends them, keeps no register."""
    return factories.make_staff("sec", branch, RoleCode.SECADM)


@pytest.fixture
def stranger(other_branch: Branch) -> Staff:
    """The head of somebody else's branch."""
    return factories.make_staff("zhao", other_branch, RoleCode.HEAD)
