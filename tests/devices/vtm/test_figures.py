"""K26: the figures of video sessions are what counting the sessions by hand gives."""

from __future__ import annotations

import datetime as dt

import pytest

from devices.domain import vtm
from devices.enums.vtm import VtmEnd
from devices.enums.vtm import VtmStatus as S
from devices.kpis.video import KPIS
from devices.models.vtm import VtmSession
from lobby.branches.actors import SYSTEM
from lobby.branches.enums import RoleCode
from lobby.kpi import registry
from lobby.kpi.measuring import rows_of
from lobby.kpi.periods import period, today
from lobby.kpi.readings import read, read_split
from tests.factories import make_staff


@pytest.fixture
def day(brought_to, call, machine, agent, at):
    """Two completed with 5 and none, one that was cut, two that nobody answered, one that runs; and one of yesterday."""
    brought_to(S.COMPLETED, at=at - dt.timedelta(days=1))
    VtmSession.objects.update(day=at.date() - dt.timedelta(days=1))
    brought_to(S.COMPLETED)
    vtm.close_unrated(brought_to(S.RATING), at=at)
    brought_to(S.FAILED)
    for reason in (VtmEnd.UNANSWERED, VtmEnd.CUSTOMER):
        vtm.cancel(call(), by=SYSTEM, at=at, reason=reason)
    brought_to(S.CONNECTED)


def figure(code: str, span) -> tuple[str, int]:
    reading = read(registry.get(code), span)
    return reading.text, reading.n


def test_figures_of_a_day_recompute_from_its_sessions(day, branch, at):
    span = today(branch, at)
    sessions = list(VtmSession.objects.filter(day=at.date()))
    answered = [one for one in sessions if one.connected_at and one.status in {S.COMPLETED, S.FAILED}]
    done = [one for one in answered if one.status == S.COMPLETED]
    stars = [one.rating for one in sessions if one.rating]

    assert figure("K26", span) == (f"{100 * len(done) / len(answered):.1f}", 3) == ("66.7", 3)
    assert figure("K26C", span) == (f"{sum(stars) / len(stars):.1f}", 1) == ("5.0", 1)
    assert figure("K26U", span) == (f"{len(sessions)}.0", 6)
    assert figure("K26R", span) == ("60.0", 5)
    for kpi in KPIS:
        assert rows_of(kpi, span).count() == read(kpi, span).n


def test_reasons_are_ranked_in_words(day, branch, at):
    whole, groups = read_split(registry.get("K26R"), today(branch, at))

    assert whole.n == 5
    words = {str(VtmEnd(reason).label) for reason in (VtmEnd.LINE, VtmEnd.UNANSWERED, VtmEnd.CUSTOMER)}
    assert {name for name, _reading in groups} == words
    assert {reading.text for _name, reading in groups} == {"20.0"}


def test_sessions_a_day_over_two_days(day, branch, at):
    span = period(branch, at.date() - dt.timedelta(days=1), at.date())

    assert figure("K26U", span) == ("3.5", 7)


@pytest.mark.parametrize("code", ["K26", "K26C", "K26R", "K26U"])
def test_each_has_its_page_with_rows(day, branch, at, client, code):
    client.force_login(make_staff("head", branch, RoleCode.HEAD))

    page = client.get(f"/head/{branch.code}/kpi/{code}/?day={at.date()}")

    assert page.status_code == 200
