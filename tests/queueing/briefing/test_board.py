"""The morning board with what the queue brings; the weather changes the forecast; the evening has the day's facts."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import override_settings
from django.urls import reverse

from lobby.branches.enums import Duty, Post, RoleCode, RosterTemplate
from lobby.branches.models import Shift
from lobby.floor import briefing as registry
from lobby.floor import review
from lobby.floor.domain.briefing import set_outlook
from lobby.floor.enums.briefing import Traffic, Weather
from lobby.floor.models import Briefing, EveningReview, LibraryItem, LibraryVersion, NoticeAck
from lobby.floor.selectors.briefing_signs import overlooked
from lobby.live import panels
from lobby.live.models import Entry
from lobby.live.scopes import Scope
from queueing.domain import roster_posts
from queueing.domain.calling import call_next
from queueing.domain.flow.factors import set_factor
from queueing.domain.serving import finish
from queueing.domain.serving import start as begin
from queueing.enums.forecasts import FlowCause
from queueing.errors.roster import BreakInTheWay, CounterPlanned, HoursOutsideShift, ShiftOver
from queueing.models import FlowFactor, FlowForecast
from queueing.panels import briefing as sections
from queueing.panels import posts
from queueing.selectors.staffing import day_view
from tests import factories

HOUR, DAY = dt.timedelta(hours=1), dt.date(2026, 3, 10)
JSON = {"Accept": "application/json"}


def scope_of(branch, at):
    return Scope(branch.pk, "en", "branch", None, at)


def says(branch, head, at, weather, traffic=None, agreed=""):
    return set_outlook(branch, by=head.actor, at=at, weather=weather, traffic=traffic, agreed=agreed)


def test_heavy_rain_changes_the_forecast_and_who_said_it_is_kept(branch, cash, head, at):
    row = factories.make_forecast(cash, at + HOUR, 10)

    says(branch, head, at, Weather.HEAVY_RAIN, agreed="one of the back office helps")

    row.refresh_from_db()
    factor = FlowFactor.objects.get()
    assert (factor.cause, factor.set_by, factor.note) == ("heavy_rain", head, "one of the back office helps")
    assert row.p50 == pytest.approx(8)
    told = Briefing.objects.get()
    assert (told.weather, told.outlook_by, told.outlook_at) == ("heavy_rain", head, at)
    types = list(Entry.objects.order_by("seq").values_list("type", flat=True))
    assert types == ["briefing.begun", "briefing.outlook_set", "forecast.factor_set"]


def test_other_weather_takes_the_rain_back(branch, cash, head, at):
    row = factories.make_forecast(cash, at + HOUR, 10)
    says(branch, head, at, Weather.HEAVY_RAIN, Traffic.DISTURBED)
    says(branch, head, at, Weather.FAIR, Traffic.DISTURBED)

    row.refresh_from_db()
    assert [factor.cause for factor in FlowFactor.objects.all()] == ["traffic"]
    assert row.p50 == pytest.approx(9)


def test_what_the_briefing_does_not_say_stays(branch, head, at):
    set_factor(branch, by=head.actor, at=at, date=DAY, cause=FlowCause.SNOW, factor=0.5)
    says(branch, head, at, None)
    assert FlowFactor.objects.get().factor == 0.5

    says(branch, head, at, Weather.SNOW)

    assert FlowFactor.objects.get().factor == 0.5  # a share set by hand is kept
    says(branch, head, at, None)
    assert not FlowFactor.objects.exists()


def test_the_weather_service_fills_it_in_where_one_is_connected(client, clock, branch, head):
    client.force_login(head)
    address = reverse("floor:briefing-outlook-ask", args=[branch.code])
    assert client.post(address, headers=JSON).json()["code"] == "outlook_unknown"

    with override_settings(WEATHER_SOURCE="fixed"):
        assert client.post(address, headers=JSON).status_code == 200

    told = Briefing.objects.get()
    assert (told.weather, told.traffic, told.source, told.outlook_by) == ("rain", "normal", "fixed", head)


def test_hours_are_those_of_the_forecast_with_advised_windows(branch, cash, counter, at):
    for half in range(16):
        factories.make_forecast(cash, at - HOUR + half * HOUR / 2, 4 + half)

    found = sections.forecast(branch, DAY, at)

    assert [hour.time for hour in found["hours"]] == [f"{hour:02d}:00" for hour in range(9, 17)]
    assert found["hours"][0].expected == 9
    assert found["totals"]["expected"] == sum(4 + half for half in range(16))
    assert [hour.time for hour in found["hours"] if hour.is_peak] == ["15:00", "16:00"]


def test_posts_per_hour_warn_where_nobody_is_at_the_entrance(branch, manager, teller, counter, at):
    factories.make_shift(manager, at - HOUR, 4, post=Post.ENTRANCE)
    factories.make_shift(teller, at - HOUR, 8, counter=counter)
    factories.make_shift(manager, at - HOUR, 8, post=Post.LOBBY, template=RosterTemplate.PEAK, duty=Duty.CHIEF)

    shown = posts.posts(day_view(branch, DAY))

    entrance, _lobby, windows, chief, assistant = shown["post_rows"]
    assert [cell.is_missing for cell in entrance.cells] == [False] * 4 + [True] * 4
    assert [cell.names for cell in chief.cells] == [[manager.name]] * 8
    assert {tuple(cell.names) for cell in assistant.cells} == {()}
    assert len(windows.cells) == len(shown["post_hours"]) == 8
    assert len(shown["entrance_warnings"]) == 1


def test_on_a_closed_day_nobody_is_missed(branch, at):
    assert posts.posts(day_view(branch, dt.date(2026, 3, 14)))["post_rows"] == []


def stand(shift, by, at, starts_at, hours, **fields):
    return roster_posts.stand(
        shift, by=by.actor, at=at, starts_at=starts_at, ends_at=starts_at + hours * HOUR, **fields
    )


def test_some_hours_at_another_post_cut_the_shift_and_keep_its_breaks(branch, head, teller, counter, at):
    shift = factories.make_shift(teller, at, 8, counter=counter)
    lunch = factories.make_break(shift, at + 4 * HOUR)

    there = stand(shift, head, at, at + HOUR, 2, post=Post.ENTRANCE)

    pieces = list(Shift.objects.order_by("starts_at").values_list("post", "counter", "starts_at", "ends_at"))
    assert pieces == [
        ("counter", counter.pk, at, at + HOUR),
        ("entrance", None, at + HOUR, at + 3 * HOUR),
        ("counter", counter.pk, at + 3 * HOUR, at + 8 * HOUR),
    ]
    assert there.post == Post.ENTRANCE
    lunch.refresh_from_db()
    assert lunch.shift.starts_at == at + 3 * HOUR
    assert Entry.objects.filter(type__startswith="roster.").count() == 3


def test_hours_that_are_over_stay_as_they_were(head, teller, counter, at):
    shift = factories.make_shift(teller, at - 2 * HOUR, 8, counter=counter)

    stand(shift, head, at, at - HOUR, 3, post=Post.LOBBY)

    times = list(Shift.objects.order_by("starts_at").values_list("post", "starts_at"))
    assert times == [("counter", at - 2 * HOUR), ("lobby", at), ("counter", at + 2 * HOUR)]


def test_hours_are_refused_outside_the_shift_across_a_break_and_at_a_taken_counter(
    head, teller, teller2, counter, counter2, at
):
    shift = factories.make_shift(teller, at, 8, counter=counter)
    factories.make_break(shift, at + 2 * HOUR)
    factories.make_shift(teller2, at, 8, counter=counter2)

    with pytest.raises(HoursOutsideShift):
        stand(shift, head, at, at + 7 * HOUR, 2, post=Post.LOBBY)
    with pytest.raises(BreakInTheWay):
        stand(shift, head, at, at + HOUR, 1.5, post=Post.LOBBY)
    with pytest.raises(CounterPlanned):
        stand(shift, head, at, at + 4 * HOUR, 1, post=Post.COUNTER, counter=counter2)
    with pytest.raises(ShiftOver):
        stand(shift, head, at + 2 * HOUR, at, 1, post=Post.LOBBY)
    assert Shift.objects.filter(staff=teller).count() == 1


def test_the_roster_page_takes_hours(client, clock, branch, head, teller, stranger, counter, at):
    shift = factories.make_shift(teller, at - HOUR, 8, counter=counter)
    address = reverse("queueing:roster-stand", args=[branch.code])
    data = {"day": "2026-03-10", "shift": shift.pk, "starts": "11:00", "ends": "12:00", "post": "entrance"}
    statuses = []
    for person in (stranger, teller, head):
        client.force_login(person)
        statuses.append(client.post(address, data, headers=JSON).status_code)

    assert statuses == [404, 403, 200]
    assert Shift.objects.filter(staff=teller, post=Post.ENTRANCE).count() == 1
    board = client.get(reverse("queueing:roster-board", args=[branch.code])).content.decode()
    assert 'data-panel="roster-posts"' in board


@pytest.mark.parametrize("person", ["head", "manager", "teller"])
def test_everybody_of_the_branch_reads_the_board_and_leaders_write(
    client, clock, branch, cash, counter, request, person
):
    client.force_login(request.getfixturevalue(person))

    html = client.get(reverse("floor:briefing", args=[branch.code])).content.decode()

    assert "data-panel-error" not in html
    assert (reverse("floor:briefing-close", args=[branch.code]) in html) == (person != "teller")
    assert (reverse("floor:library-unread", args=[branch.pk]) in html) == (person != "teller")


WRITES = ["outlook", "outlook-ask", "topics", "attendance", "close"]


def test_strangers_find_no_board_and_tellers_write_nothing(client, clock, branch, teller, stranger, at):
    posts_ = [reverse(f"floor:briefing-{verb}", args=[branch.code]) for verb in WRITES]
    posts_ += [reverse("floor:coaching-note", args=[branch.code]), reverse("floor:review-write", args=[branch.code])]
    pages = [reverse("floor:briefing", args=[branch.code]), reverse("floor:evening-review", args=[branch.code])]
    found = []
    for person in (stranger, teller):
        client.force_login(person)
        found.append({client.post(address, {}).status_code for address in posts_})
        found.append([client.get(page).status_code for page in pages])

    assert found == [{404}, [404, 404], {403}, [200, 403]]
    assert not Briefing.objects.exists()


def test_the_meeting_is_written_and_closed_on_the_page(client, clock, branch, head, teller, at):
    client.force_login(head)

    def write(verb, **data):
        return client.post(reverse(f"floor:{verb}", args=[branch.code]), data, headers=JSON).status_code

    assert write("briefing-close") == 409
    assert write("briefing-topics", topics="<b>queue</b>") == 200
    assert write("briefing-attendance", people=[teller.pk]) == 200
    assert write("briefing-attendance", people=[999_999]) == 400
    assert write("goal-set", kind="key", product="deposit", target=0) == 400
    assert write("goal-set", kind="key", product="deposit", target=3, staff="") == 200
    assert write("briefing-outlook", weather="hail") == 400
    assert write("briefing-outlook", weather="heavy_rain", traffic="normal", agreed="x") == 200
    assert write("briefing-close") == 200
    assert write("briefing-topics", topics="late") == 409
    assert write("coaching-note", staff=teller.pk, text="well done") == 200
    html = client.get(reverse("floor:briefing", args=[branch.code])).content.decode()
    assert "&lt;b&gt;queue&lt;/b&gt;" in html


def test_the_roster_of_the_day_is_preselected(client, clock, branch, head, teller, teller2, at):
    factories.make_shift(teller, at, 8)
    client.force_login(head)

    html = client.get(reverse("floor:briefing", args=[branch.code])).content.decode()

    assert f'value="{teller.pk}" id="id_people_0" checked' in html
    assert html.count(" checked") == 1


def test_sections_cost_the_same_for_one_and_three_rows(
    branch, cash, counter, teller, at, django_assert_max_num_queries
):
    names = [section.panel for section in registry.sections_for({"floor.view", "ticket.issue"}, "main")]
    assert names == [f"briefing-{name}" for name in ("forecast", "roster", "appointments", "cash", "tasks")]
    for rows in (1, 3):
        for half in range(rows):
            FlowForecast.objects.filter(starts_at=at + half * HOUR).delete()
            factories.make_forecast(cash, at + half * HOUR, 5)
        for name in names:
            with django_assert_max_num_queries(17):
                assert "data-panel-error" not in panels.render(name, scope_of(branch, at))


@pytest.fixture
def served(cash, session, teller, at):
    """Six customers were served, each two minutes after the one before."""
    for number in range(6):
        factories.make_ticket(cash, at + number * HOUR / 30, by=teller)
        moment = at + number * HOUR / 30 + HOUR / 60
        ticket = call_next(session, by=teller.actor, at=moment)
        begin(ticket, by=teller.actor, at=moment)
        finish(ticket, by=teller.actor, at=moment + HOUR / 120)


def test_the_review_is_filled_from_the_day(client, clock, branch, served, head, manager, at):
    clock.move_to(at + 2 * HOUR)
    client.force_login(head)
    address = reverse("floor:evening-review", args=[branch.code])
    html = client.get(address).content.decode()
    assert "data-panel-error" not in html
    facts = review.facts_of(branch, DAY, at + 2 * HOUR)

    assert (facts["team"]["served"], facts["team"]["people"]) == (6, 1)
    assert facts["waits"]["figures"][0]["n"] == 6
    assert facts["half_hours"]["best"] == [{"time": "10:00", "n": 6, "mean_s": 60}]
    assert teller_names_are_absent(facts)


def teller_names_are_absent(facts):
    """Nobody is named in what is kept."""
    return "Ling" not in str(facts) and "staff" not in str(facts)


def test_the_head_closes_the_review_and_the_manager_only_writes(client, clock, branch, served, head, manager):
    address = reverse("floor:review-write", args=[branch.code])
    words = {"day": "2026-03-10", "wins": "calm", "troubles": "", "tomorrow": "more windows"}
    client.force_login(manager)
    assert client.post(address, words, headers=JSON).status_code == 200
    assert client.post(address, {**words, "closes": "1"}, headers=JSON).status_code == 403
    client.force_login(head)
    assert client.post(address, {**words, "tomorrow": "", "closes": "1"}, headers=JSON).status_code == 409
    assert EveningReview.objects.get().tomorrow == "more windows"
    assert client.post(address, {**words, "day": "2026-03-11"}, headers=JSON).status_code == 409
    assert client.post(address, {**words, "day": "x"}, headers=JSON).status_code == 400

    assert client.post(address, {**words, "closes": "1"}, headers=JSON).status_code == 200

    assert client.post(address, words, headers=JSON).status_code == 409
    page = reverse("floor:evening-review", args=[branch.code])
    html = client.get(page).content.decode()
    assert ("calm" in html, "<textarea" in html) == (True, False)
    assert client.get(page, {"day": "2027-01-01"}).status_code == 400


def test_the_review_costs_the_same_for_one_and_three_counters(
    client, clock, branch, zone, cash, served, head, at, django_assert_max_num_queries
):
    client.force_login(head)
    address = reverse("floor:evening-review", args=[branch.code])
    with django_assert_max_num_queries(45):
        client.get(address)
    for code in "23":
        person = factories.make_staff(f"t{code}", branch, RoleCode.TELLER)
        factories.make_skills(person, "cash")
        factories.make_session(factories.make_counter(branch, code, zone, [cash]), person, at)
    with django_assert_max_num_queries(45):
        client.get(address)


@pytest.fixture
def notice(branch, head, manager, at):
    """A notice that everybody must acknowledge, published the day before."""
    item = LibraryItem.objects.create(code="n-1", kind="notice", home=branch, created_at=at)
    return LibraryVersion.objects.create(
        item=item,
        number=1,
        status="published",
        title_zh="新版身份证核验",
        title_en="New identity cards",
        must_acknowledge=True,
        author=manager,
        reviewed_by=head,
        approval_number="A-1",
        created_at=at,
        published_at=at - 20 * HOUR,
        expires_at=at + 100 * HOUR,
    )


def test_a_mandatory_notice_that_somebody_overlooked_at_opening_stands_before_the_head(
    client, clock, branch, notice, head, teller, at
):
    NoticeAck.objects.create(staff=head, version=notice, at=at - 10 * HOUR)
    opening = at - HOUR  # 09:00
    assert overlooked(branch, opening - HOUR / 60) == []
    assert [(one.version, one.missing) for one in overlooked(branch, opening)] == [(notice, ["Ling", "Mei"])]
    assert overlooked(branch, at + 96 * HOUR) == []  # Saturday, closed
    client.force_login(head)
    client.cookies["django_language"] = "en"

    html = client.get(reverse("floor:evening-review", args=[branch.code])).content.decode()

    assert "Not acknowledged at opening" in html
    assert "New identity cards" in html


def test_what_was_published_after_the_opening_was_not_overlooked_at_it(branch, notice, teller, at):
    LibraryVersion.objects.update(published_at=at - HOUR / 2)

    assert overlooked(branch, at) == []
