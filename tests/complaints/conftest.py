"""The cast around a complaint: consumer protection, the lead teller, the offices above, the terms and codes."""

from __future__ import annotations

from typing import Any

import pytest

from complaints.enums.cases import CaseSeverity, Responsibility
from complaints.models import ComplaintCode, ComplaintTerms
from lobby.branches.enums import RoleCode
from lobby.branches.models import Branch, Staff
from tests import factories
from tests.complaints.factories import BEGIN, make_codes, make_terms


@pytest.fixture
def terms(db: None) -> ComplaintTerms:
    """The bank's terms."""
    return make_terms()


@pytest.fixture
def codes(db: None) -> dict[str, ComplaintCode]:
    """One code of each dimension, by what `register` calls it."""
    return make_codes()


@pytest.fixture
def lead(branch: Branch) -> Staff:
    """The lead teller."""
    return factories.make_staff("qian", branch, RoleCode.TELLER_LEAD)


@pytest.fixture
def protector(branch: Branch) -> Staff:
    """The consumer protection officer."""
    return factories.make_staff("sun", branch, RoleCode.CP)


@pytest.fixture
def office(branch: Branch) -> Staff:
    """The regional branch, above the branch."""
    return factories.make_staff("ops", None, RoleCode.BR_OPS, unit=branch.unit)


@pytest.fixture
def head_office(branch: Branch) -> Staff:
    """Head office."""
    return factories.make_staff("ho", None, RoleCode.HO, unit=branch.unit)


@pytest.fixture
def complete(manager: Staff, codes: dict[str, ComplaintCode]) -> dict[str, Any]:
    """Fields of a complaint about which everything is known that any step asks for; the manager owns it."""
    return {
        "owner": manager,
        "complainant": "张小明",
        "severity": CaseSeverity.NORMAL,
        "emotion_at": BEGIN,
        "responsibility": Responsibility.PROCESS,
        "plan": "道歉并退还手续费",
        "planned_by": manager,
        **codes,
    }
