"""Dialogs, cards and posts: what each person is offered, what a stranger finds, how many statements they take."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from complaints.domain import follow
from complaints.enums.cases import Step
from complaints.models import CallbackTry, Complaint
from complaints.selectors.follow import following
from lobby.branches.access import permissions_at
from lobby.branches.authority import install_limits
from lobby.branches.enums import RoleCode
from lobby.branches.models import Branch, Staff
from tests import factories
from tests.complaints.follow.conftest import DAY, HOUR, answered, decide, unanswered
from tests.statements import statements_at_most

FAR = "2099-03-12T15:30"


def post(client: Client, by: Staff, name: str, *where: Any, **sent: Any) -> Any:
    client.force_login(by)
    return client.post(reverse(f"complaints:{name}", args=where), sent, headers={"accept": "application/json"})


def test_the_whole_way_by_the_dialogs(
    resolving: Complaint, manager: Staff, lead: Staff, protector: Staff, head: Staff, office: Staff, at: dt.datetime,
    client: Client,
) -> None:  # fmt: skip
    install_limits()
    tech = factories.make_staff("gao", resolving.branch, RoleCode.TECH)

    def done(by: Staff, name: str, *where: Any, **sent: Any) -> None:
        response = post(client, by, name, *where, **sent)
        assert response.status_code == 200, response.content.decode()

    done(manager, "follow-act", resolving.pk, "promise", text="退费", due_at=FAR, owner=lead.pk)
    promise = resolving.promises.get()
    # Typed on the wall clock of Shanghai.
    assert (promise.owner, promise.due_at) == (lead, dt.datetime(2099, 3, 12, 7, 30, tzinfo=dt.UTC))
    done(lead, "promise-act", promise.pk, "change", due_at="2099-03-13T09:00", reason="要等总行")
    done(lead, "promise-act", promise.pk, "keep", effort_minutes=3)
    done(manager, "follow-act", resolving.pk, "subtask", to="team:TECH", text="查日志", due_at=FAR)
    done(tech, "task-act", resolving.subtasks.get().pk, "answer", text="打印头坏了")
    done(manager, "follow-act", resolving.pk, "subtask", to=f"unit:{resolving.branch.unit_id}", text="批复", due_at=FAR)
    done(manager, "task-act", resolving.subtasks.latest("pk").pk, "call_off", reason="不用了")
    for verb, sent in (("approve", {}), ("refuse", {"text": "没有依据"})):
        done(manager, "follow-act", resolving.pk, "compensate", amount="50.00", reason="goodwill", text="安抚")
        done(lead, "compensation-act", resolving.compensations.latest("pk").pk, verb, **sent)
    done(manager, "follow-act", resolving.pk, "compensate", amount="50", reason="goodwill", text="安抚")
    done(manager, "compensation-act", resolving.compensations.latest("pk").pk, "withdraw")
    decide(resolving, manager, at + HOUR)
    done(
        protector, "follow-act", resolving.pk, "callback", result="not_reached", is_solved="yes", satisfaction="neutral"
    )
    told = {"is_solved": "no", "satisfaction": "dissatisfied"}
    done(protector, "follow-act", resolving.pk, "callback", result="answered", **told)
    done(protector, "follow-act", resolving.pk, "close", code="not_agreed")
    done(manager, "follow-act", resolving.pk, "ask_review", reason="没有回答我的问题")
    done(office, "follow-act", resolving.pk, "decide_review", verdict="not_upheld", answer="复查后维持原答复")

    resolving.refresh_from_db()
    assert (resolving.step, resolving.verdict) == (Step.CLOSED, "not_upheld")
    assert [one.result for one in CallbackTry.objects.order_by("pk")] == ["not_reached", "answered"]


def test_posts_refuse_strangers_the_handler_and_half_forms(
    decided: Complaint,
    manager: Staff,
    protector: Staff,
    teller: Staff,
    stranger: Staff,
    at: dt.datetime,
    client: Client,
) -> None:
    half = {"callback": {}, "close": {"code": "soon"}, "promise": {"text": "退费", "due_at": "soon"}}
    for verb, sent in half.items():
        assert post(client, protector, "follow-act", decided.pk, verb, **sent).status_code == 400
    refused = post(client, manager, "follow-act", decided.pk, "callback", result="not_reached")
    assert (refused.status_code, refused.json()["code"]) == (403, "own_case")
    early = post(client, protector, "follow-act", decided.pk, "close", code="agreed")
    assert (early.status_code, early.json()["code"]) == (409, "callback_missing")
    for who in (teller, stranger):
        assert post(client, who, "follow-act", decided.pk, "callback", result="not_reached").status_code == 404
    Complaint.objects.filter(pk=decided.pk).update(about_staff=protector)
    assert post(client, protector, "follow-act", decided.pk, "callback", result="not_reached").status_code == 404


def test_a_department_sees_its_task_and_not_the_complaint(
    resolving: Complaint, manager: Staff, teller: Staff, teller2: Staff, office: Staff, stranger: Staff, at: dt.datetime,
    client: Client,
) -> None:  # fmt: skip
    made = follow.give_task(resolving, by=manager, at=at, to=RoleCode.TELLER, text="补打回单", due_at=at + DAY)
    above = follow.give_task(resolving, by=manager, at=at, to=resolving.branch.unit, text="请批复", due_at=at + DAY)
    card, high = (reverse("complaints:task-card", args=[one.pk]) for one in (made, above))

    def seen(by: Staff, address: str) -> str:
        client.force_login(by)
        response = client.get(address)
        return response.content.decode() if response.status_code == 200 else str(response.status_code)

    page = seen(teller, card)
    assert "补打回单" in page
    assert reverse("complaints:task-act", args=[made.pk, "answer"]) in page
    assert resolving.content not in page
    assert reverse("complaints:case", args=[resolving.branch.code, resolving.number]) not in page
    assert reverse("complaints:case", args=[resolving.branch.code, resolving.number]) in seen(manager, card)
    assert seen(stranger, card) == "404"
    assert seen(teller, high) == "404"
    Complaint.objects.filter(pk=resolving.pk).update(about_staff=teller)
    assert seen(teller, card) == "404"
    assert "补打回单" in seen(teller2, card)


def test_every_card_leads_to_the_complaint(
    resolving: Complaint, manager: Staff, protector: Staff, teller: Staff, at: dt.datetime, client: Client
) -> None:
    promise = follow.promise(resolving, by=manager, at=at, text="明天回话", due_at=at + DAY)
    follow.keep_promise(promise, by=manager, at=at)
    money = follow.ask_compensation(resolving, by=manager, at=at, amount=50, reason="goodwill", text="安抚")
    follow.withdraw_compensation(money, by=manager, at=at)
    decide(resolving, manager, at)
    answered(resolving, protector, at)
    follow.close(resolving, by=protector, at=at)
    review = follow.ask_review(resolving, by=manager, at=at, reason="不服")
    cards = {"promises": promise, "compensations": money, "visits": resolving.visits.get(), "reviews": review}

    for noun, row in cards.items():
        address = reverse("complaints:follow-card", args=[noun, row.pk])
        client.force_login(protector)
        page = client.get(address).content.decode()
        assert reverse("complaints:case", args=[resolving.branch.code, resolving.number]) in page
        client.force_login(teller)
        assert client.get(address).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_the_follow_up_of_a_page_takes_as_many_statements_for_any_number_of_rows(
    resolving: Complaint, branch: Branch, manager: Staff, lead: Staff, protector: Staff, at: dt.datetime, rows: int
) -> None:
    for _ in range(rows):
        follow.promise(resolving, by=manager, at=at, text="回话", due_at=at + DAY)
        follow.give_task(resolving, by=manager, at=at, to=RoleCode.TELLER, text="查", due_at=at + DAY)
        follow.ask_compensation(resolving, by=manager, at=at, amount=50, reason="goodwill", text="安抚")
    decide(resolving, manager, at)
    for _ in range(rows):
        unanswered(resolving, protector, at)
    held = permissions_at(lead, branch)
    complaint = Complaint.objects.select_related("branch", "terms", "service").get()

    with statements_at_most(14):
        found = following(complaint, lead, held, at=at + HOUR)
        assert len(found.visits[0].tries.all()) == rows

    assert [len(one) for one in (found.promises, found.subtasks, found.compensations)] == [rows] * 3
    assert found.promises[0].acts == {"keep", "change", "call_off"}
    assert found.subtasks[0].acts == {"answer", "call_off"}
