"""Calling for help without a peak: down the list, hours counted, who may answer, and who gets which card in a peak."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from lobby.branches.actors import SYSTEM
from lobby.branches.calendar import day_bounds
from lobby.branches.enums import Post, RoleCode
from lobby.floor.domain.sweeping import sweep_deadlines
from lobby.floor.errors import ReasonMissing
from lobby.floor.models import Alert
from lobby.floor.selectors.feed import feed
from lobby.live import panels
from lobby.live.scopes import Scope
from queueing.alerts.tickets import sweep_long_waits
from queueing.domain import peaks, support
from queueing.domain.days import sweep_days
from queueing.domain.peak_plans import prepare
from queueing.enums import PriorityClass
from queueing.enums.peaks import SUPPORT_MOVES, SupportStatus
from queueing.errors.peaks import IllegalSupportMove, SupportOver
from queueing.models import Helper, PeakPolicy, SupportCall, SupportRequest, Ticket
from queueing.selectors.support import helpers_now, minutes_by_person
from tests import factories
from tests.callers import Caller

MINUTE, HOUR = dt.timedelta(minutes=1), dt.timedelta(hours=1)
DATE = dt.date(2026, 3, 10)
JSON = {"Accept": "application/json"}


@pytest.fixture
def helpers(branch):
    """Two of the back office, in the order of the list."""
    found = []
    for position, name in enumerate(["qian", "sun"]):
        staff = factories.make_staff(name, branch, RoleCode.RM)
        factories.make_skills(staff, "cash")
        Helper.objects.create(branch=branch, staff=staff, position=position)
        found.append(staff)
    return found


def ask(branch, by, at, **fields):
    wanted = {"post": Post.COUNTER, "reason": "two windows are away", **fields}
    return support.request_support(branch, by=by.actor, at=at, **wanted)


def asked(request):
    return [(call.staff.username, call.status) for call in request.calls.order_by("pk").select_related("staff")]


def test_the_list_is_asked_one_after_the_other(branch, helpers, manager, at):
    request = ask(branch, manager, at, skill="cash")
    support.decline(request.calls.get(), by=helpers[0].actor, at=at + MINUTE, reason="with a customer")
    sweep_deadlines(at=at + 3 * MINUTE)

    assert asked(request) == [("qian", "declined"), ("sun", "lapsed")]
    assert Alert.objects.filter(kind="peak.no_help", resolved_at__isnull=True).count() == 1
    with pytest.raises(ReasonMissing):
        ask(branch, manager, at, reason=" ")


def test_after_an_outage_the_next_person_is_asked_once(branch, helpers, manager, at):
    request = ask(branch, manager, at)

    sweep_deadlines(at=at + 48 * HOUR)
    sweep_deadlines(at=at + 48 * HOUR)

    assert asked(request) == [("qian", "lapsed"), ("sun", "asked")]


def test_at_another_post_one_may_be_called_and_off_duty_only_who_agreed(branch, helpers, manager, counter, at):
    first, second = helpers
    factories.make_shift(manager, at - HOUR, 8, post=Post.ENTRANCE)
    factories.make_shift(first, at - 4 * HOUR, 2)  # over
    Helper.objects.filter(staff=second).update(is_called_off_duty=True)
    factories.make_shift(second, at + HOUR, 2)  # not begun

    request = ask(branch, manager, at)

    assert asked(request) == [("sun", "asked")]
    told = [(one.helper.staff.username, one.where, one.may_be_called) for one in helpers_now(branch, at=at)]
    assert told == [("qian", "off", False), ("sun", "off", False)]  # sun is asked already
    support.end_request(request, by=manager.actor, at=at)
    assert [one.may_be_called for one in helpers_now(branch, at=at)] == [False, True]


def test_for_the_entrance_nobody_needs_a_counter_skill(branch, manager, at):
    adviser = factories.make_staff("wu", branch, RoleCode.BA)
    Helper.objects.create(branch=branch, staff=adviser)

    request = ask(branch, manager, at, post=Post.ENTRANCE, skill="cash")

    assert (request.skill, asked(request)) == ("", [("wu", "asked")])


@pytest.mark.parametrize("verb", ["accept", "decline", "release"])
@pytest.mark.parametrize("status", SupportStatus)
def test_every_state_of_a_call_against_every_verb(branch, helpers, manager, at, status, verb):
    call = ask(branch, manager, at).calls.get()
    SupportCall.objects.filter(pk=call.pk).update(
        status=status, answered_at=at, reason="x" if status == SupportStatus.DECLINED else ""
    )
    more = {"reason": "no"} if verb == "decline" else {}

    if status in SUPPORT_MOVES[verb][0]:
        done = getattr(support, verb)(call, by=helpers[0].actor, at=at + MINUTE, **more)
        assert done.status == SUPPORT_MOVES[verb][1]
    else:
        with pytest.raises(IllegalSupportMove):
            getattr(support, verb)(call, by=helpers[0].actor, at=at + MINUTE, **more)


def test_minutes_count_by_person_and_month(branch, helpers, manager, at):
    first, last = day_bounds(branch, dt.date(2026, 3, 31))
    for begins, minutes in ((at, 30), (last - 20 * MINUTE, 50)):
        request = ask(branch, manager, begins)
        call = support.accept(request.calls.get(), by=helpers[0].actor, at=begins)
        support.release(call, by=helpers[0].actor, at=begins + minutes * MINUTE)
        support.end_request(request, by=manager.actor, at=begins + minutes * MINUTE)

    later = last + 5 * HOUR
    assert minutes_by_person(branch, DATE, at=later) == {helpers[0].pk: 50}
    assert minutes_by_person(branch, dt.date(2026, 4, 1), at=later) == {helpers[0].pk: 30}
    assert first < last


def test_ending_a_request_ends_its_calls_once(branch, helpers, manager, at):
    request = ask(branch, manager, at, people=2)
    support.accept(request.calls.first(), by=helpers[0].actor, at=at)

    support.end_request(request, by=manager.actor, at=at + 10 * MINUTE)

    assert asked(request) == [("qian", "released"), ("sun", "cancelled")]
    assert not Alert.objects.filter(resolved_at__isnull=True).exists()
    with pytest.raises(SupportOver):
        support.end_request(request, by=manager.actor, at=at)


def test_no_request_outlives_its_day(branch, helpers, manager, cash, at):
    request = ask(branch, manager, at)
    factories.make_ticket(cash, at, by=manager)

    sweep_days(at=at + 48 * HOUR)

    request.refresh_from_db()
    assert (request.ended_at is not None, asked(request)[0][1]) == (True, "cancelled")


def test_a_call_is_for_a_peak_or_a_request_and_says_why(branch, helpers, manager, at):
    call = ask(branch, manager, at).calls.get()

    for change in ({"request": None}, {"status": "declined", "reason": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            SupportCall.objects.filter(pk=call.pk).update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        SupportRequest.objects.update(reason="")


def test_the_page_calls_shows_and_notes_what_was_said_on_the_telephone(
    client, clock, branch, helpers, manager, teller, stranger, at
):
    page, ask_at = (reverse(f"queueing:{name}", args=[branch.code]) for name in ("support", "support-ask"))
    data = {"post": "counter", "people": 1, "reason": "<b>queue</b>", "skill": ""}
    for person, status in ((stranger, 404), (teller, 403)):
        client.force_login(person)
        assert [client.get(page).status_code, client.post(ask_at, data).status_code] == [status, status]
    client.force_login(manager)
    assert client.post(ask_at, {**data, "people": 9}, headers=JSON).status_code == 400
    assert client.post(ask_at, data, headers=JSON).status_code == 200
    html = client.get(page).content.decode()
    assert "&lt;b&gt;queue" in html
    call = SupportCall.objects.get()

    assert client.post(reverse("queueing:support-accept", args=[call.pk]), headers=JSON).status_code == 200

    call.refresh_from_db()
    assert call.status == "accepted"
    request = call.request
    assert client.post(reverse("queueing:support-end", args=[request.pk]), headers=JSON).status_code == 200
    assert client.get(reverse("queueing:support-request", args=[request.pk])).status_code == 302
    client.force_login(stranger)
    assert client.post(reverse("queueing:support-end", args=[request.pk])).status_code == 404


def test_the_page_costs_the_same_for_one_and_three_helpers(branch, helpers, manager, at, django_assert_num_queries):
    ask(branch, manager, at)
    scope = Scope(branch.pk, "en", "branch", None, at)
    for name in ("", "a", "b"):
        if name:
            Helper.objects.create(branch=branch, staff=factories.make_staff(name, branch, RoleCode.RM))
        with django_assert_num_queries(10):
            panels.render("support-now", scope)


def test_the_api_asks_and_answers(clock, branch, helpers, manager, teller, stranger, at):
    body = {"post": "counter", "reason": "queue"}
    for person, status in ((stranger, 404), (teller, 403)):
        assert Caller(person, at).post(f"/branches/{branch.code}/support/", body).status_code == status
    (first,) = Caller(manager, at).post(f"/branches/{branch.code}/support/", body).json()
    assert (first["staff"], first["status"], first["minutes"]) == ("qian", "asked", 0)
    own, path = Caller(helpers[0], at), f"/support-calls/{first['id']}"
    assert Caller(stranger, at).post(f"{path}/accept/").status_code == 404
    assert Caller(helpers[1], at).post(f"{path}/accept/").status_code == 403
    assert own.post(f"{path}/decline/", {"reason": ""}).status_code == 400

    assert own.post(f"{path}/decline/", {"reason": "busy"}).json()["status"] == "declined"

    assert own.post(f"{path}/accept/").status_code == 409
    second = SupportCall.objects.get(staff=helpers[1])
    assert Caller(helpers[1], at).post(f"/support-calls/{second.pk}/accept/").json()["status"] == "accepted"
    assert Caller(helpers[1], at).post(f"/support-calls/{second.pk}/release/").json()["status"] == "released"


@pytest.mark.parametrize("value", ["", " ", "a\0b", "x" * 10_000, "\ud800", 5, [], {"a": 1}, None])
def test_the_api_refuses_nasty_words(clock, branch, helpers, manager, at, value):
    answer = Caller(manager, at).post(f"/branches/{branch.code}/support/", {"reason": value})

    assert answer.status_code == 400
    assert not SupportRequest.objects.exists()


def test_the_briefing_is_read_and_closed_over_the_api(clock, branch, head, teller, stranger, at):
    path = f"/branches/{branch.code}/briefing/"
    assert Caller(stranger, at).get(path).status_code == 404
    assert Caller(teller, at).post(f"{path}close/").status_code == 403
    told = Caller(teller, at).get(path).json()
    assert (told["day"], told["status"], told["goals"], told["weather"]) == ("2026-03-10", "open", [], None)

    assert Caller(head, at).post(f"{path}close/").json()["code"] == "attendance_missing"


def test_in_a_peak_vip_cards_go_to_the_chief_and_simple_ones_to_the_assistant(
    branch, cash, personal, manager, head, at
):
    PeakPolicy.objects.create(branch=branch, effective_from=dt.date(2020, 1, 1))
    prepare(branch, by=SYSTEM, at=at)
    helper = factories.make_staff("xiao", branch, RoleCode.LMA)
    peaks.start(branch, by=manager.actor, at=at, reason="crowd")
    simple, vip, hard = (factories.make_ticket(service, at, by=manager) for service in (cash, cash, personal))
    Ticket.objects.filter(pk=vip.pk).update(priority=PriorityClass.VIP)

    sweep_long_waits(at=at + 30 * MINUTE)

    found = {alert.subject_id: alert for alert in Alert.objects.filter(kind="ticket.long_wait")}
    assert {pk: (alert.person, alert.roles) for pk, alert in found.items()} == {
        simple.pk: (helper, ["LMA"]),
        vip.pk: (manager, ["LM"]),
        hard.pk: (manager, ["LM"]),
    }
    for person, own in ((helper, {simple.pk}), (manager, {vip.pk, hard.pk})):
        told = {item.id for item in feed(branch, person.pk, at=at + 30 * MINUTE) if item.kind == "alert"}
        assert told & {alert.pk for alert in found.values()} == {found[pk].pk for pk in own}
