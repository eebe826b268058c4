"""Nobody reads a number that means nothing: closed services, none that serves, none open yet."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from lobby.live import panels
from lobby.live.scopes import Scope
from queueing.domain.counters import pause
from queueing.domain.days import begun_day, stop_issuing
from queueing.enums import PauseReason
from queueing.selectors.lines import issuing_of, lines
from tests import factories
from tests.callers import Caller
from tests.factories import make_session, make_ticket
from tests.queueing.estimating import ESTIMATE_PANELS, ESTIMATE_VALUES

pytestmark = pytest.mark.usefixtures("clock")
LINES = ("floor-needs", "kiosk-services")


def shown(name, branch, at, language="en", audience="branch", audience_id=None):
    return " ".join(panels.attempt(panels.get(name), Scope(branch.pk, language, audience, audience_id, at)).split())


def line_of(service, at):
    found = lines(service.branch, issuing_of(service.branch, at=at).day, at=at)
    return next(line for line in found if line.service.pk == service.pk)


@pytest.fixture
def nowhere(branch):
    """A service that no counter offers."""
    return factories.make_service(branch, "loan", "L")


def test_a_stopped_service_has_a_reason_and_no_wait(branch, cash, personal, session, at):
    cash.is_stopped = True
    cash.save()

    line = line_of(cash, at)

    assert (line.wait, bool(line.stopped), line.note == line.stopped) == (None, True, True)
    assert line_of(personal, at).wait is not None


def test_a_closed_branch_has_no_waits_for_newcomers_and_keeps_those_in_line(branch, cash, session, manager, at):
    ticket = make_ticket(cash, at, by=manager)
    evening = at + dt.timedelta(hours=8)

    assert line_of(cash, evening).wait is None
    with translation.override("en"):
        assert line_of(cash, evening).note == "The branch is closed now."
    assert "about" in shown("turn", branch, evening, audience="ticket", audience_id=ticket.pk) or "any moment" in shown(
        "turn", branch, evening, audience="ticket", audience_id=ticket.pk
    )


@pytest.mark.parametrize("panel", [*LINES, "wall-lines", "head-services", "floor-map"])
def test_a_service_without_an_open_counter_says_so(branch, cash, counter, teller, manager, at, panel):
    for _ in range(2):
        make_ticket(cash, at, by=manager)
    session = make_session(counter, teller, at)
    short = {"wall-lines": ("not open yet", "暂未开窗"), "floor-map": ("none open", "暂无窗口")}
    english, chinese = short.get(panel, ("no counter open", "暂无"))
    assert english not in shown(panel, branch, at)

    pause(session, by=teller.actor, at=at, reason=PauseReason.MEAL)

    assert english in shown(panel, branch, at)
    assert chinese in shown(panel, branch, at, "zh-hans")
    if panel in LINES:
        assert "once one opens" in shown(panel, branch, at)


@pytest.mark.parametrize(
    ("panel", "words"),
    [
        ("floor-needs", "No counter here serves this"),
        ("kiosk-services", "No counter here serves this"),
        ("wall-lines", "ask our staff"),
        ("head-services", "no counter offers it"),
    ],
)
def test_a_service_that_no_counter_offers_says_so(branch, session, nowhere, at, panel, words):
    assert words in shown(panel, branch, at)


@pytest.mark.parametrize("panel", ["wall-lines", "head-services", "floor-map"])
def test_a_closed_service_shows_no_minutes(branch, cash, personal, session, manager, at, panel):
    begun_day(branch, at=at)
    stop_issuing(branch, by=manager.actor, at=at, reason="fire drill")

    html = shown(panel, branch, at)

    assert "no numbers" in html
    assert "no wait" not in html
    assert "≈" not in html


def test_the_phone_says_what_its_time_counts_from(branch, cash, counter, teller, manager, at):
    make_ticket(cash, at, by=manager)
    ticket = make_ticket(cash, at, by=manager)

    def turn(language="en"):
        return shown("turn", branch, at, language, "ticket", ticket.pk)

    words = "data-opening >No counter is open for this yet; the time counts from when one opens."
    assert words in turn()
    assert "自开窗起算" in turn("zh-hans")
    make_session(counter, teller, at)
    assert words.replace(" >", " hidden>") in turn()


def test_the_phone_of_what_no_counter_offers_shows_no_place(branch, nowhere, manager, at):
    ticket = make_ticket(nowhere, at, by=manager)

    html = shown("turn", branch, at, "en", "ticket", ticket.pk)

    assert "No counter here serves this" in html
    assert "You are next" not in html


def test_the_teller_reads_no_number_after_closing(branch, cash, session, teller, at):
    def line(moment):
        return shown("counter-line", branch, moment, "en", "person", teller.pk)

    assert "no numbers now" not in line(at)
    assert "no numbers now" in line(at + dt.timedelta(hours=8))


def test_the_api_says_why_there_is_no_wait(branch, cash, personal, counter, nowhere, manager, at):
    personal.is_stopped = True
    personal.save()
    caller = Caller(manager, at)

    issued = caller.post("/branches/7001/tickets/", {"service": "loan"}).json()
    opening = caller.post("/branches/7001/tickets/", {"service": "cash"}).json()
    listed = {each["service"]: each for each in caller.get("/branches/7001/tickets/").json()}
    live = {each["code"]: each for each in caller.get("/branches/7001/live/").json()["services"]}

    assert (issued["wait"], issued["ahead"]) == (None, None)
    assert issued["wait_note"] == "No counter here serves this. Please see the lobby manager."
    assert opening["wait"] is not None
    assert opening["wait_note"] == "No counter is open for this yet; the time counts from when one opens."
    assert (listed["loan"]["wait"], bool(listed["loan"]["wait_note"])) == (None, True)
    assert (live["loan"]["wait"], live["personal"]["wait"]) == (None, None)
    assert live["personal"]["wait_note"]
    assert (live["cash"]["wait"] is not None, bool(live["cash"]["wait_note"])) == (True, True)


@pytest.mark.parametrize("told", [*ESTIMATE_PANELS, *ESTIMATE_VALUES], ids=lambda told: told.name)
def test_whatever_tells_a_wait_is_made_anew_by_change_and_by_time(told):
    for news in (
        "ticket.issued",
        "counter.opened",
        "counter.paused",
        "counter.closed",
        "roster.break_moved",
    ):
        assert told.is_dirtied_by(news)
    assert told.every == 15


@pytest.mark.parametrize("name", [*LINES, "wall-lines", "head-services"])
def test_a_device_changes_no_wait_and_draws_no_waits_anew(name, branch, cash, personal, session, manager, at):
    make_ticket(cash, at, by=manager)

    with CaptureQueriesContext(connection) as caught:
        shown(name, branch, at)

    assert not panels.get(name).is_dirtied_by("device.status_changed")
    assert not [one["sql"] for one in caught if "device" in one["sql"].lower()]


@pytest.mark.parametrize("figures", ESTIMATE_VALUES, ids=lambda figures: figures.name)
def test_a_device_changes_no_place_in_the_line(figures, branch, cash, session, manager, at):
    make_ticket(cash, at, by=manager)

    with CaptureQueriesContext(connection) as caught:
        figures.compute(branch.pk, at)

    assert not figures.is_dirtied_by("device.status_changed")
    assert not [one["sql"] for one in caught if "device" in one["sql"].lower()]
