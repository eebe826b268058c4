"""The kiosk: from the question to the slip, and everything that may stand in the way."""

from __future__ import annotations

import datetime as dt
import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from devices.domain.states import report
from devices.enums import DeviceStatus
from lobby.branches.actors import SYSTEM
from lobby.branches.enums import Channel, DeviceKind, RoleCode
from lobby.branches.models import Device
from lobby.live import panels, screens
from lobby.live.credentials import Credentials
from lobby.live.models import Entry
from lobby.live.scopes import Scope
from queueing.domain.days import begun_day, close_day, stop_issuing
from queueing.enums import PriorityClass, Source
from queueing.models import Ticket
from queueing.selectors.lines import minutes_of
from queueing.slips import qr_code
from queueing.views.kiosk import issue_once
from tests import factories

pytestmark = pytest.mark.usefixtures("clock")
JSON = {"HTTP_ACCEPT": "application/json"}
FLOW = "a" * 22


@pytest.fixture
def page(kiosk):
    return reverse("queueing:kiosk", args=[kiosk.code])


@pytest.fixture
def take(kiosk):
    return reverse("queueing:kiosk-take", args=[kiosk.code])


@pytest.fixture
def screen(browser_of, kiosk):
    return browser_of(kiosk)


def filled(screen: Client, page: str, **fields):
    """What the page's form sends: its own flow and CSRF token, and the service touched."""
    html = screen.get(page).content.decode()
    hidden = dict(re.findall(r'name="(csrfmiddlewaretoken|flow)" value="([^"]+)"', html))
    return {**hidden, **fields}


def services(branch, at, language="zh-hans"):
    return panels.render("kiosk-services", Scope(branch.pk, language, "branch", None, at))


def test_machines_of_each_service_are_told_in_two_statements(branch, cash, at, django_assert_num_queries):
    cash.channels = [Channel.COUNTER, Channel.SMART_COUNTER]
    cash.save()
    asked = Scope(branch.pk, "en", "branch", None, at)

    def able():
        with django_assert_num_queries(2):
            return re.findall(r'data-able="cash" value="([^"]*)"', panels.render("kiosk-machines", asked))

    first, *others = (factories.make_device(branch, f"SC{n}", DeviceKind.SMART_COUNTER) for n in range(3))
    Device.objects.filter(pk__in=[one.pk for one in others]).update(is_active=False)
    assert able() == [f"{first.pk}"]
    Device.objects.update(is_active=True)
    assert able() == [" ".join(str(one.pk) for one in (first, *others))]
    report(first, DeviceStatus.DOWN, by=SYSTEM, at=at)
    assert able() == [" ".join(str(one.pk) for one in others)]


def test_two_touches_at_most_give_a_number(screen, page, take, kiosk, cash, at):
    response = screen.post(take, filled(screen, page, service="cash"))

    ticket = Ticket.objects.get()
    slip = screen.get(response["Location"]).content.decode()
    assert response.status_code == 302
    assert (ticket.number, ticket.source, ticket.priority) == ("A001", Source.KIOSK, PriorityClass.NORMAL)
    assert '<p class="slip-number">A001</p>' in slip
    entry = Entry.objects.get(type="ticket.issued")
    assert (entry.by_kind, entry.by_name) == ("device", kiosk.code)


def test_care_is_one_touch_more(screen, page, take, cash):
    screen.post(take, filled(screen, page, service="cash", traits=["elderly", "with_child"]))

    ticket = Ticket.objects.get()
    assert ticket.priority == PriorityClass.CARE
    assert set(ticket.traits) == {"elderly", "with_child"}


def test_language_of_the_kiosk_is_the_language_of_the_ticket(screen, page, take, cash):
    response = screen.post(f"{take}?lang=en&text=large", filled(screen, page, service="cash"))

    assert Ticket.objects.get().language == "en"
    assert response["Location"].endswith("?lang=en&text=large")


@pytest.mark.parametrize(
    ("language", "service", "other"), [("zh-hans", "业务cash", "English"), ("en", "Service cash", "中文")]
)
def test_page_in_both_languages_offers_the_other_and_large_print(screen, page, cash, language, service, other):
    html = screen.get(page, {"lang": language}).content.decode()

    assert f'<html lang="{language}"' in html
    assert service in html
    assert f">{other}</a>" in html
    assert f'href="?lang={language}&amp;text=large"' in html
    assert 'data-text="large"' in screen.get(page, {"lang": language, "text": "large"}).content.decode()


