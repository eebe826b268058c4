"""Leads through the API: the contract and the whole way, rights, strangers, hostile bodies, repeats."""

from __future__ import annotations

import datetime as dt
from typing import Any

from lobby.branches.models import Branch, Device, Staff
from lobby.customers.domain.finding import MISSES
from lobby.customers.models import Customer, FindTally
from marketing.models import Lead, Product
from queueing.models import Visit
from tests.callers import Caller
from tests.marketing.factories import make_lead, make_product

VERBS: dict[str, dict[str, Any]] = {
    "offer": {"to": "lin"},
    "accept": {},
    "decline": {"reason": "busy"},
    "contact": {},
    "assess": {},
    "propose": {"product": "W1"},
    "win": {"deal_reference": "D-1"},
    "lose": {"reason": "x"},
    "withdraw": {"reason": "x"},
}
SHAPE = {
    "id",
    "status",
    "family",
    "product",
    "source",
    "customer_id",
    "visit",
    "creator",
    "receiver",
    "is_on_site",
    "accept_by",
    "contact_by",
}


def test_the_contract_and_the_whole_way(
    branch: Branch,
    teller: Staff,
    head: Staff,
    adviser: Staff,
    customer: Customer,
    visit: Visit,
    product: Product,
    at: dt.datetime,
) -> None:
    tell, advise = Caller(teller, at), Caller(adviser, at)
    sent = {
        **{"customer": customer.reference, "family": "wealth", "source": "teller", "visit": visit.pk, "note": "问理财"},
        **{"is_on_site": True, "reason": "large_sums", "to": "lin"},
    }

    first = tell.post(f"/branches/{branch.code}/leads/", sent, key="k1")
    again = tell.post(f"/branches/{branch.code}/leads/", sent, key="k1")
    linked = tell.post(f"/branches/{branch.code}/leads/", sent)

    assert (first.status_code, again.json(), linked.status_code, Lead.objects.count()) == (201, first.json(), 200, 1)
    made, lead = first.json(), Lead.objects.get()
    assert set(made) == SHAPE | {"is_new"}
    assert (made["status"], made["receiver"], linked.json()["is_new"]) == ("offered", "lin", False)
    assert [words for words in ("张", "问理财") if words in first.content.decode()] == []
    way = f"/leads/{lead.pk}"
    steps = [
        ("decline", {"reason": "busy"}, "declined"),
        ("offer", {"to": "lin"}, "offered"),
        ("accept", {}, "accepted"),
        ("contact", {"way": "phone", "answer": "interested"}, "contacted"),
        ("assess", {}, "assessed"),
        ("propose", {"product": "W1", "recording_ref": "REC-1"}, "proposed"),
        ("win", {"deal_reference": "D-1"}, "won"),
    ]
    for verb, body, status in steps:
        answer = (Caller(head, at) if verb == "offer" else advise).post(f"{way}/{verb}/", body)
        assert (answer.status_code, answer.json().get("status")) == (200, status), answer.content
    assert set(advise.get(f"{way}/").json()) == SHAPE
    wrong = advise.post(f"{way}/accept/")
    assert (wrong.status_code, wrong.json()["code"]) == (409, "illegal_lead_move")


def test_customer_numbers_are_not_guessed(
    branch: Branch, teller: Staff, customer: Customer, visit: Visit, at: dt.datetime
) -> None:
    """Every number that nobody has counts, although nothing else of the refused call stays; one that somebody has does not."""
    way, sent = f"/branches/{branch.code}/leads/", {"family": "wealth", "source": "teller", "visit": visit.pk}
    ask = Caller(teller, at).post

    answers = [ask(way, {**sent, "customer": number}) for number in ("C404", "C405", customer.reference)]

    assert [answer.status_code for answer in answers] == [404, 404, 201]
    assert FindTally.objects.get().misses == 2
    FindTally.objects.update(misses=MISSES["staff"])
    for number in ("C404", customer.reference):
        refused = ask(way, {**sent, "customer": number})
        assert (refused.status_code, refused.json()["code"]) == (429, "too_many_searches")
    assert FindTally.objects.get().misses == MISSES["staff"]


