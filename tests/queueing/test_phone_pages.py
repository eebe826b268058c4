"""The customer's own page: what it says in each state, what may be done, and that its link stays a secret."""

from __future__ import annotations

import datetime as dt
import gzip
import re

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from lobby.live import panels, screens
from lobby.live.credentials import Credentials
from lobby.live.models import Entry
from lobby.live.scopes import Audience, Scope
from queueing.domain.calling import call_next
from queueing.domain.issuing import issue
from queueing.domain.serving import finish, hold, send_back, start
from queueing.domain.waiting import cancel, leave, miss
from queueing.enums import ReturnReason, Source, TicketStatus, Trait
from queueing.estimate import Wait, waits
from queueing.panels.phone import WORDS
from queueing.selectors.lines import minutes_of
from queueing.selectors.phone import is_near, positions
from tests import factories

pytestmark = pytest.mark.usefixtures("clock")
JSON = {"HTTP_ACCEPT": "application/json"}
COLD_LOAD_BYTES = 50_000


@pytest.fixture
def ticket(cash, counter, manager, at):
    return factories.make_ticket(cash, at, by=manager)


@pytest.fixture
def phone():
    """A customer's browser: no session, CSRF checked."""
    return Client(enforce_csrf_checks=True)


def address(ticket, name="ticket-page"):
    return reverse(f"queueing:{name}", args=[ticket.page_token])


def act(phone, ticket, name, **headers):
    html = phone.get(address(ticket)).content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', html)[1]
    return phone.post(address(ticket, f"ticket-page-{name}"), {"csrfmiddlewaretoken": token}, **{**JSON, **headers})


def turn(ticket, at, language="en"):
    return panels.render("turn", Scope(ticket.branch_id, language, "ticket", ticket.pk, at))


@pytest.mark.parametrize(
    ("language", "words"),
    [("zh-hans", ["大厅", "支行7001", "English"]), ("en", ["1 ahead", "about {minutes} min", "中文"])],
)
def test_number_place_and_estimate_in_both_languages(phone, session, cash, ticket, manager, at, language, words):
    second = factories.make_ticket(cash, at, by=manager)

    html = phone.get(address(second), {"lang": language}).content.decode()

    assert f'<html lang="{language}"' in html
    assert '<h1 class="turn-number">A002</h1>' in html
    for one in words:
        assert one.format(minutes=minutes_of(second.quoted_p50_s)) in html


def test_large_print_is_kept_by_the_links(phone, ticket):
    html = phone.get(address(ticket), {"text": "large"}).content.decode()

    assert 'data-text="large"' in html
    assert 'href="?lang=en&amp;text=large"' in html


def test_link_stays_a_secret(phone, ticket):
    response = phone.get(address(ticket))

    assert response["Referrer-Policy"] == "no-referrer"
    assert response["X-Robots-Tag"] == "noindex"
    assert "no-store" in response["Cache-Control"]
    assert len(ticket.page_token) >= 22


def test_page_shows_no_name(phone, branch, cash, session, teller, manager, at):
    customer = factories.make_customer(branch, at, by=manager, name="欧阳小明")
    mine = factories.make_ticket(cash, at, by=manager, customer=customer)
    call_next(session, by=teller.actor, at=at)

    html = phone.get(address(mine)).content.decode()

    assert "A001" in html
    for name in ("欧阳", "小明", teller.name, "Mei"):
        assert f">{name}" not in html
        assert f" {name} " not in html


@pytest.mark.parametrize("token", ["unknown", "a" * 300, "%00", "..%2f..", "%F0%9F%92%A5", "' OR 1=1"])
def test_unknown_links_find_nothing(phone, ticket, token):
    assert phone.get(f"/t/{token}/").status_code == 404
    assert phone.post(f"/t/{token}/leave/").status_code in {403, 404}


def test_every_state_has_words(ticket):
    assert set(WORDS) == set(TicketStatus.values)


def test_called_says_where_to_go(session, ticket, teller, at):
    call_next(session, by=teller.actor, at=at)

    html = turn(ticket, at)

    assert "It is your turn" in html
    assert "<b>Counter 1</b>" in html
    assert 'data-called-at="2026-03-10T10:00:00+08:00"' in html


