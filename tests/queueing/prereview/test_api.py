"""Papers and cases over the API: insider, stranger, wrong state."""

from __future__ import annotations

import pytest

from lobby.branches.actors import CUSTOMER
from lobby.branches.models import IdempotentAnswer
from lobby.live.models import Entry
from queueing.domain.calling import call_next
from queueing.domain.eforms import fill
from queueing.domain.prefill import make_token
from queueing.domain.serving import start
from queueing.domain.waiting import cancel
from queueing.enums.eforms import FormSource
from queueing.models import FormInstance, ServiceCase
from tests import factories
from tests.callers import Caller
from tests.queueing.prereview.conftest import TYPED

pytestmark = pytest.mark.usefixtures("clock")


def test_review_over_the_api(ticket, identity, manager, teller, stranger, at):
    caller, path = Caller(manager, at), f"/tickets/{ticket.pk}/review/"
    assert caller.get(path).json()["documents"][0]["state"] is None

    answer = caller.post(path, {"documents": [{"document": identity.pk, "state": "present"}], "passed": True})
    assert (answer.status_code, answer.json()["code"]) == (409, "documents_lacking")
    body = {"documents": [{"document": identity.pk, "state": "present", "copied": True}], "passed": True}
    answer = caller.post(path, body)

    assert answer.status_code == 200
    found = answer.json()
    assert (found["passed"], found["by"], found["at"]) == (True, "Mei", "2026-03-10T02:00:00+00:00")
    assert found["documents"] == [
        {
            "document": identity.pk,
            "name_zh": "身份证件",
            "name_en": "Identity paper",
            "required": True,
            "copies": 1,
            "state": "present",
            "copied": True,
            "ready": True,
        }
    ]
    assert Caller(teller, at).get(path).status_code == 200
    assert Caller(teller, at).post(path, body).status_code == 403
    assert Caller(stranger, at).get(path).status_code == 404
    assert caller.post(path, {"documents": [{"document": 1, "state": "lost"}]}).json()["code"] == "invalid"
    assert (
        caller.post(path, {"documents": [{"document": 10**9, "state": "missing"}]}).json()["code"] == "unknown_document"
    )
    cancel(ticket, by=manager.actor, at=at, reason="given in error")
    assert caller.post(path, body).status_code == 409


def test_forms_are_masked_but_for_whoever_serves(ticket, filled, session, teller, manager, stranger, at):
    path = f"/tickets/{ticket.pk}/forms/"

    def values(staff):
        (form,) = Caller(staff, at).get(path).json()
        return {line["key"]: line["value"] for line in form["lines"]}

    assert values(manager)["id_number"] == "••••002X"
    assert values(teller)["mobile"] == "••••8000"
    start(call_next(session, by=teller.actor, at=at), by=teller.actor, at=at)
    assert values(teller) == TYPED
    assert Caller(stranger, at).get(path).status_code == 404
    reads = [
        (entry.by_name, entry.payload["in_full"]) for entry in Entry.objects.filter(type="form.read").order_by("seq")
    ]
    assert reads == [("Mei", False), ("Ling", False), ("Ling", True)]


def test_case_from_the_bank_to_the_branch(branch, template, identity, ticket, manager, teller, stranger, at):
    caller = Caller(manager, at)
    body = {"service": "cash", "forms": [{"template": "open", "values": {"name": "王小明", "purpose": "salary"}}]}

    answer = caller.post(f"/branches/{branch.code}/cases/", body, key="once")
    assert answer.status_code == 201
    case = answer.json()
    assert caller.post(f"/branches/{branch.code}/cases/", body, key="once").json() == case
    assert ServiceCase.objects.count() == 1
    assert case["code"] not in str(IdempotentAnswer.objects.get().body)
    assert [(step["kind"], step["done"]) for step in case["steps"]] == [
        ("fill", False),
        ("sign", False),
        ("documents", False),
        ("counter", False),
    ]
    assert (case["next"], case["ticket"]) == (0, None)
    assert case["page_url"].startswith("http://testserver/c/")
    path = f"/cases/{case['code']}/"
    assert Caller(teller, at).get(path).json()["next"] == 0
    assert Entry.objects.get(type="case.read").by_name == "Ling"
    assert Caller(stranger, at).get(path).json()["code"] == "unknown_case"

    answer = caller.post(f"{path}resume/", {"ticket": ticket.pk})

    assert (answer.status_code, answer.json()["ticket"]) == (200, ticket.pk)
    assert FormInstance.objects.get(ticket=ticket).values == {"name": "王小明", "purpose": "salary"}
    second = factories.make_ticket(ticket.service, at, by=manager)
    answer = caller.post(f"{path}resume/", {"ticket": second.pk})
    assert (answer.status_code, answer.json()["code"]) == (409, "case_elsewhere")


def test_case_with_an_unknown_form_or_value_is_not_begun(branch, template, manager, at):
    caller = Caller(manager, at)
    for form in ({"template": "none", "values": {}}, {"template": "open", "values": {"cvv": "123"}}):
        answer = caller.post(f"/branches/{branch.code}/cases/", {"service": "cash", "forms": [form]})
        assert (answer.status_code, answer.json()["code"]) == (400, "unknown_line")
    assert not ServiceCase.objects.exists()


def test_load_over_the_api(ticket, teller, manager, stranger, at):
    path = f"/tickets/{ticket.pk}/load/"

    assert Caller(manager, at).post(path, {"code": "x" * 22}).json()["code"] == "unknown_token"
    assert Caller(teller, at).post(path, {"code": "x" * 22}).status_code == 403
    assert Caller(stranger, at).post(path, {"code": "x" * 22}).status_code == 404
    assert Caller(manager, at).post(path, {}).json()["code"] == "code_missing"


def test_what_was_loaded_is_told_but_not_kept_in_clear(case, template, ticket, session, teller, at):
    form = fill(template, by=CUSTOMER, at=at, holder=case, source=FormSource.PHONE, typed=TYPED, is_final=True)
    secret = make_token(form, by=CUSTOMER, at=at)
    start(call_next(session, by=teller.actor, at=at), by=teller.actor, at=at)
    caller, path = Caller(teller, at), f"/tickets/{ticket.pk}/load/"

    (told,) = caller.post(path, {"code": secret}, key="once").json()
    again = caller.post(path, {"code": secret}, key="once")

    assert {line["key"]: line["value"] for line in told["lines"]} == TYPED
    assert (again.status_code, again.json()) == (200, [told])
    kept = str(IdempotentAnswer.objects.get().body)
    assert TYPED["id_number"] not in kept
    assert TYPED["name"] not in kept
