"""VT-1 and the desks: who gets which page, what they may press, what it costs."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from devices.domain import states, vtm
from devices.enums import DeviceStatus
from devices.enums.vtm import VtmStatus as S
from devices.forms.vtm import IdentityForm
from devices.models.vtm import VtmSession
from lobby.branches import keys
from lobby.branches.enums import DeviceKind
from lobby.branches.middleware import DEVICE_COOKIE
from lobby.branches.models import AccessKey, Staff
from lobby.live import panels
from lobby.live.events import matches
from lobby.live.scopes import Scope
from tests.devices.vtm.drawings import DRAWING
from tests.factories import make_device

JSON = {"headers": {"Accept": "application/json"}}
ACTS = ("type", "understand", "sign", "rate", "hang-up", "resume", "beat", "number", "ask")


@pytest.fixture
def at() -> dt.datetime:
    """Pages read the clock themselves."""
    return timezone.now().replace(microsecond=0) - dt.timedelta(seconds=5)


@pytest.fixture
def paired(machine):
    """A browser on the machine."""
    client = Client()
    client.cookies[DEVICE_COOKIE] = keys.create_key(machine, at=timezone.now())[1]
    return client


def test_the_machine_shows_its_start_and_asks_one_question_after_the_other(paired, machine, card):
    assert 'data-vt-state="start"' in paired.get("/vtm/TESTVTM/").content.decode()
    pages = {
        "": 'id="vt-number"',
        "?services=1": 'value="card"',
        "?number=Z9": 'role="alert"',
        "?service=card": 'name="used"',
        "?service=card&used=no": 'name="escort"',
        "?service=card&used=yes": 'value="no"',
    }
    for query, part in pages.items():
        assert part in paired.get(f"/vtm/TESTVTM/begin/{query}").content.decode(), query


def test_a_machine_out_of_order_asks_nobody_anything(paired, machine, card, manager, at):
    states.report(machine, DeviceStatus.DOWN, by=manager.actor, at=at)

    html = paired.get("/vtm/TESTVTM/").content.decode()
    begun = paired.get("/vtm/TESTVTM/begin/")

    assert "data-onward" not in html
    assert 'data-key="out"' in html
    assert (begun.status_code, begun.url) == (302, "/vtm/TESTVTM/?lang=zh-hans")
    states.report(machine, DeviceStatus.AVAILABLE, by=manager.actor, at=at)
    assert "data-onward" in paired.get("/vtm/TESTVTM/").content.decode()


def test_the_machines_page_hears_of_its_own_state_alone(machine):
    shown = panels.get("vtm-terminal")
    assert any(matches(pattern, "device.status_changed") for pattern in shown.dirtied_by)
    assert not any(matches(pattern, "device.status_changed") for pattern in panels.get("vtm-queue").dirtied_by)


def test_from_consent_to_rating(paired, client, machine, card, agent):
    asked = paired.post(
        "/vtm/TESTVTM/ask/", {"service": "card", "used": "yes", "camera": "no", "consents": "on"}, **JSON
    )
    assert asked.json()["redirect"].startswith("/vtm/TESTVTM/")
    assert paired.post("/vtm/TESTVTM/type/", {"need": "a new card"}, **JSON).status_code == 200

    client.force_login(agent)
    address = client.post("/video/next/", **JSON).json()["redirect"]
    assert "a new card" in client.get(address).content.decode()
    session = VtmSession.objects.get()
    shown = {"document": "id_card", "tail": "1234", "live_check": "no_camera"}
    for verb, said in (
        ("identity", shown),
        ("accept", {}),
        ("describe", {"amount": "10"}),
        ("begin", {}),
        ("signature", {}),
    ):
        assert client.post(f"{address}{verb}/", said, **JSON).status_code == 200, verb
        assert paired.get("/vtm/TESTVTM/").status_code == client.get(address).status_code == 200
    picture = SimpleUploadedFile("signature.png", DRAWING, "image/png")
    assert paired.post("/vtm/TESTVTM/sign/", {"image": picture}, **JSON).status_code == 200
    assert paired.post("/vtm/TESTVTM/rate/", {"rating": "4"}, **JSON).status_code == 200

    session.refresh_from_db()
    assert (session.status, session.rating, session.has_camera) == (S.COMPLETED, 4, False)


@pytest.mark.parametrize("verb", ACTS)
def test_no_staff_login_drives_a_customers_session(paired, brought_to, agent, manager, verb):
    session = brought_to(S.SIGNING)
    superuser = Staff.objects.create_superuser("root", "geheim")
    for staff in (agent, manager, superuser):
        alone = Client()
        alone.force_login(staff)
        beside = Client()
        beside.force_login(staff)
        beside.cookies[DEVICE_COOKIE] = paired.cookies[DEVICE_COOKIE].value
        key = keys.create_key(staff, at=timezone.now())[1]
        answers = [
            alone.post(f"/vtm/TESTVTM/{verb}/", **JSON),
            beside.post(f"/vtm/TESTVTM/{verb}/", **JSON),
            Client().post(
                f"/vtm/TESTVTM/{verb}/", headers={"Accept": "application/json", "Authorization": f"Key {key}"}
            ),
        ]
        assert [(one.status_code, one.json()["code"]) for one in answers] == [(403, "customer_acts")] * 3
    session.refresh_from_db()
    assert session.status == S.SIGNING


def test_strangers_other_machines_and_revoked_keys_get_nothing(machine, branch, paired):
    other = Client()
    other.cookies[DEVICE_COOKIE] = keys.create_key(make_device(branch, "VTM8", DeviceKind.VTM), at=timezone.now())[1]
    AccessKey.objects.filter(device=machine).update(revoked_at=timezone.now())

    for client in (Client(), other, paired):
        assert client.post("/vtm/TESTVTM/hang-up/", **JSON).status_code == 404
        assert client.get("/vtm/TESTVTM/").status_code == 404


def test_staff_see_how_the_machine_is_set_up_and_no_customer(client, brought_to, manager, stranger):
    brought_to(S.SIGNING)
    client.force_login(manager)
    page = client.get("/vtm/TESTVTM/").content.decode()
    assert "create_key --device TESTVTM" in page
    assert "data-session" not in page
    client.force_login(stranger)
    assert client.get("/vtm/TESTVTM/").status_code == 404


def test_desks_are_for_those_who_work_there(client, brought_to, agent, agent2, authoriser, manager, stranger):
    session = brought_to(S.IDENTIFYING)
    for staff, address, status in (
        (manager, "/video/", 403),
        (stranger, "/video/", 403),
        (manager, "/video/approvals/", 403),
        (agent, "/video/", 200),
        (agent, "/video/approvals/", 403),
        (authoriser, "/video/approvals/", 200),
        (agent, f"/video/sessions/{session.pk}/", 200),
        (agent2, f"/video/sessions/{session.pk}/", 403),
        (agent, "/video/sessions/999999/", 404),
    ):
        client.force_login(staff)
        assert client.get(address).status_code == status, (staff, address)
    client.force_login(agent2)
    assert client.post(f"/video/sessions/{session.pk}/accept/", **JSON).json()["code"] == "not_your_session"


def test_the_authoriser_decides_and_the_agent_does_not(client, brought_to, agent, authoriser, at):
    session = brought_to(S.AUTHORISING)
    client.force_login(authoriser)
    assert client.post(f"/video/approvals/{session.pk}/refuse/", **JSON).status_code == 400
    assert "60,000" in client.get("/video/approvals/").content.decode()
    assert client.post(f"/video/approvals/{session.pk}/approve/", **JSON).status_code == 200
    assert client.post(f"/video/approvals/{session.pk}/approve/", **JSON).status_code == 409
    session.refresh_from_db()
    assert session.status == S.SIGNING


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("status", S)
def test_every_state_is_shown_to_both(brought_to, machine, agent, at, status, language):
    brought_to(status)

    for name, kind, about in (("vtm-terminal", "device", machine.pk), ("vtm-session", "person", agent.pk)):
        html = panels.render(name, Scope(machine.branch_id, language, kind, about, at))
        assert "state-error" not in html


@pytest.mark.parametrize("count", [1, 3])
def test_lists_cost_the_same_however_long(call, branch, agent, at, count, django_assert_max_num_queries):
    for n in range(count):
        call(device=make_device(branch, f"V{n}", DeviceKind.VTM))

    with django_assert_max_num_queries(8):
        html = panels.attempt(panels.get("vtm-queue"), Scope(branch.pk, "en", "person", agent.pk, at))
    assert html.count('data-key="call-') == count


def test_what_a_terminal_costs(call, machine, agent, at, django_assert_max_num_queries):
    call()

    with django_assert_max_num_queries(9):
        panels.attempt(panels.get("vtm-terminal"), Scope(machine.branch_id, "en", "device", machine.pk, at))


@pytest.mark.parametrize(
    "said", [{"number": "A" * 99}, {"service": "\0"}, {"service": "nothing"}, {"used": "maybe"}, {}]
)
def test_hostile_answers_are_refused(paired, machine, card, said):
    answer = paired.post("/vtm/TESTVTM/ask/", said, **JSON)

    assert answer.status_code == 400
    assert not VtmSession.objects.exists()


def test_a_picture_that_is_none_is_no_signature(paired, brought_to):
    session = brought_to(S.SIGNING)
    for content in (b"", b"GIF89a", DRAWING + b"more", b"\x89PNG" * 40_000):
        answer = paired.post("/vtm/TESTVTM/sign/", {"image": SimpleUploadedFile("s.png", content)}, **JSON)
        assert answer.status_code == 400
    session.refresh_from_db()
    assert session.status == S.SIGNING


def test_no_open_session_nothing_to_do(paired, machine):
    for verb in ("hang-up", "rate", "beat", "number"):
        assert paired.post(f"/vtm/TESTVTM/{verb}/", **JSON).status_code == 404


def test_signing_on_over_the_page(client, make_agent):
    staff = make_agent("shen", ready=False)
    client.force_login(staff)
    for status in ("online", "away", "offline"):
        assert client.post(f"/video/me/{status}/", **JSON).status_code == 200
        assert staff.vtm_state.__class__.objects.get(staff=staff).status == status
    assert client.post("/video/me/asleep/", **JSON).status_code == 404
    assert vtm.session_of(staff) is None


def test_the_hall_looks_at_a_waiting_call_and_lets_the_customer_go(client, call, manager, agent, stranger):
    session = call()
    client.force_login(manager)
    assert f"/floor/video/{session.pk}/let-go/" in client.get(f"/floor/video/{session.pk}/").content.decode()
    for staff, status in ((stranger, 404), (agent, 403)):
        client.force_login(staff)
        assert client.post(f"/floor/video/{session.pk}/let-go/", **JSON).status_code == status
    client.force_login(manager)
    assert client.post(f"/floor/video/{session.pk}/let-go/", **JSON).status_code == 200
    assert client.post(f"/floor/video/{session.pk}/let-go/", **JSON).status_code == 409
    session.refresh_from_db()
    assert (session.status, session.end_reason) == (S.CANCELLED, "left")


@pytest.mark.parametrize(("tail", "is_good"), [("1234", True), ("12X", True), ("核对无误", False), ("1 23", False)])
def test_the_end_of_a_documents_number_is_of_letters_and_digits(tail: str, is_good: bool) -> None:
    form = IdentityForm({"document": "passport", "tail": tail, "live_check": "passed"})
    assert form.is_valid() is is_good
