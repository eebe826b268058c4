"""LM-7, TL-3, the kiosk, the log and the phone: who sees what, strangers, states, and what nobody may see."""

from __future__ import annotations

import datetime as dt
import logging
import re
from typing import Any

import pytest
import time_machine
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse
from django.utils import translation

from lobby.branches import keys
from lobby.branches.actors import CUSTOMER, SYSTEM
from lobby.branches.enums import RoleCode
from lobby.branches.middleware import DEVICE_COOKIE
from lobby.branches.models import Branch, Device, Staff
from lobby.customers.domain.consenting import give
from lobby.customers.domain.finding import MISSES, find
from lobby.customers.domain.holding import hold_contact
from lobby.customers.domain.viewing import LOOK_LASTS
from lobby.customers.enums.finding import FindWay, Place
from lobby.customers.enums.holds import ContactHoldKind
from lobby.customers.models import ConsentEntry, Customer, FindTally, Holding, LifeEvent, ProfileView
from lobby.live import panels
from lobby.live.models import Entry
from lobby.live.scopes import Scope
from marketing.domain.opening import is_led_to
from marketing.enums.prompts import Silence
from marketing.models import FollowUp, Lead
from marketing.panels.portrait import of_ticket
from marketing.selectors.portrait import hints_of, portrait_of
from queueing.domain.appointments.booking import Guest, request
from queueing.domain.calling import call_next
from queueing.domain.identifying import identify
from queueing.enums.appointments import BookingChannel
from queueing.models import CounterSession, SlotRule, Ticket, Visit
from tests import factories
from tests.marketing.factories import make_assessment, make_customer
from tests.marketing.portrait.conftest import BANK_CARD, DOCUMENT, PHONE
from tests.statements import statements_at_most

JSON = {"Accept": "application/json"}
DAY = dt.timedelta(days=1)
SECRETS = (PHONE, DOCUMENT, BANK_CARD, "张小明", "小明")
pytestmark = pytest.mark.usefixtures("clock")


def post(client: Client, name: str, *args: Any, **values: Any) -> Any:
    return client.post(reverse(f"marketing:{name}", args=args), values, headers=JSON)


def page(client: Client, name: str, *args: Any, **query: Any) -> Any:
    return client.get(reverse(f"marketing:{name}", args=args), query)


@pytest.fixture(autouse=True)
def reads_english(client: Client) -> None:
    """What pages say is compared in English."""
    client.cookies["django_language"] = "en"


@pytest.fixture
def known(customer: Customer, cash: Any, manager: Staff, at: dt.datetime) -> Customer:
    """The customer with everything that the portrait shows, and four visits of late."""
    give(customer, purpose="service", by=manager.actor, at=at - DAY, way="tablet")
    make_assessment(customer, 2, at - 340 * DAY)
    for family in ("time_deposit", "fund", "core-77"):
        Holding.objects.create(customer=customer, family=family, amount="88000", imported_at=at)
    LifeEvent.objects.create(customer=customer, kind="home", source="customer", date=at.date(), noted_at=at)
    for days in (1, 3, 9, 29, 31):
        when = at - days * DAY
        Visit.objects.create(
            branch=customer.branch, day=when.date(), customer=customer, status="finished", arrived_at=when
        )
    return customer


def test_a_customer_is_found_and_the_card_opens_for_a_purpose_for_ten_minutes(
    client: Client,
    branch: Branch,
    known: Customer,
    ticket: Ticket,
    teller: Staff,
    at: dt.datetime,
    clock: time_machine.Coordinates,
) -> None:
    client.force_login(teller)
    address = reverse("marketing:portrait", args=[known.pk]) + f"?ticket={ticket.pk}&place=counter"
    asked = {"text": PHONE, "ticket": ticket.pk, "place": "counter"}

    for purpose in ("", "curious", "audit"):
        assert post(client, "finding-find", branch.code, purpose=purpose, **asked).status_code == 400
    assert not ProfileView.objects.exists()
    assert not FindTally.objects.exists()
    with statements_at_most(14):
        closed = client.get(address)
    found = post(client, "finding-find", branch.code, purpose="serve", **asked)

    assert "What do you open the card for?" in closed.content.decode()
    assert found.json()["redirect"] == address
    (look,) = ProfileView.objects.all()
    assert (look.customer, look.staff, look.purpose, look.place) == (known, teller, "serve", "counter")
    Holding.objects.create(customer=known, family="wealth", imported_at=dt.datetime.now(dt.UTC))
    with statements_at_most(10):
        portrait_of(known, teller, {"customer.view"}, at=at)
    shown = client.get(address).content.decode()
    for seen in ("张*明", "****5678", "C2", "only until", "Time deposit", "core-77", "Buying a home", "Mei"):
        assert seen in shown, seen
    assert "frequent visitor: 4 in 30 days" in shown
    assert "A001 is this customer" in shown
    for secret in (*SECRETS, "88000"):
        assert secret not in shown, secret
    clock.shift(LOOK_LASTS)
    client.force_login(teller)
    over = client.get(address).content.decode()
    assert "What do you open the card for?" in over
    assert "C2" not in over
    assert post(client, "portrait-consent", known.pk, purpose="marketing", gives="1").json()["code"] == "look_over"


