"""The page on the machine and the tablet beside it: who gets in, what is left behind, what it costs."""

from __future__ import annotations

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from devices import guests, offers
from devices.domain import smart
from devices.domain.states import held, settle
from devices.enums.reports import Paper, Word
from devices.enums.smart import SmartStatus as S
from devices.mapping import Circumstances, read
from devices.models.smart import AssistSession, SmartSession, SmartStep
from devices.offers import Offer
from devices.reports import Report
from lobby.branches.actors import SYSTEM
from lobby.branches.enums import RoleCode
from lobby.branches.keys import create_key
from lobby.branches.middleware import DEVICE_COOKIE
from lobby.branches.models import Staff
from lobby.floor import kinds
from lobby.live import journal
from queueing.models import Ticket
from tests.devices.smart.conftest import SECOND, TYPED
from tests.factories import make_device, make_staff, make_ticket
from tests.statements import statements_at_most

CARD = {"kind": "card", "given": "6222021234567890"}


@pytest.fixture(autouse=True)
def clock(at):
    """The pages read the clock: it stands still at ten."""
    with time_machine.travel(at, tick=False) as traveller:
        yield traveller


@pytest.fixture
def browser(machine, at):
    """The machine's own browser, paired with its key."""
    client = Client(headers={"Accept": "application/json"})
    client.cookies[DEVICE_COOKIE] = create_key(machine, at=at)[1]
    return client


@pytest.fixture
def tablet(helper):
    """The assistant's tablet."""
    client = Client(headers={"Accept": "application/json"})
    client.force_login(helper)
    client.cookies["django_language"] = "en"
    return client


def page(client, machine, language="en"):
    return client.get(f"/smart/{machine.code}/?lang={language}", headers={"Accept": "text/html"})


def post(client, machine, verb, **body):
    return client.post(f"/smart/{machine.code}/{verb}/?lang=en", body)


def test_a_customer_goes_through_the_five_steps(browser, machine, transfer, manager, at):
    ticket = make_ticket(transfer, at, by=manager)

    assert "Do it yourself" in page(browser, machine).content.decode()
    assert post(browser, machine, "start", number=ticket.number.lower()).status_code == 200
    assert "How would you like to show who you are?" in page(browser, machine).content.decode()
    assert post(browser, machine, "identify", **CARD).status_code == 200
    assert "Service transfer" in page(browser, machine).content.decode()
    assert post(browser, machine, "choose", service="transfer").status_code == 200
    assert "question 1 of 3" in page(browser, machine).content.decode()
    for key, value in TYPED.items():
        assert post(browser, machine, "answer", key=key, value=value).status_code == 200
    assert "Everything is entered" in page(browser, machine).content.decode()
    assert post(browser, machine, "submit").status_code == 200
    summary = page(browser, machine).content.decode()
    assert "Zhang Ming" in summary
    assert "··7890" in summary
    assert "6222" not in summary
    assert post(browser, machine, "confirm").status_code == 200

    receipt = page(browser, machine).content.decode()
    assert "Please take your documents, card and slip with you." in receipt
    assert "Zhang" not in receipt
    assert Ticket.objects.get(pk=ticket.pk).status == "done"
    assert SmartStep.objects.count() == 4
    assert post(browser, machine, "clear").status_code == 200
    assert "Please take your documents" not in page(browser, machine).content.decode()


def test_confirming_before_entry_is_refused(browser, machine, begin):
    begin()

    answer = post(browser, machine, "confirm")

    assert (answer.status_code, answer.json()["code"]) == (409, "illegal_smart_move")


def test_a_wrong_line_says_what_is_wrong_and_is_not_kept(browser, machine, brought_to):
    brought_to(S.INPUT)

    answer = post(browser, machine, "answer", key="amount", value="<script>")

    assert (answer.status_code, answer.json()["code"]) == (400, "smart_line_invalid")
    assert (SmartSession.objects.get().errors, SmartSession.objects.get().entries) == (1, {})


def test_what_cannot_be_read_is_a_mistake(browser, machine, begin):
    begin()

    nothing = post(browser, machine, "identify", kind="card", given="")
    assert nothing.json()["fields"] == {"given": ["Please give the number first."]}
    answer = post(browser, machine, "identify", kind="card", given="face")

    assert (answer.status_code, answer.json()["code"]) == (400, "not_identified")
    assert SmartSession.objects.get().errors == 1


def test_without_a_reader_nobody_is_identified(browser, machine, begin, settings):
    settings.SMART_READER = ""
    begin()

    assert post(browser, machine, "identify", **CARD).json()["code"] == "no_reader"


