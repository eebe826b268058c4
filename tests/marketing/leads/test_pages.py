"""The pages of leads and contributions: who sees what, what a tap does, how much is asked of the database."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import translation

from lobby.branches.models import Branch, Service, Staff
from lobby.customers.models import Customer
from marketing.forms.leads import ProposeForm
from marketing.models import Contribution, Lead, Product
from queueing.domain import serving
from queueing.domain.calling import call_next
from queueing.models import CounterSession, Ticket
from tests import factories
from tests.marketing.factories import make_customer, make_lead, make_product
from tests.marketing.leads.acting import acts, brought
from tests.statements import statements_at_most

SignedIn = Callable[[Staff], Client]
JSON = {"Accept": "application/json"}


@pytest.fixture
def signed_in() -> SignedIn:
    """A browser in which somebody who reads English is signed in."""

    def client_of(staff: Staff) -> Client:
        client = Client()
        client.cookies["django_language"] = "en"
        client.force_login(staff)
        return client

    return client_of


@pytest.fixture
def ticket(branch: Branch, cash: Service, customer: Customer, manager: Staff, at: dt.datetime) -> Ticket:
    """The customer waits for cash."""
    return factories.make_ticket(cash, at, by=manager, customer=customer)


def test_lm8_in_three_taps(
    branch: Branch,
    manager: Staff,
    head: Staff,
    stranger: Staff,
    adviser: Staff,
    ticket: Ticket,
    customer: Customer,
    at: dt.datetime,
    signed_in: SignedIn,
) -> None:
    with time_machine.travel(at, tick=False):
        client = signed_in(manager)
        with statements_at_most(30):
            page = client.get(f"/leads/{branch.code}/new/?visit={ticket.visit_id}")
        assert page.status_code == 200
        assert "张*明" in page.content.decode()
        assert "1380" not in page.content.decode()
        assert [one.pk for one in page.context["receivers"]] == [adviser.pk]
        for who, path in ((stranger, f"?ticket={ticket.pk}"), (manager, "?ticket=x"), (manager, "?visit=999999")):
            assert signed_in(who).get(f"/leads/{branch.code}/new/{path}").status_code == 404
        send: dict[str, Any] = {"family": "wealth", "to": "", "note": "问三年期"}
        assert signed_in(stranger).post(f"/leads/refer/{ticket.pk}/", send).status_code == 404
        assert client.post(f"/leads/refer/{ticket.pk}/", {"family": "x"}, headers=JSON).status_code == 400

        answer = client.post(f"/leads/refer/{ticket.pk}/", send, headers=JSON).json()
        lead = Lead.objects.get()
        assert (lead.status, lead.receiver, lead.source, lead.is_on_site) == ("offered", adviser, "lobby", True)
        assert (answer["message"], answer["redirect"]) == ("Referred to Lin.", f"/leads/{branch.code}/")
        again = client.post(f"/leads/refer/{ticket.pk}/", send, headers=JSON).json()
        assert (Lead.objects.count(), "undo" in again) == (1, False)
        assert client.post(answer["undo"], headers=JSON).status_code == 200
        lead.refresh_from_db()
        assert lead.status == "withdrawn"
        customer.consent_marketing_at = None
        customer.save()
        silent = client.get(f"/leads/{branch.code}/new/?ticket={ticket.pk}").content.decode()
        assert "Nothing is offered here now" in silent


def test_one_tap_at_the_counter(
    branch: Branch,
    ticket: Ticket,
    session: CounterSession,
    teller: Staff,
    head: Staff,
    at: dt.datetime,
    signed_in: SignedIn,
) -> None:
    client = signed_in(teller)
    with time_machine.travel(at, tick=False):
        idle = client.get("/teller/", follow=True).content.decode()
        serving.start(call_next(session, by=teller.actor, at=at), by=teller.actor, at=at)
        desk = client.get("/teller/", follow=True).content.decode()

        answer = client.post(
            f"/leads/refer/{ticket.pk}/", {"family": "fund", "reason": "asked", "place": "counter"}, headers=JSON
        )

    assert f"/leads/refer/{ticket.pk}/" not in idle
    assert f"/leads/refer/{ticket.pk}/" in desk
    assert 'id="refer"' in desk
    lead = Lead.objects.get()
    # Nobody is there to take it: it lies in the pool.
    assert (answer.status_code, lead.status, lead.source, lead.reason) == (200, "created", "teller", "asked")
    assert "branch head" in answer.json()["message"]


@pytest.mark.parametrize("n", [1, 3])
def test_the_list_and_a_lead(
    n: int,
    branch: Branch,
    manager: Staff,
    head: Staff,
    stranger: Staff,
    adviser: Staff,
    product: Product,
    at: dt.datetime,
    signed_in: SignedIn,
) -> None:
    how = acts(creator=manager, receiver=adviser, product=product)
    leads = []
    for number in range(n):
        one = make_customer(branch, f"L{number}", name="王小红", consent_marketing_at=at)
        leads.append(brought(make_lead(branch, one, at, creator=manager), "offer", how, at))
        brought(make_lead(branch, one, at, creator=manager, family="savings"), "accept", how, at)
        make_lead(branch, one, at, creator=manager, family="pension")

    with time_machine.travel(at, tick=False):
        for who, most, seen, unseen in (
            (adviser, 22, ("Referred to you", "I work on"), ("Nobody has taken",)),
            (head, 22, ("Nobody has taken",), ("Referred to you",)),
            (manager, 22, ("I noted",), ("Nobody has taken",)),
        ):
            client = signed_in(who)
            client.get(f"/leads/{branch.code}/")
            with statements_at_most(most):
                text = client.get(f"/leads/{branch.code}/").content.decode()
            assert [words for words in seen if words not in text] == []
            assert [words for words in unseen if words in text] == []
            assert "王小红" not in text
        lead = leads[0]
        way = f"/leads/one/{lead.pk}"
        assert signed_in(stranger).get(f"{way}/").status_code == 404
        assert signed_in(stranger).post(f"{way}/do/accept/").status_code == 404
        assert signed_in(stranger).get(f"/leads/{branch.code}/").status_code == 404
        client = signed_in(adviser)
        with statements_at_most(20):
            assert client.get(f"{way}/").status_code == 200
        assert "Accept" in client.get(f"{way}/card/").content.decode()
        assert signed_in(manager).post(f"{way}/do/accept/", headers=JSON).status_code == 403
        assert client.post(f"{way}/do/contact/", {"way": "phone", "answer": "later"}, headers=JSON).status_code == 409
        for verb, body in (
            ("accept", {"place": "list"}),
            ("contact", {"way": "phone", "answer": "interested"}),
            ("withdraw", {"reason": "改主意"}),
        ):
            answer = client.post(f"{way}/do/{verb}/", body, headers=JSON)
            assert answer.status_code == 200, answer.content
            assert client.get(f"{way}/").status_code == 200
    lead.refresh_from_db()
    assert lead.status == "withdrawn"


def test_contributions_and_pairs(
    branch: Branch,
    manager: Staff,
    head: Staff,
    teller: Staff,
    stranger: Staff,
    adviser: Staff,
    customer: Customer,
    product: Product,
    at: dt.datetime,
    signed_in: SignedIn,
) -> None:
    how = acts(creator=manager, receiver=adviser, product=product)
    split: Contribution = brought(make_lead(branch, customer, at, creator=manager), "win", how, at).contribution
    way = f"/contributions/one/{split.pk}"
    with time_machine.travel(at, tick=False):
        assert signed_in(teller).get(f"/contributions/{branch.code}/").status_code == 403
        assert signed_in(teller).get(f"{way}/").status_code == 404
        assert signed_in(stranger).post(f"{way}/do/approve/").status_code == 404
        reads = signed_in(head)
        with statements_at_most(16):
            page = reads.get(f"/contributions/{branch.code}/").content.decode()
        assert "张*明" in page
        assert "can be disputed until" in page
        party = signed_in(adviser)
        assert "Dispute it" in party.get(f"{way}/").content.decode()
        assert party.post(f"{way}/do/dispute/", {"reason": "我先说的"}, headers=JSON).status_code == 200
        decides = signed_in(head)
        changed = {"guide": manager.pk, "inform": adviser.pk, "close": adviser.pk, "reason": "商定"}
        percents = {"guide_percent": 20, "inform_percent": 30, "close_percent": 49}
        wrong = decides.post(f"{way}/do/change/", changed | percents, headers=JSON)
        assert (wrong.status_code, wrong.json()["code"]) == (400, "not_the_whole")
        for verb, body in (("change", changed | percents | {"close_percent": 50}), ("approve", {})):
            assert decides.post(f"{way}/do/{verb}/", body, headers=JSON).status_code == 200
            assert decides.get(f"{way}/").status_code == 200
        names = {"name_zh": "一组", "name_en": "Pair one", "starts_on": "2026-03-01"}
        pair = {**names, "first": manager.pk, "second": teller.pk}
        assert signed_in(manager).post(f"/contributions/{branch.code}/pairs/", pair).status_code == 403
        assert decides.post(f"/contributions/{branch.code}/pairs/", pair, headers=JSON).status_code == 200
        page = decides.get(f"/contributions/{branch.code}/?month=2026-03").content.decode()
        assert "Pair one" in page
        assert "approved" in page
        for wished in ("nonsense", "9999-12", "0001-01", "2026-13"):
            assert decides.get(f"/contributions/{branch.code}/?month={wished}").status_code == 200
        never = pair | {"starts_on": "9999-12-31"}
        assert decides.post(f"/contributions/{branch.code}/pairs/", never, headers=JSON).status_code == 400
        pair_id = page.split("/contributions/pairs/")[1].split("/")[0]
        assert signed_in(stranger).post(f"/contributions/pairs/{pair_id}/part/").status_code == 404
        assert decides.post(f"/contributions/pairs/{pair_id}/part/", headers=JSON).status_code == 200


def test_a_product_to_propose_is_named_with_its_risk(branch: Branch, customer: Customer, at: dt.datetime) -> None:
    product = make_product("WM-3", risk=3, name_en="Fixed income plus")
    lead = make_lead(branch, customer, at, family="wealth")
    with translation.override("en"):
        form = ProposeForm(lead=lead, at=at)
        assert [(str(value), label) for value, label in form.fields["product"].choices][1:] == [
            (str(product.pk), "Fixed income plus · R3")
        ]