def test_each_role_sees_what_it_needs(
    client: Client, branch: Branch, known: Customer, manager: Staff, other_branch: Branch, stranger: Staff
) -> None:
    assistant = factories.make_staff("xu", branch, RoleCode.LMA)
    guard = factories.make_staff("gu", branch, RoleCode.SEC)
    wealth = factories.make_staff("wu", branch, RoleCode.WM)
    auditor = factories.make_staff("au", None, RoleCode.AUDITOR, unit=branch.unit)
    card, found = reverse("marketing:portrait", args=[known.pk]), reverse("marketing:finding", args=[branch.code])
    whole = {}
    for staff in (manager, wealth):
        client.force_login(staff)
        assert post(client, "portrait-open", known.pk, purpose="follow_up").status_code == 200
        whole[staff.username] = client.get(card).content.decode()
    client.force_login(assistant)
    address = post(client, "finding-find", branch.code, purpose="serve", text=PHONE).json()["redirect"]
    few = client.get(address).content.decode()

    for shown in whole.values():
        assert all(seen in shown for seen in ("张小明", PHONE, "88000"))
    assert "张*明" in few
    assert "standard" in few
    assert "frequent visitor" not in few
    assert "portrait-open" not in few
    assert "name and level" in client.get(card).content.decode()
    for name in ("portrait-open", "portrait-consent"):
        assert post(client, name, known.pk, purpose="serve", gives="1").status_code == 403
    # Somebody else's search shows nothing.
    client.force_login(manager)
    assert "张*明" not in client.get(address).content.decode()
    for staff, status in ((stranger, 404), (guard, 403), (auditor, 403)):
        client.force_login(staff)
        assert client.get(card).status_code == status
        assert client.get(found).status_code == status
        assert post(client, "finding-find", branch.code, purpose="serve", text=PHONE).status_code == status
        for name in ("portrait-open", "portrait-join", "portrait-take-off", "portrait-consent"):
            assert post(client, name, known.pk, purpose="serve", gives="1").status_code == status, name
    assert ProfileView.objects.count() == 3

    for staff, status in ((auditor, 200), (stranger, 404), (assistant, 403)):
        client.force_login(staff)
        assert page(client, "looks", branch.code).status_code == status
    client.force_login(auditor)
    with statements_at_most(10):
        log = page(client, "looks", branch.code).content.decode()
    assert log.count("张*明") == 3
    assert "following up" in log
    narrowed = page(client, "looks", branch.code, reference="C001", staff="wu", purpose="follow_up").content.decode()
    assert narrowed.count("张*明") == 1
    assert "No look fits" in page(client, "looks", branch.code, reference="C009").content.decode()
    assert page(client, "looks", branch.code, before="x").status_code == 400
    client.logout()
    assert client.get(card).status_code == 302


def test_nobody_walks_through_cards_by_their_numbers(
    client: Client,
    branch: Branch,
    known: Customer,
    ticket: Ticket,
    teller: Staff,
    at: dt.datetime,
    clock: time_machine.Coordinates,
) -> None:
    """Whom nothing leads to has no name and joins no ticket; each card that is opened is one search in vain, and a look."""
    others = [make_customer(branch, f"C10{n}", name=f"王五{n}") for n in range(2)]
    assistant = factories.make_staff("xu", branch, RoleCode.LMA)
    client.force_login(teller)

    closed = page(client, "portrait", known.pk, ticket=ticket.pk).content.decode()
    joined = post(client, "portrait-join", known.pk, ticket=ticket.pk)
    advised = page(client, "demonstration", branch.code, customer=others[0].pk)
    opened = post(client, "portrait-open", known.pk, purpose="serve")
    again = post(client, "portrait-open", known.pk, purpose="prepare")

    assert "张*明" not in closed
    assert "standard" not in closed
    assert "counts as a search" in closed
    assert (joined.status_code, joined.json()["code"]) == (403, "find_first")
    assert (advised.status_code, opened.status_code, again.status_code) == (200, 200, 200)
    assert FindTally.objects.get().misses == 2
    assert list(ProfileView.objects.order_by("pk").values_list("customer", "purpose")) == [
        (others[0].pk, "advise"),
        (known.pk, "serve"),
        (known.pk, "prepare"),
    ]
    FindTally.objects.update(misses=MISSES["staff"])
    refused = post(client, "portrait-open", others[1].pk, purpose="serve")
    assert (refused.status_code, refused.json()["code"]) == (429, "too_many_searches")
    assert page(client, "demonstration", branch.code, customer=others[1].pk).status_code == 429
    assert not ProfileView.objects.filter(customer=others[1]).exists()
    client.force_login(assistant)
    shut = page(client, "portrait", others[1].pk).content.decode()
    assert "王" not in shut
    assert reverse("marketing:finding", args=[branch.code]) in shut
    assert post(client, "portrait-join", others[1].pk, ticket=ticket.pk).status_code == 403


