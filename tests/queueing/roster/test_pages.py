"""The forecast board and the roster: who may, what they show, what they cost; what-if saves nothing."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from lobby.branches.enums import Post, RoleCode
from lobby.branches.models import Break, Shift
from lobby.live.models import Entry
from tests.factories import make_counter, make_forecast, make_shift, make_staff, make_ticket
from tests.statements import statements_at_most

pytestmark = pytest.mark.usefixtures("clock")


@pytest.fixture
def board(branch):
    return reverse("queueing:forecast-board", args=[branch.code])


@pytest.fixture
def roster(branch):
    return reverse("queueing:roster-board", args=[branch.code])


@pytest.fixture
def what_if(branch):
    return reverse("queueing:roster-what-if", args=[branch.code])


def test_head_and_lobby_manager_see_both_boards(client, head, manager, board, roster, what_if, forecast, lunch):
    for person in (head, manager):
        client.force_login(person)
        for path in (board, roster, what_if):
            answer = client.get(path)
            assert answer.status_code == 200
            assert "data-panel-error" not in answer.content.decode()


def test_wrong_role_is_refused_and_a_stranger_finds_nothing(client, teller, stranger, board, roster, what_if):
    found = []
    for person in (teller, stranger):
        client.force_login(person)
        found.append([client.get(path).status_code for path in (board, roster, what_if)])

    assert found == [[403] * 3, [404] * 3]


def test_nobody_is_asked_to_sign_in_and_pages_are_only_read(client, head, board, roster, what_if):
    assert [client.get(path).status_code for path in (board, roster, what_if)] == [302] * 3

    client.force_login(head)
    assert [client.post(path).status_code for path in (board, roster, what_if)] == [405] * 3


def test_a_board_without_history_says_what_to_do(client, head, board, roster):
    client.force_login(head)
    client.cookies["django_language"] = "en"

    forecast_page, roster_page = client.get(board).content.decode(), client.get(roster).content.decode()

    assert "the first one after the first day" in forecast_page
    assert "Nobody is on the roster" in forecast_page
    assert "copy the roster of another day" in roster_page
    assert "it starts after the first day" in roster_page


def test_a_closed_day_is_said(client, head, board, roster):
    client.force_login(head)
    client.cookies["django_language"] = "en"

    for path in (board, roster):
        assert "closed on this day" in client.get(path, {"day": "2026-03-15"}).content.decode()


@pytest.mark.parametrize("query", [{"day": "tomorrow"}, {"day": "0001-01-01"}, {"day": "\0"}])
def test_a_day_that_is_none_is_refused(client, head, board, roster, what_if, query):
    client.force_login(head)

    assert [client.get(path, query).status_code for path in (board, roster, what_if)] == [400] * 3


@pytest.mark.parametrize(
    "query", [{"pause": "x"}, {"starts": "25:00"}, {"shift": "9" * 40, "counter": "-"}, {"counter": "\0"}]
)
def test_a_trial_that_makes_no_sense_is_refused(client, head, roster, query):
    client.force_login(head)

    assert client.get(roster, query).status_code == 400


def test_a_far_or_foreign_trial_is_only_the_page(client, head, roster, forecast, lunch):
    client.force_login(head)

    answer = client.get(roster, {"pause": lunch.pk + 999, "starts": "12:00", "shift": 10**30, "counter": 1})

    assert (answer.status_code, answer.context["trial"]) == (200, None)


def test_the_board_shows_band_arrivals_and_both_staffing_lines(
    client, head, manager, cash, board, forecast, shift, shift2, at
):
    make_ticket(cash, at - dt.timedelta(minutes=5), by=manager)
    client.force_login(head)

    rows = client.get(board).context["rows"]

    assert [row.time for row in rows[:3]] == ["09:00", "09:30", "10:00"]
    assert (rows[1].came, rows[2].came, rows[3].came) == (1, 0, None)
    assert (rows[0].p50, rows[0].planned) == (6.5, 2)
    assert rows[0].p10 < rows[0].p50 < rows[0].p90
    assert rows[0].advised == 2


def test_one_service_stands_in_the_address(client, head, personal, board, forecast, shift):
    client.force_login(head)

    answer = client.get(board, {"service": "personal", "day": "2026-03-10"})

    assert answer.context["service"] == personal
    assert answer.context["rows"][0].p50 == 1.5


def test_an_unknown_service_is_refused(client, head, board, forecast):
    client.force_login(head)

    assert client.get(board, {"service": "gold"}).status_code == 400


def test_a_lunch_in_the_rush_is_proposed_to_move_and_one_tap_takes_over(
    client, head, board, forecast, shift, shift2, lunch
):
    client.force_login(head)
    client.cookies["django_language"] = "en"
    branch_policy = shift.branch.policies.get()
    branch_policy.min_open_counters = 1
    branch_policy.save()

    offers = client.get(board).context["offers"]

    move = next(offer for offer in offers if offer.kind == "move")
    assert "Move the meal break of Ling from 12:00" in move.words
    assert client.post(move.action, move.fields, headers={"Accept": "application/json"}).status_code == 200
    was_at = lunch.starts_at
    lunch.refresh_from_db()
    assert lunch.starts_at != was_at


def test_a_free_teller_is_proposed_for_an_empty_window(client, head, board, forecast, shift, teller2, counter2):
    client.force_login(head)
    client.cookies["django_language"] = "en"

    offers = client.get(board).context["offers"]

    opening = next(offer for offer in offers if offer.kind == "open")
    assert "Chen" in opening.words
    answer = client.post(opening.action, opening.fields, headers={"Accept": "application/json"})
    assert answer.status_code == 200
    assert Shift.objects.filter(staff=teller2).count() == 1
    assert client.post(answer.json()["undo"]).status_code == 302
    assert not Shift.objects.filter(staff=teller2).exists()


def test_what_if_changes_waits_and_saves_nothing(client, head, what_if, forecast, shift, shift2, lunch):
    client.force_login(head)
    query = {"day": "2026-03-10", "pause": lunch.pk}

    as_it_is = client.get(what_if, query).context
    tried = client.get(what_if, {**query, "starts": "10:30"}).context

    assert not as_it_is["trial"].is_changed
    assert tried["trial"].is_changed
    noon = next(half for half in tried["half_hours"] if half.time == "12:00")
    assert (noon.open_before, noon.open_after) == (1, 2)
    assert noon.simple.after < noon.simple.before
    morning = next(half for half in tried["half_hours"] if half.time == "10:30")
    assert morning.simple.after > morning.simple.before
    assert Break.objects.get().starts_at == lunch.starts_at
    assert not Entry.objects.filter(type__startswith="roster.").exists()


def test_what_if_refuses_in_words_what_saving_would_refuse(client, head, what_if, forecast, shift, lunch):
    client.force_login(head)
    client.cookies["django_language"] = "en"

    answer = client.get(what_if, {"pause": lunch.pk, "starts": "16:45"})

    assert "must lie inside the shift" in answer.context["trial"].refusal
    assert "disabled" in answer.content.decode()


def test_what_if_at_another_counter_changes_waits(
    client, head, branch, zone, personal, what_if, forecast, shift, shift2
):
    only_complex = make_counter(branch, "9", zone, [personal])
    client.force_login(head)

    answer = client.get(what_if, {"shift": shift.pk, "counter": only_complex.pk})

    noon = next(half for half in answer.context["half_hours"] if half.time == "12:30")
    assert noon.simple.is_worse
    shift.refresh_from_db()
    assert shift.counter != only_complex


def test_warnings_name_what_is_missing(client, head, branch, manager, roster, forecast, shift, lunch, opens):
    make_shift(manager, opens, hours=4, post=Post.ENTRANCE, branch=branch)
    client.force_login(head)
    client.cookies["django_language"] = "en"

    warnings = client.get(roster).context["warnings"]

    assert warnings == [
        "13:00–17:00: nobody stands at the entrance",
        "09:00–17:00: fewer than 2 windows are open",
    ]


@pytest.mark.parametrize("people", [1, 3])
def test_boards_cost_the_same_for_one_person_and_three(
    client, head, branch, board, roster, what_if, forecast, opens, people, cash
):
    for number in range(people):
        staff = make_staff(f"t{number}", branch, RoleCode.TELLER)
        row = make_shift(staff, opens, branch=branch)
        Break.objects.create(
            shift=row, starts_at=opens + dt.timedelta(hours=3), ends_at=opens + dt.timedelta(hours=3, minutes=45)
        )
        make_forecast(cash, opens + dt.timedelta(days=1, minutes=30 * number), 3)
    client.force_login(head)

    for path in (board, roster, what_if):
        with statements_at_most(26):
            assert client.get(path).status_code == 200


@pytest.mark.parametrize(("language", "words"), [("en", "Forecast and plan"), ("zh-hans", "预测与排班")])
def test_both_languages(client, head, board, language, words):
    client.force_login(head)
    client.cookies["django_language"] = language

    assert words in client.get(board).content.decode()


def test_start_page_and_cockpit_show_the_way(client, head, teller, board, roster):
    client.force_login(head)
    home = client.get("/").content.decode()
    assert board in home
    assert roster in home

    client.force_login(teller)
    assert board not in client.get("/").content.decode()
