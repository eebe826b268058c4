"""The ways a rating comes: phone, kiosk, evaluator, program, telephone; what each page shows and refuses."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.test import Client
from django.urls import reverse

from complaints.domain import ratings
from complaints.enums.ratings import RatingSource, Recovery
from complaints.models import Rating
from complaints.panels.ratings import is_at_counter
from devices.events.vtm import VtmCompleted
from devices.models.vtm import VtmSession
from lobby.branches.actors import CUSTOMER, SYSTEM
from lobby.branches.enums import DeviceKind, RoleCode
from lobby.floor.models import Reminder
from lobby.live import journal, panels
from lobby.live.models import Entry
from lobby.live.scopes import Scope
from queueing.domain.calling import call_next
from queueing.enums import TicketStatus
from queueing.models import Ticket
from tests import factories
from tests.callers import Caller
from tests.complaints.ratings.conftest import MINUTE, serve

pytestmark = pytest.mark.usefixtures("clock")
JSON = {"HTTP_ACCEPT": "application/json"}


@pytest.fixture
def page():
    """A customer's browser: no session, CSRF checked."""
    return Client(enforce_csrf_checks=True)


def sent(client, shown, target, **fields):
    """Post what a page's form sends."""
    html = client.get(shown).content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"|name="csrf-token" content="([^"]+)"', html)
    return client.post(target, {"csrfmiddlewaretoken": token[1] or token[2], **fields}, **JSON)


def test_on_the_phone_before_during_and_after_the_day(page, cash, served, manager, clock, at):
    own = reverse("complaints:ticket-rating", args=[served.page_token])
    waiting = factories.make_ticket(cash, at, by=manager)

    def panel(ticket):
        return panels.render("phone-rating", Scope(ticket.branch_id, "en", "ticket", ticket.pk, clock_now()))

    def clock_now():
        return dt.datetime.now(dt.UTC)

    assert "rating" not in panel(waiting)
    clock.move_to(at + 6 * MINUTE)
    faces = panel(served)
    for words in ("very dissatisfied", "dissatisfied", "so-so", "satisfied", "very satisfied"):
        assert words in faces
    assert re.findall(r"<b>(\d)</b>", faces) == ["1", "2", "3", "4", "5"]
    ticket_page = page.get(reverse("queueing:ticket-page", args=[served.page_token])).content.decode()
    assert "ratings.js" in ticket_page
    assert 'name="score"' in ticket_page

    assert sent(page, own, own + "give/", score="9").status_code == 400
    assert sent(page, own, own + "give/", score="2").status_code == 200
    assert sent(page, own, own + "give/", score="2").json()["code"] == "already_rated"
    assert sent(page, own, own + "more/", nps="3", comment="<b>太慢</b>").status_code == 200
    html = page.get(own).content.decode()
    assert "太慢" not in html  # what was sent is not read back to whoever holds the phone
    assert sent(page, own, own + "back/").status_code == 200
    assert not Rating.objects.exists()
    assert sent(page, own, own + "back/").json()["code"] == "rating_stands"

    clock.move_to(at + dt.timedelta(hours=20))
    ended = page.get(reverse("queueing:ticket-page", args=[served.page_token])).content.decode()
    assert own in ended
    assert sent(page, own, own + "give/", score="4").status_code == 200
    clock.move_to(at + dt.timedelta(days=3))
    assert own not in page.get(reverse("queueing:ticket-page", args=[served.page_token])).content.decode()
    assert sent(page, own, own + "more/", nps="3").json()["code"] == "rating_closed"
    assert page.get(reverse("complaints:ticket-rating", args=["x" * 22])).status_code == 404

    staff = Client()
    staff.force_login(manager)
    assert staff.post(own + "give/", {"score": "5"}, **JSON).status_code == 403  # never by staff on the customer's page


def test_at_the_kiosk_by_the_number_of_the_slip(
    browser_of, kiosk, other_branch, cash, session, served, teller, manager, clock, at
):
    clock.move_to(at + 6 * MINUTE)
    screen, start = browser_of(kiosk), reverse("complaints:kiosk-rating", args=[kiosk.code])
    faces = reverse("complaints:kiosk-rating-faces", args=[kiosk.code, "A001"])
    waiting = factories.make_ticket(cash, at, by=manager)

    assert start in screen.get(reverse("queueing:kiosk", args=[kiosk.code])).content.decode()
    assert sent(screen, start, start + "find/", number="Z999").json()["code"] == "no_such_number"
    assert sent(screen, start, start + "find/", number="\0x%").json()["code"] in {"no_such_number", "invalid"}
    assert sent(screen, start, start + "find/", number=waiting.number).json()["code"] == "not_served"
    scanned = f"https://bank.example/t/{served.page_token}/?lang=en"
    for words in (" a001", scanned):
        assert sent(screen, start, start + "find/", number=words).json()["redirect"].startswith(faces)
    assert served.page_token not in screen.get(faces).content.decode()
    own = Client()
    own.force_login(teller)
    assert own.get(faces).status_code == 200
    assert own.post(faces + "give/", {"score": "5"}, **JSON).status_code == 403  # staff look, customers touch
    assert sent(screen, faces, faces + "give/", score="1").status_code == 200
    assert sent(screen, faces, faces + "give/", score="5").json()["code"] == "already_rated"
    assert sent(screen, faces, faces + "more/", nps="0", comment="nothing is typed here").status_code == 200
    rating = Rating.objects.get()
    assert (rating.source, rating.score, rating.nps, rating.comment) == ("kiosk", 1, 0, "")
    assert Reminder.objects.filter(subject_id=rating.pk, kind="rating.recovery").exists()
    assert sent(screen, faces, faces + "back/").status_code == 200

    ratings.give(served, by=CUSTOMER, at=at + 6 * MINUTE, score=5, source=RatingSource.PHONE)
    assert sent(screen, start, faces + "back/").json()["code"] == "rating_stands"  # a phone's rating is not the kiosk's
    other = browser_of(factories.make_device(other_branch, "FARKIOSK", DeviceKind.KIOSK))
    assert other.get(faces).status_code == 404


def test_the_evaluator_asks_whoever_was_just_served_at_its_counter(
    browser_of, evaluator, cash, session, served, counter, counter2, teller, manager, clock, at
):
    screen, address = browser_of(evaluator), reverse("complaints:evaluator", args=[evaluator.code])
    staff = Client()
    staff.force_login(manager)
    assert "evaluator-counter" in staff.get(address).content.decode()
    colleague = Client()
    colleague.force_login(teller)
    assert colleague.get(address).status_code == 403
    clock.move_to(at + 5 * MINUTE + dt.timedelta(seconds=10))
    staff.force_login(manager)
    give = {"ticket": served.pk, "score": "5"}
    assert sent(screen, address, address + "give/", **give).json()["code"] == "not_at_this_counter"
    staff.post(address + "place/", {"counter": counter2.pk}, **JSON)
    assert sent(screen, address, address + "give/", **give).json()["code"] == "not_at_this_counter"
    staff.post(address + "place/", {"counter": counter.pk}, **JSON)

    def shown(moment):
        return panels.render("evaluator", Scope(evaluator.branch_id, "en", "device", evaluator.pk, moment))

    assert "A001" in shown(at + 6 * MINUTE)
    assert "非常满意" in shown(at + 6 * MINUTE) or "very satisfied" in shown(at + 6 * MINUTE)
    assert "A001" not in shown(at + 7 * MINUTE)  # a minute and a half is enough
    mine = Entry(type="ticket.called", payload={"counter": "1"}, subject_type="ticket", subject_id=1)
    others = Entry(type="ticket.called", payload={"counter": "2"}, subject_type="ticket", subject_id=1)
    assert (is_at_counter(mine, evaluator.pk), is_at_counter(others, evaluator.pk)) == (True, False)
    assert staff.post(address + "give/", give, **JSON).status_code == 403
    assert sent(screen, address, address + "give/", **give).status_code == 200
    assert sent(screen, address, address + "give/", **give).json()["code"] == "already_rated"
    assert sent(screen, address, address + "back/").status_code == 200
    assert sent(screen, address, address + "give/", **give).status_code == 200
    assert Rating.objects.get().source == "counter"

    factories.make_ticket(cash, at, by=manager)
    call_next(session, by=teller.actor, at=at + 6 * MINUTE)
    assert "A001" not in shown(at + 6 * MINUTE)


def test_programs_rate_by_their_key(
    cash, session, served, kiosk, wall, evaluator, counter, teller, manager, stranger, clock, at
):
    clock.move_to(at + 6 * MINUTE)
    address = f"/tickets/{served.pk}/rating/"
    # A stranger, a colleague without the right, whoever served, a wall, an evaluator elsewhere.
    for who, status, code in (
        (stranger, 404, "not_found"),
        (teller, 403, "forbidden"),
        (wall, 403, "forbidden"),
        (evaluator, 409, "not_at_this_counter"),
    ):
        answer = Caller(who, at).post(address, {"score": 5})
        assert (answer.status_code, answer.json()["code"]) == (status, code)
    caller = Caller(kiosk, at)
    for body in (
        {},
        {"score": "5"},
        {"score": 0},
        {"score": 6},
        {"score": 5, "nps": 11},
        {"score": 5, "comment": "x" * 501},
        {"score": 5, "comment": "\0"},
        {"score": True},
        {"score": 4.5},
        {"score": 5, "nps": []},
    ):
        assert caller.post(address, body).status_code == 400, body
    first = caller.post(address, {"score": 5, "nps": 10, "comment": "很好", "asked_by": "call"}, key="k1")
    assert first.status_code == 201
    assert first.json() | {"id": 0, "given_at": ""} == {
        "id": 0,
        "ticket": served.pk,
        "number": "A001",
        "score": 5,
        "nps": 10,
        "source": "kiosk",
        "has_comment": True,
        "needs_recovery": False,
        "given_at": "",
    }
    again = caller.post(address, {"score": 5, "nps": 10, "comment": "很好", "asked_by": "call"}, key="k1")
    assert again.json() == first.json()
    assert caller.post(address, {"score": 5}).json()["code"] == "already_rated"

    second = serve(cash, session, manager, at + 6 * MINUTE)
    clock.move_to(at + 12 * MINUTE)
    told = Caller(manager, at).post(f"/tickets/{second.pk}/rating/", {"score": 2, "asked_by": "survey"})
    assert (told.json()["source"], told.json()["needs_recovery"]) == ("survey", True)
    lead = factories.make_staff("bo", served.branch, RoleCode.TELLER_LEAD)
    factories.make_skills(lead, "cash")
    third = serve(cash, session, manager, at + 12 * MINUTE)
    Ticket.objects.filter(pk=third.pk).update(
        session=factories.make_session(factories.make_counter(served.branch, "9", counter.zone, [cash]), lead, at)
    )
    clock.move_to(at + 18 * MINUTE)
    assert Caller(lead, at).post(f"/tickets/{third.pk}/rating/", {"score": 5}).json()["code"] == "own_service"


def test_the_staffs_page_shows_marks_to_many_and_words_to_few(client, served, teller, manager, stranger, clock, at):
    clock.move_to(at + 6 * MINUTE)
    address = reverse("complaints:ratings", args=[served.branch.code])
    rating = ratings.give(served, by=CUSTOMER, at=at + 6 * MINUTE, score=1, source=RatingSource.PHONE, comment="等太久")
    detail = reverse("complaints:rating", args=[rating.pk])
    client.force_login(manager)
    html = client.get(address).content.decode()
    assert "A001" in html
    assert "等太久" not in html
    assert "等太久" in client.get(detail).content.decode()
    assert Entry.objects.get(type="rating.read").by_id == manager.pk
    assistant = factories.make_staff("yan", served.branch, RoleCode.LMA)
    client.force_login(assistant)
    assert client.get(address).status_code == 403
    shown = client.get(detail).content.decode()
    assert "等太久" not in shown
    assert Entry.objects.filter(type="rating.read").count() == 1
    for who, status in ((teller, 403), (stranger, 404)):
        client.force_login(who)
        assert client.get(detail).status_code == status
        assert client.post(detail + "recover/", {"how": "talked"}, **JSON).status_code == status
    client.force_login(assistant)
    assert client.post(detail + "recover/", {"how": "task"}, **JSON).status_code == 400
    assert client.post(detail + "recover/", {"how": "talked", "note": "道歉"}, **JSON).status_code == 200
    assert client.post(detail + "recover/", {"how": "talked"}, **JSON).json()["code"] == "not_to_recover"


def test_what_a_customer_said_by_telephone(client, served, manager, clock, at):
    clock.move_to(at + dt.timedelta(hours=23))
    address = reverse("complaints:rating-call", args=[served.branch.code])
    said = {"number": "a001", "day": "2026-03-10", "score": "4", "source": "call", "comment": "还行"}
    client.force_login(manager)
    assert client.post(address, said | {"day": "2026-03-12"}, **JSON).status_code == 400
    assert client.post(address, said | {"number": "A777"}, **JSON).json()["code"] == "no_such_number"
    assert client.post(address, said, **JSON).status_code == 200
    rating = Rating.objects.get()
    assert (rating.source, rating.given_by, rating.comment) == ("call", manager, "还行")
    client.force_login(factories.make_staff("yan", served.branch, RoleCode.LMA))
    assert client.post(address, said, **JSON).status_code == 403


def test_a_video_teller_rates_once_as_well(branch, cash, served, teller2, at):
    machine = factories.make_device(branch, "TESTVTM", DeviceKind.VTM)
    made = {
        "branch": branch,
        "device": machine,
        "day": at.date(),
        "service": cash,
        "consent_at": at,
        "requested_at": at,
        "since": at,
        "status": "failed",
        "connected_at": at,
        "agent": teller2,
        "recording_ref": "x",
        "ended_at": at,
    }

    def complete(**fields):
        one = VtmSession.objects.create(**{**made, **fields})
        news = {
            "device": machine.pk,
            "code": machine.code,
            "service": "cash",
            "status": "completed",
            "agent": teller2.pk,
        }
        with journal.unit(by=SYSTEM, at=at + 6 * MINUTE):
            journal.record(
                VtmCompleted(
                    branch_id=branch.pk,
                    vtm_session=one.pk,
                    about_type=one.subject_type,
                    about_id=one.subject_id,
                    **news,
                )
            )
        return one

    complete(rating=None)
    assert not Rating.objects.exists()
    free = complete(rating=2)
    rating = Rating.objects.get()
    assert (rating.video, rating.ticket, rating.source, rating.served_by) == (free, None, "machine", teller2)
    assert Reminder.objects.filter(subject_id=rating.pk, kind="rating.recovery").exists()
    ratings.give(served, by=CUSTOMER, at=at + 6 * MINUTE, score=5, source=RatingSource.PHONE)
    Ticket.objects.filter(pk=served.pk).update(status=TicketStatus.DONE)
    complete(rating=1, subject_type="ticket", subject_id=served.pk)
    assert Rating.objects.count() == 2
    assert Recovery.TASK == "task"
