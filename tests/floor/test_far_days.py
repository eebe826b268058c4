"""Days that no calendar reaches: refused where they are typed, for a row with one could never be read again."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from lobby.branches.models import Branch, Staff
from lobby.floor.domain.fraud import cases
from lobby.floor.domain.incidents import reporting
from lobby.floor.enums.fraud import FraudKind
from lobby.floor.enums.incidents import EvidenceKind, IncidentKind
from lobby.floor.enums.stock import MaterialKind
from lobby.floor.models import Evidence, HomeVisit, Material, StockLot
from tests import factories
from tests.callers import Caller

FAR = ("0001-01-01", "9999-12-31")


@pytest.fixture
def root(branch: Branch) -> Client:
    """Somebody who may do everything."""
    staff = factories.make_staff("root", branch)
    staff.is_superuser = True
    staff.save()
    client = Client()
    client.force_login(staff)
    return client


@pytest.fixture
def sweets(branch: Branch) -> Material:
    """Something that expires."""
    return Material.objects.create(
        branch=branch, code="sweets", name_zh="糖", name_en="Sweets", kind=MaterialKind.OTHER
    )


@pytest.mark.parametrize("day", FAR)
def test_what_is_typed_on_pages(
    root: Client, branch: Branch, sweets: Material, head: Staff, at: dt.datetime, day: str
) -> None:
    incident = reporting.report(branch, by=head.actor, at=at, kind=IncidentKind.OTHER)
    case = cases.open_case(head, branch, at=at, kind=FraudKind.OTHER, amount=1)
    visit = {"need": "account", "name": "李", "phone": "1", "address": "人民路"}
    evidence = {"kind": EvidenceKind.CAMERA, "text": "门", "camera": "3", "starts_at": f"{day}T00:00"}
    posts: dict[str, dict[str, str]] = {
        f"/stock/materials/{sweets.pk}/receive/": {"quantity": "1", "expires_on": day},
        f"/floor/{branch.code}/home-visits/new/": {**visit, "wished_at": f"{day}T00:00"},
        f"/floor/incidents/{incident.pk}/evidence/": {**evidence, "ends_at": "2026-03-10T10:00"},
        f"/floor/incidents/{incident.pk}/report/": {"place": "大厅", "happened_at": f"{day}T00:00"},
        f"/floor/fraud-cases/{case.pk}/follow-up/": {"day": day, "text": "回访"},
        f"/floor/{branch.code}/tasks/": {"text": "看看", "date": day, "time": "10:00"},
    }

    answers = {address: root.post(address, body).status_code for address, body in posts.items()}

    assert all(status in (400, 422) for status in answers.values()), answers
    for model in (StockLot, HomeVisit, Evidence):
        assert not model.objects.exists()


@pytest.mark.parametrize("day", FAR)
@pytest.mark.parametrize("page", ["checks/?day={}", "cash-month/?month={}"])
def test_what_stands_in_addresses(root: Client, branch: Branch, page: str, day: str) -> None:
    asked = day[:7] if "month" in page else day

    assert root.get(f"/floor/{branch.code}/{page.format(asked)}").status_code in (200, 400)


@pytest.mark.parametrize("day", FAR)
def test_what_programs_send(head: Staff, branch: Branch, sweets: Material, day: str) -> None:
    caller = Caller(head, timezone.now())
    received = caller.post(f"/branches/{branch.code}/materials/sweets/receive/", {"quantity": 1, "expires_on": day})

    assert received.status_code == 400
    assert caller.get(f"/branches/{branch.code}/checklists/", date=day).status_code == 400