def test_what_leads_to_a_customer(
    branch: Branch, known: Customer, ticket: Ticket, cash: Any, teller: Staff, manager: Staff, at: dt.datetime
) -> None:
    def is_led(customer: Customer, at: dt.datetime = at) -> bool:
        return is_led_to(customer, teller, at=at)

    wife, guest, asked, called = (make_customer(branch, f"C20{n}") for n in range(4))
    assert not any(map(is_led, (known, wife, guest, asked, called)))

    find(branch, by=teller.actor, at=at, ways=[FindWay.PHONE], text=PHONE, place=Place.COUNTER)
    identify(ticket, wife, by=manager.actor, at=at)
    SlotRule.objects.create(branch=branch, service=cash, capacity=2, length_min=30, lead_min=30)
    hour = dt.timedelta(hours=1)
    person = Guest("李四", "13700000000", customer=guest)
    request(branch, by=CUSTOMER, at=at, service=cash, channel=BookingChannel.PHONE, starts_at=at + hour, guest=person)
    Lead.objects.create(
        branch=branch,
        day=at.date(),
        customer=asked,
        family="wealth",
        source="follow_up",
        creator=teller,
        since=at,
        created_at=at,
    )
    FollowUp.objects.create(
        branch=branch, customer=called, kind="own", due_on=at.date(), due_at=at, owner=teller, created_at=at
    )

    assert all(map(is_led, (known, wife, guest, asked, called)))
    assert is_led_to(known, manager, at=at)
    assert not is_led_to(asked, manager, at=at)
    with statements_at_most(3):
        is_led_to(asked, manager, at=at)
    assert [is_led(one, at + DAY) for one in (known, wife, guest, asked)] == [False, True, False, True]
    Visit.objects.filter(pk=ticket.visit_id).update(status="finished", ended_at=at)
    Lead.objects.update(status="lost", ended_at=at)
    FollowUp.objects.update(status="cancelled", ended_at=at)
    assert not any(is_led(one) for one in (wife, asked, called))


def test_searches_that_point_to_nobody_or_several_and_appointments(
    client: Client,
    branch: Branch,
    known: Customer,
    ticket: Ticket,
    cash: Any,
    manager: Staff,
    at: dt.datetime,
    settings: Any,
) -> None:
    wife = make_customer(branch, "C002", name="李四", phone_index=known.phone_index)
    client.force_login(manager)
    settings.CARD_READER = ""

    nobody = post(client, "finding-find", branch.code, purpose="serve", text="13900000000")
    several = post(client, "finding-find", branch.code, purpose="serve", text=PHONE, ticket=ticket.pk)
    unread = post(client, "finding-find", branch.code, purpose="serve", reads="on")
    SlotRule.objects.create(branch=branch, service=cash, capacity=2, length_min=30, lead_min=30)
    guest, hour = Guest("李四", "13700000000", customer=wife), dt.timedelta(hours=1)
    booked = request(
        branch, by=CUSTOMER, at=at, service=cash, channel=BookingChannel.PHONE, starts_at=at + hour, guest=guest
    )
    code = post(client, "finding-find", branch.code, purpose="prepare", text=booked.code)
    choice = client.get(several.json()["redirect"]).content.decode()

    assert (nobody.status_code, nobody.json()["code"]) == (404, "unknown_customer")
    assert unread.json()["code"] == "no_reader"
    assert "张*明" in choice
    assert "李*" in choice
    assert choice.count("A001 is this customer") == 2
    assert code.json()["redirect"].startswith(reverse("marketing:portrait", args=[booked.customer_id]))
    assert [look.customer for look in ProfileView.objects.all()] == [wife]
    for bad in ("0", "x", str(2**62), "1 "):
        assert post(client, "finding-find", branch.code, purpose="serve", text=PHONE, ticket=bad).status_code == 404
    for token in ("x", several.json()["redirect"][-40:], ""):
        assert page(client, "finding", branch.code, found=token).status_code == 200