def test_states_after_the_call(session, ticket, teller, at):
    called = call_next(session, by=teller.actor, at=at)
    serving = start(called, by=teller.actor, at=at)
    assert "You are being served" in turn(ticket, at)

    held = hold(serving, by=teller.actor, at=at)
    assert "You need no new number" in turn(held, at)


def test_states_that_ask_something_of_the_customer(session, cash, ticket, teller, manager, at):
    served = start(call_next(session, by=teller.actor, at=at), by=teller.actor, at=at)
    send_back(served, by=teller.actor, at=at, reason=ReturnReason.COPY)
    assert "Please complete your papers" in turn(ticket, at)

    again = start(call_next(session, by=teller.actor, at=at), by=teller.actor, at=at)
    finish(again, by=teller.actor, at=at)
    assert "Thank you for your visit." in turn(ticket, at)

    factories.make_ticket(cash, at, by=manager)
    missed = miss(call_next(session, by=teller.actor, at=at), by=teller.actor, at=at)
    assert "the number can be brought back" in turn(missed, at)


def test_ended_tickets_offer_nothing(phone, cash, manager, at):
    left = leave(factories.make_ticket(cash, at, by=manager), by=manager.actor, at=at)
    cancelled = cancel(factories.make_ticket(cash, at, by=manager), by=manager.actor, at=at, reason="twice")

    for ended in (left, cancelled):
        html = phone.get(address(ended)).content.decode()
        assert len(re.findall(r'data-way="\w+" hidden', html)) == 2
        assert "data-may-" not in html


@pytest.mark.parametrize(
    ("ahead", "p50_s", "near"), [(0, 9999, True), (3, 9999, True), (9, 300, True), (4, 301, False)]
)
def test_nearly_your_turn_by_people_or_by_time(branch, ahead, p50_s, near):
    policy = branch.policies.get()

    assert is_near(Wait(ahead, p50_s, p50_s), policy) is near


def test_postpone_lets_others_go_first_and_can_be_done_once(phone, cash, ticket, manager, at):
    for seconds in range(1, 5):
        factories.make_ticket(cash, at + dt.timedelta(seconds=seconds), by=manager)

    answer = act(phone, ticket, "postpone")
    again = act(phone, ticket, "postpone")

    assert (answer.status_code, list(answer.json())) == (200, ["message"])
    assert positions(ticket.branch_id, at)[ticket.pk]["ahead"] == 3
    assert (again.status_code, again.json()["code"]) == (409, "once_only")
    entry = Entry.objects.get(type="ticket.postponed")
    assert (entry.by_kind, entry.by_id) == ("customer", None)


def test_leave_ends_the_number(phone, ticket):
    assert act(phone, ticket, "leave").status_code == 200
    again = act(phone, ticket, "leave")

    ticket.refresh_from_db()
    assert ticket.status == TicketStatus.ABANDONED
    assert (again.status_code, again.json()["code"]) == (409, "illegal_move")


def test_messages_are_in_the_language_of_the_page(phone, ticket):
    html = phone.get(address(ticket), {"lang": "en"}).content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', html)[1]
    action = re.search(r'action="([^"]+/leave/[^"]*)"', html)[1]

    answer = phone.post(action, {"csrfmiddlewaretoken": token}, **JSON)

    assert answer.json()["message"] == "You have left the queue."


def test_without_scripts_a_post_goes_back_to_the_ticket(phone, ticket):
    answer = act(phone, ticket, "leave", HTTP_ACCEPT="text/html")

    assert (answer.status_code, answer["Location"]) == (302, address(ticket))


@pytest.mark.parametrize("name", ["ticket-page-postpone", "ticket-page-leave"])
def test_posts_need_the_csrf_token_and_gets_do_nothing(phone, ticket, name):
    assert phone.post(address(ticket, name)).status_code == 403
    assert phone.get(address(ticket, name)).status_code == 405
    ticket.refresh_from_db()
    assert ticket.status == TicketStatus.WAITING


def test_a_served_customer_can_neither_postpone_nor_leave(phone, session, ticket, teller, at):
    start(call_next(session, by=teller.actor, at=at), by=teller.actor, at=at)

    for name in ("postpone", "leave"):
        assert act(phone, ticket, name).json()["code"] == "illegal_move"


