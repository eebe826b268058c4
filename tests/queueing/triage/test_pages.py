"""Triage on the tablet and at the kiosk, over HTTP."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from devices.domain.states import report
from devices.enums import DeviceStatus
from lobby.branches.enums import Channel, ServiceFamily, ZoneKind
from queueing.domain import waiting
from queueing.models import RoutingDecision, SlotRule, Ticket, Visit
from queueing.triage.advice import advise
from tests.factories import make_counter, make_document, make_service, make_ticket, make_zone

JSON = {"headers": {"Accept": "application/json"}}
FLOW = "f" * 22
MINUTE = dt.timedelta(minutes=1)
pytestmark = pytest.mark.usefixtures("clock", "session")


@pytest.fixture
def tablet(client, manager):
    client.force_login(manager)
    client.cookies["django_language"] = "en"
    return client


def ways(tablet, branch, **asked):
    return tablet.get(f"/floor/{branch.code}/advice/", asked)


def token_in(html):
    return re.search(r'name="advice" value="([^"]+)"', html)[1]


def issue(tablet, branch, **data):
    return tablet.post(f"/floor/{branch.code}/tickets/", data, **JSON)


def test_the_best_way_is_one_button_and_the_others_ask_why(tablet, branch, cash, smart, vtm):
    html = ways(tablet, branch, service="cash").content.decode()

    assert re.findall(r'option-best" name="choice" value="([^"]+)"', html) == ["smart_counter"]
    others = set(re.findall(r'name="choice" value="(\w+) \w+"', html))
    assert others == {"counter", "vtm"}
    assert "Soonest: done in about 5 min, 3 min before the counter." in html


def test_an_elderly_customer_is_shown_machines_only_at_wish(tablet, branch, cash, smart):
    html = ways(tablet, branch, service="cash", traits=["elderly"]).content.decode()

    assert re.findall(r'option-best" name="choice" value="([^"]+)"', html) == ["counter"]
    assert re.findall(r'value="smart_counter (\w+)"', html) == ["customer_wish"]


def test_accepting_is_one_post(tablet, branch, cash, smart):
    visit = tablet.post(f"/floor/{branch.code}/greet/", **JSON).json()["visit"]
    token = token_in(ways(tablet, branch, service="cash").content.decode())

    answer = issue(tablet, branch, service="cash", visit=visit, advice=token, choice="smart_counter")

    html = answer.content.decode()
    assert answer.status_code == 201
    for words in ("A001", "Please use the machine", "Please go to: SC9 · Hall", "you go first at the counter"):
        assert words in html
    decision = RoutingDecision.objects.get()
    assert (decision.chosen, decision.triage_seconds) == ("smart_counter", Visit.objects.get().triage_seconds)


def test_a_repeat_shows_the_same_number_and_decides_once(tablet, branch, cash, smart):
    visit = tablet.post(f"/floor/{branch.code}/greet/", **JSON).json()["visit"]
    data = {"service": "cash", "visit": visit, "choice": "smart_counter"}
    data["advice"] = token_in(ways(tablet, branch, service="cash").content.decode())

    first, second = (issue(tablet, branch, **data) for _ in range(2))

    assert first.content == second.content
    assert RoutingDecision.objects.count() == 1


def test_a_complex_service_tells_its_minutes_and_papers(tablet, branch, personal):
    make_document(personal, "护照", "Passport")
    token = token_in(ways(tablet, branch, service="personal").content.decode())

    html = issue(tablet, branch, service="personal", advice=token, choice="counter").content.decode()

    assert "It takes about 15 min." in html
    assert "Please have ready: Passport" in html


def test_care_shows_its_helper_on_slip_and_detail(tablet, branch, cash, manager):
    token = token_in(ways(tablet, branch, service="cash", traits=["disabled"]).content.decode())

    html = issue(tablet, branch, service="cash", traits=["disabled"], advice=token, choice="counter").content.decode()

    assert f"{manager.name} helps you." in html
    detail = tablet.get(f"/floor/tickets/{Ticket.objects.get().pk}/").content.decode()
    assert f"{manager.name} helps this customer." in detail


def test_a_guess_is_kept_with_its_signs(tablet, branch, cash, personal):
    token = token_in(ways(tablet, branch, service="cash").content.decode())

    issue(tablet, branch, service="cash", advice=token, choice="counter", guess="personal", signs=["briefcase"])

    decision = RoutingDecision.objects.get()
    assert (decision.guess, decision.guess_signs) == (personal, ["briefcase"])


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ({"choice": "counter"}, "override_missing"),
        ({"choice": "counter because"}, "override_missing"),
        ({"choice": "self_service customer_wish"}, "unknown_option"),
        ({"choice": "Counter!"}, "invalid"),
        ({"choice": "smart_counter", "advice": "forged"}, "advice_expired"),
        ({"choice": "smart_counter", "guess": "cash", "signs": ["fine clothes"]}, "invalid"),
    ],
)
def test_wrong_choices_issue_nothing(tablet, branch, cash, smart, data, code):
    token = token_in(ways(tablet, branch, service="cash").content.decode())

    answer = issue(tablet, branch, **{"service": "cash", "advice": token, **data})

    assert answer.json()["code"] == code
    assert not Ticket.objects.exists()


def test_a_machine_that_failed_meanwhile_is_refused_in_words(tablet, branch, cash, smart, manager, at):
    token = token_in(ways(tablet, branch, service="cash").content.decode())
    report(smart, DeviceStatus.DOWN, by=manager.actor, at=at)

    answer = issue(tablet, branch, service="cash", advice=token, choice="smart_counter")

    assert (answer.status_code, answer.json()["code"]) == (409, "device_out_of_use")
    assert "smart_counter" not in ways(tablet, branch, service="cash").content.decode()


@pytest.mark.parametrize("asked", [{}, {"service": "moon"}, {"service": "cash", "reference": "nobody"}])
def test_a_wrong_question_is_400(tablet, branch, cash, asked):
    assert ways(tablet, branch, **asked).status_code == 400


def test_strangers_and_lookers_on_get_no_advice(client, branch, cash, stranger, teller):
    client.force_login(stranger)
    assert ways(client, branch, service="cash").status_code == 404


@pytest.mark.parametrize("verb", ["done", "failed"])
def test_the_end_of_a_diversion_from_the_detail(tablet, branch, cash, smart, manager, route, at, verb):
    ticket = make_ticket(cash, at, by=manager, route=route(cash, "smart_counter"))
    assert "diversion/done" in tablet.get(f"/floor/tickets/{ticket.pk}/").content.decode()

    answer = tablet.post(f"/floor/tickets/{ticket.pk}/diversion/{verb}/", **JSON)

    ticket.refresh_from_db()
    assert (answer.status_code, ticket.status) == (200, {"done": "done", "failed": "waiting"}[verb])


def test_the_detail_splits_the_time_of_the_visit(tablet, cash, smart, manager, route, clock, at):
    ticket = make_ticket(cash, at, by=manager, route=route(cash, "smart_counter"))
    waiting.complete_diversion(ticket, by=manager.actor, at=at + 4 * MINUTE)
    clock.shift(10 * MINUTE)
    tablet.force_login(manager)

    html = re.sub(r"<[^>]+>", "", tablet.get(f"/floor/tickets/{ticket.pk}/").content.decode())

    assert "triage 0:00" in html
    assert "served 4:00" in html


# The kiosk.


@pytest.fixture
def kiosk_screen(browser_of, kiosk):
    return browser_of(kiosk)


@pytest.fixture
def press(kiosk_screen, kiosk):
    """Press something on a page of the kiosk; answers where it leads."""

    def do(**fields):
        csrf = re.search(
            r'csrfmiddlewaretoken" value="([^"]+)"', kiosk_screen.get(f"/kiosk/{kiosk.code}/").content.decode()
        )
        data = {"csrfmiddlewaretoken": csrf[1], "flow": FLOW, "service": "cash", **fields}
        return kiosk_screen.post(f"/kiosk/{kiosk.code}/take/?lang=en", data, HTTP_ACCEPT="application/json")

    return do


def test_the_kiosk_asks_when_a_machine_is_clearly_sooner(kiosk_screen, press, smart, cash):
    address = press().json()["redirect"]

    html = kiosk_screen.get(address).content.decode()

    assert not Ticket.objects.exists()
    assert "SC9 is about 3 min sooner. Would you like to use it?" in html
    assert re.findall(r'name="choice" value="(\w+)"', html) == ["smart_counter", "counter"]


@pytest.mark.parametrize(
    ("choice", "status", "offer", "reason"),
    [("smart_counter", "diverted", "accepted", ""), ("counter", "waiting", "declined", "customer_wish")],
)
def test_either_answer_gives_a_number(kiosk_screen, press, smart, cash, kiosk, choice, status, offer, reason):
    question = kiosk_screen.get(press().json()["redirect"]).content.decode()

    slip = kiosk_screen.get(press(advice=token_in(question), choice=choice).json()["redirect"]).content.decode()

    ticket, decision = Ticket.objects.get(), RoutingDecision.objects.get()
    assert ticket.number in slip
    assert (ticket.status, decision.offer, decision.override_reason, decision.by_name) == (
        status,
        offer,
        reason,
        kiosk.code,
    )
    assert ("Please use the machine" in slip) == (choice == "smart_counter")


def test_the_kiosk_never_asks_who_wants_care(press, smart, cash):
    assert "/tickets/" in press(traits=["elderly"]).json()["redirect"]
    assert not RoutingDecision.objects.exists()


def test_the_kiosk_does_not_ask_about_less_than_the_margin(press, branch, smart, cash):
    branch.policies.update(triage_margin_s=193)

    assert "/tickets/" in press().json()["redirect"]


def test_the_kiosk_never_offers_a_video_teller_to_somebody_alone(press, vtm, cash, session):
    cash.standard_minutes = 60
    cash.save()

    assert "/tickets/" in press().json()["redirect"]


def test_a_double_answer_gives_one_number(kiosk_screen, press, smart, cash):
    token = token_in(kiosk_screen.get(press().json()["redirect"]).content.decode())

    first, again = (press(advice=token, choice="smart_counter").json() for _ in range(2))

    assert first == again
    assert Ticket.objects.count() == RoutingDecision.objects.count() == 1


def test_a_crafted_question_is_not_shown(kiosk_screen, kiosk, cash):
    address = f"/kiosk/{kiosk.code}/offer/"

    assert kiosk_screen.get(address).status_code == 404
    assert kiosk_screen.get(address, {"flow": FLOW, "service": "cash", "advice": "forged"}).status_code == 409


def test_advice_for_the_counter_is_no_question(kiosk_screen, kiosk, branch, cash, session, at):
    query = {"flow": FLOW, "service": "cash", "advice": advise(branch, cash, at=at).token}

    assert kiosk_screen.get(f"/kiosk/{kiosk.code}/offer/", query).status_code == 404


@pytest.mark.parametrize(("language", "words"), [("en", "Please go to: SC9 · Hall"), ("zh-hans", "请前往：SC9 · 大厅")])
def test_the_phone_says_which_machine(client, cash, smart, manager, route, at, language, words):
    ticket = make_ticket(cash, at, by=manager, route=route(cash, "smart_counter"))

    assert words in client.get(f"/t/{ticket.page_token}/", {"lang": language}).content.decode()


def test_a_busy_wealth_desk_leads_to_its_free_times(tablet, client, branch):
    zone = make_zone(branch, "wealth", ZoneKind.WEALTH)
    wealth = make_service(branch, "wealth", "V", zone=zone, family=ServiceFamily.WEALTH, channels=[Channel.WEALTH_DESK])
    make_counter(branch, "7", zone, [wealth])
    SlotRule.objects.create(branch=branch, service=wealth, capacity=1, length_min=30, lead_min=30)

    html = ways(tablet, branch, service="wealth").content.decode()

    link = re.search(r'class="button option-book" href="([^"]+)"', html)[1]
    assert link == "/book/7001/?service=wealth"
    assert "start=" in client.get(link).content.decode()