def test_the_ticket_becomes_the_customers_and_consents_are_noted(
    client: Client,
    known: Customer,
    ticket: Ticket,
    manager: Staff,
    session: CounterSession,
    teller: Staff,
    at: dt.datetime,
) -> None:
    client.force_login(manager)
    dialog = reverse("queueing:floor-ticket", args=[ticket.pk])
    before = client.get(dialog).content.decode()
    assert post(client, "portrait-join", known.pk).status_code == 404
    post(client, "portrait-open", known.pk, purpose="serve")

    joined = post(client, "portrait-join", known.pk, ticket=ticket.pk)
    card = client.get(reverse("marketing:portrait", args=[known.pk])).content.decode()
    agreed = post(client, "portrait-consent", known.pk, purpose="marketing", gives="1")
    refused = post(client, "portrait-consent", known.pk, purpose="household", gives="1")
    with statements_at_most(6):
        of_ticket(ticket, manager, at)
    after = client.get(dialog).content.decode()

    assert f"customers/?ticket={ticket.pk}" in before
    assert joined.json()["message"] == "A001 is this customer's now."
    assert card.count("This cannot be taken back.") == 1
    assert (agreed.status_code, refused.status_code) == (200, 400)
    entry = ConsentEntry.objects.get(purpose="marketing")
    assert (entry.is_given, entry.way, entry.by) == (True, "tablet", manager)
    assert "may be spoken to about offers" in after
    assert "customer found" in after
    call_next(session, by=teller.actor, at=at)
    with statements_at_most(6):
        desk = panels.render("counter-customer", Scope(known.branch_id, "en", "person", teller.pk, at))
    assert "张*明" in desk
    assert "Open the card to serve" in desk
    assert not panels.render("counter-customer", Scope(known.branch_id, "en", "person", manager.pk, at)).strip()
    other = post(client, "portrait-take-off", make_customer(known.branch, "C7").pk, ticket=ticket.pk)
    assert other.status_code == 404
    assert post(client, "portrait-take-off", known.pk, ticket=ticket.pk).status_code == 200
    ticket.refresh_from_db()
    assert ticket.customer is None


@pytest.fixture
def session(counter: Any, teller: Staff, at: dt.datetime) -> CounterSession:
    return factories.make_session(counter, teller, at)


def test_the_kiosk_greets_whoever_is_found_and_tells_nobody_more(
    client: Client, branch: Branch, known: Customer, kiosk: Device, cash: Any, manager: Staff, at: dt.datetime
) -> None:
    client.cookies[DEVICE_COOKIE] = keys.create_key(kiosk, at=at)[1]
    find = reverse("queueing:kiosk-who-find", args=[kiosk.code]) + "?lang=en"
    take = reverse("queueing:kiosk-take", args=[kiosk.code])
    flow = {"flow": "f" * 22, "service": "cash"}

    unknown = client.post(find, {"number": "13900000000"}, headers=JSON)
    found = {number: client.post(find, {"number": number}, headers=JSON) for number in (PHONE, DOCUMENT, BANK_CARD)}
    address = found[BANK_CARD].json()["redirect"]
    # Signed words and tokens are random: any two characters may stand in them.
    greeting = re.sub(r'"[^"\s]{40,}"', "", client.get(address).content.decode())
    token = address.partition("who=")[2]
    taken = client.post(take, {**flow, "who": token.replace("%3A", ":")}, headers=JSON)
    again = client.post(take, {"flow": "g" * 22, "service": "cash", "who": token.replace("%3A", ":")}, headers=JSON)

    assert (unknown.status_code, unknown.json()["code"]) == (404, "unknown_customer")
    assert {answer.status_code for answer in found.values()} == {200}
    assert "Welcome, 张*明" in greeting
    for hidden in (*SECRETS, "5678", "C2", "VIP", "frequent"):
        assert hidden not in greeting, hidden
    assert taken.status_code == 200
    ticket = Ticket.objects.get(customer=known)
    assert (ticket.visit.customer, ticket.visit.known_by) == (known, "bank_card")
    assert (again.status_code, again.json()["code"]) == (409, "ask_reception")
    assert ticket.number not in again.json()["detail"]
    for bad in ("x", token[:-3], ""):
        assert "Welcome" not in client.get(reverse("queueing:kiosk", args=[kiosk.code]), {"who": bad}).content.decode()
    client.cookies.clear()
    assert client.post(find, {"number": PHONE}, headers=JSON).status_code in {302, 403, 404}


