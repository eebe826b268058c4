"""The calls of the return visit: happy path, hostile input, strangers, the handler, statements."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from rest_framework.test import APIClient

from complaints.models import CallbackTry, Closing, Complaint
from lobby.branches.models import Staff


def call(by: Staff, complaint: Complaint, verb: str, **sent: Any) -> Any:
    client = APIClient()
    client.force_login(by)
    return client.post(f"/api/v1/complaints/{complaint.pk}/{verb}/", sent, format="json")


def test_call_back_and_close(decided: Complaint, protector: Staff, manager: Staff) -> None:
    missing = call(protector, decided, "close")
    assert (missing.status_code, missing.json()["code"]) == (409, "callback_missing")
    assert call(protector, decided, "callback", result="not_reached").status_code == 200
    told = {"is_solved": True, "satisfaction": "satisfied", "text": "谢谢", "effort_minutes": 4}
    assert call(protector, decided, "callback", result="answered", **told).status_code == 200

    closed = call(protector, decided, "close", code="agreed", text="已回访")

    assert (closed.status_code, closed.json()["step"]) == (200, "closed")
    assert [one.note for one in CallbackTry.objects.order_by("number")] == ["", "谢谢"]
    assert Closing.objects.get().by == protector


@pytest.mark.parametrize(
    ("verb", "sent"),
    [
        ("callback", {}),
        ("callback", {"result": "answered"}),
        ("callback", {"result": "answered", "is_solved": "perhaps", "satisfaction": "satisfied"}),
        ("callback", {"result": "answered", "is_solved": True, "satisfaction": "\x00"}),
        ("callback", {"result": "not_reached", "is_solved": True}),
        ("callback", {"result": "not_reached", "text": "x" * 1001}),
        ("callback", {"result": "not_reached", "text": "\u202e"}),
        ("callback", {"result": "not_reached", "effort_minutes": -1}),
        ("callback", {"result": ["not_reached"]}),
        ("close", {"code": "bought"}),
        ("close", {"text": {"a": 1}}),
        ("close", {"effort_minutes": 10**9}),
    ],
)
def test_hostile_input_is_400_and_leaves_nothing(
    decided: Complaint, protector: Staff, verb: str, sent: dict[str, Any]
) -> None:
    assert call(protector, decided, verb, **sent).status_code == 400
    assert not CallbackTry.objects.exists()


def test_strangers_handlers_and_whoever_it_is_about(
    decided: Complaint, manager: Staff, protector: Staff, stranger: Staff, teller: Staff, office: Staff, at: dt.datetime
) -> None:
    def refused(by: Staff, verb: str = "callback", **sent: Any) -> tuple[int, str]:
        response = call(by, decided, verb, **({"result": "not_reached"} if verb == "callback" else {}), **sent)
        return response.status_code, response.json()["code"]

    assert refused(stranger) == refused(teller) == (404, "not_found")
    assert refused(manager) == (403, "own_case")
    assert refused(manager, "close") == refused(office) == (403, "forbidden")
    Complaint.objects.filter(pk=decided.pk).update(about_staff=protector)
    assert refused(protector) == (404, "not_found")
