"""Changing the roster over HTTP: insider, stranger, wrong state, missing right, undo."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from lobby.branches.models import Break, Shift
from queueing.models import CounterSession, FlowFactor
from tests import factories

pytestmark = pytest.mark.usefixtures("clock")
JSON = {"Accept": "application/json"}


@pytest.fixture
def acts(branch, shift, lunch, counter2):
    """Every post with a body that works."""
    day = {"date": "2026-03-12", "starts": "09:00", "ends": "17:00"}
    return {
        reverse("queueing:roster-break-move", args=[lunch.pk]): {"starts": "12:15"},
        reverse("queueing:roster-break-add", args=[shift.pk]): {"starts": "15:00", "ends": "15:15", "kind": "break"},
        reverse("queueing:roster-break-cancel", args=[lunch.pk]): {},
        reverse("queueing:roster-shift-place", args=[shift.pk]): {"counter": counter2.pk},
        reverse("queueing:roster-shift-plan", args=[branch.code]): {**day, "staff": shift.staff_id, "post": "counter"},
        reverse("queueing:roster-copy", args=[branch.code]): {"source": "2026-03-10", "date": "2026-03-13"},
        reverse("queueing:roster-shift-cancel", args=[shift.pk]): {},
    }


def test_head_may_everything_that_is_possible_now(client, head, acts):
    client.force_login(head)

    found = [client.post(path, body, headers=JSON).status_code for path, body in acts.items()]

    # The shift has begun: it cannot be taken back any more.
    assert found == [200, 200, 200, 200, 200, 200, 409]


def test_without_the_right_403_and_a_stranger_404_and_nothing_changes(client, teller, stranger, acts):
    found = []
    for person in (teller, stranger):
        client.force_login(person)
        found.append([client.post(path, body, headers=JSON).status_code for path, body in acts.items()])

    assert found == [[403] * 7, [404] * 7]
    assert (Shift.objects.count(), Break.objects.get().starts_at.minute) == (1, 0)


def test_nobody_is_asked_to_sign_in_and_get_is_refused(client, head, acts):
    assert {client.post(path, body).status_code for path, body in acts.items()} == {302}

    client.force_login(head)
    assert {client.get(path).status_code for path in acts} == {405}


def test_a_move_is_undone_by_the_address_it_answers(client, head, lunch):
    client.force_login(head)
    path = reverse("queueing:roster-break-move", args=[lunch.pk])

    answer = client.post(path, {"starts": "13:15"}, headers=JSON)
    client.post(answer.json()["undo"], headers=JSON)

    was_at = lunch.starts_at
    lunch.refresh_from_db()
    assert lunch.starts_at == was_at


@pytest.mark.parametrize("starts", ["", "later", "25:00", "\0"])
def test_a_time_that_is_none_is_refused(client, head, lunch, starts):
    client.force_login(head)

    answer = client.post(reverse("queueing:roster-break-move", args=[lunch.pk]), {"starts": starts}, headers=JSON)

    assert answer.status_code == 400


def test_a_break_in_the_past_is_a_conflict(client, head, lunch):
    client.force_login(head)

    answer = client.post(reverse("queueing:roster-break-move", args=[lunch.pk]), {"starts": "09:15"}, headers=JSON)

    assert (answer.status_code, answer.json()["code"]) == (409, "break_in_the_past")


def test_an_end_before_the_begin_belongs_to_the_small_hours(client, head, branch, teller):
    client.force_login(head)
    body = {"date": "2026-03-12", "starts": "20:00", "ends": "04:00", "staff": teller.pk, "post": "counter"}

    answer = client.post(reverse("queueing:roster-shift-plan", args=[branch.code]), body, headers=JSON)

    assert answer.status_code == 200
    assert Shift.objects.get().ends_at - Shift.objects.get().starts_at == dt.timedelta(hours=8)


def test_somebody_at_the_entrance_has_no_counter(client, head, branch, teller, counter):
    client.force_login(head)
    body = {
        "date": "2026-03-12",
        "starts": "09:00",
        "ends": "17:00",
        "staff": teller.pk,
        "post": "entrance",
        "counter": counter.pk,
        "template": "peak",
        "duty": "assistant",
    }

    client.post(reverse("queueing:roster-shift-plan", args=[branch.code]), body, headers=JSON)

    shift = Shift.objects.get()
    assert (shift.counter, shift.template, shift.duty) == (None, "peak", "assistant")


def test_people_of_other_branches_are_not_to_be_chosen(client, head, branch, stranger):
    client.force_login(head)
    body = {"date": "2026-03-12", "starts": "09:00", "ends": "17:00", "staff": stranger.pk, "post": "counter"}

    answer = client.post(reverse("queueing:roster-shift-plan", args=[branch.code]), body, headers=JSON)

    assert answer.status_code == 400


def test_placing_somebody_who_works_moves_the_session_at_once(client, head, session, shift, branch, zone, personal):
    only_complex = factories.make_counter(branch, "9", zone, [personal])
    client.force_login(head)

    answer = client.post(
        reverse("queueing:roster-shift-place", args=[shift.pk]), {"counter": only_complex.pk}, headers=JSON
    )

    assert answer.status_code == 200
    moved = CounterSession.objects.get()
    assert (moved.counter, moved.primary_services) == (only_complex, [personal.pk])
    client.post(answer.json()["undo"], headers=JSON)
    assert CounterSession.objects.get().counter == session.counter


def test_a_copied_day_keeps_times_and_breaks_and_leaves_out_who_cannot_come(
    client, head, branch, shift, shift2, lunch, teller2, opens
):
    later = opens + dt.timedelta(days=7)
    factories.make_shift(teller2, later, hours=2)
    client.force_login(head)

    answer = client.post(
        reverse("queueing:roster-copy", args=[branch.code]),
        {"source": "2026-03-10", "date": "2026-03-17"},
        headers=JSON,
    )

    assert answer.json()["message"].startswith("1 ") or "1" in answer.json()["message"]
    copy = Shift.objects.get(date=dt.date(2026, 3, 17), staff=shift.staff)
    assert (copy.starts_at, copy.breaks.get().starts_at) == (later, lunch.starts_at + dt.timedelta(days=7))


def test_rain_is_counted_with_and_taken_back(client, head, teller, branch, forecast):
    path = reverse("queueing:forecast-factor-set", args=[branch.code])
    body = {"date": "2026-03-10", "cause": "heavy_rain", "note": "yellow warning"}
    client.force_login(head)

    answer = client.post(path, body, headers=JSON)

    assert FlowFactor.objects.get().factor == pytest.approx(0.8)
    assert client.post(path, {**body, "factor": "9"}, headers=JSON).status_code == 400
    assert client.post(path, {**body, "date": "2026-03-01"}, headers=JSON).status_code == 409
    assert client.post(answer.json()["undo"], headers=JSON).status_code == 200
    assert not FlowFactor.objects.exists()
    client.force_login(teller)
    assert client.post(path, body, headers=JSON).status_code == 403
    assert client.post(answer.json()["undo"], headers=JSON).status_code == 403