def test_customers_decide_on_their_own_phone_and_a_typed_number_opens_nothing(
    client: Client, known: Customer, ticket: Ticket, manager: Staff, at: dt.datetime, clock: time_machine.Coordinates
) -> None:
    address = reverse("marketing:phone-consents", args=[ticket.page_token])
    ticket_page = reverse("queueing:ticket-page", args=[ticket.page_token])
    assert client.get(address).status_code == 404
    assert address not in client.get(ticket_page).content.decode()
    identify(ticket, known, by=manager.actor, at=at, way="phone")
    said = [client.post(address, {"purpose": "service", "gives": gives}).status_code for gives in "01"]
    assert (client.get(address).status_code, said) == (404, [404, 404])
    assert address not in client.get(ticket_page).content.decode()
    known.refresh_from_db()
    assert known.consent_service_at is not None
    client.force_login(manager)
    card = page(client, "portrait", known.pk, ticket=ticket.pk).content.decode()
    assert "known by a typed number alone" in card
    assert post(client, "portrait-join", known.pk, ticket=ticket.pk).status_code == 200
    assert "here with A001" in page(client, "portrait", known.pk, ticket=ticket.pk).content.decode()
    client.logout()

    shown = client.get(address).content.decode()
    takes_back = client.post(address, {"purpose": "service", "gives": "0"})

    assert address in client.get(ticket_page).content.decode()
    for hidden in (*SECRETS, "张", "5678"):
        assert hidden not in shown
    assert takes_back.status_code == 302
    known.refresh_from_db()
    assert (known.consent_service_at, known.consent_marketing_at) == (None, None)
    assert client.post(address, {"purpose": "marketing", "gives": "1"}).status_code == 302
    known.refresh_from_db()
    assert known.consent_marketing_at is not None
    assert ConsentEntry.objects.get(purpose="marketing").way == "phone_page"
    for bad in ({"purpose": "household", "gives": "1"}, {"purpose": "service"}, {}):
        assert client.post(address, bad).status_code == 400
    clock.shift(2 * DAY)
    assert client.post(address, {"purpose": "service", "gives": "1"}).status_code == 409
    assert client.post(address, {"purpose": "marketing", "gives": "0"}).status_code == 302
    client.force_login(manager)
    assert client.post(address, {"purpose": "service", "gives": "0"}).status_code == 403


def test_nothing_personal_gets_into_journal_logs_or_walls(
    client: Client,
    branch: Branch,
    known: Customer,
    ticket: Ticket,
    manager: Staff,
    wall: Device,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    client.force_login(manager)
    for text in (PHONE, DOCUMENT, BANK_CARD, "13900000000"):
        post(client, "finding-find", branch.code, purpose="serve", text=text)
    post(client, "portrait-join", known.pk, ticket=ticket.pk)
    post(client, "portrait-consent", known.pk, purpose="marketing", gives="1")
    client.get(reverse("marketing:portrait", args=[known.pk]))

    rows = Entry.objects.filter(branch_id=branch.pk)
    assert {"customer.found", "customer.viewed", "ticket.identified", "customer.consent_given"} <= {
        row.type for row in rows
    }
    told = [f"{row.payload} {row.by_name}" for row in rows]
    told += [record.getMessage() for record in caplog.records if record.name != "django.db.backends"]
    told += [
        panels.render(panel.name, Scope(branch.pk, "en", "branch", None, known.consent_service_at or row.at))
        for row in rows[:1]
        for screen in ("wall", "staff-wall")
        for panel in panels.of_screen(screen)
        if panel.audience == "branch"
    ]
    assert len(told) > len(rows)
    for secret in (*SECRETS, "张*明"):
        assert not [line for line in told if secret in line], secret


def test_hints_do_not_tell_why_a_customer_is_left_in_peace(branch: Branch, known: Customer, at: dt.datetime) -> None:
    Customer.objects.filter(pk=known.pk).update(consent_service_at=at, consent_marketing_at=at)
    known.refresh_from_db()
    hold_contact(branch, kind=ContactHoldKind.COMPLAINT, cause=("complaint", 1), customer_id=known.pk, by=SYSTEM, at=at)

    hints = hints_of(known, at=at)
    with translation.override("en"):
        page = render_to_string("marketing/portrait/_hints.html", {"hints": hints, "may_view": True})

    assert hints.silence == Silence.COMPLAINT
    assert "complaint" not in page.lower()
    assert "Leave this customer in peace." in page