def test_ticket_of_a_past_day_says_that_it_has_ended(phone, ticket, clock, at):
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', phone.get(address(ticket)).content.decode())[1]
    clock.move_to(at + dt.timedelta(days=1))

    html = phone.get(address(ticket), {"lang": "en"}).content.decode()
    refused = phone.post(address(ticket, "ticket-page-leave"), {"csrfmiddlewaretoken": token}, **JSON)

    assert "This ticket has ended" in html
    assert "2026-03-10" in html
    assert "data-live-screen" not in html
    assert (refused.status_code, refused.json()["code"]) == (409, "day_closed")


def test_screen_opens_by_the_ticket_secret_alone(branch, other_branch, ticket, manager, wall, clock, at):
    screen = screens.find("ticket")

    admitted = screen.audience_for(Credentials(language="en", token=ticket.page_token), branch)
    assert admitted == Audience(language="en", ticket=ticket.pk)
    for refused in ({}, {"token": "wrong"}, {"token": "\0"}, {"staff": manager}, {"device": wall}):
        assert screen.audience_for(Credentials(language="en", **refused), branch) is None
    assert screen.audience_for(Credentials(language="en", token=ticket.page_token), other_branch) is None
    clock.move_to(at + dt.timedelta(days=1))
    assert screen.audience_for(Credentials(language="en", token=ticket.page_token), branch) is None


def test_poll_gives_only_the_news_of_the_own_ticket(phone, branch, ticket, cash, session, teller, manager, at):
    other = factories.make_ticket(cash, at, by=manager)
    call_next(session, by=teller.actor, at=at)

    def poll(one):
        return phone.get(f"/live/ticket/?branch={branch.code}&since=0&token={one.page_token}").json()

    assert [event["type"] for event in poll(ticket)["events"]] == ["ticket.issued", "ticket.called"]
    assert [event["type"] for event in poll(other)["events"]] == ["ticket.issued"]
    wait = waits(branch, at=at)[other.pk]
    assert poll(other)["values"] == {
        "ahead": 0,
        "p50_s": wait.p50_s,
        "p90_s": wait.p90_s,
        "needs_opening": False,
        "near": True,
    }
    assert poll(ticket)["values"] == {}


def test_only_news_of_the_own_ticket_makes_the_panel_anew(ticket, cash, manager, at):
    other = factories.make_ticket(cash, at, by=manager)
    panel, news = panels.get("turn"), Entry.objects.get(subject_id=other.pk, type="ticket.issued")

    assert panel.is_changed_by(news, other.pk)
    assert not panel.is_changed_by(news, ticket.pk)


@pytest.mark.parametrize("rows", [1, 3])
def test_page_and_positions_cost_the_same_for_any_queue(
    phone, branch, session, cash, manager, at, rows, django_assert_num_queries
):
    for _ in range(rows):
        mine = factories.make_ticket(cash, at, by=manager)

    with django_assert_num_queries(4):
        assert len(positions(branch.pk, at)) == rows
    # Ticket, the journal's number, policy for the words; the panel: ticket, estimate 2, policy, zones; of
    # papers: ticket, documents, review, forms, templates; of help: ticket, call; of the rating: ticket.
    with django_assert_num_queries(20):
        phone.get(address(mine))


def test_cold_load_is_small(phone, branch, zone, cash, session, kiosk, at):
    for document in ("身份证原件", "银行卡", "户口本"):
        factories.make_document(cash, document)
    for code in "abcdef":
        factories.make_zone(branch, code)
    mine = issue(branch, by=kiosk.actor, at=at, service=cash, source=Source.KIOSK, traits=[Trait.ELDERLY])

    html = phone.get(address(mine)).content
    linked = set(re.findall(r'(?:src|href)="/static/([^"]+)"', html.decode()))
    files = linked | {found for name in linked for found in imports_of(name)}

    assert {"queueing/phone.js", "queueing/phone.css", "live/live.js", "lobby/base.css"} <= files
    loaded = {name: len(gzip.compress((settings.ROOT / "static" / name).read_bytes())) for name in files}
    assert len(gzip.compress(html)) + sum(loaded.values()) < COLD_LOAD_BYTES, loaded


def imports_of(name, seen=()):
    """Modules that a module loads, and theirs."""
    path = settings.ROOT / "static" / name
    if path.suffix != ".js" or name in seen:
        return set()
    found = {
        (path.parent / relative).resolve().relative_to(settings.ROOT / "static").as_posix()
        for relative in re.findall(r'from "(\.[^"]+)"', path.read_text())
    }
    return found | {further for one in found for further in imports_of(one, (*seen, name))}