@pytest.mark.parametrize(
    "verb", ["identify", "choose", "answer", "submit", "confirm", "back", "leave", "rest", "touch"]
)
def test_no_staff_login_drives_a_customers_session(browser, machine, begin, helper, verb):
    begin()
    root = Staff.objects.create_superuser("root", password="x")

    for staff in (helper, root):
        beside, alone = browser, Client(headers={"Accept": "application/json"})
        for client in (beside, alone):
            client.force_login(staff)
            answer = post(client, machine, verb, **CARD, service="transfer", key="amount", value="5")
            assert (answer.status_code, answer.json()["code"]) == (403, "customer_operates")
    assert SmartSession.objects.get().status == S.IDENTIFY


def test_no_staff_key_does_either(machine, begin, helper, at):
    begin()
    program = Client(headers={"Accept": "application/json", "Authorization": f"Key {create_key(helper, at=at)[1]}"})

    assert post(program, machine, "leave").status_code == 403
    assert post(program, machine, "start").status_code == 403


def test_strangers_and_other_machines_find_nothing(machine, machine2, other_branch, begin, at):
    begin()
    for owner in (machine2, make_device(other_branch, "OSC1", "smart_counter"), make_device(other_branch, "OWALL")):
        other = Client(headers={"Accept": "application/json"})
        other.cookies[DEVICE_COOKIE] = create_key(owner, at=at)[1]
        assert post(other, machine, "leave").status_code == 404
        assert page(other, machine).status_code == 404
    assert post(Client(headers={"Accept": "application/json"}), machine, "leave").status_code == 404
    assert SmartSession.objects.get().status == S.IDENTIFY


@pytest.mark.parametrize(
    ("verb", "body"),
    [
        ("start", {"number": "\0"}),
        ("start", {"number": "x" * 5000}),
        ("identify", {"kind": "face", "given": "1234"}),
        ("identify", {"kind": "card", "given": "1" * 400}),
        ("identify", {}),
        ("choose", {"service": "' OR 1=1 --"}),
        ("choose", {"service": "x\0"}),
        ("answer", {"key": "pin", "value": "1234"}),
        ("answer", {"key": "amount", "value": "1" * 5000}),
        ("back", {"key": "k" * 100}),
        ("explode", {}),
    ],
)
def test_hostile_posts_get_a_refusal(browser, machine, begin, verb, body):
    if verb != "start":
        begin()

    assert 400 <= post(browser, machine, verb, **body).status_code < 500


def test_nothing_of_the_page_is_kept_by_the_browser(browser, machine, brought_to):
    brought_to(S.CONFIRM)

    answer = page(browser, machine)

    assert "no-store" in answer["Cache-Control"]
    assert "Zhang Ming" in answer.content.decode()
    post(browser, machine, "rest")
    assert "Zhang" not in page(browser, machine).content.decode()


def test_the_machine_asks_for_whom_it_was_sent(browser, machine, transfer, manager, at, begin):
    ticket = make_ticket(transfer, at, by=manager)
    smart.leave(begin(), by=machine.actor, at=at)
    session = smart.start(machine, by=machine.actor, at=at, guest=guests.find(machine, ticket.number, at))
    smart.leave(session, by=machine.actor, at=at)
    post(browser, machine, "clear")

    assert f"Are you {ticket.number}?" in page(browser, machine).content.decode()


def test_the_offer_stands_after_completion_alone(browser, machine, brought_to, monkeypatch):
    monkeypatch.setattr(offers, "_providers", [])
    session = brought_to(S.DONE)
    assert "sc-offer" not in page(browser, machine).content.decode()

    offers.register(lambda session, at: Offer("Save it", "A deposit that grows"))

    assert "A deposit that grows" in page(browser, machine).content.decode()
    SmartSession.objects.filter(pk=session.pk).update(status=S.ABORTED, end_reason="idle")
    assert "A deposit that grows" not in page(browser, machine).content.decode()


def test_the_receipts_code_is_for_the_machine_alone(browser, machine, brought_to, transfer, manager, at, tablet):
    ticket = make_ticket(transfer, at, by=manager)
    brought_to(S.DONE, guest=guests.find(machine, ticket.number, at))

    drawn = browser.get(f"/smart/{machine.code}/qr/page/")

    assert (drawn.status_code, drawn["Content-Type"]) == (200, "image/svg+xml")
    assert browser.get(f"/smart/{machine.code}/qr/offer/").status_code == 404
    assert tablet.get(f"/smart/{machine.code}/qr/page/").status_code == 403


def test_staff_see_how_the_machine_is_set_up_and_no_customers_screen(tablet, machine, brought_to):
    brought_to(S.CONFIRM)

    answer = tablet.get(f"/smart/{machine.code}/", headers={"Accept": "text/html"})

    assert answer.status_code == 200
    assert "Zhang" not in answer.content.decode()


