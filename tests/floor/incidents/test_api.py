"""Incidents through the API: the way, the rights, hostile bodies."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lobby.branches import keys
from lobby.branches.models import Branch, Device, Staff, Zone
from lobby.floor.enums.incidents import IncidentKind, IncidentSeverity
from lobby.floor.models import Incident
from tests.floor.incidents.conftest import REPORT, finish_tasks

K, S = IncidentKind, IncidentSeverity
VERBS = (
    "classify",
    "activate",
    "contain",
    "recover",
    "report",
    "review",
    "close",
    "false-alarm",
    "level",
    "step",
    "roll-call",
)


@pytest.fixture
def calling(at: dt.datetime) -> Callable[..., Any]:
    """Call the API as somebody."""
    secrets: dict[Any, str] = {}

    def call(who: Any, method: str, path: str, body: Any = None) -> Any:
        secret = secrets.setdefault(who, keys.create_key(who, at=at)[1]) if who not in secrets else secrets[who]
        headers = {"authorization": f"Key {secret}"}
        options = (
            {"data": body if body is not None else {}, "content_type": "application/json"} if method == "post" else {}
        )
        return getattr(Client(), method)(f"/api/v1{path}", headers=headers, **options)

    return call


def test_the_whole_way(
    calling: Callable[..., Any],
    branch: Branch,
    zone: Zone,
    manager: Staff,
    head: Staff,
    guard: Staff,
    shipped: int,
    at: dt.datetime,
) -> None:
    made = calling(manager, "post", f"/branches/{branch.code}/incidents/", {"kind": "injury", "zone": zone.code})
    assert made.status_code == 201
    one = f"/incidents/{made.json()['id']}"
    incident = Incident.objects.get()

    assert calling(manager, "post", f"{one}/classify/", {"severity": "III"}).json()["status"] == "classified"
    begun = calling(manager, "post", f"{one}/activate/").json()
    assert (begun["severity"], begun["response_level"], len(begun["tasks"])) == ("III", 1, 4)
    assert calling(manager, "post", f"{one}/step/", {"kind": "called_120"}).json()["steps"][0]["kind"] == "called_120"
    assert calling(manager, "post", f"{one}/roll-call/", {"state": "present", "staff": "mei"}).status_code == 200
    assert calling(manager, "post", f"{one}/contain/").status_code == 403
    assert calling(head, "post", f"{one}/contain/").status_code == 409
    finish_tasks(incident, head, at)
    assert calling(head, "post", f"{one}/level/", {"level": 2}).json()["response_level"] == 2
    assert calling(head, "post", f"{one}/contain/").json()["status"] == "contained"
    assert calling(head, "post", f"{one}/recover/").json()["status"] == "recovered"
    incomplete = calling(head, "post", f"{one}/review/", {"place": "大厅"})
    assert (incomplete.status_code, incomplete.json()["code"]) == (400, "report_incomplete")
    whole = {**REPORT, "happened_at": "2026-03-10T10:00:00+08:00"}
    assert calling(head, "post", f"{one}/review/", whole).json()["status"] == "reviewed"
    assert calling(head, "post", f"{one}/close/").json()["status"] == "closed"
    assert calling(head, "get", f"/branches/{branch.code}/incidents/?status=ended").json()[0]["status"] == "closed"
    assert calling(head, "get", f"/branches/{branch.code}/incidents/?status=open").json() == []


def test_the_reporter_of_a_restricted_incident_hears_that_it_was_taken_and_no_more(
    calling: Callable[..., Any], branch: Branch, teller: Staff, guard: Staff, head: Staff
) -> None:
    made = calling(teller, "post", f"/branches/{branch.code}/incidents/", {"kind": "security", "note": "有人威胁"})
    one = f"/incidents/{made.json()['id']}/"

    assert set(made.json()) == {"id", "kind", "status", "is_drill", "reported_at"}
    assert calling(teller, "get", one).status_code == 404
    assert calling(teller, "get", f"/branches/{branch.code}/incidents/").json() == []
    assert calling(guard, "get", one).json()["note"] == "有人威胁"
    assert [row["kind"] for row in calling(head, "get", f"/branches/{branch.code}/incidents/").json()] == ["security"]


@pytest.mark.parametrize("verb", VERBS)
def test_strangers_and_machines_find_nothing(
    verb: str,
    calling: Callable[..., Any],
    stranger: Staff,
    kiosk: Device,
    wall: Device,
    brought: Callable[..., Incident],
) -> None:
    incident = brought("handling")
    body = {
        "severity": "II",
        "level": 2,
        "kind": "alarm" if verb == "step" else "other",
        "state": "present",
        "reason": "x",
    }

    assert calling(stranger, "post", f"/incidents/{incident.pk}/{verb}/", body).status_code == 404
    assert calling(kiosk, "post", f"/incidents/{incident.pk}/{verb}/", body).status_code == 403
    for device in (kiosk, wall):
        assert calling(device, "get", f"/branches/{incident.branch.code}/incidents/").status_code == 403
        report = calling(device, "post", f"/branches/{incident.branch.code}/incidents/", {"kind": "injury"})
        assert report.status_code == 403


def test_a_drill_is_for_who_leads(calling: Callable[..., Any], branch: Branch, manager: Staff, head: Staff) -> None:
    body = {"kind": "system_failure", "is_drill": True}

    assert calling(manager, "post", f"/branches/{branch.code}/incidents/", body).status_code == 403
    assert calling(head, "post", f"/branches/{branch.code}/incidents/", body).json()["is_drill"] is True


HOSTILE = [
    {},
    {"kind": None},
    {"kind": "fire"},
    {"kind": ["injury"]},
    {"kind": "injury", "note": "a\0b"},
    {"kind": "injury", "note": 7},
    {"kind": "injury", "note": "长" * 301},
    {"kind": "injury", "zone": "nowhere"},
    {"kind": "injury", "zone": {"code": "hall"}},
    {"kind": "injury", "is_drill": "yes"},
    {"kind": "injury", "note": "穿着寒酸"},
]


@pytest.mark.parametrize("body", HOSTILE)
def test_hostile_reports_are_refused(
    body: dict[str, Any], calling: Callable[..., Any], branch: Branch, manager: Staff
) -> None:
    assert calling(manager, "post", f"/branches/{branch.code}/incidents/", body).status_code == 400
    assert not Incident.objects.exists()


@pytest.mark.parametrize(
    ("verb", "body"),
    [
        ("classify", {"severity": "IV"}),
        ("classify", {"severity": 1}),
        ("level", {"level": "3"}),
        ("level", {"level": 9}),
        ("step", {"kind": "danced"}),
        ("roll-call", {"state": "present"}),
        ("roll-call", {"state": "present", "staff": "zhou"}),
        ("roll-call", {"state": "present", "zone": "x" * 21}),
        ("false-alarm", {"reason": "  "}),
        ("review", {"happened_at": "yesterday"}),
        ("review", {"happened_at": "2026-03-10T10:00:00"}),
        ("report", {"cause": ["a"]}),
    ],
)
def test_hostile_verbs_are_refused(
    verb: str,
    body: dict[str, Any],
    calling: Callable[..., Any],
    head: Staff,
    stranger: Staff,
    brought: Callable[..., Incident],
) -> None:
    incident = brought("reported")

    assert calling(head, "post", f"/incidents/{incident.pk}/{verb}/", body).status_code == 400


def test_the_list_pins_its_statements(
    calling: Callable[..., Any], branch: Branch, head: Staff, brought: Callable[..., Incident]
) -> None:
    counts = []
    for kinds in ([K.INJURY], [K.OTHER, K.ROBBERY]):
        for kind in kinds:
            brought("handling", kind=kind, severity=S.II)
        calling(head, "get", f"/branches/{branch.code}/incidents/")
        with CaptureQueriesContext(connection) as caught:
            rows = calling(head, "get", f"/branches/{branch.code}/incidents/").json()
        counts.append(len(caught))

    assert len(rows) == 3
    assert counts[0] == counts[1] <= 9