def test_the_gate_answers_with_its_rules_and_keeps_the_refusal(
    branch: Branch, manager: Staff, adviser: Staff, customer: Customer, at: dt.datetime
) -> None:
    make_product("W4", risk=4)
    fields = {"creator": manager, "receiver": adviser, "accepted_at": at, "status": "assessed"}
    lead = make_lead(branch, customer, at, **fields)

    answer = Caller(adviser, at).post(f"/leads/{lead.pk}/propose/", {"product": "W4"})

    assert (answer.status_code, answer.json()["code"]) == (409, "unsuitable")
    assert answer.json()["reasons"][0]["rule"]
    assert customer.suitability_checks.filter(is_allowed=False).count() == 1


def test_strangers_find_nothing_and_rights_are_asked_for(
    branch: Branch,
    manager: Staff,
    teller: Staff,
    stranger: Staff,
    head: Staff,
    adviser: Staff,
    kiosk: Device,
    customer: Customer,
    visit: Visit,
    product: Product,
    at: dt.datetime,
) -> None:
    lead = make_lead(branch, customer, at, creator=manager)
    outsider, colleague = Caller(stranger, at), Caller(teller, at)
    sent = {"family": "wealth", "source": "lobby", "visit": visit.pk}

    assert outsider.post(f"/branches/{branch.code}/leads/", sent).status_code == 404
    assert Caller(kiosk, at).post(f"/branches/{branch.code}/leads/", sent).status_code in (403, 404)
    elsewhere = outsider.post(f"/branches/{stranger.home_branch.code}/leads/", sent)
    assert (elsewhere.status_code, elsewhere.json()["code"]) == (404, "unknown_visit")
    named = {**sent, "customer": customer.reference, "source": "event"}
    del named["visit"]
    elsewhere = outsider.post(f"/branches/{stranger.home_branch.code}/leads/", named)
    assert (elsewhere.status_code, elsewhere.json()["code"]) == (404, "unknown_customer")
    for caller in (outsider, colleague):
        assert caller.get(f"/leads/{lead.pk}/").status_code == 404
        assert {caller.post(f"/leads/{lead.pk}/{verb}/", body).status_code for verb, body in VERBS.items()} == {404}
    assert Caller(manager, at).post(f"/leads/{lead.pk}/offer/", {"to": "ling"}).json()["code"] == "unknown_colleague"
    assert Caller(manager, at).post(f"/leads/{lead.pk}/offer/", {"to": "lin"}).status_code == 200
    assert Caller(head, at).post(f"/leads/{lead.pk}/accept/").status_code == 403


def test_hostile_bodies_are_refused(
    branch: Branch, manager: Staff, customer: Customer, visit: Visit, at: dt.datetime
) -> None:
    caller = Caller(manager, at)
    good = {"customer": customer.reference, "family": "wealth", "source": "lobby", "visit": visit.pk}
    for field, values in {
        "customer": (None, "", " ", 1, "x" * 41, True, [], {}),
        "visit": (None, "1", 0, -1, 2**64, True),
        "family": ("", "gold", 1, None),
        "source": ("", "rumour", None),
        "note": ("", " ", "\x00", "x" * 501, 5),
        "is_on_site": ("yes", 1, None),
        "product": ("\x00", 3),
        "to": (" ", 7),
    }.items():
        for value in values:
            answer = caller.post(f"/branches/{branch.code}/leads/", {**good, field: value})
            assert answer.status_code == 400, (field, value, answer.content)
    assert caller.post(f"/branches/{branch.code}/leads/", {**good, "customer": "NOBODY"}).status_code == 404
    assert caller.post(f"/branches/{branch.code}/leads/", {**good, "product": "NOPE"}).status_code == 404
    looks = caller.post(f"/branches/{branch.code}/leads/", {**good, "note": "穿着讲究"})
    assert (looks.status_code, looks.json()["code"]) == (400, "appearance_noted")
    assert not Lead.objects.exists()
