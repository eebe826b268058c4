"""The page of waiting and care (LM-5), and one visit in the dialog."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.urls import reverse

from lobby.live import panels
from lobby.live.scopes import Scope
from queueing.domain.calling import call_next
from queueing.domain.care import acts, companions, hosting, notes
from queueing.domain.serving import finish, start
from queueing.enums import Trait
from queueing.enums.care import CareKind
from queueing.panels import care
from tests import factories

pytestmark = pytest.mark.usefixtures("clock")
MINUTE = dt.timedelta(minutes=1)


def page(branch):
    return reverse("queueing:care", args=[branch.code])


def render(name, branch, at, language="en"):
    return panels.render(name, Scope(branch.pk, language, "branch", None, at))


def test_longest_first_with_class_and_why(branch, cash, manager, at):
    early = factories.make_ticket(cash, at, by=manager)
    cared = factories.make_ticket(cash, at + MINUTE, by=manager, traits=[Trait.ELDERLY])

    html = render("care-waiting", branch, at + 2 * MINUTE)

    assert re.findall(r'data-key="care-(\d+)"', html) == [str(early.pk), str(cared.pk)]
    assert "in order of arrival" in html
    assert "counts as arrived 20 minutes earlier (care)" in html
    assert "elderly" in html


def test_what_was_done_stands_there_with_who_and_when(branch, cash, manager, at):
    ticket = factories.make_ticket(cash, at, by=manager)
    acts.care(ticket, kind=CareKind.WATER, by=manager, at=at)

    html = render("care-waiting", branch, at)

    assert "brought water" in html
    assert "no alert before 10:10" in html
    assert "已送水" in render("care-waiting", branch, at, "zh-hans")


@pytest.mark.parametrize("name", ["care-waiting", "care-watched", "care-follow-up", "care-help", "care-kit"])
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_an_empty_page_says_what_would_stand_there(branch, at, name, language):
    html = render(name, branch, at, language)

    assert "panel-title" in html
    assert "muted" in html or "state-title" in html


def make_full(n, branch, cash, personal, session, teller, manager, at):
    """So many of everything."""
    for _ in range(n):
        ticket = factories.make_ticket(personal, at, by=manager)
        companions.name_companion(ticket.visit, manager, by=manager.actor, at=at)
        start(call_next(session, by=teller.actor, at=at), by=teller.actor, at=at)
        finish(ticket, by=teller.actor, at=at)
    for _ in range(n):
        ticket = factories.make_ticket(cash, at, by=manager)
        acts.care(ticket, kind=CareKind.WATER, by=manager, at=at)
        hosting.flag(ticket.visit, by=manager, at=at)


@pytest.mark.parametrize("n", [1, 3])
@pytest.mark.parametrize(
    ("name", "queries"), [("care-waiting", 6), ("care-watched", 5), ("care-follow-up", 3), ("care-help", 3)]
)
def test_panels_cost_the_same_for_any_number(
    branch, cash, personal, session, teller, manager, at, n, name, queries, django_assert_max_num_queries
):
    make_full(n, branch, cash, personal, session, teller, manager, at)

    with django_assert_max_num_queries(queries):
        html = render(name, branch, at)
    assert html.count("data-loads") == (0 if name == "care-help" else n)


def test_only_those_who_care_see_it(client, branch, manager, teller, stranger):
    for person, status in ((manager, 200), (teller, 403), (stranger, 404)):
        client.force_login(person)
        assert client.get(page(branch)).status_code == status


def test_the_menu_leads_there(client, branch, manager):
    client.force_login(manager)

    assert page(branch) in client.get(reverse("floor:floor", args=[branch.code])).content.decode()


def test_one_visit_in_full(client, branch, personal, manager, at):
    ticket = factories.make_ticket(personal, at, by=manager)
    companions.name_companion(ticket.visit, manager, by=manager.actor, at=at)
    acts.care(ticket, kind=CareKind.APOLOGISED, by=manager, at=at)
    notes.note(ticket.visit, by=manager, at=at, text="asks for a loan", tags=["loan"])
    hosting.flag(ticket.visit, by=manager, at=at)
    client.force_login(manager)

    html = client.get(reverse("queueing:care-visit", args=[ticket.visit_id])).content.decode()

    for words in ("B001", "已致歉", "asks for a loan", "陪同人：Mei", "预审 · Mei", "平复"):
        assert words in html, words


def test_nobody_outside_sees_a_visit(client, cash, manager, stranger, teller, at):
    address = reverse("queueing:care-visit", args=[factories.make_ticket(cash, at, by=manager).visit_id])

    for person, status in ((stranger, 404), (teller, 403)):
        client.force_login(person)
        assert client.get(address).status_code == status


def test_every_panel_is_dirtied_by_the_news_it_shows():
    by_name = {panel.name: panel for panel in care.PANELS}

    for name, news in {
        "care-waiting": ["ticket.issued", "care.given", "care.taken_back", "visit.companion_named", "day.closed"],
        "care-watched": ["care.visit_watched", "care.host_asked", "care.hosted", "care.host_released"],
        "care-follow-up": ["visit.stage_begun", "visit.followed_up"],
        "phone-help": ["care.help_asked", "care.help_accepted", "care.help_finished", "care.help_withdrawn"],
        "kiosk-help": ["care.help_accepted"],
        "counter-help": ["care.help_accepted"],
    }.items():
        assert all(by_name[name].is_dirtied_by(one) for one in news)
