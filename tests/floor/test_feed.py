"""What needs this person now: whose it is, in which order, at what cost."""

import datetime as dt

import pytest

from lobby.branches.actors import SYSTEM
from lobby.branches.enums import RoleCode
from lobby.floor.domain.alerts import accept, raise_alert
from lobby.floor.domain.reminders import create
from lobby.floor.domain.sweeping import sweep_deadlines
from lobby.floor.enums import Severity
from lobby.floor.selectors.feed import feed
from lobby.live import panels
from lobby.live.scopes import Scope
from tests.factories import make_staff

MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def assistant(branch):
    return make_staff("lan", branch, RoleCode.LMA)


def lines(branch, staff, at):
    return [(item.kind, item.severity, item.status) for item in feed(branch, staff.pk, at=at)]


def test_worst_first_and_what_is_taken_care_of_last(branch, assistant, raised, at):
    raised(1, severity=Severity.INFO)
    accept(raised(2, severity=Severity.LATE), by=assistant.actor, at=at)
    raised(3, severity=Severity.LATE)
    create(assistant, branch, by=assistant.actor, at=at, due_at=at + 60 * MINUTE, text="later")
    create(assistant, branch, by=assistant.actor, at=at, due_at=at + MINUTE, text="now")

    assert lines(branch, assistant, at) == [
        ("alert", "late", "raised"),
        ("alert", "late", "accepted"),
        ("reminder", "attention", "due"),
        ("alert", "info", "raised"),
        ("reminder", "", "scheduled"),
    ]


def test_alerts_of_other_roles_come_when_they_escalate(branch, manager, raised, at):
    raised()

    assert feed(branch, manager.pk, at=at) == []
    sweep_deadlines(at=at + 5 * MINUTE)
    (item,) = feed(branch, manager.pk, at=at)
    assert item.is_escalated


def test_reminders_are_the_owners_alone(branch, head, reminder, at):
    assert feed(branch, head.pk, at=at) == []


def test_an_alert_and_a_reminder_about_one_thing_are_one_line(branch, assistant, raised, at):
    raised(7)
    create(assistant, branch, by=SYSTEM, at=at, due_at=at, text="x", subject=("thing", 7))

    assert lines(branch, assistant, at) == [("alert", "attention", "raised")]


def test_another_branchs_alerts_are_not_there(branch, other_branch, assistant, at):
    raise_alert(other_branch, "test.leak", by=SYSTEM, at=at, subject=("thing", 1))

    assert feed(branch, assistant.pk, at=at) == []


@pytest.mark.parametrize("count", [1, 3])
def test_the_panel_costs_the_same_for_one_line_and_for_three(
    branch, assistant, raised, at, count, django_assert_num_queries
):
    for thing in range(count):
        accept(raised(thing), by=assistant.actor, at=at)
        create(assistant, branch, by=assistant.actor, at=at, due_at=at, text="x")
    scope = Scope(branch.pk, "en", "person", assistant.pk, at)

    with django_assert_num_queries(8):
        html = panels.render("floor-now", scope)

    assert html.count('data-key="alert-') == html.count('data-key="reminder-') == count


@pytest.mark.parametrize(("language", "words"), [("en", "A leak"), ("zh-hans", "漏水")])
def test_the_panel_speaks_the_readers_language(branch, assistant, raised, at, language, words):
    raised()

    assert words in panels.render("floor-now", Scope(branch.pk, language, "person", assistant.pk, at))


def test_text_is_escaped(branch, assistant, at):
    create(assistant, branch, by=assistant.actor, at=at, due_at=at, text="<script>alert(1)</script>")

    assert "<script>" not in panels.render("floor-now", Scope(branch.pk, "en", "person", assistant.pk, at))
