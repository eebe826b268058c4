"""The hall on the tablet: forgotten counters and issuing by hand."""

import pytest

from devices.domain import states
from devices.enums import DeviceStatus
from lobby.branches.enums import Channel, DeviceKind
from lobby.branches.models import BusinessDay
from lobby.live import panels
from lobby.live.scopes import Scope
from queueing.domain.calling import call_next
from queueing.domain.serving import start
from queueing.domain.waiting import divert
from queueing.enums import SessionStatus, TicketStatus
from queueing.models import CounterSession, Ticket
from queueing.selectors import hall
from tests.factories import make_device, make_ticket

JSON = {"headers": {"Accept": "application/json"}}


@pytest.fixture(autouse=True)
def signed_in(client, manager):
    client.force_login(manager)


def end(client, session, reason="forgot to sign out"):
    return client.post(f"/floor/sessions/{session.pk}/end/", {"reason": reason}, **JSON)


def test_a_manager_ends_a_stuck_session_and_its_ticket(client, session, teller, manager, cash, at):
    make_ticket(cash, at, by=manager)
    start(call_next(session, by=teller.actor, at=at), by=teller.actor, at=at)

    assert end(client, session).status_code == 200

    session.refresh_from_db()
    ticket = Ticket.objects.get()
    assert (session.status, session.close_reason) == (SessionStatus.CLOSED, "forgot to sign out")
    assert (ticket.status, ticket.end_reason) == (TicketStatus.DONE, "forgot to sign out")
    again = end(client, session)
    assert (again.status_code, again.json()["code"]) == (409, "counter_not_open")


def test_a_reason_is_needed(client, session):
    assert end(client, session, reason=" ").status_code == 400
    assert CounterSession.objects.get().closed_at is None


def test_a_teller_ends_nobody(client, session, teller2):
    client.force_login(teller2)

    assert end(client, session).status_code == 403
    assert "<form" not in client.get(f"/floor/sessions/{session.pk}/").content.decode()


def test_a_stranger_finds_no_session(client, session, stranger):
    client.force_login(stranger)

    assert end(client, session).status_code == 404
    assert client.get(f"/floor/sessions/{session.pk}/").status_code == 404


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_the_sessions_detail(client, session, teller, language, django_assert_num_queries):
    client.cookies["django_language"] = language

    with django_assert_num_queries(5):
        html = client.get(f"/floor/sessions/{session.pk}/").content.decode()

    assert teller.name in html
    assert f"/floor/sessions/{session.pk}/end/" in html


def test_stop_and_resume_issuing_each_take_the_other_back(client, branch):
    stopped = client.post(f"/floor/{branch.code}/issuing/stop/", {"reason": "系统升级"}, **JSON)
    assert BusinessDay.objects.get().stopped_reason == "系统升级"

    resumed = client.post(stopped.json()["undo"], **JSON)
    assert BusinessDay.objects.get().stopped_at is None

    client.post(resumed.json()["undo"], **JSON)
    assert BusinessDay.objects.get().stopped_reason == "系统升级"


def test_stopping_needs_a_reason(client, branch):
    assert client.post(f"/floor/{branch.code}/issuing/stop/", {}, **JSON).status_code == 400


@pytest.mark.parametrize("verb", ["stop", "resume"])
def test_issuing_is_the_managers(client, branch, teller, stranger, verb):
    client.force_login(teller)
    assert client.post(f"/floor/{branch.code}/issuing/{verb}/", {"reason": "x"}, **JSON).status_code == 403
    client.force_login(stranger)
    assert client.post(f"/floor/{branch.code}/issuing/{verb}/", {"reason": "x"}, **JSON).status_code == 404


def test_looking_changes_nothing(client, session, branch):
    assert client.get(f"/floor/sessions/{session.pk}/end/").status_code == 405
    assert client.get(f"/floor/{branch.code}/issuing/stop/").status_code == 405
    assert CounterSession.objects.get().closed_at is None


def test_of_many_machines_those_that_need_a_hand_have_the_rows(branch, cash, manager, at):
    cash.channels = [Channel.COUNTER, Channel.SMART_COUNTER]
    cash.save()
    machines = [make_device(branch, f"SC{n:03}", DeviceKind.SMART_COUNTER) for n in range(hall.MACHINES_SHOWN + 3)]
    *_, taken, silent, broken = machines
    states.report(broken, DeviceStatus.DOWN, by=manager.actor, at=at)
    states.report(silent, DeviceStatus.UNKNOWN, by=manager.actor, at=at)
    divert(make_ticket(cash, at, by=manager), by=manager.actor, at=at, channel=Channel.SMART_COUNTER, device=taken)

    found = hall.at_machines(branch, at=at)

    shown = [machine.device.code for machine, _ in found.rows]
    assert shown == [one.code for one in (silent, broken, taken, *machines[: hall.MACHINES_SHOWN - 3])]
    assert found.rest == [(DeviceStatus.AVAILABLE, "fine", 3)]
    html = panels.render("floor-machines", Scope(branch.pk, "en", "branch", None, at))
    assert "3 more machines" in html
    assert "3 available" in html
    assert f'href="/floor/{branch.code}/fleet/"' in html
