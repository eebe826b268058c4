"""Pages and acts: who opens what, what a page needs, what is refused."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from lobby.branches.models import Branch, Staff, Zone
from lobby.floor.domain import security
from lobby.floor.domain.incidents import moves
from lobby.floor.enums.incidents import IncidentKind, IncidentSeverity
from lobby.floor.models import Alert, Incident, OrderEvent, PlanTemplate, SuspiciousReport
from tests.floor.incidents.conftest import REPORT, tasks_of

K, S = IncidentKind, IncidentSeverity
JSON = {"headers": {"accept": "application/json"}}


@pytest.fixture
def cast(
    manager: Staff, head: Staff, guard: Staff, teller: Staff, stranger: Staff, office: Staff, head_office: Staff
) -> dict[str, Staff]:
    """Everybody by the name of their part."""
    return {
        "manager": manager,
        "head": head,
        "guard": guard,
        "teller": teller,
        "stranger": stranger,
        "office": office,
        "head_office": head_office,
    }


def signed_in(staff: Staff) -> Client:
    client = Client()
    client.force_login(staff)
    return client


PAGES = {
    "incidents": {"manager": 200, "teller": 200, "head": 200, "guard": 200, "office": 200, "stranger": 404},
    "command": {"manager": 403, "teller": 403, "head": 200, "guard": 403, "office": 200, "stranger": 404},
    "security": {
        "manager": 403,
        "teller": 403,
        "head": 200,
        "guard": 200,
        "office": 200,
        "head_office": 200,
        "stranger": 404,
    },
    "plans": {"manager": 200, "head": 200, "stranger": 404},
}


@pytest.mark.parametrize(("page", "who", "status"), [(p, w, s) for p, rows in PAGES.items() for w, s in rows.items()])
def test_who_opens_which_page(
    page: str, who: str, status: int, cast: dict[str, Staff], branch: Branch, brought: Callable[..., Incident]
) -> None:
    brought("handling")

    assert signed_in(cast[who]).get(f"/floor/{branch.code}/{page}/").status_code == status


@pytest.mark.parametrize("kind", [K.ROBBERY, K.SECURITY])
@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("manager", 404),
        ("teller", 404),
        ("stranger", 404),
        ("head", 200),
        ("guard", 200),
        ("office", 200),
        ("head_office", 200),
    ],
)
def test_a_restricted_incident_opens_only_for_security(
    kind: str, who: str, status: int, cast: dict[str, Staff], branch: Branch, brought: Callable[..., Incident]
) -> None:
    incident = brought("handling", kind=kind)
    client = signed_in(cast[who])

    assert client.get(f"/floor/incidents/{incident.pk}/").status_code == status
    assert client.get(f"/floor/incidents/{incident.pk}/card/").status_code == status
    assert client.get(f"/floor/incidents/{incident.pk}/?part=now").status_code == status
    if status == 404:
        for verb in ("classify", "contain", "step", "evidence", "report"):
            assert client.post(f"/floor/incidents/{incident.pk}/{verb}/", {"kind": "alarm"}).status_code == 404
        page = client.get(f"/floor/{branch.code}/incidents/")
        assert f"/floor/incidents/{incident.pk}/" not in page.content.decode()


def test_one_tap_reports_and_a_silent_one_says_nothing(branch: Branch, zone: Zone, manager: Staff, head: Staff) -> None:
    client = signed_in(manager)

    loud = client.post(f"/floor/{branch.code}/incidents/report/", {"kind": "sudden_illness", "zone": zone.pk}, **JSON)
    quiet = client.post(f"/floor/{branch.code}/incidents/report/", {"kind": "security"}, **JSON)

    assert loud.json()["message"]
    assert quiet.json() == {}
    assert set(Alert.objects.values_list("kind", flat=True)) == {moves.REPORTED, "security.silent"}
    floor = client.get(f"/floor/{branch.code}/").content.decode()
    assert f"/floor/incidents/{Incident.objects.get(kind='security').pk}/" not in floor


def test_the_whole_way_through_pages(
    branch: Branch, zone: Zone, manager: Staff, head: Staff, guard: Staff, shipped: int
) -> None:
    tablet, board = signed_in(manager), signed_in(head)
    tablet.post(f"/floor/{branch.code}/incidents/report/", {"kind": "injury", "zone": zone.pk}, **JSON)
    incident = Incident.objects.get()

    def act(client: Client, verb: str, **values: object) -> int:
        return client.post(f"/floor/incidents/{incident.pk}/{verb}/", values, **JSON).status_code

    assert act(tablet, "classify", severity="III") == 200
    assert act(tablet, "activate") == 200
    task = next(task for task in tasks_of(incident) if task.owner == manager)
    assert tablet.post(f"/floor/incidents/{incident.pk}/tasks/{task.pk}/take/", **JSON).status_code == 200
    assert act(tablet, "step", kind="called_120") == 200
    assert act(tablet, "contain") == 403
    assert act(board, "contain") == 200
    assert act(board, "recover") == 200
    assert act(board, "recover") == 409
    for task in tasks_of(incident):
        assert board.post(f"/floor/incidents/{incident.pk}/tasks/{task.pk}/done/", **JSON).status_code == 200
    assert act(board, "review", place="大厅") == 400
    assert act(board, "review", **{**REPORT, "happened_at": "2026-03-10T10:00"}) == 200
    assert act(board, "close") == 200
    incident.refresh_from_db()
    assert incident.status == "closed"
    assert incident.report.happened_at == REPORT["happened_at"]  # typed on the branch's wall clock
    assert act(board, "nonsense") == 404


def test_only_the_office_closes_the_gravest(brought: Callable[..., Incident], head: Staff, office: Staff) -> None:
    incident = brought("reviewed", kind=K.BANK_RUN, severity=S.I)

    refused = signed_in(head).post(f"/floor/incidents/{incident.pk}/close/", **JSON)
    closed = signed_in(office).post(f"/floor/incidents/{incident.pk}/close/", **JSON)

    assert (refused.status_code, refused.json()["code"]) == (403, "office_closes")
    assert closed.status_code == 200


def test_hostile_words_are_shown_as_words(
    branch: Branch, manager: Staff, head: Staff, zone: Zone, at: dt.datetime
) -> None:
    nasty = "<script>alert(1)</script> ' OR 1=1 -- {{ 7|add:7 }} {x.__class__}"
    client = signed_in(manager)
    client.post(f"/floor/{branch.code}/incidents/report/", {"kind": "injury", "note": nasty}, **JSON)
    client.post(
        f"/floor/{branch.code}/order/",
        {"kind": "noise", "action": "reminded", "outcome": "settled", "note": nasty},
        **JSON,
    )
    client.post(f"/floor/{branch.code}/security/report/", {"behaviour": "follows", "note": nasty}, **JSON)

    incident, page = Incident.objects.get(), signed_in(head)
    for address in (
        f"/floor/{branch.code}/incidents/",
        f"/floor/incidents/{incident.pk}/",
        f"/floor/{branch.code}/security/",
        f"/floor/{branch.code}/command/",
    ):
        text = page.get(address).content.decode()
        assert "<script>alert" not in text
    assert incident.note == nasty
    assert OrderEvent.objects.get().note == SuspiciousReport.objects.get().note == nasty
    refused = client.post(f"/floor/{branch.code}/incidents/report/", {"kind": "injury", "note": "a\0b"}, **JSON)
    assert refused.status_code == 400


def test_looks_are_refused_where_acts_are_asked_for(branch: Branch, manager: Staff) -> None:
    client = signed_in(manager)

    for note in ("穿着寒酸", "黑皮肤", "ethnic"):
        answer = client.post(
            f"/floor/{branch.code}/security/report/", {"behaviour": "watches_pin", "note": note}, **JSON
        )
        assert (answer.status_code, answer.json()["code"]) == (400, "appearance_noted")
    assert not SuspiciousReport.objects.exists()


def test_an_edited_plan_is_a_new_version_and_running_incidents_keep_theirs(
    branch: Branch, head: Staff, manager: Staff, brought: Callable[..., Incident]
) -> None:
    running = brought("handling", kind=K.INJURY, severity=S.III)
    plan = PlanTemplate.objects.get(branch=None, kind=K.INJURY)
    new = {"role": "SEC", "minutes": 5, "text_zh": "守住门口", "text_en": "Keep the door"}

    forbidden = signed_in(manager).post(f"/floor/{branch.code}/plans/{plan.pk}/", new, **JSON)
    signed_in(head).post(f"/floor/{branch.code}/plans/{plan.pk}/", new, **JSON)
    own = PlanTemplate.objects.get(branch=branch, is_current=True)
    signed_in(head).post(f"/floor/{branch.code}/plans/{own.pk}/", {"drop": 0}, **JSON)

    assert forbidden.status_code == 403
    newest = PlanTemplate.objects.get(branch=branch, is_current=True)
    assert (own.version, newest.version, newest.tasks.count()) == (2, 3, plan.tasks.count())
    running.refresh_from_db()
    assert running.plan == plan
    assert PlanTemplate.objects.get(pk=plan.pk).is_current
    other = brought("activated", kind=K.INJURY, severity=S.III)
    assert other.plan == newest


@pytest.mark.parametrize("page", ["incidents", "command", "security", "plans"])
def test_pages_pin_their_statements(
    page: str,
    branch: Branch,
    head: Staff,
    brought: Callable[..., Incident],
    at: dt.datetime,
    django_assert_num_queries: Callable,
) -> None:
    client, counts = signed_in(head), []

    def measure() -> int:
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as caught:
            assert client.get(f"/floor/{branch.code}/{page}/").status_code == 200
        return len(caught)

    def add(kind: str, quiet: str) -> None:
        brought("handling", kind=kind)
        brought("handling", kind=quiet)
        security.report_suspicion(branch, by=head.actor, at=at, behaviour="follows")

    add(K.SYSTEM_FAILURE, K.SECURITY)
    counts.append(measure())
    add(K.OTHER, K.ROBBERY)
    add(K.INJURY, K.ROBBERY)
    counts.append(measure())

    assert counts[0] == counts[1]


@pytest.mark.parametrize("upload", ["x", "-1", "²", "9" * 30, "1"])
def test_evidence_with_a_picture_that_is_not_ones_own_is_refused(branch: Branch, head: Staff, upload: str) -> None:
    client = signed_in(head)
    client.post(f"/floor/{branch.code}/incidents/report/", {"kind": "injury"}, **JSON)
    incident = Incident.objects.get()
    sent = {"kind": "object", "text": "门把手", "attachment": [upload]}

    answer = client.post(f"/floor/incidents/{incident.pk}/evidence/", sent, **JSON)

    assert (answer.status_code, answer.json()["code"]) == (400, "attachment_unknown")
    assert not incident.evidence.exists()


def test_a_task_that_is_done_tells_when_it_was(
    branch: Branch, head: Staff, at: dt.datetime, brought: Callable[..., Incident]
) -> None:
    incident = brought("handling")
    task = tasks_of(incident)[-1]
    assert task.due_at > at

    card = signed_in(head).get(f"/floor/incidents/{incident.pk}/card/").content.decode()

    line = card.split(f'data-key="task-{task.pk}"')[1].split("</li>")[0]
    assert f">{at.astimezone(ZoneInfo(str(branch.timezone))):%H:%M}<" in line
