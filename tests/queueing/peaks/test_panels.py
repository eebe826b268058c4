"""The banner on every screen: what it says in both languages, what it costs, and that it arrives by itself."""

from __future__ import annotations

import pytest
from django.utils import timezone

from lobby.branches.models import Branch, Staff
from lobby.live import panels
from lobby.live.scopes import Scope
from queueing.domain import peaks
from queueing.models import SupportCall
from tests import factories
from tests.live.screen import database, sign_in, watching
from tests.queueing.peaks.conftest import MINUTE

NAMES = ["floor-peak", "head-peak", "wall-peak"]


def scope(branch, at, language="en", person=None):
    return Scope(branch.pk, language, "person" if person else "branch", person.pk if person else None, at)


def shown(name, branch, at, language="en", person=None):
    return " ".join(panels.attempt(panels.get(name), scope(branch, at, language, person)).split())


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_in_normal_times_there_is_no_banner(language, branch, teller, at):
    assert shown("floor-peak", branch, at, language) == ""
    assert shown("wall-peak", branch, at, language) == ""
    assert shown("counter-peak", branch, at, language, teller) == ""
    assert "mark-fine" in shown("head-peak", branch, at, language)


def test_the_banner_tells_level_time_and_cause_and_leads_to_the_steps(branch, lines, crowd, at):
    crowd(3)
    peaks.sample(branch, at=at)
    peaks.sample(branch, at=at + MINUTE)

    html = shown("floor-peak", branch, at)

    assert 'mark-attention">peak warning' in html
    assert "since 10:01" in html
    assert "3 people waiting (line 3)" in html
    assert "data-loads" in html
    assert shown("wall-peak", branch, at) == ""  # a mere warning is none of the customers' business


@pytest.mark.parametrize(
    ("measure", "value", "line", "words"),
    [
        ("wait", 1200, 900, "predicted wait 20 min (line 15)"),
        ("arrivals", 24, 20, "24 arrivals in 15 min (line 20)"),
        ("waiting", 1, 1, "1 person waiting (line 1)"),
    ],
)
def test_every_measure_has_its_words(measure, value, line, words, branch, at):
    branch.peak_runs.create(status="warning", started_at=at, measure=measure, value=value, threshold=line)

    assert words in shown("floor-peak", branch, at)
    assert words in shown("head-peak", branch, at)


def test_a_peak_started_by_hand_names_who_why_and_the_team(branch, lines, plan, manager, assistant, at):
    peaks.start(branch, by=manager.actor, at=at, reason="pension day")

    html = shown("floor-peak", branch, at)

    assert "started by Mei: pension day" in html
    assert "chief Mei" in html
    assert "assistant Xiao" in html
    wall = shown("wall-peak", branch, at)
    assert "Thank you for your patience" in wall
    assert "感谢" in wall
    assert "Mei" not in wall


def test_who_is_asked_sees_it_at_the_choice_of_counters(branch, lines, plan, manager, teller, at):
    peaks.start(branch, by=manager.actor, at=at, reason="crowd")
    assert SupportCall.objects.get().staff == teller

    html = shown("counter-peak", branch, at, person=teller)

    assert "You are asked to support the counters" in html
    assert "You are asked" not in shown("counter-peak", branch, at, person=manager)


@pytest.mark.parametrize("name", NAMES)
def test_a_banner_costs_one_query_or_two(name, branch, lines, plan, manager, at, django_assert_num_queries):
    peaks.start(branch, by=manager.actor, at=at, reason="crowd")

    with django_assert_num_queries(2 if name == "head-peak" else 1):
        shown(name, branch, at)


@pytest.mark.django_db(transaction=True)
async def test_the_banner_reaches_tablet_and_wall_and_no_outsider(
    server, branch: Branch, other_branch: Branch, manager: Staff, wall_key: str, lines
) -> None:
    outsider = await database(factories.make_staff)("zhao", other_branch, "LM")
    inside, outside = await sign_in(manager), await sign_in(outsider)

    @database
    def begin(where: Branch, by: Staff) -> None:
        peaks.start(where, by=by.actor, at=timezone.now(), reason="a bus stops")

    async with (
        watching(server, session=inside, screen="floor", branch=branch.code, lang="en") as tablet,
        watching(server, key=wall_key, screen="wall", branch=branch.code) as hall,
        watching(server, session=outside, screen="floor", branch=other_branch.code, lang="en") as far,
    ):
        for screen in (tablet, hall, far):
            await screen.next()

        await begin(branch, manager)

        await tablet.shows("floor-peak", "a bus stops")
        await hall.shows("wall-peak", "Thank you for your patience")
        assert "a bus stops" not in str(hall.frames)
        await far.silence(1.0)
        # The outsider could have heard: its own branch's peak arrives.
        await begin(other_branch, outsider)
        await far.shows("floor-peak", "a bus stops")
