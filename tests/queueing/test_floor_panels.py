"""Panels of the lobby tablet: what they say, in both languages, and what they cost with one row and with three."""

import datetime as dt

import pytest

from lobby.branches.enums import ZoneKind
from lobby.live import panels
from lobby.live.scopes import Scope
from queueing.domain.calling import call_next
from queueing.domain.counters import pause
from queueing.domain.days import stop_issuing
from queueing.domain.serving import finish, start
from queueing.enums import PauseReason, Trait
from queueing.estimate import waits_by_service
from queueing.models import ServiceStats
from queueing.panels.floor import PANELS
from queueing.selectors import floor as selectors
from queueing.selectors import hall
from tests.factories import make_counter, make_service, make_session, make_skills, make_staff, make_ticket, make_zone

MINUTE = dt.timedelta(minutes=1)
COST = {
    "floor-strip": 8,
    "floor-map": 14,
    "floor-waiting": 3,
    "floor-counters": 5,
    "floor-machines": 3,
    "floor-calls": 2,
    "floor-needs": 7,
    "floor-issuing": 2,
}


def scope(branch, at, language="en"):
    return Scope(branch.pk, language, "branch", None, at)


def test_every_panel_is_pinned():
    assert set(COST) == {panel.name for panel in PANELS}


@pytest.fixture
def full(branch, zone, cash, counter, session, teller, manager, at):
    """Make a branch of `count` counters at work and `count` people waiting."""

    def make(count):
        for n in range(1, count):
            make_session(make_counter(branch, f"9{n}", zone, [cash]), teller_of(branch, n), at)
            make_service(branch, f"more{n}", f"M{'XYZ'[n]}", zone=zone)
        for _ in range(2 * count):
            make_ticket(cash, at, by=manager)
        for one in branch.sessions.all():
            start(call_next(one, by=teller.actor, at=at), by=teller.actor, at=at)

    return make


def teller_of(branch, n):
    staff = make_staff(f"teller-{n}", branch)
    make_skills(staff, "cash")
    return staff


@pytest.mark.parametrize("name", COST)
@pytest.mark.parametrize("count", [1, 3])
def test_panels_cost_the_same_for_one_row_and_for_three(branch, full, at, name, count, django_assert_num_queries):
    full(count)

    with django_assert_num_queries(COST[name]):
        html = panels.render(name, scope(branch, at + MINUTE))

    assert "data-panel-error" not in html


@pytest.mark.parametrize("name", COST)
@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_panels_of_an_empty_branch_say_so(branch, at, name, language):
    html = panels.render(name, scope(branch, at, language))

    assert "data-panel-error" not in html
    assert html.strip()


def test_the_waiting_list_is_longest_first_with_marks(branch, cash, personal, manager, at):
    second = make_ticket(personal, at + MINUTE, by=manager, traits=[Trait.ELDERLY])
    first = make_ticket(cash, at, by=manager)

    html = panels.render("floor-waiting", scope(branch, at + 2 * MINUTE))

    assert html.index(first.number) < html.index(second.number)
    assert 'data-attention-after="300" data-late-after="900"' in html  # simple
    assert 'data-attention-after="900" data-late-after="900"' in html  # complex
    assert "tag-accent" in html
    assert 'data-title-count value="2"' in html


def test_a_long_waiting_list_is_cut(branch, cash, manager, at, monkeypatch):
    monkeypatch.setattr(selectors, "LIST_ROWS", 2)
    for _ in range(3):
        make_ticket(cash, at, by=manager)

    assert "and 1 more" in panels.render("floor-waiting", scope(branch, at))


def test_yesterdays_people_do_not_wait(branch, cash, manager, at):
    make_ticket(cash, at, by=manager)

    rows, count = selectors.waiting_list(branch, at=at + dt.timedelta(days=1))

    assert (rows, count) == ([], 0)


def test_the_strip_shows_averages_against_their_targets(
    branch, cash, personal, session, counter2, teller, teller2, manager, at
):
    make_ticket(cash, at, by=manager)
    make_ticket(personal, at, by=manager)
    other = make_session(counter2, teller2, at)
    finish(
        start(call_next(session, by=teller.actor, at=at + 6 * MINUTE), by=teller.actor, at=at + 6 * MINUTE),
        by=teller.actor,
        at=at + 7 * MINUTE,
    )
    call_next(other, by=teller2.actor, at=at + 15 * MINUTE)

    strip = selectors.strip(branch, at=at + 20 * MINUTE)

    assert (strip.simple.wait_s, strip.simple.level, strip.simple.minutes) == (360, "attention", 6)
    assert (strip.complex.wait_s, strip.complex.level) == (900, "fine")
    assert (strip.waiting, strip.longest, strip.counters_open, strip.counters_all) == (0, None, 2, 2)


def test_the_strip_before_the_first_call(branch, at):
    strip = selectors.strip(branch, at=at)

    assert (strip.simple.minutes, strip.simple.level) == (None, "off")


def test_a_paused_counter_is_not_open(branch, session, teller, at):
    pause(session, by=teller.actor, at=at, reason=PauseReason.MEAL)

    assert selectors.strip(branch, at=at).counters_open == 0
    assert "meal" in panels.render("floor-counters", scope(branch, at))


def test_zones_show_load_and_wait(branch, zone, cash, counter, session, teller, manager, at):
    zone.capacity = 4
    zone.save()
    waiting_area = make_zone(branch, "hall2", ZoneKind.WAITING, capacity=30)
    for _ in range(3):
        make_ticket(cash, at, by=manager)

    found = {one.zone.pk: one for one in hall.zones(branch, at=at + MINUTE)}

    here, there = found[zone.pk], found[waiting_area.pk]
    assert (here.waiting, here.load, here.counters) == (3, 75, (1, 1))
    assert here.line.wait == waits_by_service(branch, at=at + MINUTE)[cash.pk]
    assert here.minutes == -(-here.line.wait.p50_s // 60)
    assert here.level == "attention"  # three customers of eight minutes are more than five
    assert (there.waiting, there.load, there.line, there.minutes) == (3, 10, None, None)


def test_a_zone_with_a_long_wait_is_late(branch, zone, cash, manager, at):
    make_ticket(cash, at, by=manager)

    (here,) = hall.zones(branch, at=at + 15 * MINUTE)

    assert here.level == "late"


def test_needs_are_the_commonest_first(branch, cash, personal, at):
    ServiceStats.objects.create(service=personal, mean_service_s=600, samples=50, learned_at=at)

    needs = selectors.needs(branch, at=at)

    assert [need.line.service.code for need in needs] == ["personal", "cash"]
    assert all(need.is_common for need in needs)


def test_a_need_that_is_stopped_says_why(branch, cash, manager, at):
    stop_issuing(branch, by=manager.actor, at=at, reason="系统升级")

    html = panels.render("floor-needs", scope(branch, at))

    assert "系统升级" in html
    assert "disabled" in html
    assert "系统升级" in panels.render("floor-strip", scope(branch, at))
    assert "issuing/resume" in panels.render("floor-issuing", scope(branch, at))