@pytest.mark.parametrize("status", [None, S.IDENTIFY, S.SELECT, S.INPUT, S.CONFIRM, S.DONE])
def test_the_machines_page_costs_little_at_every_step(browser, machine, brought_to, status):
    if status is not None:
        brought_to(status)

    with statements_at_most(14):
        page(browser, machine)


def test_the_tablet_lists_sessions_at_a_constant_cost_without_anything_personal(tablet, branch, begin, brought_to):
    address = reverse("devices:smart-places", args=[branch.code])
    brought_to(S.CONFIRM)
    with statements_at_most(14):
        once = tablet.get(address, headers={"Accept": "text/html"})
    for n in (2, 3):
        begin(device=make_device(branch, f"MSC{n}", "smart_counter"))
    with statements_at_most(14):
        answer = tablet.get(address, headers={"Accept": "text/html"})

    assert once.status_code == 200
    shown = answer.content.decode()
    assert "4/5 confirmation" in shown
    assert shown.count("1/5 identity") == 2
    assert not any(word in shown for word in ("Zhang", "7890", "500"))


def test_a_free_machine_that_lacks_a_part_says_so(tablet, machine, branch, at):
    lost = read(Report(at=at, device=Word.ONLINE, paper=Paper.OUT), Circumstances())
    with journal.unit(by=SYSTEM, at=at):
        settle(machine, held(machine.pk, at=at), lost, at=at)

    shown = tablet.get(reverse("devices:smart-places", args=[branch.code]), headers={"Accept": "text/html"})

    assert "partly working" in shown.content.decode()


def test_helping_from_the_tablet(tablet, machine, brought_to, branch):
    session = brought_to(S.INPUT)

    assert tablet.post(f"/floor/assists/at/{machine.pk}/").status_code == 200
    assist = AssistSession.objects.get()
    for verb, code in (("finish", 400), ("go_along", 409), ("step_in", 200)):
        assert tablet.post(f"/floor/assists/{assist.pk}/{verb}/").status_code == code
    answer = tablet.post(f"/floor/assists/{assist.pk}/finish/", {"left": "something"})

    log = answer.json()["redirect"]
    assert log == f"{reverse('floor:found', args=[branch.code])}?device={machine.pk}"
    assert f'value="{machine.pk}" selected' in tablet.get(log, headers={"Accept": "text/html"}).content.decode()
    assert tablet.get(f"{log}x%00", headers={"Accept": "text/html"}).status_code == 200
    assert AssistSession.objects.get().is_clear is False
    assert SmartSession.objects.get(pk=session.pk).status == S.INPUT


def test_the_alert_opens_what_to_do_about_it(tablet, brought_to, helper):
    session = brought_to(S.INPUT)
    address = kinds.subject_address("smart_session", session.pk)

    with statements_at_most(8):
        shown = tablet.get(address, headers={"Accept": "text/html"}).content.decode()
    assert "Help there" in shown
    smart.hand_over(session, by=helper, at=session.since)

    assert "The session is over." in tablet.get(address, headers={"Accept": "text/html"}).content.decode()


def test_a_colleague_brings_the_customer_to_a_counter(tablet, brought_to):
    session = brought_to(S.CONFIRM)

    assert tablet.post(f"/floor/smart/{session.pk}/bring/").status_code == 200
    assert SmartSession.objects.get().status == S.HANDED_OVER
    assert tablet.post(f"/floor/smart/{session.pk}/bring/").status_code == 409


def test_strangers_and_people_without_the_right_help_nobody(tablet, machine, begin, stranger, branch):
    session = begin()
    tablet.post(f"/floor/assists/at/{machine.pk}/")
    assist = AssistSession.objects.get()
    teller = make_staff("guan", branch, RoleCode.SEC)

    for staff, code in ((stranger, 404), (teller, 403)):
        client = Client(headers={"Accept": "application/json"})
        client.force_login(staff)
        assert client.post(f"/floor/assists/at/{machine.pk}/").status_code == code
        assert client.post(f"/floor/assists/{assist.pk}/finish/", {"left": "nothing"}).status_code == code
        assert client.post(f"/floor/smart/{session.pk}/bring/").status_code == code
        assert client.get(reverse("devices:smart-places", args=[branch.code])).status_code == code


def test_a_touch_after_the_end_leads_back_to_the_start(browser, machine, begin):
    session = begin()
    assert post(browser, machine, "touch").json() == {}

    smart.leave(session, by=machine.actor, at=session.since)

    assert post(browser, machine, "touch").json() == {"redirect": f"/smart/{machine.code}/?lang=en"}


def test_the_receipt_leaves_by_itself(browser, machine, brought_to, clock, at):
    brought_to(S.DONE)
    assert "take your documents" in page(browser, machine).content.decode()

    clock.move_to(at + 61 * SECOND)

    assert "take your documents" not in page(browser, machine).content.decode()
