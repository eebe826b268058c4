"""Somebody who looks after customers, a customer who agreed to everything, approved messages, an outbox of files."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from lobby.branches.enums import RoleCode
from lobby.branches.models import Branch, Staff
from lobby.customers.models import Customer
from lobby.floor.domain.library import installing
from lobby.floor.enums.library import ContentKind
from tests import factories
from tests.marketing.factories import make_customer


@pytest.fixture
def adviser(branch: Branch) -> Staff:
    """A wealth manager of the branch."""
    return factories.make_staff("ying", branch, RoleCode.WM)


@pytest.fixture
def customer(branch: Branch, adviser: Staff, at: dt.datetime) -> Customer:
    """The adviser's, with phone and both consents."""
    return make_customer(
        branch,
        owner=adviser,
        phone="13800000001",
        email="zhang@example.com",
        consent_service_at=at - dt.timedelta(days=30),
        consent_marketing_at=at - dt.timedelta(days=30),
    )


@pytest.fixture
def templates(branch: Branch, at: dt.datetime) -> None:
    """What ships as messages, approved a day ago."""
    installing.install(branch, at=at - dt.timedelta(days=1), kinds=[ContentKind.MESSAGE_TEMPLATE])


@pytest.fixture
def outbox(settings: Any, tmp_path: Path) -> Callable[[], list[dict[str, str]]]:
    """What the file senders wrote."""
    settings.OUTBOX = tmp_path / "outbox"

    def lines() -> list[dict[str, str]]:
        files = sorted(settings.OUTBOX.glob("*.jsonl"))
        return [json.loads(line) for file in files for line in file.read_text().splitlines()]

    return lines