def test_slip_says_everything_that_the_customer_needs(screen, page, take, branch, cash, manager, at):
    factories.make_document(cash, "身份证原件")
    factories.make_document(cash, "银行卡")
    branch.ticket_footer_zh = "客服热线 95500"
    branch.save()
    factories.make_ticket(cash, at, by=manager)

    address = screen.post(take, filled(screen, page, service="cash"))["Location"]
    slip = screen.get(address).content.decode()

    ticket = Ticket.objects.get(number="A002")
    for words in ("大厅", "身份证原件 · 银行卡", "客服热线 95500", "2026-03-10 10:00"):
        assert words in slip
    assert qr_code(f"http://testserver/t/{ticket.page_token}/") in slip
    assert f'data-prints-itself="{ticket.page_token}"' in slip
    assert "style=" not in slip


def test_slip_does_not_print_itself_for_somebody_who_only_looks(client, page, take, kiosk, cash, manager, at):
    client.force_login(manager)
    address = client.post(take, {"flow": FLOW, "service": "cash"})["Location"]

    assert "data-prints-itself" not in client.get(address).content.decode()
    assert Entry.objects.get(type="ticket.issued").by_name == manager.name


def test_a_repeated_press_gives_the_same_ticket(screen, page, take, cash, personal):
    sent = filled(screen, page, service="cash")

    first = screen.post(take, sent, **JSON).json()
    again = screen.post(take, sent, **JSON).json()
    other_tile = screen.post(take, {**sent, "service": "personal"}, **JSON).json()

    assert first == again == other_tile
    assert Ticket.objects.count() == 1


def test_each_page_is_a_flow_of_its_own(screen, page, take, cash):
    for _ in range(2):
        screen.post(take, filled(screen, page, service="cash"))

    assert [ticket.number for ticket in Ticket.objects.order_by("pk")] == ["A001", "A002"]


def test_flows_of_two_kiosks_do_not_meet(browser_of, branch, kiosk, cash, at):
    beside = factories.make_device(branch, "KIOSK2", DeviceKind.KIOSK)
    chosen = {"service": cash, "traits": [], "flow": FLOW}

    assert issue_once(kiosk, kiosk, chosen, at=at) != issue_once(beside, beside, chosen, at=at)


@pytest.mark.django_db(transaction=True)
def test_a_double_press_at_the_same_moment_gives_one_ticket(branch, kiosk, cash, at):
    def press(_: int) -> str:
        try:
            return issue_once(kiosk, kiosk, {"service": cash, "traits": [], "flow": FLOW}, at=at)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        tokens = set(pool.map(press, range(4)))

    assert len(tokens) == 1
    assert Ticket.objects.count() == 1


def test_a_refused_press_may_succeed_later(screen, page, take, cash):
    sent = filled(screen, page, service="cash")
    cash.is_stopped = True
    cash.save()
    assert screen.post(take, sent, **JSON).json()["code"] == "issuing_stopped"
    cash.is_stopped = False
    cash.save()

    assert "redirect" in screen.post(take, sent, **JSON).json()


def test_stopped_services_say_why_and_cannot_be_touched(branch, cash, personal, zone, manager, at):
    cash.is_stopped, cash.stopped_message_zh = True, "现金业务今日停办"
    cash.save()
    personal.daily_cap = 1
    personal.save()
    factories.make_service(branch, "early", "E", zone=zone, issue_until=dt.time(9, 30))
    factories.make_service(branch, "open", "O", zone=zone, daily_cap=5)
    factories.make_ticket(personal, at, by=manager)

    html = services(branch, at)

    tiles = dict(re.findall(r'value="(\w+)" (disabled)?>', html))
    assert tiles == {"cash": "disabled", "personal": "disabled", "early": "disabled", "open": ""}
    assert "现金业务今日停办" in html


def test_where_every_service_is_stopped_it_says_whom_to_ask(branch, cash, personal, at):
    words = "Please see the lobby manager, or touch Help below"
    cash.is_stopped = True
    cash.save()
    assert words not in services(branch, at, "en")

    personal.is_stopped = True
    personal.save()

    assert words in services(branch, at, "en")


def test_stopped_by_hand_shows_the_message_instead_of_services(branch, cash, manager, at):
    stop_issuing(branch, by=manager.actor, at=at, reason="系统维护，15:30 恢复")

    html = services(branch, at)

    assert "系统维护，15:30 恢复" in html
    assert "kiosk-tile" not in html


@pytest.mark.parametrize(
    ("hours", "words"),
    [(-2, "We are not open yet"), (8, "We are closed for today"), (24 * 4, "The branch does not open today.")],
)
def test_closed_by_hours_says_so(branch, cash, at, hours, words):
    html = services(branch, at + dt.timedelta(hours=hours), "en")

    assert words in html
    assert "kiosk-tile" not in html


def test_press_after_closing_is_refused_in_words(screen, page, take, branch, cash, manager, at):
    sent = filled(screen, page, service="cash")
    close_day(begun_day(branch, at=at), by=manager.actor, at=at)

    refusal = screen.post(take, sent, **JSON)

    assert (refusal.status_code, refusal.json()["code"]) == (409, "branch_closed")
    assert Ticket.objects.count() == 0


