"""People of the lobby who go along."""

from __future__ import annotations

import pytest

from lobby.branches.enums import RoleCode
from lobby.branches.models import Branch, Staff
from tests import factories


@pytest.fixture
def adviser(branch: Branch) -> Staff:
    """A business adviser of the branch."""
    return factories.make_staff("xu", branch, RoleCode.BA)


@pytest.fixture
def assistant(branch: Branch) -> Staff:
    """A lobby assistant of the branch."""
    return factories.make_staff("yan", branch, RoleCode.LMA)
