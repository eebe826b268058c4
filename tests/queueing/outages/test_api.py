"""Outage mode over HTTP: the whole way, strangers, missing rights, wrong states, hostile bodies."""

from __future__ import annotations

import pytest

from lobby.branches.enums import RoleCode
from lobby.floor.models import Outage
from queueing.models import Appointment, RebookingOffer
from tests.callers import Caller
from tests.factories import make_staff

pytestmark = pytest.mark.usefixtures("waiting", "rule")
NASTY = ["", "x" * 10_000, "a\0b", 5, True, [], {"a": 1}, "😀"]


@pytest.fixture
def caller(manager, at):
    return Caller(manager, at)


def body(manager, **fields):
    return {"scope": "all", "explainer": manager.username, "expected_at": "2026-03-10T03:00:00Z", **fields}


@pytest.fixture
def outage(declared):
    return declared()


def test_the_whole_way(caller, manager, declared, neighbour, waiting):
    declared(is_drill=True)  # puts the approved notices in place

    made = caller.post("/branches/7001/outage/", body(manager))
    assert (made.status_code, made.json()["services"], made.json()["status"]) == (201, ["cash", "personal"], "running")
    found = caller.get("/branches/7001/outage/").json()
    assert [one["id"] for one in found["outages"]] == [made.json()["id"], Outage.objects.get(is_drill=True).pk]
    assert found["alternatives"] == [
        {"branch": "7801", "lines": [{"service": "cash", "waiting": 0, "p50_s": 0, "p90_s": 0}]}
    ]
    path = f"/outages/{made.json()['id']}"
    told = caller.post(f"{path}/change/", body(manager, scope="services", services=["cash"])).json()
    assert told["scope"] == "services"
    offers = caller.post(f"{path}/rebook/", {"tickets": [waiting[0].pk, waiting[1].pk]}).json()["offers"]
    assert [(one["ticket"], one["slot"]) for one in offers] == [
        (ticket.pk, "2026-03-10T03:00:00+00:00") for ticket in waiting[:2]
    ]
    taken = caller.post(f"/rebookings/{offers[0]['id']}/accept/", {}).json()
    assert (taken["status"], taken["code"]) == ("accepted", Appointment.objects.get().code)
    assert caller.post(f"/rebookings/{offers[1]['id']}/decline/", {}).json()["status"] == "declined"
    elsewhere = caller.post(f"{path}/rebook/", {"branch": "7801"}).json()["offers"]
    assert {one["branch"] for one in elsewhere} == {"7801"}
    assert len(elsewhere) == 2
    assert caller.post(f"{path}/end/", {}).json()["status"] == "ended"
    assert caller.post(f"{path}/end/", {}).json()["code"] == "illegal_outage_move"


@pytest.mark.parametrize("path", ["change", "end", "rebook"])
def test_strangers_find_nothing_and_tellers_may_not(outage, stranger, teller, manager, path, at):
    sent = body(manager) if path == "change" else {}

    assert Caller(stranger, at).post(f"/outages/{outage.pk}/{path}/", sent).status_code == 404
    assert Caller(teller, at).post(f"/outages/{outage.pk}/{path}/", sent).status_code == 403


def test_strangers_declare_nothing_and_answer_nothing(caller, outage, stranger, teller, manager, at):
    offer = caller.post(f"/outages/{outage.pk}/rebook/", {}).json()["offers"][0]

    for verb in ("accept", "decline"):
        assert Caller(stranger, at).post(f"/rebookings/{offer['id']}/{verb}/", {}).status_code == 404
        assert Caller(teller, at).post(f"/rebookings/{offer['id']}/{verb}/", {}).status_code == 403
    assert Caller(stranger, at).post("/branches/7001/outage/", body(manager)).status_code == 404
    assert Caller(teller, at).post("/branches/7001/outage/", body(manager)).status_code == 403
    assert RebookingOffer.objects.filter(status="offered").count() == 3


def test_a_team_lead_runs_outage_mode(branch, manager, declared, at):
    declared(is_drill=True)
    lead = make_staff("hao", branch, RoleCode.TELLER_LEAD)

    assert Caller(lead, at).post("/branches/7001/outage/", body(manager)).status_code == 201


@pytest.mark.parametrize("value", NASTY, ids=range(len(NASTY)))
@pytest.mark.parametrize("field", ["scope", "channel", "services", "notice", "explainer", "since", "drill"])
def test_nasty_values_are_refused(caller, manager, field, value):
    if (field == "services" and value == []) or (field == "drill" and value is True):
        return
    answer = caller.post("/branches/7001/outage/", body(manager, **{field: value}))

    assert 400 <= answer.status_code < 500
    assert not Outage.objects.exists()


@pytest.mark.parametrize(
    "sent", [{"minutes": 4}, {"minutes": 121}, {"minutes": "9"}, {"tickets": ["1"]}, {"tickets": 3}]
)
def test_offers_are_asked_for_in_the_fixed_shape(caller, outage, sent):
    assert caller.post(f"/outages/{outage.pk}/rebook/", sent).status_code == 400


def test_other_branches_must_be_able_to_serve(caller, outage, other_branch):
    answer = caller.post(f"/outages/{outage.pk}/rebook/", {"branch": other_branch.code})

    assert (answer.status_code, answer.json()["code"]) == (400, "not_an_alternative")