@pytest.mark.parametrize(
    "bad",
    [
        {"service": ""},
        {"service": "nope"},
        {"service": "other"},
        {"service": "cash\0"},
        {"service": "' OR 1=1 --"},
        {"service": "💥" * 400},
        {"traits": ["vip"]},
        {"traits": ["<b>"]},
        {"flow": ""},
        {"flow": "short"},
        {"flow": "a" * 65},
        {"flow": "a" * 21 + "\n"},
        {"flow": "é" * 22},
    ],
)
def test_bad_input_is_400_and_leaves_nothing(screen, page, take, cash, other_branch, bad):
    factories.make_service(other_branch, "other", "Z")

    refusal = screen.post(take, {**filled(screen, page, service="cash"), **bad}, **JSON)

    assert refusal.status_code == 400
    assert Ticket.objects.count() == 0


def test_post_without_csrf_token_is_refused(screen, page, take, cash):
    assert screen.post(take, {"flow": FLOW, "service": "cash"}).status_code == 403
    assert Ticket.objects.count() == 0


def test_strangers_and_other_devices_find_nothing(
    client, browser_of, page, take, kiosk, wall, cash, branch, other_branch, stranger
):
    elsewhere = factories.make_device(other_branch, "KIOSKX", DeviceKind.KIOSK)
    beside = factories.make_device(branch, "KIOSK2", DeviceKind.KIOSK)

    assert client.get(page).status_code == 404
    assert client.post(take, {"flow": FLOW, "service": "cash"}).status_code == 404
    for device in (wall, elsewhere, beside):
        assert browser_of(device).get(page).status_code == 404
    client.force_login(stranger)
    assert client.get(page).status_code == 404
    client.force_login(factories.make_staff("adviser", branch, RoleCode.BA))
    assert client.get(page).status_code == 403


def test_a_kiosk_does_only_its_own_job(screen, branch, wall, session, manager):
    for path in (f"/wall/{wall.code}/", f"/floor/{branch.code}/", f"/head/{branch.code}/", "/teller/"):
        assert screen.get(path).status_code in {302, 403, 404}
    for name in ("wall", "floor", "teller", "cockpit"):
        assert screen.get(f"/live/{name}/", {"branch": branch.code}).status_code in {403, 404}
    assert screen.get("/live/kiosk/", {"branch": branch.code}).status_code == 200


def test_screen_is_open_to_kiosks_of_the_branch_and_who_may_issue(branch, other_branch, kiosk, wall, manager, stranger):
    kiosk_screen = screens.find("kiosk")

    for allowed in ({"device": kiosk}, {"staff": manager}):
        assert kiosk_screen.audience_for(Credentials(language="en", **allowed), branch)
    for refused in ({}, {"device": wall}, {"staff": stranger}, {"token": "x"}):
        assert kiosk_screen.audience_for(Credentials(language="en", **refused), branch) is None
    assert kiosk_screen.audience_for(Credentials(language="en", device=kiosk), other_branch) is None


def test_slip_of_another_branch_or_day_is_not_shown(screen, kiosk, other_branch, cash, manager, stranger, clock, at):
    elsewhere = factories.make_ticket(factories.make_service(other_branch, "x", "X"), at, by=stranger)
    mine = factories.make_ticket(cash, at, by=manager)

    def slip(token: str) -> int:
        return screen.get(reverse("queueing:kiosk-ticket", args=[kiosk.code, token])).status_code

    assert (slip(mine.page_token), slip(elsewhere.page_token), slip("unknown")) == (200, 404, 404)
    clock.move_to(at + dt.timedelta(days=1))
    assert slip(mine.page_token) == 404


def test_page_carries_what_its_scripts_need(screen, page, cash):
    html = screen.get(page).content.decode()

    assert 'data-idle-seconds="45" data-kiosk-start' in html
    assert "data-kiosk-start" not in screen.get(page, {"lang": "en"}).content.decode()
    assert "data-out-of-reach hidden" in html
    assert "Please see the lobby manager" in html


@pytest.mark.parametrize("rows", [1, 3])
def test_page_costs_the_same_for_any_number_of_services(
    screen, page, cash, manager, at, rows, django_assert_num_queries
):
    factories.make_ticket(cash, at, by=manager)
    for index in range(rows - 1):
        factories.make_ticket(factories.make_service(cash.branch, f"s{index}", "BC"[index]), at, by=manager)

    # The key, the journal's number; branch, day, services, counts, the estimate's two, a call for help, urgent notices.
    with django_assert_num_queries(12):
        screen.get(page)


@pytest.mark.parametrize(("seconds", "minutes"), [(0, 0), (29, 0), (30, 1), (60, 1), (61, 2), (540, 9)])
def test_minutes_are_rounded_up(seconds, minutes):
    assert minutes_of(seconds) == minutes
