"""What stands on the desk and the tablet, the API's contract, strangers, wrong states, statement counts."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from lobby.branches.enums import RoleCode
from lobby.branches.models import Branch, Service, Staff
from lobby.customers.models import Customer
from lobby.live.panels import get, render
from lobby.live.scopes import Scope
from marketing.domain.prompting import note_need
from marketing.models import Need, Product, Prompt, PromptSkip, Rule
from queueing.domain import calling, serving
from queueing.models import CounterSession, Ticket
from tests import factories
from tests.callers import ROOT, Caller
from tests.statements import statements_at_most


@pytest.fixture
def alive(ships: None, products: dict[str, Product], licensed: Staff, ticket: Ticket) -> Ticket:
    """Everything is in place; the need is not named yet."""
    return ticket


def scope(branch: Branch, person: Staff, at: dt.datetime) -> Scope:
    return Scope(branch.pk, "zh-hans", "person", person.pk, at)


def as_(person: Staff) -> Client:
    client = Client()
    client.force_login(person)
    return client


def test_the_api_keeps_its_contract(
    alive: Ticket, manager: Staff, stranger: Staff, branch: Branch, wall: Any, at: dt.datetime
) -> None:
    address = f"/tickets/{alive.pk}/prompt/"
    caller = Caller(manager, at)

    def told_in_english() -> Any:
        return caller.client.get(f"{ROOT}{address}", headers={"Accept-Language": "en"})

    silent = told_in_english()
    note_need(alive.visit, by=manager, at=at, kind="investing")
    found = told_in_english()

    assert silent.json() == {"prompt": None, "why": "the need is not noted yet", "silenced_by": "no_need"}
    told = found.json()
    assert set(told) == {"prompt", "why", "silenced_by"}
    assert (told["silenced_by"], told["why"]) == (None, "The customer said: investing.")
    assert told["prompt"] == {
        "rule": "investment-need",
        "version": 1,
        "scenario": "investment",
        "family": "wealth",
        "product": "W1",
        "product_name": told["prompt"]["product_name"],
        "sentence": told["prompt"]["sentence"],
        "risk_line": "",
        "place": "lobby",
        "is_asked_for": False,
    }
    assert "风险评估" in told["prompt"]["sentence"]
    assert Prompt.objects.count() == 0
    technician = factories.make_staff("tech", branch, RoleCode.TECH)
    assert Caller(stranger, at).get(address).status_code == 404
    assert Caller(technician, at).get(address).status_code == 403
    assert caller.get("/tickets/999999/prompt/").status_code == 404


def test_the_tablet_names_who_may_be_spoken_to_until_they_are_called(
    alive: Ticket,
    customer: Customer,
    manager: Staff,
    session: CounterSession,
    branch: Branch,
    cash: Service,
    at: dt.datetime,
) -> None:
    for n in range(2):
        other = Customer.objects.create(branch=branch, name=f"李小{n}", consent_marketing_at=at)
        factories.make_ticket(cash, at, by=manager, customer=other)
    quiet = Customer.objects.create(branch=branch, name="王五")
    silent = factories.make_ticket(cash, at, by=manager, customer=quiet)
    note_need(alive.visit, by=manager, at=at, kind="investing")

    html = render("hall-prompts", scope(branch, manager, at))

    assert html.count('data-key="prompt-') == 3
    assert alive.number in html
    assert silent.number not in html
    assert "张*明" in html
    assert customer.name not in html
    with statements_at_most(16):
        get("hall-prompts").context(scope(branch, manager, at))
    Ticket.objects.exclude(pk=alive.pk).update(status="cancelled", ended_at=at)
    # Two ahead of nobody: called any minute, so no longer suggested.
    assert alive.number not in render("hall-prompts", scope(branch, manager, at))
    with time_machine.travel(at, tick=False):
        calling.call_next(session, by=session.staff.actor, at=at)
    assert alive.number not in render("hall-prompts", scope(branch, manager, at))


def test_the_desk_asks_for_the_need_then_says_one_sentence(
    alive: Ticket, licensed: Staff, session: CounterSession, branch: Branch, at: dt.datetime
) -> None:
    Ticket.objects.exclude(pk=alive.pk).update(status="cancelled", ended_at=at)
    called = calling.call_next(session, by=licensed.actor, at=at)
    assert "prompt-" not in render("counter-prompt", scope(branch, licensed, at))
    serving.start(called, by=licensed.actor, at=at)
    browser = as_(licensed)

    with time_machine.travel(at, tick=False):
        first = render("counter-prompt", scope(branch, licensed, at))
        assert 'name="kind" value="investing"' in first
        # Where there is nothing to say yet, one may say so all the same (K31).
        assert 'name="reason" value="not_suitable"' in first
        assert browser.post(reverse("marketing:prompt-need", args=[alive.pk]), {"kind": "investing"}).status_code == 302
        with statements_at_most(17):
            html = render("counter-prompt", scope(branch, licensed, at))
        assert 'name="said" value="interested"' in html
        assert "风险评估" in html
        rule = Rule.objects.get(code="investment-need")
        desk = browser.get("/teller/").content.decode()
        assert 'data-panel="counter-prompt"' in desk
        said = browser.post(
            reverse("marketing:prompt-say", args=[alive.pk]),
            {"rule": rule.pk, "said": "no"},
            headers={"Accept": "application/json"},
        )
        again = browser.post(
            reverse("marketing:prompt-say", args=[alive.pk]),
            {"rule": rule.pk, "said": "no"},
            headers={"Accept": "application/json"},
        )

    assert (said.status_code, again.status_code, again.json()["code"]) == (200, 409, "prompt_gone")
    assert Prompt.objects.get().answer == "no"


def test_what_is_posted_beside_a_ticket(
    alive: Ticket, manager: Staff, stranger: Staff, branch: Branch, at: dt.datetime
) -> None:
    need, say, skip = (reverse(f"marketing:prompt-{verb}", args=[alive.pk]) for verb in ("need", "say", "skip"))
    bad: list[tuple[str, dict[str, Any]]] = [
        (need, {}),
        (need, {"kind": "x"}),
        (need, {"kind": "cash", "cash": "-1"}),
        (need, {"kind": "cash", "cash": "9" * 40}),
        (need, {"kind": "saving", "term_days": "17"}),
        (say, {"rule": "0", "said": "no"}),
        (say, {"rule": "\x00", "said": "no"}),
        (say, {"said": "maybe"}),
        (skip, {"reason": "lazy"}),
        (skip, {"reason": "no_time", "rule": "x"}),
    ]
    json = {"Accept": "application/json"}

    with time_machine.travel(at, tick=False):
        mine, theirs = as_(manager), as_(stranger)
        for address, body in bad:
            assert mine.post(address, body, headers=json).status_code == 400, body
        assert {theirs.post(one, {"kind": "cash"}, headers=json).status_code for one in (need, say, skip)} == {404}
        assert Client().post(need, {"kind": "cash"}).status_code == 302
        assert mine.get(need).status_code == 405
        assert (Need.objects.count(), Prompt.objects.count(), PromptSkip.objects.count()) == (0, 0, 0)
        assert mine.post(need, {"kind": "cash", "cash": "500"}, headers=json).status_code == 200
        page = mine.get(reverse("queueing:floor-ticket", args=[alive.pk])).content.decode()
        assert "prompt-sentence" in page
        assert mine.post(skip, {"reason": "no_time"}, headers=json).status_code == 200

    assert (Need.objects.get().is_small_cash, PromptSkip.objects.get().reason) == (True, "no_time")
