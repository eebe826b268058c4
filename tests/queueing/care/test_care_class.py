"""The care class: every reason yields it, with large print and without a diagnosis (S138, S145, S146)."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from queueing import offers
from queueing.domain.calling import call_next
from queueing.enums import CARE_TRAITS, PriorityClass, Trait
from queueing.models import Ticket, Visit
from tests import factories

MINUTE = dt.timedelta(minutes=1)


@pytest.mark.parametrize("reason", sorted(CARE_TRAITS))
def test_each_reason_yields_the_care_class(cash, manager, at, reason):
    assert factories.make_ticket(cash, at, by=manager, traits=[reason]).priority == PriorityClass.CARE


@pytest.mark.parametrize("trait", [Trait.FOREIGN_LANGUAGE, Trait.PREFERS_COUNTER])
def test_other_wishes_do_not(cash, manager, at, trait):
    assert factories.make_ticket(cash, at, by=manager, traits=[trait]).priority == PriorityClass.NORMAL


def test_reasons_come_from_a_list_and_no_field_takes_a_diagnosis():
    for model in (Ticket, Visit):
        choices = dict(model._meta.get_field("traits").base_field.choices)
        names = {field.name for field in model._meta.get_fields()}
        assert set(choices) == set(Trait.values)
        assert not {name for name in names if "diagnos" in name or "health" in name or "illness" in name}


@pytest.mark.usefixtures("clock")
@pytest.mark.parametrize(("traits", "is_large"), [([Trait.ELDERLY], True), ([], False)])
def test_the_slip_is_printed_large(browser_of, kiosk, cash, manager, at, traits, is_large):
    ticket = factories.make_ticket(cash, at, by=manager, traits=traits)

    html = browser_of(kiosk).get(reverse("queueing:kiosk-ticket", args=[kiosk.code, ticket.page_token]))

    assert ("slip-large" in html.content.decode()) is is_large


def test_an_english_ticket_is_offered_an_english_window_first(
    branch, cash, counter, counter2, teller, teller2, manager, at
):
    factories.make_skills(teller2, "en", kind="language")
    chinese = factories.make_session(counter, teller, at)
    english = factories.make_session(counter2, teller2, at)
    guest = factories.make_ticket(cash, at, by=manager, language="en")

    assert call_next(chinese, by=teller.actor, at=at + MINUTE) is None
    assert call_next(english, by=teller2.actor, at=at + MINUTE) == guest


@pytest.mark.usefixtures("clock")
def test_what_apps_above_offer_is_shown_for_upset_customers(client, cash, manager, at, monkeypatch):
    monkeypatch.setattr(offers, "_offers", {})
    visit = factories.make_ticket(cash, at, by=manager).visit
    offers.register(
        offers.Offer(
            name="draft", title="A draft", icon="file-pen", address=lambda one: f"/draft/{one.pk}/", is_for_upset=True
        )
    )

    assert offers.links_for(visit, is_upset=False) == []
    assert [link.address for link in offers.links_for(visit, is_upset=True)] == [f"/draft/{visit.pk}/"]
