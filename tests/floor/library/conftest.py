"""The library's cast, and versions in any state by the ordinary verbs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from lobby.branches.enums import RoleCode, UnitKind
from lobby.branches.models import Branch, Staff
from lobby.floor.domain.library import reviewing, writing
from lobby.floor.domain.library.wording import Wording
from lobby.floor.enums.library import ContentKind, ContentStatus
from lobby.floor.models.library import LibraryVersion
from tests.factories import make_staff, make_unit

DAY = dt.timedelta(days=1)
Make = Callable[..., LibraryVersion]


@pytest.fixture
def reviewer(branch: Branch) -> Staff:
    """The branch's compliance reviewer."""
    return make_staff("zhu", branch, RoleCode.COMPL)


@pytest.fixture
def office(branch: Branch) -> Staff:
    """The content manager of head office, above the branch's unit."""
    unit = make_unit("HQ", UnitKind.HEAD_OFFICE)
    branch.unit.parent = unit
    branch.unit.save()
    return make_staff("su", None, RoleCode.CONTENT, unit=unit)


def words(**fields: Any) -> Wording:
    """A wording with a title and a text."""
    given = {
        "title_zh": "银行卡挂失",
        "title_en": "Lost card",
        "body_zh": "先冻结，再补卡。",
        "body_en": "Block first, then replace.",
    }
    return Wording(**{**given, **fields})


@pytest.fixture
def make(branch: Branch, manager: Staff, reviewer: Staff, at: dt.datetime) -> Make:
    """Make a version of a new item in a state, begun at `at` and approved for `days`."""

    def build(
        status: str = ContentStatus.PUBLISHED,
        *,
        days: float = 90,
        when: dt.datetime = at,
        by: Staff = manager,
        wording: Wording | None = None,
        kind: str = ContentKind.GUIDE,
        home: Branch = branch,
        **fields: Any,
    ) -> LibraryVersion:
        version = writing.begin(home, by=by, at=when, kind=kind, wording=wording or words(), **fields)
        return bring(version, status, by=by, reviewer=reviewer, at=when, days=days)

    return build


def bring(
    version: LibraryVersion, status: str, *, by: Staff, reviewer: Staff, at: dt.datetime, days: float = 90
) -> LibraryVersion:
    """Take a draft to a state by the verbs that people use; the clock's states need a later moment."""
    if status == ContentStatus.WITHDRAWN:
        return writing.withdraw(version, by=by.actor, at=at, reason="falsch")
    if status == ContentStatus.DRAFT:
        return version
    version = writing.submit(version, by=by, at=at)
    if status == ContentStatus.IN_REVIEW:
        return version
    if status == ContentStatus.REJECTED:
        return reviewing.reject(version, by=reviewer, at=at, note="unclear")
    version = reviewing.approve(version, by=reviewer, at=at, number="C-1", expires_at=at + days * DAY)
    return version if status == ContentStatus.APPROVED else reviewing.publish(version, by=by.actor, at=at)
